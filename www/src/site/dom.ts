// Makes elements. Whatever comes from a page, a server or the package is text, never markup.

type Child = Node | string | undefined | false;

/** An element with a class (or none), and children. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = "",
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== "") {
    element.className = className;
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** A button. */
export function button(text: string, className: string, onClick: () => void): HTMLButtonElement {
  const element = el("button", className, text);
  element.type = "button";
  element.addEventListener("click", onClick);
  return element;
}

/** A link to a standard; anything but `https:` stays text. */
export function link(text: string, url: string): HTMLElement {
  if (!url.startsWith("https://")) {
    return el("span", "", url);
  }
  const element = el("a", "", text);
  element.href = url;
  element.rel = "noreferrer";
  return element;
}

/** An element of the page's own HTML. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new Error(`The page has no ${type.name} with the id ${id}.`);
  }
  return element;
}
