// The review desk: keys, highlighting what a sentence rests on, playing it, and deciding without loading the page. Without script all of it works by
// links and forms. Keys are read from the table of help on the page, so that there is one table.

type State = {
  problem?: string;
  open: number;
  status: string;
  sentences: { seq: number; verdict: string; label: string; blocks: boolean }[];
};

const desk = document.querySelector<HTMLElement>("[data-review]");
const audio = document.querySelector<HTMLAudioElement>("[data-player] audio");
const speed = document.querySelector<HTMLSelectElement>("[data-speed]");
const silence = document.querySelector<HTMLInputElement>("[data-silence]");
const help = document.querySelector<HTMLDetailsElement>("[data-help]");
const switched = document.querySelector<HTMLInputElement>("[data-keys]");
const before = 1; // seconds that are played before the words
const pause = 1.5; // seconds without words from which on it is a silence

let current: HTMLElement | null = null; // the sentence that is worked on

function sentences(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".judged")];
}

function lines(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".line")];
}

function start(line: HTMLElement): number {
  return Number(line.dataset.start ?? "NaN");
}

function evidence(sentence: HTMLElement): HTMLElement[] {
  const numbers = (sentence.dataset.evidence ?? "").split(" ").filter(Boolean);
  return numbers.flatMap((n) => document.getElementById("u" + n) ?? []);
}

function refs(sentence: HTMLElement): HTMLAnchorElement[] {
  return [...sentence.querySelectorAll<HTMLAnchorElement>(".ref")];
}

// words returns where the words of a line stand in its text, counted by the spaces between them as the server does.
function words(line: HTMLElement): { text: Text; at: [number, number][] } | undefined {
  const text = line.querySelector(".line-text")?.firstChild;
  if (!(text instanceof Text)) return undefined;
  return { text, at: [...text.data.matchAll(/\S+/g)].map((m) => [m.index, m.index + m[0].length]) };
}

function range(line: HTMLElement, from: number, to: number): Range | undefined {
  const all = words(line);
  const first = all?.at[from];
  const last = all?.at[to - 1];
  if (!all || !first || !last) return undefined;
  const r = document.createRange();
  r.setStart(all.text, first[0]);
  r.setEnd(all.text, last[1]);
  return r;
}

// mark colours words by a name of the style sheet, where the browser can; the line itself is coloured everywhere.
function mark(name: string, ranges: Range[]): void {
  if (typeof Highlight === "undefined") return;
  CSS.highlights.set(name, new Highlight(...ranges));
}

function moments(line: HTMLElement): number[] {
  return (line.dataset.moments ?? "").split(" ").map(Number); // what is not known becomes NaN
}

// wordAt returns the moment of the word under the pointer, and of the line when that is not known.
function wordAt(line: HTMLElement, event: MouseEvent): number {
  const all = words(line);
  const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  if (!all || place?.offsetNode !== all.text) return start(line);
  const word = all.at.findIndex(([, end]) => place.offset <= end);
  const at = moments(line)[word];
  return at === undefined || Number.isNaN(at) ? start(line) : at;
}

// within scrolls a thing into the middle of its own pane and leaves the rest of the page where it is.
function within(item: HTMLElement): void {
  const pane = item.closest<HTMLElement>(".lines, .pane.report");
  if (!pane || pane.scrollHeight <= pane.clientHeight + 1) {
    item.scrollIntoView({ block: "nearest" });
    return;
  }
  const at = item.getBoundingClientRect();
  const room = pane.getBoundingClientRect();
  const top = Math.max(room.top, 0);
  const bottom = Math.min(room.bottom, innerHeight); // a pane may reach below the screen
  if (at.top < top + 40 || at.bottom > bottom - 20) pane.scrollTop += at.top - top - (bottom - top) / 3;
}

function light(sentence: HTMLElement): void {
  for (const line of document.querySelectorAll(".lit")) line.classList.remove("lit");
  const list = evidence(sentence);
  for (const line of list) line.classList.add("lit");
  mark("evidence", refs(sentence).flatMap((ref) => {
    const line = document.getElementById(ref.hash.slice(1));
    const [from, to] = (ref.dataset.words ?? "").split(" ").map(Number);
    return (line && from !== undefined && to && range(line, from, to)) || [];
  }));
  const first = list[0];
  if (first) within(first);
}

