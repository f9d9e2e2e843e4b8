// What is being worked on is shown as it goes: the part of the page that is marked live is fetched again until it is done. Without script the page
// has a link to do that.

const pause = 2000; // milliseconds

function live(page: Document): HTMLElement | null {
  return page.querySelector<HTMLElement>("[data-live]");
}

function renew(): void {
  const request = new XMLHttpRequest();
  request.open("GET", location.pathname);
  request.responseType = "document"; // a document that was parsed by the browser: its scripts do not run
  request.onloadend = () => {
    const here = live(document);
    const there = request.status === 200 && request.response instanceof Document ? live(request.response) : null;
    if (here === null) return;
    if (there !== null && !here.contains(document.activeElement)) here.replaceWith(document.importNode(there, true));
    if (there === null || there.dataset["live"] === "busy") setTimeout(renew, pause);
  };
  request.send();
}

if (live(document)?.dataset["live"] === "busy") setTimeout(renew, pause);
