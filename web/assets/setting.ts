// What the visitor chose: letters, colours, reading level, voice, face. It lies in the fields of the page's own forms and nowhere else.

import { tell } from "./spoken";

const dials = document.querySelector<HTMLFormElement>("[data-dials]");
const names = ["taal", "niveau", "letters", "contrast", "stem", "gezicht", "bewaar"];

// chosen returns what stands in a setting; "" is how the page begins.
export function chosen(name: string): string {
  const field = dials?.elements.namedItem(name);
  return field instanceof RadioNodeList || field instanceof HTMLInputElement ? field.value : "";
}

// Every form of the page carries the settings along, for when one of them is sent.
function spread(name: string, value: string): void {
  for (const field of document.querySelectorAll<HTMLInputElement>(`input[type=hidden][name="${name}"]`)) field.value = value;
}

function apply(): void {
  const root = document.documentElement;
  root.dataset.letters = chosen("letters");
  root.dataset.contrast = chosen("contrast");
  for (const name of names.slice(1)) spread(name, chosen(name));
  tell("ww-settings", { face: chosen("gezicht"), voice: chosen("stem") });
}

dials?.addEventListener("change", apply);
dials?.addEventListener("submit", (event) => event.preventDefault()); // what was chosen holds already

// hush puts the voice off, for who may not be heard: nothing is said until the person puts it on again.
export function hush(): void {
  const off = dials?.querySelector<HTMLInputElement>('input[name="stem"][value=""]');
  if (off) off.checked = true;
  document.querySelector("ww-voice")?.removeAttribute("wanted"); // one that is still on its way begins silent
  apply();
  tell("ww-hush", undefined);
}

// decided takes away the choice that can be made at the first message only.
export function decided(): void {
  dials?.querySelector("[data-begin]")?.setAttribute("hidden", "");
}

// A link to another page of ours takes the settings along: not in its address, which would stay in the history, but as a form.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-carry]") : null;
  const form = document.querySelector<HTMLFormElement>("[data-mee]");
  if (!link || !form || !names.some(chosen)) return;
  event.preventDefault();
  form.action = link.href;
  const mark = document.createElement("input");
  mark.type = "hidden";
  mark.name = "instellen";
  mark.value = "mee";
  form.append(mark);
  form.submit();
});
