// The voice: reads aloud what the server said, sentence by sentence, so that it begins with the first one. The words it says light up in the
// caption; the face gets the shapes of the mouth. Whatever goes wrong here, the text goes on.

import { load } from "./load";
import { hear, tell, wordsOf, type Words } from "./spoken";
import { read, type Clip } from "./wave";

const ahead = 2; // pieces that are fetched before they are needed
const rest = 0.18; // seconds between two pieces
const blockedAfter = 600; // milliseconds in which sound must have begun, or else the browser waits for a touch

interface Asked extends Words {
  part: number;
}

interface Ready {
  words: Words;
  clip: Clip;
  sound: AudioBuffer | undefined;
}

class Voice extends HTMLElement {
  #born = false;
  #on = false;
  #queue: Asked[] = [];
  #ready: Ready[] = [];
  #fetching: AbortController | undefined;
  #playing: AudioBufferSourceNode | undefined;
  #ends = 0; // when the last piece falls silent, on the clock of the sound
  #failed = 0; // pieces in a row
  #frame = 0;
  #context: AudioContext | undefined;

  connectedCallback(): void {
    if (this.#born) return; // it was moved
    this.#born = true;
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button?.matches("[data-voice]")) this.#choose(!this.#on);
      else if (button?.matches("[data-voice-stop]")) this.stop();
      else if (button?.matches("[data-voice-unblock]")) void this.#context?.resume();
    });
    hear("ww-settings", ({ voice }) => this.#turn(voice === "aan"));
    hear("ww-asked", () => this.stop());
    hear("ww-stop", () => this.stop());
    hear("ww-hush", () => this.stop());
    hear("ww-listening", (on) => on && this.stop());
    hear("ww-frame", (frame) => {
      const words = wordsOf(frame);
      if (this.#on && words && frame.type !== "simpler") this.#say(words);
    });
    hear("ww-read", (all) => {
      this.stop();
      this.#open();
      all.forEach((words) => this.#say(words));
    });
    addEventListener("keydown", (event) => event.key === "Escape" && this.stop());
    document.addEventListener("input", (event) => event.target instanceof HTMLTextAreaElement && this.stop());
    for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => this.#context?.state === "suspended" && void this.#context.resume());
    addEventListener("pagehide", () => this.stop());
    const setting = document.querySelector<HTMLInputElement>('input[name="stem"][value="aan"]');
    if (this.hasAttribute("wanted") || setting?.checked) this.#turn(true);
  }

  // stop falls silent at once. What was still to be said is not said; it stands on the page.
  stop(): void {
    this.#queue = [];
    this.#ready = [];
    this.#fetching?.abort();
    this.#fetching = undefined;
    const playing = this.#playing;
    this.#playing = undefined;
    playing?.stop();
    this.#ends = 0;
    this.#failed = 0;
    this.#quiet();
  }

  // choose puts the page's own setting where it was put here; without one, it holds here.
  #choose(on: boolean): void {
    const setting = document.querySelector<HTMLInputElement>(`[data-dials] input[name="stem"][value="${on ? "aan" : ""}"]`);
    if (!setting) return this.#turn(on);
    setting.checked = true;
    setting.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #turn(on: boolean): void {
    if (on === this.#on || !this.querySelector("[data-voice]")) return;
    this.#on = on;
    this.toggleAttribute("on", on);
    const label = this.querySelector("[data-voice-label]");
    if (label) label.textContent = (on ? this.dataset.textOff : this.dataset.textOn) ?? "";
    if (!on) {
      this.stop();
      this.#tell("");
      return;
    }
    this.#open();
    void load(document.querySelector("ww-avatar"));
    // Who hears the voice is told first that it is a computer's (AI Act, article 50).
    if (this.dataset.intro && this.dataset.introMark) this.#say({ text: this.dataset.intro, mark: this.dataset.introMark });
  }

  // open makes the sound ready, in the press of a button, which is when browsers allow it.
  #open(): void {
    this.#context ??= new AudioContext({ latencyHint: "interactive" });
    const context = this.#context;
    context.onstatechange = () => this.#blocked(false);
    void context.resume();
    setTimeout(() => this.#blocked(context.state === "suspended"), blockedAfter);
  }

  #blocked(blocked: boolean): void {
    const button = this.querySelector<HTMLElement>("[data-voice-unblock]");
    if (!button || button.hidden === !blocked) return;
    button.hidden = !blocked;
    this.#tell(blocked ? (this.dataset.textBlocked ?? "") : "");
    if (!blocked) this.#pump();
  }

  #say(words: Words): void {
    this.#queue.push({ ...words, part: 0 });
    this.#pump();
  }

  #pump(): void {
    if (!this.#fetching && this.#ready.length < ahead) {
      const next = this.#queue.shift();
      if (next) void this.#fetch(next);
    }
    if (!this.#playing && this.#context?.state === "running") {
      const next = this.#ready.shift();
      if (next) this.#play(next);
      else if (!this.#fetching && !this.#queue.length) this.#quiet();
    }
  }

  async #fetch(asked: Asked): Promise<void> {
    const request = new AbortController();
    this.#fetching = request;
    try {
      const response = await fetch("/voorlezen", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(asked),
        signal: request.signal,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
      if (!response.ok) throw new Error(String(response.status));
      const file = await response.arrayBuffer();
      const clip = read(file);
      const sound = clip.empty ? undefined : await (this.#context as AudioContext).decodeAudioData(file);
      if (request !== this.#fetching) return;
      this.#failed = 0;
      if (clip.part + 1 < clip.parts) this.#queue.unshift({ ...asked, part: clip.part + 1 });
      this.#ready.push({ words: asked, clip, sound });
    } catch {
      if (request !== this.#fetching) return;
      this.#failed++;
      this.#tell(this.dataset.textFailed ?? "");
      if (this.#failed > 1) this.#queue = []; // it is down; asking on for every sentence helps nobody
    }
    this.#fetching = undefined;
    this.#pump();
  }

  #play({ words, clip, sound }: Ready): void {
    const context = this.#context as AudioContext;
    if (!sound) return this.#pump();
    const source = context.createBufferSource();
    source.buffer = sound;
    source.connect(context.destination);
    const start = Math.max(context.currentTime + 0.01, this.#ends ? this.#ends + rest : 0);
    this.#ends = start + sound.duration;
    this.#playing = source;
    source.onended = () => {
      if (this.#playing !== source) return;
      this.#playing = undefined;
      this.#pump();
    };
    source.start(start);
    const clock = (): number => (context.currentTime - (context.outputLatency || 0) - start) * 1000;
    this.#caption(words.text, clip, clock);
    this.toggleAttribute("speaking", true);
    tell("ww-saying", { mouth: clip.mouth, clock });
  }

  // caption shows the sentence that is spoken, and which word of it.
  #caption(text: string, clip: Clip, clock: () => number): void {
    const caption = this.querySelector("[data-caption]");
    if (!caption) return;
    const marks: [number, HTMLElement][] = [];
    const parts: (string | Node)[] = [];
    let at = clip.span[0];
    for (const [when, start, end] of clip.words) {
      if (start < at) continue;
      const word = document.createElement("span");
      word.textContent = text.slice(start, end);
      parts.push(text.slice(at, start), word);
      marks.push([when, word]);
      at = end;
    }
    caption.replaceChildren(...parts, text.slice(at, clip.span[1]));
    cancelAnimationFrame(this.#frame);
    let shown: HTMLElement | undefined;
    const step = (): void => {
      const now = clock();
      let word: HTMLElement | undefined;
      for (const [when, said] of marks) if (when <= now) word = said;
      if (word !== shown) {
        shown?.classList.remove("now");
        word?.classList.add("now");
        shown = word;
      }
      this.#frame = requestAnimationFrame(step);
    };
    step();
  }

  #quiet(): void {
    cancelAnimationFrame(this.#frame);
    if (!this.hasAttribute("speaking")) return;
    this.removeAttribute("speaking");
    this.querySelector("[data-caption]")?.replaceChildren();
    tell("ww-saying", undefined);
  }

  #tell(text: string): void {
    const status = this.querySelector("[data-voice-status]");
    if (status) status.textContent = text;
  }
}

customElements.define("ww-voice", Voice);
