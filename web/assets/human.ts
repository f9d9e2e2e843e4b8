// A member of staff in the conversation: asking for one, what the two write to each other, and the end of it. Who speaks stands above the field, in words.
// Nothing of it is kept in this page either: when the page goes, the talk ends.

import { Answer } from "./answer";
import type { Notice } from "./frame";
import { copy, slot } from "./part";

const backoff = 1000; // milliseconds before the line is tried again, doubled to at most half a minute
const typesEvery = 3000; // milliseconds between two signs that something is being written
const typingShown = 6000; // milliseconds that the other is said to write

interface TalkFrame {
  type: "talk" | "line" | "typing";
  state?: "waiting" | "talking" | "ended";
  name?: string;
  text?: string;
  n?: number;
  author?: "visitor" | "staff";
}

interface Reply {
  secret?: string;
  text?: string;
  nobody?: boolean;
  ended?: boolean;
  notice?: Notice;
}

export interface Host {
  append(part: HTMLElement): void;
  status(text: string): void;
  state(): string; // what the conversation with the computer remembers, sealed
  id(): string;
  field: HTMLTextAreaElement;
}

export class Human {
  readonly #host: Host;
  readonly #bar: HTMLElement;
  readonly #speaker: HTMLElement;
  readonly #end: HTMLButtonElement;
  readonly #computer: string;
  #secret = "";
  #state: "none" | "waiting" | "talking" = "none";
  #name = "";
  #last = 0;
  #written = 0; // cards shown here
  #unsent = new Map<string, string>(); // what the server has not taken yet, by id
  #socket: WebSocket | undefined;
  #request: AbortController | undefined;
  #noSockets = false;
  #fails = 0;
  #typed = 0;
  #timer = 0;

