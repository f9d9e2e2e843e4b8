// Judging rulings with the keyboard, and correcting by selecting words. Everything here also works without script, by the buttons and forms that
// this presses and fills.
export {};

const page = document.documentElement;
page.classList.add("script");

const keysName = "sneltoetsen";
const toggle = document.querySelector<HTMLButtonElement>("[data-keys]");

function keysOn(): boolean {
  try {
    return localStorage.getItem(keysName) !== "uit";
  } catch {
    return true; // a browser that keeps nothing
  }
}

function showKeys(): void {
  if (!toggle) return;
  const on = keysOn();
  toggle.setAttribute("aria-pressed", String(on));
  toggle.textContent = (toggle.textContent ?? "").replace(/aan|uit/, on ? "aan" : "uit");
  page.classList.toggle("keys-off", !on);
}

toggle?.addEventListener("click", () => {
  try {
    localStorage.setItem(keysName, keysOn() ? "uit" : "aan");
  } catch {
    return; // it cannot be kept
  }
  showKeys();
});
showKeys();

const typing = (e: Element | null) => !!e?.closest("input, textarea, select, [contenteditable]");

// step moves the attention to the next or the previous value.
function step(by: number): void {
  const all = [...document.querySelectorAll<HTMLAnchorElement>("a.go")];
  const now = all.indexOf(document.activeElement as HTMLAnchorElement);
  const next = all[now < 0 ? (by > 0 ? 0 : all.length - 1) : (now + by + all.length) % all.length];
  if (!next) return;
  next.focus();
  look(next.hash.slice(1));
}

// look scrolls the text to a place without taking the attention along.
function look(id: string): void {
  const place = document.getElementById(id);
  const text = place?.closest<HTMLElement>("[data-ruling]");
  if (!place || !text) return;
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  place.nextElementSibling?.classList.add("lit");
  text.scrollTop += place.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
}

function press(target: string): void {
  if (target === "next") return step(1);
  if (target === "previous") return step(-1);
  const e = document.querySelector<HTMLElement>(target);
  if (!e) return;
  if (e instanceof HTMLDetailsElement) {
    e.open = !e.open;
    (e.open ? (e.querySelector<HTMLElement>("button, [data-keys]") ?? e.querySelector("summary")) : e.querySelector("summary"))?.focus();
    for (const other of document.querySelectorAll<HTMLDetailsElement>("details.judge-no")) if (other !== e) other.open = false;
  } else if (e instanceof HTMLButtonElement || e instanceof HTMLAnchorElement) e.click();
  else e.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !keysOn() || typing(event.target as Element)) return;
  if (event.key >= "1" && event.key <= "9") {
    const reason = document.querySelectorAll<HTMLButtonElement>("details.judge-no[open] button")[Number(event.key) - 1];
    if (reason) {
      event.preventDefault();
      reason.click();
    }
    return;
  }
  const row = document.querySelector<HTMLElement>(`[data-shortcuts] [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!row) return;
  event.preventDefault();
  press(row.dataset.target ?? "");
});

// A link to a place scrolls the text only; the rows stay where they are.
document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a.go");
  if (link && matchMedia("(min-width: 60rem)").matches) {
    event.preventDefault();
    look(link.hash.slice(1));
  }
  const amend = (event.target as Element).closest<HTMLElement>("[data-amend]");
  const form = document.querySelector<HTMLFormElement>("[data-correct]");
  if (amend && form) {
    event.preventDefault();
    fill(form, { partij: amend.dataset.seq, veld: amend.dataset.field, woorden: amend.dataset.words, waarde: amend.dataset.value, van: "0", tot: "0" });
    form.querySelector<HTMLElement>("#woorden")?.focus();
  }
});

function fill(form: HTMLFormElement, values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (value !== undefined && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) field.value = value;
  }
}

// at returns the byte in the ruling at which a place in the page lies; -1 when it lies in none of its text.
function at(node: Node, offset: number): number {
  const run = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-at]");
  if (!run || node.nodeType !== Node.TEXT_NODE) return -1;
  return Number(run.dataset.at) + new TextEncoder().encode((node.textContent ?? "").slice(0, offset)).length;
}

let taken = ""; // the words that were taken over last: typing in the form must not take them anew

document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  const form = document.querySelector<HTMLFormElement>("[data-correct]");
  if (!form || !chosen || chosen.isCollapsed || chosen.rangeCount === 0) return;
  const range = chosen.getRangeAt(0);
  if (!document.querySelector("[data-ruling]")?.contains(range.commonAncestorContainer)) return;
  const words = chosen.toString().trim();
  if (!words || words.length > 1000 || words === taken || typing(document.activeElement)) return;
  taken = words;
  const from = at(range.startContainer, range.startOffset);
  const to = at(range.endContainer, range.endOffset);
  fill(form, { woorden: words, waarde: "", van: String(from < 0 || to < 0 ? 0 : from), tot: String(from < 0 || to < 0 ? 0 : to) });
});

// The harvest is looked at again while it is busy.
const harvest = document.querySelector<HTMLElement>("[data-harvest=bezig]");
const line = harvest?.querySelector("[data-harvest-state]");
if (harvest && line) {
  const again = async (): Promise<void> => {
    try {
      const state = (await (await fetch("/medewerkers/beoordelen/ophalen")).json()) as { line: string; busy: boolean };
      line.textContent = state.line;
      if (!state.busy) return location.reload();
    } catch {
      // It is tried again.
    }
    setTimeout(() => void again(), 3000);
  };
  setTimeout(() => void again(), 3000);
}
