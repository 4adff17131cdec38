import type { Sentence } from "../sentence.ts";
import type { Message } from "./mail.ts";

type Link = { label: string; url: string };

/**
 * A mail of a few sentences and one link, as text and HTML; `aside` is a small second link below, and `quote` what somebody
 * wrote, below the first sentence. `subject` is ours; nothing that a user chose goes in it.
 */
export function composeMail(mail: {
  to: string;
  subject: string | Sentence;
  sentences: readonly (string | Sentence)[];
  quote?: string;
  link?: Link;
  aside?: Link;
}): Message {
  const { to, link, aside } = mail;
  const subject = String(mail.subject);
  const words = mail.sentences.map((sentence) => withoutLinks(String(sentence)));
  const quote = mail.quote === undefined ? null : withoutLinks(mail.quote);
  const lines = words.toSpliced(1, 0, ...(quote === null ? [] : [quote.replace(/^/gm, "> ")]));
  const text = [...lines, ...[link, aside].flatMap((one) => (one ? [`${one.label}: ${one.url}`] : []))].join("\n\n");
  const paragraphs = words.map((sentence) => `<p>${escapeHtml(sentence)}</p>`);
  if (quote !== null) paragraphs.splice(1, 0, `<blockquote style="${quoteStyle}">${escapeHtml(quote)}</blockquote>`);
  const button = link
    ? `<p><a href="${escapeHtml(link.url)}" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#1a1f2b;color:#fff;text-decoration:none">${escapeHtml(link.label)}</a></p>`
    : "";
  const foot = aside
    ? `<p style="font-size:12px"><a href="${escapeHtml(aside.url)}" style="color:#667085">${escapeHtml(aside.label)}</a></p>`
    : "";
  return { to, subject, text, html: `<div style="font:14px/20px system-ui,sans-serif">${paragraphs.join("")}${button}${foot}</div>` };
}

const quoteStyle = "margin:0 0 14px;padding:0 0 0 12px;border-left:3px solid #d0d5dd;white-space:pre-line";

/**
 * Names that users chose are in sentences, and mail programs make a link of whatever looks like a domain or a telephone
 * number: a joiner that draws nothing keeps them from it. What is nothing but an email address stays as it is.
 */
function withoutLinks(sentence: string): string {
  return sentence
    .replace(phoneNumber, (number) => [...number].join("\u2060"))
    .replace(/\S+/g, (word) => (mailAddress.test(word) ? word : word.replace(startOfEnding, "$&\u2060")));
}

const mailAddress = /^[("“]*[^\s@/:?#]+@[^\s@/:?#]+$/u;

/** As people dial it: from seven digits on behind a plus, a bracket or a zero, else from ten. Codes, dates and invoices have fewer. */
const phoneNumber = /(?<![\p{L}\p{N}])(?:[+(][\s(]*\p{Nd}|0)(?:[\s().–/-]*\p{Nd}){6,}|(?<![\p{L}\p{N}])\p{Nd}(?:[\s().–/-]*\p{Nd}){9,}/gu;

/** A dot with a letter on either side and no space, in any script, and what comes before the slashes of an address. */
const startOfEnding = /(?<=\p{L})[.。．｡](?=[\p{L}\p{N}])|(?<=\p{N})[.。．｡](?=\p{L})|:(?=\/\/)/gu;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
