// Sends a file in pieces. A piece that does not arrive is sent again, from where the server says that the file has come.

const pieceBytes = 4 << 20;
const retryMost = 8000;

interface Answer {
  offset: number;
  problem?: string;
}

export function upload(root: HTMLElement, path: string, say: (key: string, ...fill: string[]) => void): void {
  const form = root.querySelector<HTMLFormElement>("[data-upload]");
  const status = root.querySelector<HTMLElement>("[data-status]");
  const progress = root.querySelector<HTMLProgressElement>("[data-progress]");
  const field = form?.elements.namedItem("bestand") as HTMLInputElement | undefined;
  if (!form || !field) return;
  form.addEventListener("submit", (event) => {
    const file = field.files?.[0];
    // A transcript is small, and goes with the form as it is.
    if (!file || !/^(audio|video)\//.test(file.type)) return;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button) button.disabled = true;
    void send(file, path, (done) => {
      if (progress) {
        progress.hidden = false;
        progress.value = (100 * done) / file.size;
      }
      say("textSending", String(Math.floor((100 * done) / file.size)));
    }, () => say("textBroken")).then(async (problem) => {
      if (problem) {
        if (status) status.textContent = problem;
        if (button) button.disabled = false;
        field.focus();
        return;
      }
      say("textSent");
      await fetch(`${path}/opname/einde`, { method: "POST", cache: "no-store", redirect: "manual" });
      location.assign(`${path}/opname`);
    });
  });
}

// send returns what was the matter, in words for people; "" when the whole file is certain.
async function send(file: File, path: string, progress: (done: number) => void, broken: () => void): Promise<string> {
  let at = -1; // not known
  for (let pause = 500; ; ) {
    try {
      if (at < 0) at = ((await (await fetch(`${path}/opname/stuk`, { cache: "no-store" })).json()) as Answer).offset;
      if (at > file.size) return "";
      progress(at);
      if (at === file.size && at > 0) return "";
      const response = await fetch(`${path}/opname/stuk`, {
        method: "PUT",
        cache: "no-store",
        headers: { "Upload-Offset": String(at), "Upload-Length": String(file.size), "Content-Type": "application/octet-stream" },
        body: file.slice(at, at + pieceBytes),
      });
      const answer = (await response.json()) as Answer;
      if (answer.problem && !(response.status === 409 && answer.offset !== at)) return answer.problem;
      at = answer.offset;
      pause = 500;
    } catch {
      broken();
      at = -1;
      await new Promise((again) => setTimeout(again, pause));
      pause = Math.min(2 * pause, retryMost);
    }
  }
}
