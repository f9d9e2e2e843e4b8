// The face: a drawing whose mouth follows the voice. It is still unless it speaks, listens or thinks; where the visitor asks for less motion
// it is still always, and the caption and the ring around it carry what it does.

import { broad, draw, rest, shapes, toward, type Lips } from "./face";
import { hear, type Saying } from "./spoken";

const lead = 40; // milliseconds that lips go before the sound, as they do in people
const glide = 28; // milliseconds in which lips go most of the way to their next shape
const blinkEvery = 4200; // milliseconds, more or less
const blinkLasts = 160;
const smallest = 120; // pixels wide; below it the mouth is drawn broader

type State = "still" | "thinking" | "listening" | "speaking";

// Pose is where the head and eyes are.
interface Pose {
  tilt: number; // degrees
  nod: number; // units of the drawing, down
  gazeX: number;
  gazeY: number;
  brow: number; // up
}

const poses: Record<State, Pose> = {
  still: { tilt: 0, nod: 0, gazeX: 0, gazeY: 0, brow: 0 },
  thinking: { tilt: -2.5, nod: -1, gazeX: 5, gazeY: -4.5, brow: 3 },
  listening: { tilt: 4, nod: 2, gazeX: 0, gazeY: 0.5, brow: 4 },
  speaking: { tilt: 0, nod: 0, gazeX: 0, gazeY: 0, brow: 1 },
};

class Avatar extends HTMLElement {
  #born = false;
  #state: State = "still";
  #saying: Saying | undefined;
  #lips: Lips = rest;
  #shape = 0;
  #pose: Pose = { ...poses.still };
  #nodsAt = -1e4;
  #blinksAt = -1e4;
  #frame = 0;
  #last = 0;
  #drawn: SVGSVGElement | undefined;
  #asked = ""; // the address of the drawing that is being fetched
  #small = false; // it is shown so small that a mouth must move more to be seen

  static observedAttributes = ["look"];

