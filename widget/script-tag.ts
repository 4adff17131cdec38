/** The tag that this file came by. A module has no `currentScript`; there it is the one that names an agent. */
export const scriptTag = document.currentScript instanceof HTMLScriptElement ? document.currentScript : findModuleTag();

/** Where the installation answers that served this file, without a slash at the end. */
export const home = scriptTag ? new URL(".", scriptTag.src).href.slice(0, -1) : location.origin;

function findModuleTag(): HTMLScriptElement | null {
  return (
    document.querySelector<HTMLScriptElement>("script[type=module][data-agent][src*='/widget.js']") ??
    document.querySelector("script[src*='/widget.js']")
  );
}
