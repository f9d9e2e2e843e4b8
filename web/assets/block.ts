// Paragraphs, lists and telephone numbers of a text, as web/block.go makes them for browsers without script.

const callable = /\b0[0-9]{2,3}-[0-9]{4,8}\b|\b[Bb]el (?:dan |direct |meteen |altijd )?11[23]\b|(?:[Cc]all|Appelez le|Zadzwoń|Телефонуйте|اتصل بالرقم|Yama|Alarmnummer|Emergency number|رقم الطوارئ|Acil numara|Numer alarmowy|Номер екстреної допомоги|Numéro d'urgence|Number di emergensia) 11[23]\b|\b113 (?:Zelfmoordpreventie|Suicide Prevention|الوقاية من الانتحار|İntiharı Önleme|Zapobieganie samobójstwom|Запобігання самогубствам|Prévention du suicide|Prevenshon di suisidio)/g;

// fill replaces what is in place by text.
export function fill(place: Element, text: string): void {
  place.replaceChildren(...blocks(text));
}

export function blocks(text: string): HTMLElement[] {
  const all: HTMLElement[] = [];
  for (const raw of text.split("\n")) {
    const line = raw.trim().replace(/^[# ]+/, "");
    if (!line) continue;
    let item: string | undefined;
    if (line.startsWith("- ")) item = line.slice(2);
    else if (line.startsWith("| ")) item = row(line.slice(2));
    if (item === undefined) {
      all.push(withNumbers(document.createElement("p"), line));
      continue;
    }
    let list = all[all.length - 1];
    if (list?.tagName !== "UL") all.push((list = document.createElement("ul")));
    list.append(withNumbers(document.createElement("li"), item));
  }
  return all;
}

// row reads a row of a table as knowledge.RowText does.
function row(text: string): string {
  let cells = text.split(" | ");
  const headed = cells.length > 1 && cells.every((c) => c.includes(": "));
  let two = headed && cells.length === 2;
  let numbered = false;
  if (headed) {
    cells = cells.map((cell, i) => {
      const at = cell.indexOf(": ");
      const header = cell.slice(0, at);
      const value = cell.slice(at + 2);
      if (i === 0 && /^[0-9]{0,3}$/.test(value)) {
        numbered = true;
        return `${header} ${value}`;
      }
      if (i === 0 && header.endsWith("?") && value.length <= 3) {
        two = false; // yes and no say nothing without the question
        return `${header} ${value}`;
      }
      if (i === 0 || (i === 1 && (numbered || two))) return value;
      return header.endsWith("?") ? `${header} ${value}` : cell;
    });
  }
  return cells.reduce((line, cell) => line + (/[?.]$/.test(line) ? " " : two ? ": " : ". ") + cell);
}

// under puts the heading of a list above it.
export function under(heading: string, parts: HTMLElement[]): HTMLElement[] {
  if (!heading) return parts;
  const above = document.createElement("h3");
  above.className = "list-heading";
  return [withNumbers(above, heading), ...parts];
}

// withNumbers adds a text to an element, with its telephone numbers to be called.
export function withNumbers(into: HTMLElement, text: string): HTMLElement {
  let at = 0;
  for (const found of text.matchAll(callable)) {
    into.append(text.slice(at, found.index));
    const link = document.createElement("a");
    link.className = "tel";
    link.href = "tel:" + found[0].replace(/[^0-9]/g, "");
    link.dir = "ltr"; // in Arabic, too, a number is read from the left
    link.textContent = found[0];
    into.append(link);
    at = (found.index ?? 0) + found[0].length;
  }
  into.append(text.slice(at));
  return into;
}