function choose(sentence: HTMLElement | undefined, focus = true): void {
  if (!sentence) return;
  current?.classList.remove("chosen");
  current = sentence;
  sentence.classList.add("chosen");
  if (focus) {
    sentence.focus({ preventScroll: true });
    within(sentence);
  }
  light(sentence);
}

function move(step: number): void {
  const list = sentences();
  const at = current ? list.indexOf(current) : -1;
  choose(list[Math.min(list.length - 1, Math.max(0, at + step))]);
}

function undecided(): void {
  const list = sentences();
  const at = current ? list.indexOf(current) : -1;
  choose([...list.slice(at + 1), ...list.slice(0, at + 1)].find((x) => x.classList.contains("blocks")));
}

function playFrom(at: number): void {
  if (!audio || Number.isNaN(at)) return;
  audio.currentTime = Math.max(0, at - before);
  void audio.play().catch(() => undefined); // the audio may be gone
}

// playRef plays the words that a reference leads to.
function playRef(ref: HTMLAnchorElement | undefined): void {
  playFrom(Number(ref?.dataset.at ?? "NaN"));
}

function hear(): void {
  const line = document.activeElement?.closest<HTMLElement>(".line");
  if (line) {
    playFrom(start(line));
    return;
  }
  if (!current) return;
  light(current);
  playRef(refs(current)[0]);
}

async function send(form: HTMLFormElement, verdict: string): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.set(name, value);
  body.set("oordeel", verdict);
  const complaint = document.querySelector<HTMLElement>("[data-problem]");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!(answer.headers.get("Content-Type") ?? "").includes("json")) {
      location.reload(); // signed out, or something broke: the page tells
      return;
    }
    const state = (await answer.json()) as State;
    show(state);
    if (complaint) {
      complaint.hidden = !state.problem;
      complaint.textContent = state.problem ?? "";
    }
  } catch {
    form.requestSubmit(form.querySelector<HTMLButtonElement>(`button[value="${verdict}"]`)); // without a connection the browser says so
  }
}

function show(state: State): void {
  for (const x of state.sentences) {
    const item = document.getElementById("z" + x.seq);
    if (!item) continue;
    for (const name of [...item.classList]) if (name.startsWith("verdict-")) item.classList.remove(name);
    item.classList.add("verdict-" + x.verdict);
    item.classList.toggle("blocks", x.blocks);
    const label = item.querySelector("[data-verdict]");
    if (label) label.textContent = x.label;
  }
  const status = document.querySelector("[data-status]");
  if (status) status.textContent = state.status;
}

async function judge(verdict: string): Promise<void> {
  const sentence = current;
  const form = sentence?.querySelector<HTMLFormElement>("[data-judge]");
  if (!sentence || !form || (verdict === "aanvaard" && sentence.classList.contains("aside"))) return;
  await send(form, verdict);
  if (verdict !== "open" && !sentence.classList.contains("blocks")) undecided();
}

// follow opens a link that loads the page, and takes along where the audio was.
function follow(link: HTMLAnchorElement | null | undefined): void {
  if (!link) return;
  const to = new URL(link.href);
  if (audio && audio.currentTime > 0) to.searchParams.set("t", String(Math.floor(audio.currentTime)));
  location.assign(to);
}

const acts: Record<string, () => void> = {
  next: () => move(1),
  previous: () => move(-1),
  undecided,
  hear,
  accept: () => void judge("aanvaard"),
  reject: () => void judge("verworpen"),
  reopen: () => void judge("open"),
  edit: () => follow(current?.querySelector<HTMLAnchorElement>('[data-do="edit"]')),
  line: () => {
    const first = current && evidence(current)[0];
    if (first) first.focus({ preventScroll: true });
  },
  correct: () => {
    const line = document.activeElement?.closest<HTMLElement>(".line") ?? (current ? evidence(current)[0] : undefined);
    follow(line?.querySelector<HTMLAnchorElement>("[data-correct]"));
  },
  sentence: () => choose(current ?? sentences()[0]),
  play: () => {
    if (!audio) return;
    if (audio.paused) void audio.play().catch(() => undefined);
    else audio.pause();
  },
  back: () => seek(-5),
  forward: () => seek(5),
  slower: () => turn(-1),
  faster: () => turn(1),
  silence: () => {
    if (silence) silence.checked = !silence.checked;
  },
  help: () => {
    if (!help) return;
    help.open = !help.open;
    if (help.open) help.querySelector("summary")?.focus();
  },
};

function seek(seconds: number): void {
  if (audio) audio.currentTime = Math.max(0, audio.currentTime + seconds);
}

