// The desk of staff who chat with visitors: the board of who waits, and one talk. Both come up to date by themselves; without script they do at each load.

import { copy, slot } from "./part";

const idleAfter = 30 * 60 * 1000; // milliseconds without a touch after which the page no longer says that somebody is there
const typesEvery = 3000;
const typingShown = 6000;

interface Row {
  id: string;
  since: string;
  wait: string;
  lang: string;
  worried: boolean;
}

interface Board {
  present: boolean;
  team: string;
  waiting: Row[];
  mine: Row[];
}

interface TalkFrame {
  type: "talk" | "line" | "typing";
  state?: string;
  text?: string;
  n?: number;
  author?: string;
  time?: string;
  worried?: boolean;
}

// listen hears events until nobody has touched the page for long, and tells when that is so.
function listen(path: string, hear: (data: string) => void, idle: () => void): EventSource {
  const source = new EventSource(path);
  source.addEventListener("message", (event) => hear(event.data as string));
  let timer = 0;
  const touched = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      source.close();
      idle();
    }, idleAfter);
  };
  for (const kind of ["keydown", "pointerdown", "scroll"]) addEventListener(kind, touched, { passive: true });
  touched();
  return source;
}

const board = document.querySelector<HTMLElement>("[data-board]");
if (board) {
  const title = document.title;
  let known: Set<string> | undefined;
  const fill = (row: HTMLElement, r: Row): HTMLElement => {
    row.dataset.id = r.id;
    slot(row, "since").textContent = r.since;
    slot(row, "worried").hidden = !r.worried;
    return row;
  };
  const list = (name: string, rows: Row[], make: (r: Row) => HTMLElement, update: (row: HTMLElement, r: Row) => void): void => {
    const place = slot(board, name);
    const there = new Map(Array.from(place.children, (row) => [(row as HTMLElement).dataset.id, row as HTMLElement]));
    rows.forEach((r, at) => {
      const row = there.get(r.id) ?? make(r);
      there.delete(r.id);
      update(row, r);
      if (place.children[at] !== row) place.insertBefore(row, place.children[at] ?? null); // what has the focus stays where it is
    });
    for (const row of there.values()) row.remove();
  };
  const hear = (data: string): void => {
    const b = JSON.parse(data) as Board;
    list(
      "rows",
      b.waiting,
      (r) => {
        const row = copy("deel-rij").querySelector("tr") as HTMLElement;
        (row.querySelector("form") as HTMLFormElement).action = `/medewerkers/praten/${r.id}/neem`;
        slot(row, "which").textContent = r.since;
        slot(row, "lang").textContent = r.lang;
        return row;
      },
      (row, r) => {
        slot(fill(row, r), "wait").textContent = r.wait;
      },
    );
    list(
      "mine",
      b.mine,
      (r) => {
        const row = copy("deel-eigen");
        (row.querySelector("a") as HTMLAnchorElement).href = `/medewerkers/praten/${r.id}`;
        return row;
      },
      fill,
    );
    slot(board, "waiting").hidden = b.waiting.length === 0;
    slot(board, "none").hidden = b.waiting.length > 0;
    slot(board, "none-mine").hidden = b.mine.length > 0;
    slot(board, "team").textContent = b.team;
    for (const [name, shown] of Object.entries({ here: b.present, away: !b.present, come: !b.present, go: b.present })) slot(board, name).hidden = !shown;
    document.title = b.waiting.length > 0 ? `(${b.waiting.length}) ${title}` : title;
    const fresh = b.waiting.some((r) => known && !known.has(r.id));
    known = new Set(b.waiting.map((r) => r.id));
    const news = board.querySelector("[data-news]") as HTMLElement;
    news.textContent = fresh ? (board.dataset.textNew ?? "") : "";
  };
  listen("/medewerkers/praten/lijn", hear, () => {
    (board.querySelector("[data-idle]") as HTMLElement).textContent = board.dataset.textIdle ?? "";
  });
}

const talk = document.querySelector<HTMLElement>("[data-talk]");
if (talk) {
  const path = `/medewerkers/praten/${talk.dataset.talk}`;
  const lines = document.querySelector("[data-lines]") as HTMLElement;
  const typing = document.querySelector("[data-typing]") as HTMLElement;
  const form = document.querySelector<HTMLFormElement>("[data-reply]");
  let last = Number(talk.dataset.last);
  let timer = 0;
  let typed = 0;
  const hear = (data: string): void => {
    const f = JSON.parse(data) as TalkFrame;
    if (f.type === "typing") {
      typing.hidden = false;
      clearTimeout(timer);
      timer = window.setTimeout(() => (typing.hidden = true), typingShown);
    } else if (f.type === "line" && (f.n ?? 0) > last) {
      last = f.n ?? 0;
      const line = copy("deel-regel");
      line.dataset.n = String(last);
      line.classList.toggle("desk-line-own", f.author === "staff");
      if (f.author !== "staff") typing.hidden = true;
      slot(line, "who").textContent = (f.author === "staff" ? lines.dataset.textOwn : lines.dataset.textOther) ?? "";
      slot(line, "time").textContent = f.time ?? "";
      slot(line, "text").textContent = f.text ?? "";
      slot(line, "worried").hidden = !f.worried;
      if (f.worried) (document.querySelector("[data-worried]") as HTMLElement).hidden = false;
      lines.append(line);
      line.scrollIntoView({ block: "nearest" });
    } else if (f.type === "talk" && f.text) {
      if (talk.textContent !== f.text) talk.textContent = f.text;
      if (f.state !== "ended") return;
      source.close();
      talk.dataset.who = "computer";
      form?.remove();
      document.querySelector("[data-return]")?.remove();
    }
  };
  const source = listen(`${path}/lijn?na=${last}`, hear, () => undefined);
  if (form) {
    const field = form.elements.namedItem("tekst") as HTMLTextAreaElement;
    const number = form.elements.namedItem("nr") as HTMLInputElement;
    const problem = form.querySelector("[data-problem]") as HTMLElement;
    const hand = (form.elements.namedItem("voor-wie") as HTMLInputElement | null)?.value ?? ""; // for whom the page was made
    const send = (fields: Record<string, string>): Promise<Response> => fetch(path, { method: "POST", body: new URLSearchParams({ script: "ja", "voor-wie": hand, ...fields }), cache: "no-store" });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = field.value.trim();
      if (!words) return;
      field.value = "";
      problem.textContent = "";
      const nr = number.value;
      number.value = Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join("");
      send({ nr, tekst: words })
        .then((response) => {
          if (!response.ok) throw new Error(String(response.status));
        })
        .catch(() => {
          field.value = field.value ? `${words}\n${field.value}` : words;
          number.value = nr; // the same words, so the same number: it may have arrived
          problem.textContent = problem.dataset.text ?? "";
        });
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    field.addEventListener("input", () => {
      const now = Date.now();
      if (now - typed < typesEvery) return;
      typed = now;
      void send({ typt: "ja" }).catch(() => undefined);
    });
  }
}
