// One answer on the page, built from the page's own template as its frames come in.

import { blocks, fill, under } from "./block";
import type { Frame, Notice, Said, Source, Topic, Word } from "./frame";
import { copy, slot } from "./part";
import { chosen, hush } from "./setting";
import { tell, wordsOf, type Words } from "./spoken";

export class Answer {
  readonly element: HTMLElement;
  readonly #key: number;
  readonly #sentence: HTMLElement;
  readonly #source: HTMLElement;
  readonly #notice: HTMLElement;
  readonly #choices: HTMLElement;
  readonly #human: HTMLElement;
  readonly #topics: HTMLElement;
  readonly #words: HTMLElement[];
  readonly #simpler: HTMLElement;
  readonly #titles = new Map<number, string>();
  readonly #cards = new Map<string, Words | undefined>(); // the cards of danger in it, with what is said of each
  #aloud: Words[] = []; // what of it can be read aloud

  constructor(key: number) {
    this.#key = key;
    this.element = copy("deel-antwoord");
    this.#sentence = slot(this.element, "sentences").firstElementChild as HTMLElement;
    this.#source = slot(this.element, "sources").firstElementChild as HTMLElement;
    this.#choices = slot(this.element, "choices").firstElementChild as HTMLElement;
    this.#human = slot(this.element, "human").firstElementChild as HTMLElement;
    this.#topics = slot(this.element, "topics").firstElementChild as HTMLElement;
    this.#words = [...slot(this.element, "words").children] as HTMLElement[];
    this.#simpler = slot(this.element, "simpler-part");
    this.#notice = slot(this.element, "notices").firstElementChild as HTMLElement;
    this.element.querySelector("[data-say]")?.addEventListener("click", () => tell("ww-read", this.#aloud));
    slot(this.element, "notices").replaceChildren();
    this.clear();
  }

  // clear empties the answer, for when it must begin again. A card of danger stays.
  clear(): void {
    for (const notice of [...slot(this.element, "notices").children] as HTMLElement[]) if (notice.dataset.kind !== "danger") notice.remove();
    for (const name of ["lead", "sentences", "sources", "closing", "words", "choices", "topics", "human"]) slot(this.element, name).replaceChildren();
    slot(this.element, "sources-part").hidden = true;
    slot(this.element, "actions").hidden = true;
    this.#simpler.remove();
    this.#titles.clear();
    this.#aloud = [...this.#cards.values()].filter((words) => words !== undefined);
  }

  // note replaces the words before the sentences by a remark of the page's own.
  note(part: HTMLElement): void {
    slot(this.element, "lead").append(part);
  }

  remark(text: string): void {
    slot(this.element, "closing").append(...blocks(text));
  }

  // card is the first card of danger in it.
  get card(): HTMLElement | null {
    return this.element.querySelector('.notice[data-kind="danger"]');
  }

  get empty(): boolean {
    return ["notices", "kept", "lead", "sentences"].every((name) => !slot(this.element, name).hasChildNodes());
  }

  add(frame: Frame): void {
    const words = wordsOf(frame);
    if (frame.type === "notice" && frame.kind === "danger") {
      const card = `${frame.title}\n${frame.text}`;
      if (this.#cards.has(card)) return; // it stayed
      this.#cards.set(card, words);
    }
    if (words && frame.type !== "simpler") {
      this.#aloud.push(words);
      this.element.querySelector<HTMLElement>("[data-say]")?.removeAttribute("hidden");
    }
    switch (frame.type) {
      case "start":
        this.element.lang = frame.lang;
        if (frame.lang === "ar") this.element.dir = "rtl";
        else this.element.removeAttribute("dir");
        break;
      case "notice":
        this.#notify(frame);
        break;
      case "code": // with the first answer, where whoever asked for it reads; without words it could not be kept
        slot(this.element, "kept").replaceChildren(codeCard(frame.text ?? ""));
        break;
      case "lead":
      case "closing":
        fill(slot(this.element, frame.type), frame.text);
        break;
      case "error":
        fill(slot(this.element, "lead"), frame.text);
        break;
      case "sentence":
        this.#say(frame);
        break;
      case "source":
        this.#cite(frame);
        break;
      case "words":
        slot(this.element, "words").append(...this.#words.map((part) => part.cloneNode(true)));
        explain(slot(this.element, "words"), frame.words);
        break;
      case "simpler":
        this.#simplify(frame.texts ?? [], frame.words ?? [], words);
        break;
      case "choices":
        this.#choose(frame.choices);
        break;
      case "topics":
        this.#offer(frame.buttons);
        break;
      case "end":
        if (frame.human) slot(this.element, "human").append(this.#human.cloneNode(true));
        break;
    }
  }

  #say({ text, sources = [], heading = "", lang, note = "", dutch = "" }: Said): void {
    const sentence = this.#sentence.cloneNode(true) as HTMLElement;
    const refs = sentence.querySelector(".refs") as HTMLElement;
    const sample = refs.firstElementChild as HTMLAnchorElement;
    refs.replaceChildren(
      ...sources.flatMap((n) => {
        const ref = sample.cloneNode(true) as HTMLAnchorElement;
        ref.href = `#bron-${this.#key}-${n}`;
        ref.textContent = String(n);
        ref.setAttribute("aria-label", (sample.getAttribute("aria-label") ?? "").replace("1", String(n)));
        return ["\u2060", ref]; // the number stays with the last word
      }),
    );
    const parts = blocks(text);
    const last = parts[parts.length - 1];
    sentence.replaceChildren(...under(heading, parts));
    (last?.lastElementChild?.tagName === "LI" ? last.lastElementChild : last)?.append(refs);
    if (lang) {
      sentence.lang = lang;
      sentence.dir = lang === "ar" ? "rtl" : "ltr";
      const by = document.createElement("p");
      by.className = "by-computer";
      by.textContent = note;
      sentence.append(by, quote(dutch));
    }
    slot(this.element, "sentences").append(sentence);
    slot(this.element, "actions").hidden = false;
  }

  #notify(notice: Notice): void {
    if (notice.silent) hush();
    const card = this.#notice.cloneNode(true) as HTMLElement;
    card.dataset.kind = notice.kind;
    card.dataset.level = notice.level ?? "";
    card.toggleAttribute("data-silent", !!notice.silent);
    if (notice.title) slot(card, "notice-title").textContent = notice.title;
    else slot(card, "notice-title").remove();
    fill(slot(card, "notice-text"), notice.text ?? "");
    const list = slot(card, "contacts");
    const sample = list.firstElementChild as HTMLElement;
    list.replaceChildren(
      ...(notice.contacts ?? []).map((contact) => {
        const item = sample.cloneNode(true) as HTMLElement;
        const call = slot(item, "call") as HTMLAnchorElement;
        slot(item, "number").textContent = contact.number ?? "";
        slot(item, "name").textContent = contact.name;
        if (contact.tel) call.href = contact.tel;
        else plain(call, !!contact.number);
        if (contact.chat && /^https:\/\//.test(contact.chat)) (slot(item, "chat") as HTMLAnchorElement).href = contact.chat;
        else slot(item, "chat").remove();
        if (contact.hours) slot(item, "hours").textContent = contact.hours;
        else slot(item, "hours").remove();
        return item;
      }),
    );
    if (!notice.contacts?.length) list.remove();
    if (notice.leave) slot(card, "notice-leave").textContent = notice.leave;
    else slot(card, "notice-leave").remove();
    if (notice.exit) slot(card, "exit").textContent = notice.exit;
    else slot(card, "notice-exit").remove();
    slot(this.element, "notices").append(card);
    // A screen reader says it at once, and not when the answer is complete. Where nothing may be heard it is read with the rest.
    if (notice.kind === "danger" && !notice.silent) {
      const lines = (notice.contacts ?? []).map((contact) => `${contact.number ?? ""} ${contact.name}`.trim());
      alarm([notice.title, notice.text, ...lines].join("\n"), this.element.lang || document.documentElement.lang);
    }
  }

  #cite(source: Source): void {
    slot(this.element, "sources-part").hidden = false;
    if (this.#titles.has(source.n)) {
      const details = this.element.querySelector(`#bron-${this.#key}-${source.n} details`);
      details?.append(quote(source.quote));
      return;
    }
    this.#titles.set(source.n, source.title);
    const card = this.#source.cloneNode(true) as HTMLElement;
    card.id = `bron-${this.#key}-${source.n}`;
    (card.querySelector(".source-number") as HTMLElement).textContent = String(source.n);
    slot(card, "title").textContent = source.title;
    const link = card.querySelector(".source-title a") as HTMLAnchorElement;
    if (source.url && /^https?:\/\//.test(source.url)) link.href = source.url;
    else link.replaceWith(slot(card, "title"));
    if (source.heading) slot(card, "heading").textContent = source.heading;
    else slot(card, "heading").remove();
    const date = slot(card, "date") as HTMLTimeElement;
    if (source.date) {
      date.dateTime = source.date;
      const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
      date.textContent = format.format(new Date(source.date));
    } else {
      date.parentElement?.remove();
    }
    if (!source.stale) slot(card, "stale").remove();
    card.querySelector("blockquote")?.replaceWith(quote(source.quote));
    slot(this.element, "sources").append(card);
  }

  #simplify(texts: string[], words: Word[], aloud: Words | undefined): void {
    const part = this.#simpler.cloneNode(true) as HTMLDetailsElement;
    if (aloud) {
      const say = slot(part, "easy-say");
      say.hidden = false;
      say.addEventListener("click", () => tell("ww-read", [aloud]));
      // Who has answers read aloud hears this one too, when asking for it.
      part.addEventListener("toggle", () => part.open && chosen("stem") && tell("ww-read", [aloud]));
    }
    slot(part, "easy").replaceChildren(
      ...texts.map((text) => {
        const easy = document.createElement("div");
        const [, heading = "", rest = ""] = /^(?:# (.*)\n)?([^]*)$/.exec(text) ?? [];
        easy.append(...under(heading, blocks(rest)));
        return easy;
      }),
    );
    if (!texts.length) slot(part, "easy-part").remove();
    if (words.length) explain(part, words);
    else slot(part, "easy-words").remove();
    slot(this.element, "actions").prepend(part);
  }

  #choose(choices: string[]): void {
    const list = this.#choices.cloneNode(true) as HTMLElement;
    const sample = list.firstElementChild as HTMLElement;
    list.replaceChildren(
      ...choices.map((choice) => {
        const item = sample.cloneNode(true) as HTMLElement;
        const button = item.querySelector("button") as HTMLButtonElement;
        button.value = choice;
        button.textContent = choice;
        return item;
      }),
    );
    slot(this.element, "choices").append(list);
  }

  #offer(topics: Topic[]): void {
    const list = this.#topics.cloneNode(true) as HTMLElement;
    const sample = list.firstElementChild as HTMLElement;
    list.replaceChildren(
      ...topics.map((topic) => {
        const item = sample.cloneNode(true) as HTMLElement;
        const button = item.querySelector("button") as HTMLButtonElement;
        button.value = topic.topic;
        button.textContent = topic.name;
        return item;
      }),
    );
    slot(this.element, "topics").append(list);
  }
}

// codeCard is the code under which a conversation is kept, or that it could not be.
function codeCard(code: string): HTMLElement {
  const card = copy(code ? "deel-code" : "deel-geen-code");
  if (code) slot(card, "code").textContent = code;
  return card;
}

// alarm has screen readers say words before all else.
export function alarm(words: string, lang: string): void {
  const place = document.querySelector<HTMLElement>("[data-alarm]");
  if (!place) return;
  place.lang = lang;
  place.textContent = words;
}

// plain makes of a link that calls the words on it, for a line that cannot be called.
function plain(call: HTMLElement, numbered: boolean): void {
  if (!numbered) slot(call, "number").remove();
  const words = document.createElement("p");
  words.className = "contact-plain";
  words.append(...call.childNodes);
  call.replaceWith(words);
}

// explain fills the list of words in a part.
function explain(part: HTMLElement, words: Word[]): void {
  const list = slot(part, "word-list");
  const sample = list.firstElementChild as HTMLElement;
  list.replaceChildren(
    ...words.map((word) => {
      const item = sample.cloneNode(true) as HTMLElement;
      slot(item, "term").textContent = word.term;
      slot(item, "meaning").textContent = word.text;
      return item;
    }),
  );
}

function quote(text: string): HTMLElement {
  const quote = document.createElement("blockquote");
  quote.lang = "nl";
  quote.dir = "ltr";
  quote.append(...blocks(text));
  return quote;
}