function turn(step: number): void {
  if (!speed) return;
  speed.selectedIndex = Math.min(speed.options.length - 1, Math.max(0, speed.selectedIndex + step));
  speed.dispatchEvent(new Event("change"));
}

const keys = new Map<string, () => void>();
for (const row of document.querySelectorAll<HTMLElement>("[data-key]")) {
  const act = acts[row.dataset.act ?? ""];
  if (act) keys.set(row.dataset.key ?? "", act);
}

// Keys of one letter work only while something of the desk has the focus, and can be switched off: who dictates to the computer, or touches a key by
// accident, decides nothing (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !switched?.checked) return;
  const on = event.target;
  if (!(on instanceof HTMLElement) || on.closest("input, textarea, select, audio")) return;
  if (on !== document.body && !on.closest("[data-review]")) return;
  if (event.key === "Enter" && on.closest("a, button, summary")) return;
  const act = keys.get(event.key);
  if (!act) return;
  event.preventDefault();
  act();
});

desk?.addEventListener("focusin", (event) => {
  const sentence = event.target instanceof Element ? event.target.closest<HTMLElement>(".judged") : null;
  if (sentence && sentence !== current) choose(sentence, false);
});

desk?.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const ref = event.target.closest<HTMLAnchorElement>(".ref");
  const sentence = event.target.closest<HTMLElement>(".judged");
  if (ref) {
    event.preventDefault();
    const line = document.getElementById(ref.hash.slice(1));
    if (sentence) choose(sentence, false);
    if (line) within(line);
    playRef(ref);
    return;
  }
  const link = event.target.closest<HTMLAnchorElement>('[data-correct], [data-do="edit"]');
  if (link && audio) {
    event.preventDefault();
    follow(link);
    return;
  }
  if (event.target.closest("a, button, form, summary, input, textarea, select")) return;
  if (sentence) {
    choose(sentence, false);
    playRef(refs(sentence)[0]);
  } else if (!getSelection()?.toString()) {
    const line = event.target.closest<HTMLElement>(".line");
    if (line) playFrom(wordAt(line, event));
  }
});

desk?.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.matches("[data-judge]") && button instanceof HTMLButtonElement) {
    event.preventDefault();
    void send(form, button.value);
  } else if (audio && audio.currentTime > 0) {
    const at = document.createElement("input");
    at.type = "hidden";
    at.name = "t";
    at.value = String(Math.floor(audio.currentTime));
    form.append(at);
  }
});

if (audio) {
  const from = Number(audio.dataset.at ?? "0");
  if (from > 0) audio.addEventListener("loadedmetadata", () => (audio.currentTime = from), { once: true });
  speed?.addEventListener("change", () => (audio.playbackRate = Number(speed.value)));
  const all = lines().filter((x) => !Number.isNaN(start(x)));
  const spans = all.map((x) => ({ line: x, from: start(x), to: Number(x.dataset.end ?? x.dataset.start), words: moments(x) }));
  let last: HTMLElement | undefined; // the line that was heard last
  audio.addEventListener("timeupdate", () => {
    const now = audio.currentTime;
    let said: HTMLElement | undefined;
    let spoken: Range | undefined;
    let next = Infinity;
    let quiet = true;
    for (const x of spans) {
      if (now >= x.from && now < x.to) {
        said = x.line;
        const word = x.words.filter((at) => at <= now).length - 1;
        spoken = range(said, word, word + 1);
      }
      if (now >= x.from - before && now < x.to + 0.3) quiet = false;
      if (x.from > now) next = Math.min(next, x.from);
    }
    for (const x of document.querySelectorAll(".heard")) if (x !== said) x.classList.remove("heard");
    said?.classList.add("heard");
    mark("spoken", spoken ? [spoken] : []);
    if (said && said !== last && !audio.paused) within(said); // the pane goes along with what is heard
    last = said;
    if (silence?.checked && quiet && !audio.paused && next < Infinity && next - now > pause) {
      audio.currentTime = next - before / 2;
      performance.mark("skipped");
    }
  });
}

document.documentElement.classList.add("script");
// The browser itself gives the focus to the place in the address; what it rests on is lit up beside it.
const at = location.hash ? document.getElementById(location.hash.slice(1)) : null;
const sentence = at?.closest<HTMLElement>(".judged");
if (sentence) choose(sentence, false);
else if (at?.closest(".line")) within(at);
