// Paragraphs, lists and telephone numbers of a text, as web/block.go makes them for browsers without script.

const callable = /\b0[0-9]{2,3}-[0-9]{4,8}\b|\b[Bb]el (?:dan |direct |meteen |altijd )?11[23]\b|(?:[Cc]all|Appelez le|Zadzwoń|Телефонуйте|اتصل بالرقم|Yama) 11[23]\b/g;

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
    else if (line.startsWith("| ")) item = line.slice(2).replaceAll("?: ", "? ").replaceAll(" | ", ", ");
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

// under puts the heading of a list above it.
export function under(heading: string, parts: HTMLElement[]): HTMLElement[] {
  if (!heading) return parts;
  const above = document.createElement("h3");
  above.className = "list-heading";
  return [withNumbers(above, heading), ...parts];
}

function withNumbers(into: HTMLElement, text: string): HTMLElement {
  let at = 0;
  for (const found of text.matchAll(callable)) {
    into.append(text.slice(at, found.index));
    const link = document.createElement("a");
    link.className = "tel";
    link.href = "tel:" + (found[0].split(" ").pop() ?? "").replaceAll("-", "");
    link.textContent = found[0];
    into.append(link);
    at = (found.index ?? 0) + found[0].length;
  }
  into.append(text.slice(at));
  return into;
}
