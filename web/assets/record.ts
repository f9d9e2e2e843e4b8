// The page on which a call comes in: from a microphone, from a file, or while it waits for its words.

import { Channel, rate, type Position } from "./outbox";
import { upload } from "./upload";

interface Frame {
  type: string;
  id?: string;
  channel: number;
  seq: number;
  sample: number;
  positions?: Position[];
  elapsed: number;
  start: number;
  end: number;
  text?: string;
  struck?: string;
  note?: boolean;
}

interface Note {
  id: string;
  text: string;
  at: number;
}

const root = document.querySelector("[data-recording]") as HTMLElement;
const find = <T extends HTMLElement>(name: string): T | null => root.querySelector<T>(`[data-${name}]`);
const status = find("status");
const alertBox = find("alert");
const words = find<HTMLOListElement>("words");
const partial = find("partial");
const two = root.dataset.two === "true";
const path = root.dataset.path ?? "";

const mostBuffered = 1 << 20; // bytes that wait in the browser's own queue
const retryFirst = 300; // milliseconds before the line is tried again, doubled up to retryMost
const retryMost = 5000;

function say(key: string, ...fill: string[]): void {
  if (status) status.textContent = fill.reduce((t, f) => t.replace("%s", f), root.dataset[key] ?? "");
}

function warn(text: string): void {
  if (!alertBox) return;
  alertBox.textContent = text;
  alertBox.hidden = text === "";
}

function clock(ms: number): string {
  const s = Math.floor(Math.max(0, ms) / 1000);
  const parts = [Math.floor(s / 60) % 60, s % 60].map((n) => String(n).padStart(2, "0"));
  return s >= 3600 ? `${Math.floor(s / 3600)}:${parts.join(":")}` : `${Math.floor(s / 60)}:${parts[1]}`;
}

// show puts words, a note or a gap where it belongs by its moment. The same words come again with each new line and are there once.
function show(frame: { id?: string; channel: number; start: number; text?: string; struck?: string; note?: boolean }): void {
  if (!words || (frame.id && words.querySelector(`[data-token="${CSS.escape(frame.id)}"]`))) return;
  const item = document.createElement("li");
  if (frame.id) item.dataset.token = frame.id;
  item.dataset.start = String(frame.start);
  if (frame.note) item.className = "heard-note";
  const add = (name: string, className: string, text: string): void => {
    const part = document.createElement(name);
    if (className) part.className = className;
    part.textContent = text;
    item.append(part, " ");
  };
  add("span", "heard-at", frame.start < 0 ? "" : clock(frame.start));
  const who = frame.note ? root.dataset.textNote : two ? (frame.channel === 0 ? root.dataset.textStaff : root.dataset.textClient) : "";
  if (who) add("span", "heard-who", who);
  if (frame.struck) {
    add("s", "", frame.text ?? "");
    add("span", "hint", frame.struck);
  } else {
    item.append(frame.text ?? "");
  }
  let before: Element | null = words.lastElementChild;
  while (before instanceof HTMLElement && Number(before.dataset.start ?? "0") > frame.start) before = before.previousElementSibling;
  if (before) before.after(item);
  else words.prepend(item);
  const box = words.parentElement;
  if (box && box.scrollHeight - box.scrollTop - box.clientHeight < 200) box.scrollTop = box.scrollHeight;
}

function name(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join("");
}

