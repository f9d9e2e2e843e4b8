// A form whose answer takes a while says so and is sent once.

const original = new WeakMap<HTMLButtonElement, string>();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const said = form.dataset["busy"];
  const button = form.querySelector<HTMLButtonElement>("button:not([type=button])");
  if (!said || !button) return;
  if (form.hasAttribute("aria-busy")) return event.preventDefault(); // it is under way
  form.setAttribute("aria-busy", "true");
  original.set(button, button.textContent);
  button.textContent = said; // it keeps the focus, so it is read
  button.setAttribute("aria-disabled", "true");
});

// Who comes back by the browser's own button finds the form as it was.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[aria-busy]")) {
    form.removeAttribute("aria-busy");
    for (const button of form.querySelectorAll("button")) {
      button.textContent = original.get(button) ?? button.textContent;
      button.removeAttribute("aria-disabled");
    }
  }
});
