// The page of the conversation: questions go down the line, answers come up and are put where everyone can find them.

import { alarm, Answer } from "./answer";
import { withNumbers } from "./block";
import type { Ask, Frame } from "./frame";
import { framed, host } from "./framed";
import { Human } from "./human";
import { Line } from "./line";
import "./lazy";
import { copy, slot } from "./part";
import { chosen, decided } from "./setting";
import { tell } from "./spoken";

const maxLetters = 60000; // as many as the server answers
const endLetters = 100000; // of the beginning and of the end of a longer message, in which it looks for danger; together they fit in what it reads
const shownLetters = 200; // of a longer message, above its answer

interface Turn {
  ask: Ask;
  asked: HTMLElement | undefined;
  answer: Answer;
  stopped?: boolean;
  passed?: HTMLElement; // says that it has no answer
}

const root = document.querySelector("[data-chat]") as HTMLElement;
const messages = document.querySelector("[data-messages]") as HTMLElement;
const pending = document.querySelector("[data-pending]") as HTMLElement;
const composer = document.querySelector("[data-composer]") as HTMLFormElement;
const status = document.querySelector("[data-status]") as HTMLElement;
const stop = document.querySelector("[data-stop]") as HTMLButtonElement;
const field = composer.elements.namedItem("vraag") as HTMLTextAreaElement;

let answers = 0;
let current: { ask: Ask; answer: Answer } | undefined;
let state = document.querySelector<HTMLInputElement>("[data-state]")?.value ?? ""; // what the conversation remembers, sealed by the server; it lives in this page and nowhere else
let asked: HTMLElement | undefined; // the last question, as the log shows it
const turns = new Map<string, Turn>(); // those without an answer, by the id of the question
const alone = copy("deel-geen-lijn"); // says whom to call while nothing gets through

document.documentElement.classList.add("script");

const line = new Line({
  frame: (frame) => hear(frame),
  late: (frame) => hearLate(frame),
  // Under the question, or by the field as long as nothing is waited for.
  cut: (on) => {
    if (!on) {
      alone.remove();
    } else if (current) {
      if (alone.nextElementSibling !== pending) pending.before(alone);
      show(alone, "nearest");
    } else if (!alone.isConnected) {
      composer.prepend(alone);
      const place = alone.getBoundingClientRect();
      if (place.top < 0 || place.bottom > innerHeight) show(alone, "nearest");
    }
  },
  retrying: () => {
    current?.answer.clear();
    say("retrying");
  },
  failed: () => {
    if (!current) return;
    const { ask, answer } = current;
    answer.clear();
    const part = copy("deel-mislukt");
    part.querySelector("[data-again]")?.addEventListener("click", () => {
      field.focus();
      begin({ ...ask, id: newID() });
    });
    answer.note(part);
    conclude();
  },
});

const human = new Human(
  {
    append: (part) => {
      messages.append(part);
      show(part, "nearest");
    },
    status: (text) => {
      status.replaceChildren();
      withNumbers(status, text);
    },
    state: () => state,
    id: newID,
    field,
  },
  document.querySelector("[data-talk-bar]") as HTMLElement,
);

function newID(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join("");
}

function say(key: "searching" | "retrying" | "stopped" | "tooLong" | "empty" | ""): void {
  const texts: Record<string, string | undefined> = {
    searching: root.dataset.textSearching,
    retrying: root.dataset.textRetrying,
    stopped: root.dataset.textStopped,
    tooLong: root.dataset.textTooLong,
    empty: root.dataset.textEmpty,
  };
  status.textContent = texts[key] ?? "";
  status.dataset.state = key;
}

function ask(words: string, topic: string, level?: string, shown = words): void {
  finish();
  asked = copy("deel-vraag");
  slot(asked, "question").textContent = shown;
  messages.append(asked);
  if (document.activeElement !== field) asked.focus({ preventScroll: true }); // what was pressed may be gone from the page
  begin({ id: newID(), question: topic ? "" : words, topic, ...(level === undefined ? {} : { level }) });
  show(asked, "start");
}

function show(part: HTMLElement | null | undefined, block: ScrollLogicalPosition): void {
  part?.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
}

function begin(ask: Ask): void {
  answers++;
  current = { ask, answer: new Answer(answers) };
  turns.set(ask.id, { ask, asked, answer: current.answer });
  say("searching");
  stop.hidden = false;
  document.documentElement.classList.add("talking");
  root.classList.add("begun");
  tell("ww-asked", undefined);
  line.ask({ ...ask, lang: chosen("taal"), level: ask.level ?? chosen("niveau"), keep: chosen("bewaar"), state });
  decided();
}

// remember keeps what the conversation remembers in the forms of the page, for those that are sent whole.
function remember(sealed: string): void {
  state = sealed;
  for (const field of document.querySelectorAll<HTMLInputElement>("[data-state]")) field.value = sealed;
}

function hear(frame: Frame): void {
  if (!current) return;
  if (frame.type === "end" && frame.state) remember(frame.state);
  if (frame.type === "code") keep(frame.text ?? "");
  if (frame.type === "start") current.answer.clear();
  current.answer.add(frame);
  if (frame.type !== "ack" && frame.type !== "start") tell("ww-frame", frame); // something to show
  if (!current.answer.empty && !current.answer.element.isConnected) pending.append(current.answer.element);
  if (isDanger(frame)) face(current.answer);
  if (frame.type === "end" || frame.type === "error") conclude();
}

