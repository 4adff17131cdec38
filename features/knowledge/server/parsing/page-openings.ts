import type { PageDocument, PageElement } from "./page-document.ts";

/** What is in these is navigation, wherever it opens. */
const notText = "nav, [role=navigation], [role=menu], body > header, body > footer, [role=banner], [role=contentinfo]";
const openers = "[aria-controls], [data-target], [data-bs-target], [data-toggle], [data-bs-toggle], [aria-expanded]";
/** Of a part that opens, more than this in links is a menu. */
const shareOfLinksMax = 0.5;
const wordsOfQuestion = 3;

/**
 * Shows what opens on a click, since it is part of the text: answers below their questions, and the panels of tabs. A question that is a
 * button becomes plain words, since buttons are none.
 */
export function openPanels(document: PageDocument): void {
  const opened = new Set<string>();
  for (const opener of document.querySelectorAll(openers)) {
    if (opener.closest(notText)) continue;
    for (const name of ["aria-controls", "data-target", "data-bs-target", "href"])
      for (const id of (opener.getAttribute(name) ?? "").split(/\s+/)) {
        const isReference = name === "aria-controls" || id.startsWith("#");
        if (isReference && id !== "") opened.add(id.replace(/^#/, ""));
      }
  }
  for (const panel of document.querySelectorAll("[id], [role=tabpanel]"))
    if ((opened.has(panel.id) || panel.getAttribute("role") === "tabpanel") && isText(panel)) show(panel);
  for (const button of document.querySelectorAll("button, [role=button]")) if (isQuestion(button)) makePlain(button);
}

function isText(panel: PageElement): boolean {
  if (panel.closest(`${notText}, [role=dialog], [role=alertdialog], [aria-modal=true], dialog`)) return false;
  const letters = lettersOf(panel);
  let inLinks = 0;
  for (const link of panel.querySelectorAll("a")) inLinks += lettersOf(link);
  return letters > 0 && inLinks <= letters * shareOfLinksMax;
}

function show(panel: PageElement): void {
  panel.removeAttribute("hidden");
  panel.removeAttribute("aria-hidden");
  const style = panel.getAttribute("style");
  if (style !== null) panel.setAttribute("style", style.replace(/(^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)[^;]*/gi, "$1"));
}

function isQuestion(button: PageElement): boolean {
  if (button.closest(`${notText}, form`)) return false;
  if (button.closest("h1, h2, h3, h4, h5, h6, dt, summary")) return lettersOf(button) > 0;
  const opens = button.getAttribute("aria-expanded") !== null || button.getAttribute("aria-controls") !== null;
  return opens && (button.textContent ?? "").trim().split(/\s+/).length >= wordsOfQuestion;
}

/** Within a heading it is part of that; else it is a line of its own. */
function makePlain(button: PageElement): void {
  const name = button.closest("h1, h2, h3, h4, h5, h6, dt, summary") ? "span" : "h4";
  button.insertAdjacentHTML("beforebegin", `<${name}>${button.innerHTML}</${name}>`);
  button.remove();
}

const lettersOf = (element: PageElement) => (element.textContent ?? "").replace(/\s+/g, "").length;
