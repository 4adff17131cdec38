import type { PageDocument, PageElement } from "./page-document.ts";

/** What stands around the text of a page, and on every page of its site: programs, hidden parts, banners, navigation. */
export function takeOutTrimmings(document: PageDocument): void {
  for (const element of document.querySelectorAll(unseen)) element.remove();
  for (const element of document.querySelectorAll("[style], [hidden]")) if (isHidden(element)) element.remove();
  for (const element of document.querySelectorAll("[id], [class], [aria-label], [data-nosnippet]")) if (isBanner(element)) element.remove();
  for (const label of document.querySelectorAll("label")) if (isOfField(document, label)) label.remove();
  for (const note of document.querySelectorAll("article aside, main aside")) if (isNote(note)) makePlain(note);
  for (const element of document.querySelectorAll(around)) if (!isWithinText(element)) element.remove();
}

const unseen =
  "script, style, noscript, template, iframe, object, embed, canvas, svg, link, dialog:not([open]), [role=dialog], [role=alertdialog], [aria-modal=true]";
const around =
  "nav, [role=navigation], [role=banner], [role=contentinfo], [role=search], body > header, body > footer, body > * > header, body > * > footer, aside, [role=complementary], form[role=search], button, input, select, textarea";

function isHidden(element: PageElement): boolean {
  const style = element.getAttribute("style") ?? "";
  // A part that opens on a click ("until-found") is part of the text.
  const hidden = element.getAttribute("hidden");
  return (hidden !== null && hidden !== "until-found") || /(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}

const bannerNames =
  /(^|[\s_-])(cookies?|consent|gdpr|ccpa|onetrust|cookiebot|cookieconsent|usercentrics|didomi|cmp|cc-window|skip-?(link|to|nav)\w*)($|[\s_-])/i;
/** A text about cookies may be called so too. */
const bannerLettersMax = 3_000;

function isBanner(element: PageElement): boolean {
  if (/^(html|body|main|article|h[1-6])$/i.test(element.localName)) return false;
  const names = [element.id, element.getAttribute("class"), element.getAttribute("aria-label")].join(" ");
  if (!bannerNames.test(names)) return false;
  return (element.textContent ?? "").length <= bannerLettersMax && !element.querySelector("main, article, h1");
}

/** What a field of a form is called goes with the field; what a box to tick is called may be a question that opens. */
function isOfField(document: PageDocument, label: PageElement): boolean {
  const id = label.getAttribute("for") ?? "";
  const field =
    id === "" ? label.querySelector("input, select, textarea") : document.querySelector(`[id="${id.replace(/["\\]/g, "\\$&")}"]`);
  if (!field || !/^(?:input|select|textarea)$/i.test(field.localName)) return false;
  return !/^(?:checkbox|radio)$/i.test(field.getAttribute("type") ?? "");
}

const noteNames = /(^|[\s_-])(notes?|tips?|hint|info|warning|caution|important|callout|admonition|example)($|[\s_-])/i;

function isNote(element: PageElement): boolean {
  return noteNames.test(element.getAttribute("class") ?? "");
}

/** Readability takes every aside for something beside the text. */
function makePlain(element: PageElement): void {
  element.insertAdjacentHTML("beforebegin", `<div>${element.innerHTML}</div>`);
  element.remove();
}

/** The header of an article holds its title, and a note beside it is part of it. */
function isWithinText(element: PageElement): boolean {
  if (/^(aside|header|footer)$/i.test(element.localName))
    return (
      element.closest("article, main, [role=main]") !== null &&
      !/(^|[\s_-])(side-?bar|related|share|social|newsletter|toc)/i.test(`${element.id} ${element.getAttribute("class") ?? ""}`)
    );
  return false;
}
