import type { Message } from "./mail.ts";

type Link = { label: string; url: string };

/**
 * A mail of a few sentences and one link, as text and HTML; `aside` is a small second link below. `subject` is ours;
 * nothing that a user chose goes in it.
 */
export function composeMail(mail: { to: string; subject: string; sentences: string[]; link?: Link; aside?: Link }): Message {
  const { to, subject, sentences, link, aside } = mail;
  const text = [...sentences, ...[link, aside].flatMap((one) => (one ? [`${one.label}: ${one.url}`] : []))].join("\n\n");
  const paragraphs = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`);
  const button = link
    ? `<p><a href="${escapeHtml(link.url)}" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#1a1f2b;color:#fff;text-decoration:none">${escapeHtml(link.label)}</a></p>`
    : "";
  const foot = aside
    ? `<p style="font-size:12px"><a href="${escapeHtml(aside.url)}" style="color:#667085">${escapeHtml(aside.label)}</a></p>`
    : "";
  return { to, subject, text, html: `<div style="font:14px/20px system-ui,sans-serif">${paragraphs.join("")}${button}${foot}</div>` };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
