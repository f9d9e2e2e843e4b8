// The microphone: a press begins and a press ends, and so does silence. What was said becomes text in the field, for the visitor to correct
// and send. The sound goes to the organisation's own recogniser and is kept nowhere; nothing is asked of the browser before it was explained.

import { hear, tell } from "./spoken";
import { write } from "./wave";

const rate = 16000;
const longest = 60; // seconds
const silence = 1500; // milliseconds after speech that end a recording
const nothing = 8000; // milliseconds without speech after which the page asks whether the microphone works
const before = 600; // milliseconds before someone was heard to speak through the voice, which count as well
const over = 320; // milliseconds of speech that make the voice fall silent
const least = 240; // milliseconds of sound that count as speech

type Say = "explain" | "starting" | "listening" | "writing" | "check" | "refused" | "missing" | "taken" | "unplugged" | "silent" | "failed" | "busy" | "nothing" | "over" | "off" | "";

// In waiting the microphone is open while the voice speaks, so that one can speak through it: what it hears is measured and thrown away.
type State = "idle" | "explaining" | "starting" | "listening" | "writing" | "waiting";

interface Piece {
  samples: Int16Array;
  level: number; // root mean square, 1 is the loudest there is
}

class Mic extends HTMLElement {
  #state: State = "idle";
  #explained = false;
  #stream: MediaStream | undefined;
  #context: AudioContext | undefined;
  #pieces: Int16Array[] = [];
  #floor = 0.01; // the level of the room
  #spoke = 0; // milliseconds of speech
  #quiet = 0; // milliseconds since
  #passed = 0;
  #request: AbortController | undefined;

  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button?.matches("[data-mic]")) this.#press();
      else if (button?.matches("[data-mic-begin]")) void this.#begin();
      else if (button?.matches("[data-mic-no]")) this.#cancel();
    });
    addEventListener("keydown", (event) => event.key === "Escape" && this.#state !== "idle" && this.#cancel());
    addEventListener("pagehide", () => this.#cancel());
    hear("ww-stop", () => this.#cancel());
    hear("ww-asked", () => this.#state === "idle" && this.#tell(""));
    hear("ww-saying", (saying) => {
      if (saying && this.#state === "idle" && this.#over) void this.#begin("waiting");
      else if (!saying && this.#state === "waiting") this.#cancel();
    });
  }

  #press(): void {
    switch (this.#state) {
      case "idle":
        if (this.hasAttribute("off")) return this.#tell("off");
        if (this.#explained) return void this.#begin();
        this.#become("explaining");
        this.querySelector<HTMLElement>("[data-mic-begin]")?.focus();
        return;
      case "listening":
        return void this.#end();
      case "waiting":
        return this.#listen();
      default:
        return this.#cancel();
    }
  }

  #become(state: State): void {
    this.#state = state;
    const button = this.querySelector("[data-mic]");
    button?.setAttribute("aria-pressed", String(state === "listening"));
    button?.setAttribute("aria-expanded", String(state === "explaining"));
    const label = this.querySelector("[data-mic-label]");
    if (label) label.textContent = (state === "listening" ? this.dataset.textStop : this.dataset.textTalk) ?? "";
    const panel = this.querySelector<HTMLElement>("[data-mic-explain]");
    if (panel) panel.hidden = state !== "explaining";
    const meter = this.querySelector<HTMLElement>("[data-mic-meter]");
    if (meter) meter.hidden = state !== "listening";
    if (state === "idle") this.removeAttribute("state");
    else this.setAttribute("state", state);
    tell("ww-listening", state === "listening");
  }

  // over says whether the visitor wants to be able to speak through the voice, which is asked where the microphone is explained.
  get #over(): boolean {
    return this.#explained && (this.querySelector<HTMLInputElement>("[data-mic-over]")?.checked ?? false);
  }

  async #begin(goal: "listening" | "waiting" = "listening"): Promise<void> {
    this.#explained = true;
    this.#become("starting");
    if (goal === "listening") {
      this.#tell("starting");
      tell("ww-listening", true); // the voice falls silent before the microphone hears it
    }
    try {
      if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
      if (this.#state !== "starting") return stop(stream);
      this.#stream = stream;
      const context = new AudioContext();
      this.#context = context;
      await context.audioWorklet.addModule(this.dataset.worklet ?? "");
      if (this.#state !== "starting") return this.#hangUp();
      const ear = new AudioWorkletNode(context, "ear", { numberOfOutputs: 0, processorOptions: { rate } });
      ear.port.onmessage = (event) => this.#hear(event.data as Piece);
      context.createMediaStreamSource(stream).connect(ear);
      void context.resume();
      for (const track of stream.getAudioTracks()) track.onended = () => this.#lost();
      this.#pieces = [];
      this.#spoke = this.#quiet = this.#passed = 0;
      this.#floor = 0.01;
      this.#become(goal);
      this.#tell(goal === "waiting" ? "over" : goal);
    } catch (error) {
      this.#hangUp();
      this.#become("idle");
      const name = error instanceof DOMException ? error.name : "";
      this.#tell(name === "NotAllowedError" || name === "SecurityError" ? "refused" : name === "NotReadableError" ? "taken" : "missing");
    }
  }

  // listen takes down from here on what an open microphone hears, with the moment before.
  #listen(): void {
    this.#passed = this.#quiet = 0;
    this.#become("listening"); // and the voice falls silent
    this.#tell("listening");
  }

  #hear({ samples, level }: Piece): void {
    if (this.#state !== "listening" && this.#state !== "waiting") return;
    const length = (samples.length / rate) * 1000;
    this.#pieces.push(samples);
    if (this.#state === "waiting" && this.#pieces.length * length > before) this.#pieces.shift();
    this.#passed += length;
    // The room is what is quietest, creeping up so that a fan that starts does not count as speech for ever.
    this.#floor = Math.min(this.#floor * 1.002 + 1e-6, Math.max(level, 5e-4), 0.05);
    // What leaks in from the voice itself is taken out by the browser, but not all of it.
    const speech = level > Math.max(this.#floor * (this.#state === "waiting" ? 5 : 3), this.#state === "waiting" ? 0.03 : 0.006);
    if (speech) {
      this.#spoke += length;
      if (this.#spoke >= least) this.#quiet = 0;
    } else {
      this.#quiet += length;
      if (this.#spoke < least || this.#state === "waiting") this.#spoke = Math.max(0, this.#spoke - length / 4); // a knock is no speech
    }
    if (this.#state === "waiting") {
      if (this.#spoke >= over) this.#listen();
      return;
    }
    const meter = this.querySelector<HTMLMeterElement>("[data-mic-meter]");
    if (meter) meter.value = Math.min(1, Math.sqrt(level * 4));
    if (this.#spoke >= least && this.#quiet >= silence) void this.#end();
    else if (this.#passed >= longest * 1000) void this.#end();
    else if (this.#spoke < least && this.#passed >= nothing) {
      this.#hangUp();
      this.#become("idle");
      this.#tell("silent");
    }
  }

  // lost is for a microphone that is pulled out: what was said until then still counts.
  #lost(): void {
    if (this.#state === "waiting") return this.#cancel();
    if (this.#state !== "listening") return;
    if (this.#spoke >= least) return void this.#end();
    this.#hangUp();
    this.#become("idle");
    this.#tell("unplugged");
  }

  async #end(): Promise<void> {
    const spoke = this.#spoke >= least;
    const sound = write(this.#pieces, rate);
    this.#hangUp();
    if (!spoke) {
      this.#become("idle");
      return this.#tell("silent");
    }
    this.#become("writing");
    this.#tell("writing");
    const request = new AbortController();
    this.#request = request;
    try {
      const response = await fetch(`/luisteren?taal=${encodeURIComponent(document.documentElement.lang)}`, {
        method: "POST",
        headers: { "Content-Type": "audio/wav" },
        body: sound,
        signal: request.signal,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
      if (response.status === 429) return this.#done("busy");
      if (!response.ok) return this.#done("failed");
      const { text } = (await response.json()) as { text: string };
      if (request !== this.#request) return;
      if (!text) return this.#done("nothing");
      this.#done("check");
      this.#write(text);
    } catch {
      if (request === this.#request) this.#done("failed");
    }
  }

  #done(say: Say): void {
    this.#request = undefined;
    this.#become("idle");
    this.#tell(say);
  }

  // write puts what was heard in the field, behind what stands there.
  #write(text: string): void {
    const field = document.getElementById(this.dataset.field ?? "") as HTMLTextAreaElement | null;
    if (!field) return;
    field.value = field.value.trim() ? `${field.value.trimEnd()} ${text}` : text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  #cancel(): void {
    if (this.#state === "idle") return;
    this.#request?.abort();
    this.#request = undefined;
    this.#hangUp();
    this.#become("idle");
    this.#tell("");
  }

  #hangUp(): void {
    stop(this.#stream);
    this.#stream = undefined;
    void this.#context?.close().catch(() => undefined); // it may be closed already
    this.#context = undefined;
    this.#pieces = [];
  }

  #tell(say: Say): void {
    const status = this.querySelector<HTMLElement>("[data-mic-status]");
    if (!status) return;
    status.textContent = say ? (this.dataset[`say${say[0]?.toUpperCase()}${say.slice(1)}`] ?? "") : "";
    status.dataset.say = say;
  }
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) {
    track.onended = null;
    track.stop();
  }
}

customElements.define("ww-mic", Mic);
