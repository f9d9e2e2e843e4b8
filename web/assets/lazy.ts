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
hear("ww-saying", wake);
hear("ww-listening", wake);

hear("ww-read", (words) => {
  const voice = document.querySelector<HTMLElement>("ww-voice[data-script]");
  void load(voice)?.then(() => document.dispatchEvent(new CustomEvent("ww-read", { detail: words })));
});