class Recorder {
  readonly channels: Channel[] = two ? [new Channel(0), new Channel(1)] : [new Channel(0)];
  #socket: WebSocket | undefined;
  #retry = retryFirst;
  #over = false;
  #ready = false;
  #notes: Note[] = [];
  #began = performance.now(); // when the clock of the call was zero, on this page's clock
  #synced = false;
  readonly #page = name(); // another window with the same call has another
  #claim = false; // to be told to the server: sound comes from here now
  #ending: (() => void) | undefined;
  #live = false;
  #started = false; // sound came before: the clock of the call runs
  #opened: () => void = () => undefined;
  // ready is kept when a line has said how far the call is. Before that nothing can be numbered.
  readonly ready = new Promise<void>((opened) => (this.#opened = opened));

  // now is the moment of the call, in milliseconds.
  get now(): number {
    return performance.now() - this.#began;
  }

  get unsent(): number {
    return this.channels.reduce((n, c) => n + c.waiting, 0) + this.#notes.length;
  }

  get started(): boolean {
    return this.#started;
  }

  get over(): boolean {
    return this.#over;
  }

  open(): void {
    if (this.#over || this.#socket) return;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${path}/opname/lijn?pagina=${this.#page}`);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#ready = false;
    socket.addEventListener("message", (event) => {
      if (typeof event.data === "string" && socket === this.#socket) this.#hear(JSON.parse(event.data) as Frame);
    });
    socket.addEventListener("close", () => {
      if (socket !== this.#socket) return;
      this.#socket = undefined;
      this.#ready = false;
      if (this.#over) return;
      if (this.#live) say("textAgain");
      window.setTimeout(() => this.open(), this.#retry * (1 + Math.random() / 2));
      this.#retry = Math.min(this.#retry * 2, retryMost);
    });
  }

  // live says whether sound is coming, for what is told of the line.
  set live(on: boolean) {
    this.#live = on;
    say(on ? "textLive" : "textPaused");
  }

  take(channel: number, pcm: ArrayBuffer): void {
    const c = this.channels[channel];
    if (!c || this.#over) return;
    c.take(pcm);
    this.pump();
  }

  // begin says that sound begins to come now. With the first of it the clock of the call begins.
  begin(): void {
    if (!this.#started) this.#began = performance.now();
    this.#started = true;
    this.#claim = true;
    this.#tell();
    for (const c of this.channels) c.begin(Math.round((this.now / 1000) * rate));
  }

  #tell(): void {
    if (!this.#claim || !this.#ready) return;
    this.#socket?.send(JSON.stringify({ type: "begin" }));
  }

  // skip says that so many seconds went by in which the browser gave no sound.
  skip(seconds: number): void {
    for (const c of this.channels) c.skip(Math.round(seconds * rate));
  }

  pump(): void {
    if (!this.#socket || !this.#ready) return;
    for (const c of this.channels) c.send(this.#socket, mostBuffered);
  }

  note(text: string): void {
    const id = name();
    const note = { id, text, at: Math.round(this.now) };
    this.#notes.push(note);
    show({ id: `n${id}`, channel: 0, start: note.at, text, note: true });
    this.#sendNotes();
  }

  #sendNotes(): void {
    if (!this.#ready) return;
    for (const n of this.#notes) this.#socket?.send(JSON.stringify({ type: "note", ...n }));
  }

  // end ends the call when everything is certain, and calls then.
  end(then: () => void): void {
    this.#ending = then;
    if (this.#over) then();
    else this.#finish();
  }

  #finish(): void {
    if (this.#ending && this.#ready && this.unsent === 0) this.#socket?.send(JSON.stringify({ type: "end" }));
  }

  #hear(frame: Frame): void {
    switch (frame.type) {
      case "ready":
        this.#retry = retryFirst;
        this.#ready = true;
        if (!this.#synced) this.#began = performance.now() - frame.elapsed;
        this.#synced = true;
        for (const at of frame.positions ?? []) {
          this.channels[at.channel]?.resume(at);
          this.#started ||= at.seq > 0;
        }
        this.#opened();
        this.#tell();
        if (this.#live) say("textLive");
        warn("");
        this.#sendNotes();
        this.pump();
        this.#finish();
        return;
      case "ack":
        this.channels[frame.channel]?.certain(frame.seq);
        this.pump();
        this.#finish();
        return;
      case "resend":
        this.channels[frame.channel]?.again(frame.seq);
        this.pump();
        return;
      case "begun":
        this.#claim = false;
        return;
      case "gap":
        show({ id: `g${frame.channel}-${frame.start}`, channel: frame.channel, start: frame.start, text: (root.dataset.textGap ?? "").replace("%s", String(Math.max(1, Math.round((frame.end - frame.start) / 1000)))) });
        return;
      case "noted":
        this.#notes = this.#notes.filter((n) => n.id !== frame.id);
        this.#finish();
        return;
      case "words":
        if (partial) partial.textContent = "";
        show(frame);
        return;
      case "partial":
        if (partial) partial.textContent = frame.text ?? "";
        return;
      case "deaf":
      case "problem":
        warn(frame.text ?? "");
        return;
      case "over":
      case "ended":
        this.#over = true;
        if (frame.text) warn(frame.text);
        stop();
        this.#ending?.();
    }
  }
}

// The sources of sound: what to stop when the recording stops.
let tracks: MediaStreamTrack[] = [];
let audio: AudioContext | undefined;
let player: AudioBufferSourceNode | undefined;

function stop(): void {
  for (const t of tracks) t.stop();
  tracks = [];
  player?.stop();
  player = undefined;
  void audio?.close();
  audio = undefined;
  for (const m of root.querySelectorAll("meter")) m.value = 0;
}

// listen sends what a source gives to a channel.
function listen(recorder: Recorder, context: AudioContext, source: AudioNode, channel: number, output = 0): void {
  const capture = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0 });
  const meter = root.querySelector<HTMLMeterElement>(`[data-level="${channel}"]`);
  capture.port.addEventListener("message", (event: MessageEvent<ArrayBuffer>) => {
    if (!recorder.over && audio === context) recorder.take(channel, event.data);
    if (!meter) return;
    let most = 0;
    for (const v of new Int16Array(event.data)) most = Math.max(most, Math.abs(v));
    meter.value = most === 0 ? 0 : Math.max(0, 100 + (100 / 60) * 20 * Math.log10(most / 32768));
  });
  capture.port.start();
  source.connect(capture, output);
}

async function prepare(recorder: Recorder): Promise<AudioContext> {
  await recorder.ready;
  const context = new AudioContext({ sampleRate: rate });
  await context.audioWorklet.addModule(root.dataset.capture ?? "");
  await context.resume();
  return context;
}

// fromMicrophone takes the microphone, and with two channels the sound of the call beside it.
async function fromMicrophone(recorder: Recorder): Promise<void> {
  const context = await prepare(recorder);
  const voice = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
  tracks = voice.getTracks();
  let call: MediaStream | undefined;
  if (two) {
    const shared = await navigator.mediaDevices.getDisplayMedia({ audio: true, video: true });
    tracks.push(...shared.getTracks());
    if (shared.getAudioTracks().length === 0) throw new DOMException("no sound is shared", "NotShared");
    for (const t of shared.getVideoTracks()) t.enabled = false; // only the sound is used, and nothing of the picture is sent
    call = new MediaStream(shared.getAudioTracks());
  }
  audio = context;
  recorder.begin();
  listen(recorder, context, context.createMediaStreamSource(voice), 0);
  if (call) listen(recorder, context, context.createMediaStreamSource(call), 1);
  for (const t of tracks) t.addEventListener("ended", () => warn(root.dataset.textLost ?? ""));
}

// fromExample plays a call of the demo into the page, as if it were held now: one voice on each channel.
async function fromExample(recorder: Recorder, address: string): Promise<void> {
  const context = await prepare(recorder);
  const response = await fetch(address, { cache: "no-store" });
  const buffer = await context.decodeAudioData(await response.arrayBuffer());
  player = context.createBufferSource();
  player.buffer = buffer;
  audio = context;
  recorder.begin();
  if (two && buffer.numberOfChannels > 1) {
    const split = context.createChannelSplitter(2);
    player.connect(split);
    listen(recorder, context, split, 0, 0);
    listen(recorder, context, split, 1, 1);
  } else {
    listen(recorder, context, player, 0);
  }
  player.connect(context.destination);
  player.start();
}

function live(): void {
  const recorder = new Recorder();
  const start = find<HTMLButtonElement>("start");
  const demo = find<HTMLButtonElement>("demo-start");
  const pause = find<HTMLButtonElement>("pause");
  const timer = find("timer");
  recorder.open();
  // A computer that slept, or a phone that put the page aside, gave no sound meanwhile: then the audio's clock stood still, and there is a gap.
  let behind = 0;
  const watch = (): void => {
    if (!audio) return;
    const now = performance.now() / 1000 - audio.currentTime;
    if (behind > 0 && now - behind > 1) recorder.skip(now - behind);
    if (behind === 0 || now - behind > 1) behind = now;
  };
  window.setInterval(() => {
    watch();
    if (timer && recorder.started) timer.textContent = clock(recorder.now);
    recorder.pump();
    if (recorder.channels.some((c) => c.full)) {
      stop();
      say("textFull");
    }
  }, 500);
  const begin = (from: () => Promise<void>) => async (): Promise<void> => {
    if (audio) return;
    warn("");
    say("textConnecting");
    try {
      await from();
      behind = 0;
      recorder.live = true;
      void navigator.wakeLock?.request("screen").catch(() => undefined); // not all browsers can
      if (start) start.hidden = true;
      if (demo) demo.hidden = true;
      if (pause) pause.hidden = false;
      pause?.focus();
    } catch (problem) {
      stop();
      say("textPaused");
      warn((problem instanceof DOMException && problem.name === "NotShared" ? root.dataset.textShared : root.dataset.textDenied) ?? "");
    }
  };
  start?.addEventListener("click", () => void begin(() => fromMicrophone(recorder))());
  demo?.addEventListener("click", () => void begin(() => fromExample(recorder, root.dataset.demo ?? ""))());
  pause?.addEventListener("click", () => {
    stop();
    recorder.live = false;
    pause.hidden = true;
    if (start) start.hidden = false;
    start?.focus();
  });
  find<HTMLFormElement>("note")?.addEventListener("submit", (event) => {
    const field = (event.target as HTMLFormElement).elements.namedItem("tekst") as HTMLInputElement;
    event.preventDefault();
    if (!field.value.trim()) return;
    recorder.note(field.value.trim());
    field.value = "";
    field.focus();
  });
  find<HTMLFormElement>("end-form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    stop();
    say("textEnded");
    recorder.end(() => location.assign(`${path}/opname`));
  });
  find<HTMLFormElement>("refuse")?.addEventListener("submit", () => stop());
  // Whoever closes the page while something is not certain yet is asked first.
  addEventListener("beforeunload", (event) => {
    if (!recorder.over && (audio || recorder.unsent > 0)) event.preventDefault();
  });
}

// wait looks now and then whether the words are there.
function wait(): void {
  window.setInterval(async () => {
    try {
      const response = await fetch(`${path}/opname/stand`, { cache: "no-store" });
      const { state } = (await response.json()) as { state: string };
      if (state === "klaar") location.assign(path);
    } catch {
      // The line is away for a moment; it is looked at again.
    }
  }, 3000);
}

if (root.dataset.state === "wacht") wait();
else if (root.dataset.way === "bestand") upload(root, path, say);
else live();
