// Parts of the page that scripts copy and fill. All markup and all Dutch is in the templates.

export function copy(id: string): HTMLElement {
  const part = document.getElementById(id) as HTMLTemplateElement;
  return (part.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
}

export function slot(part: Element, name: string): HTMLElement {
  return part.querySelector(`[data-slot="${name}"]`) as HTMLElement;
}
