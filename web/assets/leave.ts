// The quick exit: a press on the button, or Shift three times, and the page is gone. It works on every page, and every open page of ours goes
// along. The neutral site takes this page's place in the history, so that Back does not return to it.

import { framed, host } from "./framed";

const presses = 3;
const within = 5000; // milliseconds

const others = "BroadcastChannel" in window ? new BroadcastChannel("leave") : undefined;

function exit(): HTMLAnchorElement | null {
  return document.querySelector<HTMLAnchorElement>("[data-leave]");
}

function go(target: string): void {
  // The answer tells the browser to throw away what it keeps of us. Nobody waits for it, and without a server the rest works all the same.
  navigator.sendBeacon?.("/weg");
  // The other site may take a while to answer; until then nothing may be read here.
  document.title = "";
  document.documentElement.replaceChildren();
  location.replace(target);
}

function leave(): void {
  const link = exit();
  if (!link) return;
  others?.postMessage("leave");
  const target = new URL(link.dataset.leave ?? link.href, location.href).href;
  if (framed) quit(target);
  go(target);
}

// In a window on another site the whole page goes, not only the window: the script of that page does it, and the browser itself where that
// script is not there.
function quit(target: string): void {
  host("weg", target);
  try {
    top?.location.replace(target);
  } catch {
    // A page that locks its windows in does not let us. The window is empty in any case.
  }
}

others?.addEventListener("message", () => {
  const link = exit();
  if (link) go(link.dataset.leave ?? link.href);
});

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a") : null;
  if (link?.matches("[data-leave]")) {
    event.preventDefault();
    leave();
  }
  // A link within the page makes no entry in the history: Back would lead to it after leaving.
  const place = link?.matches(".skip") ? document.getElementById(link.hash.slice(1)) : null;
  if (place) {
    event.preventDefault();
    place.focus();
  }
});

// A page that answers a form may hold somebody's number, story or code, and is shown once. The browser may keep it whole to show it at Back, whatever it is
// told: it is emptied as it is put away, and asked for anew when it comes back.
const own = location.pathname.startsWith("/blad/");

addEventListener("pagehide", (event) => {
  if (own && event.persisted) document.querySelector("main")?.replaceChildren();
});

addEventListener("pageshow", (event) => {
  if (!event.persisted || !own) return;
  document.querySelector("main")?.replaceChildren();
  location.reload();
});

let pressed: number[] = [];
let alone = false; // whether Shift is down and nothing else was touched since

document.addEventListener("keydown", (event) => {
  alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!alone) pressed = [];
});

// Shift counts when it is let go with nothing else in between: writing a capital is not leaving, and neither is selecting with the mouse.
document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) return;
  alone = false;
  const now = Date.now();
  pressed = [...pressed.filter((at) => now - at < within), now];
  if (pressed.length >= presses) leave();
});

document.addEventListener("pointerdown", () => {
  alone = false;
  pressed = [];
});