function isDanger(frame: Frame): boolean {
  return frame.type === "notice" && frame.kind === "danger";
}

// face brings a card of danger into sight, right under the bar. The keyboard of a phone makes room for it.
function face(answer: Answer): void {
  if (matchMedia("(pointer: coarse)").matches) field.blur();
  show(answer.card, "start");
}

// hearLate puts what belongs to a question that was overtaken under that question. Of one that was stopped only a card of danger is still shown, and the
// code: the conversation is kept all the same.
function hearLate(frame: Frame): void {
  if (frame.type === "code") keep(frame.text ?? "");
  if (frame.type === "end" && frame.state && current) remember(frame.state); // the answer that is waited for ends with a later one
  const turn = turns.get(frame.id ?? "");
  const danger = isDanger(frame);
  if (!turn || frame.type === "end" || (turn.stopped && !danger && frame.type !== "code")) return;
  const { answer } = turn;
  if (frame.type === "start") answer.clear();
  answer.add(frame);
  if (answer.empty) return;
  turn.passed?.remove();
  if (!answer.element.isConnected) {
    if (turn.asked) turn.asked.after(answer.element);
    else messages.append(answer.element);
  }
  if (!danger) return;
  tell("ww-frame", frame);
  face(answer);
}

// conclude ends the turn that is waited for. Questions that it overtook and that got no answer say so.
function conclude(): void {
  if (current) turns.delete(current.ask.id);
  finish();
  for (const turn of turns.values()) {
    if (turn.stopped || turn.passed || turn.answer.element.isConnected) continue;
    turn.passed = copy("deel-zonder-antwoord");
    turn.passed.querySelector("[data-again]")?.addEventListener("click", () => {
      turn.passed?.remove();
      ask(turn.ask.question, turn.ask.topic, turn.ask.level, turn.asked ? slot(turn.asked, "question").textContent ?? "" : undefined);
    });
    turn.asked?.after(turn.passed);
  }
}

// finish moves the answer into the log. Only then do screen readers read it: whole, and once.
function finish(): void {
  if (!current) return;
  const { answer } = current;
  current = undefined;
  tell("ww-done", undefined);
  stop.hidden = true;
  say("");
  if (answer.empty) {
    answer.element.remove();
    return;
  }
  const focused = answer.element.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
  messages.append(answer.element);
  focused?.focus({ preventScroll: true });
  show(answer.card ?? asked, "start"); // so that reading begins at the beginning
}

// keep has the page say that the conversation is kept, and how to erase it.
function keep(code: string): void {
  if (!code) return;
  root.querySelector("[data-erase]")?.removeAttribute("hidden");
  const promise = root.querySelector("[data-promise]");
  if (promise) promise.textContent = root.dataset.textKept ?? "";
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function grow(): void {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = field.value.trim();
  if (!words) {
    say("empty");
    field.focus();
    return;
  }
  const letters = Array.from(words);
  if (letters.length > maxLetters) {
    // It stays in the field, to be made shorter. There may be danger in it.
    ask(letters.length > 2 * endLetters ? `${letters.slice(0, endLetters).join("")}\n${letters.slice(-endLetters).join("")}` : words, "", undefined, `${letters.slice(0, shownLetters).join("")}…`);
    say("tooLong");
    return;
  }
  field.value = "";
  grow();
  if (human.talking) human.say(words);
  else ask(words, "");
});

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

field.addEventListener("input", () => {
  grow();
  if (!current) say("");
  human.types();
});

// Topics and words to answer with are questions; other buttons of the page lead to other pages.
root.addEventListener("submit", (event) => {
  const button = (event as SubmitEvent).submitter;
  if (button?.hasAttribute("data-human")) {
    event.preventDefault();
    void human.suggest();
    return;
  }
  if (event.target === composer || !(button instanceof HTMLButtonElement) || !["onderwerp", "keuze"].includes(button.name)) return;
  event.preventDefault();
  const young = button.closest("[data-young]") !== null;
  ask(button.textContent?.trim() ?? "", button.name === "onderwerp" ? button.value : "", young ? "jong" : undefined);
});

stop.addEventListener("click", () => {
  line.stop();
  for (const turn of turns.values()) turn.stopped = true;
  finish();
  tell("ww-stop", undefined);
  say("stopped");
  field.focus();
});

// A browser may keep a page that was left, to show it again at once. It may not keep the conversation.
addEventListener("pagehide", () => {
  line.stop();
  human.leave();
  turns.clear();
  messages.replaceChildren();
  pending.replaceChildren();
  alarm("", "");
  field.value = "";
  remember("");
});

// Nothing is printed by itself. One answer is, with its sources and without the rest of the page, when that is asked.
root.addEventListener("click", (event) => {
  const answer = event.target instanceof Element ? event.target.closest("[data-print]")?.closest<HTMLElement>(".message") : null;
  if (!answer) return;
  answer.dataset.printing = "";
  document.documentElement.dataset.printing = "";
  print();
  delete answer.dataset.printing;
  delete document.documentElement.dataset.printing;
});

// A link to a source of an answer opens its card.
root.addEventListener("click", (event) => {
  const ref = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a.ref") : null;
  if (!ref) return;
  event.preventDefault(); // the address stays as it is: what was asked leaves no trace in the history
  const card = document.getElementById(ref.hash.slice(1));
  show(card, "center");
  card?.focus({ preventScroll: true });
});

// In a window on another site: that it is there, and that Escape closes it.
if (framed) {
  host("klaar");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) host("dicht");
  });
}
