// The line to the server: a socket, and where networks let none through, one request per question. A question that gets no answer because
// the line broke is sent once more, with the same id; then by request, a few times; then the page says that it did not work. Without a connection it waits
// for one. Whoever waits hears soon that nothing gets through, and whom to call. A question that another one overtakes still gets to the server, before it: there may be danger in it.

import { parse, type Ask, type Frame } from "./frame";

const connectWait = 5000; // milliseconds for a socket to open
const ackWait = 4000; // milliseconds without a word to a question: whoever asked it may be in danger, and hears that nothing gets through
const requestWait = 15000; // milliseconds without a word to a request, which is all that is left where lines are slow
const silenceWait = 35000; // milliseconds without a word of an answer before its line counts as broken
const backoff = 500; // milliseconds before the second try, doubled for each later one
const maxOpens = 3;
const maxRequests = 5;

export interface Listener {
  frame(frame: Frame): void;
  late(frame: Frame): void; // of an earlier question
  cut(on: boolean): void; // nothing gets through, or something does again
  retrying(): void;
  failed(): void;
}

export class Line {
  readonly #listener: Listener;
  #socket: WebSocket | undefined;
  #request: AbortController | undefined;
  #waiting: Ask | undefined;
  #heard = false; // whether the server said anything of substance to it
  #overtaken: Ask[] = []; // earlier questions to which it did not
  readonly #out = new Set<string>(); // what this line has carried
  #sent = 0; // times the waiting question went out
  #opens = 0; // times a socket was tried for it
  #requests = 0; // times it went by request
  #closed = 0; // sockets in a row that did not open
  #noSockets = false; // this network lets none through
  #timer = 0;
  #acked = true; // whether the server said something since a question went out
  #alarm = 0; // runs from the oldest question to which the server said nothing

  constructor(listener: Listener) {
    this.#listener = listener;
    addEventListener("offline", () => {
      this.#cut();
      this.#drop();
    });
    addEventListener("online", () => {
      if (!this.#waiting) {
        this.#heardOf();
        return;
      }
      this.#renew();
      if (this.#request) {
        this.#request.abort(); // and tried again
        return;
      }
      clearTimeout(this.#timer);
      this.#acked = true;
      this.#send();
    });
  }

  ask(ask: Ask): void {
    if (this.#waiting && !this.#heard) this.#overtaken.push(this.#waiting);
    this.#waiting = ask;
    this.#heard = false;
    this.#renew();
    if (!navigator.onLine) this.#cut();
    this.#alarm ||= window.setTimeout(() => this.#cut(), ackWait);
    this.#send();
  }

  stop(): void {
    this.#waiting = undefined;
    clearTimeout(this.#timer);
    if (navigator.onLine) this.#heardOf();
    this.#request?.abort();
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ type: "stop" }));
  }

