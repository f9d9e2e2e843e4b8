// The face, the voice and the microphone are loaded when someone wants them, so that the first view stays small: a press on an element that
// has no script yet loads it, and counts once it is there.

import { load } from "./load";
import { hear } from "./spoken";

document.addEventListener(
  "click",
  (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("button") : null;
    const loading = load(pressed?.closest<HTMLElement>("[data-script]") ?? null);
    if (!loading) return;
    event.preventDefault();
    event.stopPropagation();
    void loading.then(() => pressed?.click());
  },
  true,
);

// In a conversation the face sits by the question, so that it stays in sight.
hear("ww-asked", () => {
  const guide = document.querySelector("[data-guide]");
  const composer = document.querySelector("[data-composer]");
  if (guide && guide.parentElement !== composer) composer?.prepend(guide);
});

const wake = (): void => {
  const face = document.querySelector<HTMLElement>("ww-avatar[data-script]");
  if (face?.checkVisibility?.() ?? face?.offsetParent) void load(face);
};
hear("ww-asked", wake);
// A face that is still on its way shows what happened meanwhile.
const busy = (on: boolean): void => void document.querySelector("ww-avatar")?.toggleAttribute("busy", on);
hear("ww-asked", () => busy(true));
hear("ww-frame", () => busy(false));
hear("ww-done", () => busy(false));
hear("ww-saying", wake);
hear("ww-listening", wake);

// Settings hold for what is there already; a voice that is wanted is loaded.
hear("ww-settings", ({ face, voice }) => {
  const avatar = document.querySelector<HTMLElement>("ww-avatar");
  if (avatar) {
    avatar.hidden = face === "uit";
    if (face !== "uit") avatar.setAttribute("look", face);
    const picture = avatar.querySelector("img");
    if (picture) picture.src = avatar.dataset[face && face !== "uit" ? `look-${face}` : "look"] ?? picture.src;
  }
  if (voice) void load(document.querySelector("ww-voice"));
});

// A page that came with the voice switched on has it from the first touch; browsers allow no sound before.
if (document.querySelector("ww-voice[wanted]")) {
  for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, () => void load(document.querySelector("ww-voice")), { once: true });
}

hear("ww-read", (words) => {
  const voice = document.querySelector<HTMLElement>("ww-voice[data-script]");
  void load(voice)?.then(() => document.dispatchEvent(new CustomEvent("ww-read", { detail: words })));
});
