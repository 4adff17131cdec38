/** The tag that this file came by. A module has no `currentScript`; there it is the one that names an agent. */
export const scriptTag = document.currentScript instanceof HTMLScriptElement ? document.currentScript : findModuleTag();

/** Where the installation answers that served this file, without a slash at the end. */
export const home = scriptTag ? new URL(".", scriptTag.src).href.slice(0, -1) : location.origin;

/** What the tag asks for, by its attributes or, where the page's system strips those, by the query of its address. */
export function settingsOf(tag: HTMLScriptElement): Record<string, string | undefined> {
  return { ...Object.fromEntries(new URL(tag.src).searchParams), ...tag.dataset };
}

function findModuleTag(): HTMLScriptElement | undefined {
  const tags = [...document.querySelectorAll<HTMLScriptElement>("script[src*='/widget.js']")];
  return tags.find((tag) => tag.type === "module" && settingsOf(tag).agent) ?? tags[0];
}
