// The messages between this page and the server. web/frame.go has the other half.

export interface Ask {
  id: string;
  question: string;
  topic: string;
  lang?: string;
  level?: string;
  keep?: string;
  state?: string; // what the last answer ended with
}

export interface Contact {
  line: string;
  name: string;
  number?: string;
  tel?: string; // what a link that calls leads to; without it there is nothing to call
  chat?: string;
  hours?: string;
}

export interface Notice {
  type: "notice";
  kind: string;
  level?: string;
  silent?: boolean;
  title?: string;
  text?: string;
  contacts?: Contact[];
  leave?: string;
  exit?: string; // on the button that leaves the page
  aloud?: string; // what is said of it
  mark?: string; // with which it may be read aloud
}

export interface Topic {
  topic: string;
  name: string;
}

export interface Source {
  type: "source";
  n: number;
  title: string;
  heading?: string;
  url?: string;
  date?: string;
  stale?: boolean;
  quote: string;
}

export interface Word {
  term: string;
  text: string;
}

// Frame is a message of the server; id is that of the question it belongs to.
export type Frame = { id?: string } & Body;

export type Said = { type: "sentence"; heading?: string; text: string; sources?: number[]; lang?: string; note?: string; dutch?: string; aloud?: string; mark?: string };

type Body =
  | { type: "ack"; seq: number }
  | { type: "start"; lang: string }
  | Notice
  | { type: "lead"; text: string; mark?: string }
  | Said
  | Source
  | { type: "closing"; text: string; mark?: string }
  | { type: "words"; words: Word[]; aloud?: string; mark?: string }
  | { type: "simpler"; texts?: string[]; words?: Word[]; aloud?: string; mark?: string }
  | { type: "code"; text?: string }
  | { type: "choices"; choices: string[] }
  | { type: "topics"; buttons: Topic[] }
  | { type: "end"; status: string; state?: string; human?: boolean }
  | { type: "error"; text: string };

const known = new Set(["ack", "start", "notice", "lead", "sentence", "source", "closing", "words", "simpler", "code", "choices", "topics", "end", "error"]);

// parse returns the frame that a message holds, or undefined for one that this page does not know.
export function parse(message: string): Frame | undefined {
  try {
    const frame = JSON.parse(message) as { type?: unknown };
    return typeof frame.type === "string" && known.has(frame.type) ? (frame as Frame) : undefined;
  } catch {
    return undefined;
  }
}
