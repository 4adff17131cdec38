import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import type { ParsedFile } from "./block.ts";
import { decodePage } from "./decode-page.ts";
import { htmlToBlocks } from "./html-to-blocks.ts";
import type { PageDocument, PageElement } from "./page-document.ts";
import { baseOf, pageFacts, type PageFacts } from "./page-facts.ts";
import { openPanels } from "./page-openings.ts";
import { takeOutTrimmings } from "./page-trimmings.ts";

/** Where a page came from, and how it was sent. */
export type PageOrigin = { url: string; contentType: string };
/** A page that says nothing has no blocks. */
export type ParsedPage = ParsedFile & { page: PageFacts };

/** Of what a page shows, how much its article must be: Readability finds one text, and a page of products or questions has many. */
const shareOfMain = 0.5;
const shareOfBody = 0.2;
/** A page that needs a browser shows less than this without one. */
const lettersMin = 150;
/** "Loading…", and no more. */
const wordsMin = 30;

/**
 * The article of a page: what Readability takes for it, or, on pages that are none, their main part; without what stands around it
 * on every page of its site.
 * @throws Unreadable
 */
export function parsePage(bytes: Uint8Array, origin: PageOrigin): ParsedPage {
  const html = decodePage(bytes, origin.contentType);
  try {
    return parseHtmlPage(html, origin);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Its elements are in one another deeper than a tree can be walked: its words are read as they come, and lead nowhere.
    const noindex = /<meta\s[^<>]{0,300}\b(?:noindex|none)\b/i.test(html.slice(0, 100_000));
    return { ...htmlToBlocks(html), page: { links: [], canonical: null, sendsTo: null, noindex, needsBrowser: false } };
  }
}

function parseHtmlPage(html: string, origin: PageOrigin): ParsedPage {
  const document = open(html);
  const page = pageFacts(document, origin.url);
  const programs = document.querySelectorAll("script").length;
  const said = saysItNeedsPrograms(document);
  openPanels(document);
  takeOutTrimmings(document);
  spellOut(document, baseOf(document, origin.url));
  const letters = lettersOf(document.body);
  if (programs > 0 && letters < lettersMin && (said || letters < wordsMin || hasEmptyRoot(document)))
    return { title: titleOf(document), blocks: [], page: { ...page, needsBrowser: true } };
  const main = mainOf(document);
  const whole = { html: main.innerHTML, letters: lettersOf(main), isMarked: main !== document.body };
  const article = readArticle(document);
  const enough = article && article.letters >= whole.letters * (whole.isMarked ? shareOfMain : shareOfBody);
  return { title: article?.title || titleOf(document), blocks: htmlToBlocks(enough ? article.html : whole.html).blocks, page };
}

/** Without an `html` element the parser takes the first element for the whole. */
function open(html: string): PageDocument {
  const whole = /<html[\s>]/i.test(html) ? html : `<html><head></head><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  return document as unknown as PageDocument;
}

function readArticle(document: PageDocument): { title: string; html: string; letters: number } | null {
  const article = new Readability(document as never, { maxElemsToParse: 100_000 }).parse();
  if (!article?.content) return null;
  return { title: (article.title ?? "").trim(), html: article.content, letters: countLetters(article.textContent ?? "") };
}

/** What the page itself marks as its main part, where that holds most of what it says; else its body without what is around that. */
function mainOf(document: PageDocument): PageElement {
  const body = document.body;
  const marked = [...body.querySelectorAll("main, [role=main]")].toSorted((one, other) => lettersOf(other) - lettersOf(one))[0];
  return marked && lettersOf(marked) >= lettersMin ? marked : body;
}

/**
 * Addresses of links, whole, where they are what a line is about: a button, an entry of a list, somebody's mail address. In the
 * middle of what an article says they would stand between its words, and the article's own address leads to them.
 */
function spellOut(document: PageDocument, base: string): void {
  for (const link of document.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href") ?? "";
    const line = link.closest(lines);
    const isItsLine = !line || lettersOf(link) >= lettersOf(line) * shareOfLine;
    const isUseful = /^(?:mailto|tel|sms):/i.test(href) || isItsLine;
    if (URL.canParse(href, base)) link.setAttribute("href", isUseful ? new URL(href, base).href : "");
  }
}

const lines = "p, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, figcaption, blockquote, div, section, main, body";
/** Of a line, how much a link must be for the line to be about it. */
const shareOfLine = 0.5;

function saysItNeedsPrograms(document: PageDocument): boolean {
  return [...document.querySelectorAll("noscript")].some((element) => /javascript/i.test(element.textContent ?? ""));
}

/** An element that a program fills; until then it says at most that it is loading. */
function hasEmptyRoot(document: PageDocument): boolean {
  const roots = document.querySelectorAll("body > div[id], body > main[id], body > app-root, body > [data-reactroot]");
  return [...roots].some((root) => lettersOf(root) < wordsMin);
}

function titleOf(document: PageDocument): string | null {
  const title = document.querySelector("title")?.textContent?.replace(/\s+/g, " ").trim();
  return title || document.querySelector("h1")?.textContent?.replace(/\s+/g, " ").trim() || null;
}

function lettersOf(element: PageElement): number {
  return countLetters(element.textContent ?? "");
}

/** A sign of a script without spaces says as much as three letters. */
function countLetters(text: string): number {
  const dense = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0;
  return text.replace(/\s+/g, "").length + 2 * dense;
}
