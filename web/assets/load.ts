// load fetches the script of an element that has none yet. It returns undefined when there is nothing to fetch.
export function load(part: HTMLElement | null): Promise<unknown> | undefined {
  const address = part?.dataset.script;
  return address && part.matches(":not(:defined)") ? import(address) : undefined;
}
