// Copying a justification, and keeping the words of a value in sight.
export {};

document.documentElement.classList.add("script");

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-copy]");
  const from = button && document.getElementById(button.dataset.copy ?? "");
  if (!button || !(from instanceof HTMLTextAreaElement)) return;
  from.select();
  const done = (): void => {
    const said = button.parentElement?.querySelector<HTMLElement>("[data-copied]");
    if (said) said.hidden = false;
  };
  // Without the newer way, or without leave to use it, the words stay selected: one key copies them.
  if (navigator.clipboard) void navigator.clipboard.writeText(from.value).then(done, () => document.execCommand("copy") && done());
  else if (document.execCommand("copy")) done();
});