  constructor(host: Host, bar: HTMLElement) {
    this.#host = host;
    this.#bar = bar;
    this.#speaker = bar.querySelector("[data-speaker]") as HTMLElement;
    this.#end = bar.querySelector("[data-end]") as HTMLButtonElement;
    this.#computer = this.#speaker.textContent ?? "";
    this.#end.addEventListener("click", () => {
      this.leave();
      this.#over(this.#bar.dataset.textLeft ?? "");
      host.field.focus();
    });
  }

  // talking reports whether what is written now goes to a person.
  get talking(): boolean {
    return this.#state === "talking";
  }

  // suggest asks what the member of staff may read beforehand.
  async suggest(): Promise<void> {
    if (this.#state !== "none" || document.querySelector("[data-messages] .pass-on")) return;
    const reply = await this.#post({ type: "suggest", state: this.#host.state() });
    if (!reply || reply.nobody) {
      this.#host.append(copy("deel-niemand"));
      return;
    }
    const part = copy("deel-doorgeven");
    const form = part.querySelector("form") as HTMLFormElement;
    const words = form.elements.namedItem("tekst") as HTMLTextAreaElement;
    words.value = reply.text ?? "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      part.remove();
      void this.#ask(words.value);
      this.#host.field.focus();
    });
    part.querySelector("[data-cancel]")?.addEventListener("click", () => {
      part.remove();
      this.#host.field.focus();
    });
    this.#host.append(part);
    words.focus();
  }

  async #ask(passed: string): Promise<void> {
    const reply = await this.#post({ type: "ask", text: passed });
    this.#warn(reply?.notice);
    if (!reply?.secret) {
      this.#host.append(copy("deel-niemand"));
      return;
    }
    this.#secret = reply.secret;
    this.#last = 0;
    this.#state = "waiting";
    this.#follow();
  }

  // say sends what the person wrote. It stands in the log at once, and is sent until it is taken.
  say(words: string): void {
    const id = this.#host.id();
    const part = copy("deel-vraag");
    slot(part, "question").textContent = words;
    this.#host.append(part);
    this.#unsent.set(id, words);
    void this.#send(id, part);
  }

  async #send(id: string, part: HTMLElement): Promise<void> {
    const words = this.#unsent.get(id);
    if (words === undefined) return;
    const reply = await this.#post({ type: "say", id, text: words });
    if (!reply) {
      this.#host.status(this.#bar.dataset.textRetrying ?? "");
      window.setTimeout(() => void this.#send(id, part), 3000);
      return;
    }
    this.#unsent.delete(id);
    this.#host.status(reply.text ?? "");
    if (reply.text) {
      part.remove();
      this.#host.field.value = words;
    }
    this.#warn(reply.notice);
  }

  types(): void {
    const now = Date.now();
    if (!this.talking || now - this.#typed < typesEvery) return;
    this.#typed = now;
    void this.#post({ type: "types" });
  }

  // leave ends the talk, also when the page is going away at this moment.
  leave(): void {
    if (!this.#secret) return;
    navigator.sendBeacon("/praten/bericht", JSON.stringify({ type: "leave", secret: this.#secret }));
    this.#hangUp();
  }

  #hangUp(): void {
    this.#secret = "";
    this.#state = "none";
    this.#unsent.clear();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#request?.abort();
  }

  #over(text: string): void {
    this.#hangUp();
    this.#end.hidden = true;
    this.#say(text, "back"); // in sight for a while: who speaks has changed
    window.setTimeout(() => {
      if (this.#state === "none") this.#say(this.#computer, "computer");
    }, 60000);
  }

  #say(text: string, who: string): void {
    if (this.#speaker.textContent !== text) this.#speaker.textContent = text;
    this.#speaker.dataset.who = who;
    document.documentElement.classList.toggle("with-human", who === "waiting" || who === "human");
  }

  #hear(message: string): void {
    let frame: TalkFrame;
    try {
      frame = JSON.parse(message) as TalkFrame;
    } catch {
      return;
    }
    this.#fails = 0;
    switch (frame.type) {
      case "talk":
        this.#name = frame.name ?? this.#name;
        if (frame.state === "ended") {
          this.#over(frame.text ?? this.#computer);
          return;
        }
        this.#state = frame.state ?? "waiting";
        this.#end.hidden = false;
        this.#say(frame.text ?? "", this.#state === "talking" ? "human" : "waiting");
        break;
      case "line":
        if ((frame.n ?? 0) <= this.#last) return;
        this.#last = frame.n ?? 0;
        if (frame.author !== "staff") return; // what the person wrote stands there already
        this.#host.status("");
        {
          const part = copy("deel-mens");
          slot(part, "name").textContent = this.#name;
          slot(part, "text").textContent = frame.text ?? "";
          this.#host.append(part);
        }
        break;
      case "typing":
        this.#host.status((this.#bar.dataset.textTyping ?? "").replace("{name}", this.#name));
        clearTimeout(this.#timer);
        this.#timer = window.setTimeout(() => this.#host.status(""), typingShown);
        break;
    }
  }

  #warn(notice: Notice | undefined): void {
    if (!notice) return;
    const card = new Answer(10000 + this.#written++);
    card.add(notice);
    this.#host.append(card.element);
  }

  #follow(): void {
    if (!this.#secret) return;
    if (this.#noSockets) {
      void this.#stream();
      return;
    }
    let opened = false;
    let socket: WebSocket;
    try {
      const scheme = location.protocol === "https:" ? "wss:" : "ws:";
      socket = new WebSocket(`${scheme}//${location.host}/praten/lijn`);
    } catch {
      this.#noSockets = true;
      void this.#stream();
      return;
    }
    this.#socket = socket;
    socket.addEventListener("open", () => {
      opened = true;
      socket.send(JSON.stringify({ secret: this.#secret, after: this.#last }));
    });
    socket.addEventListener("message", (event) => {
      if (socket === this.#socket && typeof event.data === "string") this.#hear(event.data);
    });
    socket.addEventListener("close", () => {
      if (socket !== this.#socket) return;
      this.#socket = undefined;
      if (!opened) this.#noSockets = true;
      this.#again();
    });
  }

  #again(): void {
    if (!this.#secret) return;
    const wait = Math.min(backoff * 2 ** this.#fails++, 30000);
    window.setTimeout(() => this.#follow(), this.#noSockets && this.#fails < 2 ? 0 : wait);
  }

  async #stream(): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    try {
      const response = await fetch("/praten/lijn", { ...post({ secret: this.#secret, after: this.#last }), signal: request.signal });
      const reader = response.ok ? response.body?.getReader() : undefined;
      const decoder = new TextDecoder();
      let rest = "";
      while (reader) {
        const { done, value } = await reader.read();
        if (done) break;
        const events = (rest + decoder.decode(value, { stream: true })).split("\n\n");
        rest = events.pop() ?? "";
        for (const event of events) if (event.startsWith("data: ")) this.#hear(event.slice("data: ".length));
      }
    } catch {
      // The line broke, or the person left: below it is tried again when there is still a talk.
    }
    this.#again();
  }

  async #post(message: Record<string, string>): Promise<Reply | undefined> {
    try {
      const response = await fetch("/praten/bericht", post({ secret: this.#secret, lang: document.documentElement.lang, ...message }));
      if (!response.ok) return undefined;
      return (await response.json()) as Reply;
    } catch {
      return undefined;
    }
  }
}

function post(body: unknown): RequestInit {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  };
}
