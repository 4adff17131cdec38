import { escapeHtml } from "../mail/template.ts";
import { meaning, queryWordsMax, type Found, type Hit } from "./search-site.ts";
import type { DocsPage } from "./site.ts";

const excerptLengthMax = 240;

/** What is in the middle of the search page: the sections found, each with a piece in which the words are marked. */
export function searchPage(query: string, found: Found | null, suggestions: readonly DocsPage[]): string {
  if (!found)
    return `<h1>Search</h1>\n<p>Type what you are looking for, such as the name of a page, a variable or an operation.</p>\n${tryOf(suggestions)}`;
  const head = `<h1>Search</h1>\n<p role="status">${sentenceOf(query, found)}</p>`;
  if (found.hits.length === 0) return `${head}\n${hints}\n${tryOf(suggestions)}`;
  return `${head}\n${noteOf(found)}<ol class="hits">\n${found.hits.map(hitOf).join("\n")}\n</ol>\n`;
}

function sentenceOf(query: string, { hits, total }: Found): string {
  const asked = `“${escapeHtml(query)}”`;
  if (total === 0) return `Nothing found for ${asked}.`;
  if (total > hits.length) return `The first ${hits.length} of ${total} sections for ${asked}.`;
  return `${total} ${total === 1 ? "section" : "sections"} for ${asked}.`;
}

function noteOf({ holdsAll, leftOut }: Found): string {
  const notes = [
    holdsAll ? "" : "No section has all of these words. These have some of them.",
    leftOut.length > 0 ? `A search takes ${queryWordsMax} words. Left out: ${escapeHtml(leftOut.join(", "))}.` : "",
  ].filter((note) => note !== "");
  return notes.map((note) => `<p>${note}</p>\n`).join("");
}

function hitOf({ section: { page, id, heading, pieces }, words }: Hit): string {
  const within = id === null ? page.section : page.title;
  const excerpt = mark(excerptOf(pieces, heading, words) || page.summary, words);
  return `<li><a href="/docs/${page.name}${id === null ? "" : `#${id}`}">${mark(heading, words)}</a><span>${escapeHtml(within)}</span><p>${excerpt}</p></li>`;
}

/** The piece that says most of what was asked and the heading does not say, from a little before the first of it. */
function excerptOf(pieces: readonly string[], heading: string, words: ReadonlyMap<string, string>): string {
  const askedIn = (text: string) => new Set(matchesIn(text, words).map(({ word }) => words.get(word)));
  const known = askedIn(heading);
  const weigh = (piece: string) => [...askedIn(piece)].reduce((sum, word) => sum + (known.has(word) ? 0.1 : 1), 0);
  const weighed = pieces.map((piece) => ({ piece, weight: weigh(piece) }));
  const best = weighed.reduce((a, b) => (b.weight > a.weight ? b : a), { piece: pieces[0] ?? "", weight: 0 }).piece.replace(/\s+/g, " ");
  const first = matchesIn(best, words)[0]?.at ?? 0;
  const from = best.length <= excerptLengthMax || first < excerptLengthMax / 2 ? 0 : best.indexOf(" ", first - 60) + 1;
  if (best.length - from <= excerptLengthMax) return `${from > 0 ? "… " : ""}${best.slice(from)}`;
  const to = best.lastIndexOf(" ", from + excerptLengthMax);
  return `${from > 0 ? "… " : ""}${best.slice(from, to > from ? to : from + excerptLengthMax)} …`;
}

function mark(text: string, words: ReadonlyMap<string, string>): string {
  let html = "";
  let at = 0;
  for (const match of matchesIn(text, words)) {
    html += `${escapeHtml(text.slice(at, match.at))}<mark>${escapeHtml(match.text)}</mark>`;
    at = match.at + match.text.length;
  }
  return html + escapeHtml(text.slice(at));
}

function matchesIn(text: string, words: ReadonlyMap<string, string>): { at: number; text: string; word: string }[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap((match) => {
    const word = meaning(match[0]);
    return word && words.has(word) ? [{ at: match.index, text: match[0], word }] : [];
  });
}

const hints = `<ul>
<li>Try fewer words, or another word for the same thing.</li>
<li>Type the beginning of a word: “invit” finds invitations and inviters.</li>
<li>Names of variables, permissions and operations are found as well, such as <code>APP_URL</code> or <code>project.create</code>.</li>
</ul>`;

function tryOf(pages: readonly DocsPage[]): string {
  if (pages.length === 0) return "";
  const links = pages.map(
    ({ name, title, summary }) => `<li><a href="/docs/${name}">${escapeHtml(title)}</a>: ${escapeHtml(summary)}</li>`,
  );
  return `<p>Pages to begin with:</p>\n<ul>\n${links.join("\n")}\n</ul>\n`;
}
