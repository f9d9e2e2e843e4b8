// The page in a window on another site: it tells that site when it is there, when the window may close, and when somebody leaves.

const page = document.documentElement;
const allowed = (page.dataset.framed ?? "").split(" ").filter(Boolean);

// host tells the page around this one something, by the exact address that the organisation gave for it.
export function host(word: "klaar" | "dicht" | "weg", target?: string): void {
  const around = location.ancestorOrigins?.[0];
  for (const origin of allowed) {
    if (!around || around === origin) parent.postMessage({ wegwijzer: word, target }, origin);
  }
}

export const framed = parent !== window && allowed.length > 0;