  connectedCallback(): void {
    if (this.#born) return this.#wake(); // it was moved
    this.#born = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    calm.addEventListener("change", () => this.#wake());
    hear("ww-asked", () => this.#become("thinking"));
    hear("ww-frame", () => this.#state === "thinking" && this.#become("still"));
    hear("ww-done", () => this.#state === "thinking" && this.#become("still"));
    hear("ww-stop", () => this.#become("still"));
    hear("ww-listening", (on) => {
      if (on) this.#become("listening");
      else if (this.#state === "listening") this.#become("still");
    });
    hear("ww-saying", (saying) => {
      this.#saying = saying;
      if (saying) this.#nodsAt = performance.now();
      if (saying || this.#state === "speaking") this.#become(saying ? "speaking" : "still");
    });
    document.addEventListener("visibilitychange", () => this.#wake());
    this.#fetch();
    if (this.hasAttribute("busy")) this.#become("thinking");
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#fetch();
  }

  get state(): State {
    return this.#state;
  }

  // fetch puts the drawing itself in the place of its picture.
  #fetch(): void {
    const look = this.getAttribute("look");
    const chosen = this.dataset[look ? `look-${look}` : "look"];
    if (!chosen || chosen === this.#asked) return;
    this.#asked = chosen;
    const request = new XMLHttpRequest(); // it parses the drawing, so that no markup passes through a script
    request.open("GET", chosen);
    request.responseType = "document";
    request.overrideMimeType("image/svg+xml");
    request.onload = () => {
      const drawing = request.responseXML?.documentElement;
      if (chosen !== this.#asked || !(drawing instanceof SVGSVGElement)) return;
      const own = document.importNode(drawing, true);
      own.setAttribute("aria-hidden", "true");
      own.setAttribute("focusable", "false");
      this.#drawn?.remove();
      this.querySelector("img")?.remove();
      this.#drawn = own;
      this.prepend(own);
      this.#show();
      this.#wake();
    };
    request.send();
  }

  #become(state: State): void {
    if (state === this.#state) return this.#wake();
    this.#state = state;
    if (state === "still") this.removeAttribute("state");
    else this.setAttribute("state", state);
    if (state !== "still") this.#blinksAt = performance.now() + 900;
    this.#wake();
  }

  #calm(): boolean {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  // wake lets the face move until it is where it should be.
  #wake(): void {
    if (this.#frame || document.hidden || !this.#drawn) return;
    this.#small = this.clientWidth < smallest;
    if (this.#calm()) {
      this.#lips = rest;
      this.#pose = { ...poses.still };
      this.#nodsAt = this.#blinksAt = -1e4;
      this.#show();
      return;
    }
    this.#last = performance.now();
    this.#frame = requestAnimationFrame((now) => this.#step(now));
  }

  #step(now: number): void {
    this.#frame = 0;
    if (!this.isConnected || document.hidden) return;
    if (this.#calm()) return this.#wake(); // it was asked for while the face moved
    const passed = Math.min(Math.max(now - this.#last, 0), 100);
    this.#last = now;
    const at = this.#saying?.clock(); // once: a busy machine may let it run on between two looks
    const shape = this.#heard(at);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.dispatchEvent(new CustomEvent("ww-mouth", { detail: { shape, at } }));
    }
    const goal = shapes[shape] ?? rest;
    this.#lips = toward(this.#lips, goal, 1 - Math.exp(-passed / glide));
    const pose = poses[this.#state];
    const slow = 1 - Math.exp(-passed / 140);
    for (const key of Object.keys(pose) as (keyof Pose)[]) this.#pose[key] += (pose[key] - this.#pose[key]) * slow;
    if (this.#state !== "still" && now > this.#blinksAt + blinkLasts) this.#blinksAt = now + blinkEvery * (0.7 + 0.6 * Math.random());
    this.#show(now);
    const settled = (Object.keys(pose) as (keyof Pose)[]).every((key) => Math.abs(pose[key] - this.#pose[key]) < 0.05);
    const shut = Math.abs(this.#lips.open - goal.open) + Math.abs(this.#lips.wide - goal.wide) < 0.01;
    if (this.#state === "still" && settled && shut && now > this.#blinksAt + blinkLasts) {
      this.#lips = rest;
      this.#pose = { ...poses.still };
      this.#show();
      return;
    }
    this.#frame = requestAnimationFrame((next) => this.#step(next));
  }

  // heard returns the shape that belongs to what sounds at a moment.
  #heard(at: number | undefined): number {
    const saying = this.#saying;
    if (!saying || at === undefined) return 0;
    const now = at + lead;
    let shape = 0;
    for (const [at, s] of saying.mouth) {
      if (at > now) break;
      shape = s;
    }
    return shape;
  }

  #show(now = performance.now()): void {
    const drawn = this.#drawn;
    if (!drawn) return;
    const part = (name: string): SVGElement | null => drawn.querySelector<SVGElement>(`[data-part="${name}"]`);
    const mouth = part("mouth");
    const { hollow, teeth, tongue, under } = draw(this.#small ? broad(this.#lips) : this.#lips, Number(mouth?.dataset.size ?? 20));
    part("hollow")?.setAttribute("d", hollow);
    part("hollow-clip")?.setAttribute("d", hollow);
    part("teeth")?.setAttribute("d", this.#lips.teeth * this.#lips.open > 0.02 ? teeth : "");
    part("tongue")?.setAttribute("d", this.#lips.tongue * this.#lips.open > 0.04 ? tongue : "");
    part("under")?.setAttribute("d", under);
    const since = now - this.#nodsAt;
    const nod = since >= 0 && since < 700 ? Math.sin((since / 700) * Math.PI) * 4 : 0;
    const p = this.#pose;
    part("head")?.setAttribute("transform", `translate(0 ${(p.nod + nod).toFixed(2)}) rotate(${p.tilt.toFixed(2)} 160 250)`);
    part("brows")?.setAttribute("transform", `translate(0 ${(-p.brow).toFixed(2)})`);
    const lashes = part("lashes");
    const closing = now - this.#blinksAt;
    const lid = closing >= 0 && closing < blinkLasts ? Math.max(0.08, Math.abs(1 - (2 * closing) / blinkLasts)) : 1;
    for (const eye of drawn.querySelectorAll<SVGElement>('[data-part="eye"]')) {
      const x = Number(eye.dataset.x) + p.gazeX;
      const y = Number(eye.dataset.y) + p.gazeY + (1 - lid) * 3;
      // A shut eye is the line of its lashes; a face without lashes keeps a line of its own.
      const height = lashes ? (lid < 0.25 ? 0 : lid) : Math.max(lid, 0.2);
      eye.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(1 ${height.toFixed(3)})`);
    }
    lashes?.setAttribute("transform", `translate(${(p.gazeX * 0.3).toFixed(2)} ${(p.gazeY * 0.3 + (1 - lid) * 7).toFixed(2)})`);
  }
}

customElements.define("ww-avatar", Avatar);
