// What another site loads to have the assistant: a button that stays in a corner and, at its first press, a window with the page of the
// conversation. It is small, asks nothing of the page it stands on, and whatever goes wrong here leaves that page as it was.
// The server puts the texts before it: web/framed.go.

declare const wegwijzer: { open: string; close: string; title: string; broken: string; call: string; page: string; newTab: string };

const source = document.currentScript as HTMLScriptElement;
const home = new URL(source.src).origin;
const patience = 12000; // milliseconds for the window to say that it is there

const look = `:host{all:initial!important;position:fixed!important;inset:auto 1rem 1rem auto!important;z-index:2147483000!important;display:block!important}
:host([side=start]){inset:auto auto 1rem 1rem!important}
button,a,p,h2{font:600 16px/1.4 system-ui,"Segoe UI",Roboto,Arial,sans-serif;margin:0}
button{cursor:pointer;border:1px solid transparent;border-radius:99px;background:#0c5460;color:#fff;padding:12px 20px;min-height:48px;box-shadow:0 2px 12px #0003}
button:hover{background:#083d46}button:focus-visible,a:focus-visible{outline:3px solid #ffd76a;outline-offset:2px;box-shadow:0 0 0 5px #10191d}
section{position:fixed;inset:auto 1rem 1rem auto;inline-size:min(27rem,calc(100vw - 2rem));block-size:min(44rem,calc(100vh - 2rem));display:flex;flex-direction:column;overflow:hidden;background:#f6f3ec;color:#1b2a31;border:1px solid #75848a;border-radius:14px;box-shadow:0 8px 40px #0004}
:host([side=start]) section{inset:auto auto 1rem 1rem}
header{display:flex;justify-content:space-between;align-items:center;gap:8px;padding:6px 6px 6px 16px;background:#0c5460;color:#fff}
header button{box-shadow:none;padding:6px 14px;min-height:44px}iframe{flex:1;inline-size:100%;border:0}
[hidden]{display:none!important}.broken{padding:20px}.broken p{font-weight:400;margin-block-end:12px}.broken a{color:#0c5460}
@media(max-width:32rem){section,:host([side=start]) section{inset:0;inline-size:100%;block-size:100%;border:0;border-radius:0}}`;

class Launcher extends HTMLElement {
  readonly #root = this.attachShadow({ mode: "closed" });
  #panel?: HTMLElement;
  #frame?: HTMLIFrameElement;
  #button = part("button", wegwijzer.open);

  connectedCallback(): void {
    if (this.#root.contains(this.#button)) return;
    try {
      const sheet = new CSSStyleSheet(); // no policy of the page around it forbids this one
      sheet.replaceSync(look);
      this.#root.adoptedStyleSheets = [sheet];
    } catch {
      this.#root.append(part("style", look)); // phones of before 2023
    }
    if (source.dataset.kant === "links") this.setAttribute("side", "start");
    this.#button.setAttribute("aria-expanded", "false");
    this.#button.addEventListener("click", () => this.#show());
    this.#root.append(this.#button);
  }

  #show(): void {
    this.#button.hidden = true;
    this.#button.setAttribute("aria-expanded", "true");
    if (this.#panel) this.#panel.hidden = false;
    else this.#make();
    this.#frame?.focus();
  }

  #hide(): void {
    if (this.#panel) this.#panel.hidden = true;
    this.#button.hidden = false;
    this.#button.setAttribute("aria-expanded", "false");
    this.#button.focus();
  }

  #make(): void {
    const panel = (this.#panel = part("section"));
    panel.setAttribute("aria-label", wegwijzer.title);
    const close = part("button", wegwijzer.close);
    close.addEventListener("click", () => this.#hide());
    const head = part("header");
    head.append(part("h2", wegwijzer.title), close);
    const frame = (this.#frame = document.createElement("iframe"));
    frame.title = wegwijzer.title;
    frame.allow = "microphone; autoplay";
    frame.referrerPolicy = "no-referrer";
    frame.src = home + "/ingebed";
    panel.append(head, frame);
    this.#root.append(panel);
    const late = setTimeout(() => this.#broken(), patience);
    addEventListener("message", (event) => {
      // Only the window that was made here, and only while it shows the page it was made for.
      if (event.origin !== home || event.source !== frame.contentWindow || typeof event.data !== "object" || !event.data) return;
      const { wegwijzer: word, target } = event.data as { wegwijzer?: unknown; target?: unknown };
      if (word === "klaar") clearTimeout(late);
      else if (word === "dicht") this.#hide();
      else if (word === "weg") leave(String(target));
    });
  }

  #broken(): void {
    const note = part("div");
    note.className = "broken";
    const page = part("a", `${wegwijzer.page} ${wegwijzer.newTab}`) as HTMLAnchorElement;
    page.href = home + "/";
    page.target = "_blank";
    page.rel = "noopener noreferrer";
    note.append(part("p", wegwijzer.broken), part("p", wegwijzer.call), page);
    this.#frame?.replaceWith(note);
  }
}

function part(name: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

// leave makes the whole page go, and puts the other one in its place in the history.
function leave(target: string): void {
  if (!/^https?:\/\//.test(target)) target = home + "/weg";
  const silent = document.createElement("meta"); // the other page does not hear where somebody came from
  silent.name = "referrer";
  silent.content = "no-referrer";
  document.head.append(silent);
  document.title = "";
  document.documentElement.replaceChildren();
  location.replace(target);
}

try {
  if (!customElements.get("wegwijzer-knop")) {
    customElements.define("wegwijzer-knop", Launcher);
    const place = (): void => {
      if (!document.querySelector("wegwijzer-knop")) document.body.append(document.createElement("wegwijzer-knop"));
    };
    if (document.body) place();
    else addEventListener("DOMContentLoaded", place);
  }
} catch {
  // An old browser, or a page that does not allow it: there is no button, and nothing else is different.
}
