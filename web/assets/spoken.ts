// What the parts of the page tell each other about speaking and listening, as events on the document. The page of the conversation knows
// nothing of faces and voices, and they nothing of it.

import type { Frame } from "./frame";

// Words is a text that may be read aloud, with the server's mark that says so.
export interface Words {
  text: string;
  mark: string;
}

// Saying is a piece of speech that begins to sound; clock gives its milliseconds, as they are heard.
export interface Saying {
  mouth: [number, number][];
  clock(): number;
}

export interface Told {
  "ww-asked": undefined; // a question went to the server
  "ww-frame": Frame; // a piece of the answer came, with something to show
  "ww-done": undefined; // the answer is complete
  "ww-stop": undefined; // everything falls silent
  "ww-hush": undefined; // nothing may be heard here: the voice falls silent
  "ww-read": Words[]; // these words are to be read aloud
  "ww-saying": Saying | undefined; // the voice begins a piece, or is silent
  "ww-listening": boolean; // the microphone is on
  "ww-settings": { face: string; voice: string }; // what the visitor chose: which face ("" the first, "uit" none), whether answers are read aloud ("aan")
}

export function tell<K extends keyof Told>(name: K, detail: Told[K]): void {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

export function hear<K extends keyof Told>(name: K, listener: (detail: Told[K]) => void): void {
  document.addEventListener(name, (event) => listener((event as CustomEvent<Told[K]>).detail));
}

// wordsOf returns what of a frame can be read aloud. All of it is, as it comes in, but for the easier form of an answer: that is for who asks for it.
export function wordsOf(frame: Frame): Words | undefined {
  if (!("mark" in frame) || !frame.mark) return undefined;
  const text = "aloud" in frame ? frame.aloud : "text" in frame ? frame.text : undefined;
  return text ? { text, mark: frame.mark } : undefined;
}