  // #renew has a question tried as often as a new one.
  #renew(): void {
    this.#sent = 0;
    this.#opens = 0;
    this.#requests = 0;
  }

  #cut(): void {
    clearTimeout(this.#alarm);
    this.#listener.cut(true);
  }

  #heardOf(): void {
    clearTimeout(this.#alarm);
    this.#alarm = 0;
    this.#listener.cut(false);
  }

  #send(): void {
    const ask = this.#waiting;
    if (!ask) return;
    if (this.#noSockets || this.#sent >= 2 || this.#opens >= maxOpens) {
      for (const earlier of this.#unsent()) void this.#fetch(earlier);
      void this.#fetch(ask);
    } else if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#sent++;
      for (const earlier of this.#unsent()) this.#socket.send(JSON.stringify({ type: "ask", ...earlier }));
      this.#out.add(ask.id);
      this.#socket.send(JSON.stringify({ type: "ask", ...ask }));
      if (this.#acked) this.#await(ackWait); // else the one before it is waited for, and no longer because of this one
      this.#acked = false;
    } else if (this.#socket?.readyState !== WebSocket.CONNECTING) {
      this.#open();
    }
  }

  // What was overtaken and is not on this line yet goes first.
  #unsent(): Ask[] {
    const unsent = this.#overtaken.filter((ask) => !this.#out.has(ask.id));
    for (const ask of unsent) this.#out.add(ask.id);
    return unsent;
  }

  #open(): void {
    this.#opens++;
    this.#out.clear();
    let opened = false;
    let socket: WebSocket;
    try {
      const scheme = location.protocol === "https:" ? "wss:" : "ws:";
      socket = new WebSocket(`${scheme}//${location.host}/gesprek`);
    } catch {
      this.#noSockets = true;
      this.#send();
      return;
    }
    this.#socket = socket;
    this.#await(connectWait);
    socket.addEventListener("open", () => {
      opened = true;
      this.#closed = 0;
      this.#send();
    });
    socket.addEventListener("message", (event) => {
      if (typeof event.data === "string" && socket === this.#socket) this.#hear(event.data);
    });
    socket.addEventListener("close", () => {
      if (socket !== this.#socket) return;
      this.#socket = undefined;
      this.#out.clear();
      clearTimeout(this.#timer);
      if (!opened && navigator.onLine && ++this.#closed >= 2) this.#noSockets = true; // one may be a line that just broke
      if (this.#waiting) this.#again();
    });
  }

  #again(): void {
    this.#acked = true;
    this.#listener.retrying();
    const tries = Math.max(this.#opens, this.#requests, 1);
    const wait = this.#noSockets && this.#requests === 0 ? 0 : backoff * 2 ** (tries - 1) * (1 + Math.random() / 2);
    this.#timer = window.setTimeout(() => this.#send(), wait);
  }

  // A line that stays silent is broken, whatever the browser thinks of it.
  #await(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#drop(), wait);
  }

  #drop(): void {
    const socket = this.#socket;
    if (!socket) return;
    clearTimeout(this.#timer);
    this.#socket = undefined;
    this.#out.clear();
    socket.close();
    if (this.#waiting) this.#again();
  }

  // #hear passes a frame on, and returns whether the answer it belongs to has got beyond what may be a card.
  #hear(message: string): boolean {
    const frame = parse(message);
    if (!frame) return false;
    this.#acked = true;
    this.#heardOf();
    const beyond = frame.type !== "ack" && frame.type !== "start";
    const ask = this.#waiting;
    if (frame.id !== undefined && frame.id !== ask?.id) {
      if (beyond) this.#overtaken = this.#overtaken.filter((earlier) => earlier.id !== frame.id);
      if (frame.type === "end" && frame.state && ask) ask.state = frame.state; // should it be sent again
      this.#listener.late(frame);
      return beyond;
    }
    if (!ask) return beyond;
    this.#heard ||= beyond;
    if (frame.type === "end" || frame.type === "error") {
      this.#waiting = undefined;
      this.#overtaken = []; // they went before it
      clearTimeout(this.#timer);
    } else if (this.#socket) {
      this.#await(silenceWait);
    }
    this.#listener.frame(frame);
    return beyond;
  }

  async #fetch(ask: Ask): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    this.#out.add(ask.id);
    let limit = window.setTimeout(() => request.abort(), requestWait);
    try {
      const response = await fetch("/antwoord", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ type: "ask", ...ask }),
        signal: request.signal,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
      if (!response.ok || !response.body) throw new Error(String(response.status));
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        clearTimeout(limit);
        limit = window.setTimeout(() => request.abort(), silenceWait);
        const events = (rest + decoder.decode(value, { stream: true })).split("\n\n");
        rest = events.pop() ?? "";
        for (const event of events) {
          // Once the card of an overtaken question would have come, nobody waits for the rest.
          if (event.startsWith("data: ") && this.#hear(event.slice("data: ".length)) && this.#waiting?.id !== ask.id) request.abort();
        }
      }
    } catch {
      // What went wrong does not matter to the visitor: below, the question is still waiting or it is not.
    } finally {
      clearTimeout(limit);
      this.#out.delete(ask.id);
      if (this.#request === request) this.#request = undefined;
    }
    if (this.#waiting !== ask) return;
    if (++this.#requests < maxRequests) {
      this.#again();
      return;
    }
    if (!navigator.onLine) return; // until there is a connection, and it is tried anew
    this.#waiting = undefined;
    this.#heardOf(); // what the page says of it takes over
    this.#listener.failed();
  }
}
