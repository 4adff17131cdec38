import PostalMime, { type Address, type Email } from "postal-mime";
import { hasText, tidy, Unreadable, type Block, type ParsedFile } from "./block.ts";
import { countedMail } from "./counts/eml.ts";
import { htmlToBlocks } from "./html-to-blocks.ts";
import { parsePlainText } from "./parse-plain-text.ts";

const nestedMax = 3;

/** A mail: who wrote to whom, when and about what, then its text. Of what is attached the mails are read, and the rest is named. */
export async function parseEml(bytes: Uint8Array, depth = 0): Promise<ParsedFile> {
  const mail = await open(bytes);
  if (!mail || mail.headers.length === 0) throw new Unreadable("wrong_type");
  const body = blocksOf(mail);
  const facts: [string, string][] = [
    ["From", mail.from ? shown(mail.from) : ""],
    ["To", (mail.to ?? []).map(shown).join(", ")],
    ["Cc", (mail.cc ?? []).map(shown).join(", ")],
    ["Date", dateOf(mail.date)],
    [
      "Attachments",
      mail.attachments
        .filter(({ disposition }) => disposition !== "inline")
        .map(({ filename }) => filename ?? "")
        .filter(Boolean)
        .join(", "),
    ],
  ];
  const blocks: Block[] = facts
    .filter(([, value]) => hasText(value))
    .map(([name, value]) => ({ kind: "row", text: tidy(`${name}: ${value}`) }));
  blocks.push(...body);
  for (const { mimeType, content } of mail.attachments)
    if (mimeType === "message/rfc822" && typeof content !== "string" && depth < nestedMax) {
      const inner = await parseEml(new Uint8Array(content), depth + 1);
      if (inner.title) blocks.push({ kind: "heading", level: 2, text: inner.title });
      for (const block of inner.blocks) blocks.push(block);
    }
  return { title: tidy(mail.subject ?? "") || null, blocks, counted: depth === 0 ? countedMail(bytes) : [] };
}

/** What a mail says, without who wrote it to whom. */
export async function bodyOfMail(bytes: Uint8Array): Promise<Block[]> {
  const mail = await open(bytes);
  return mail ? blocksOf(mail) : [];
}

const open = (bytes: Uint8Array) => PostalMime.parse(bytes, { maxNestingDepth: 50 }).catch(() => null);

function blocksOf({ html, text }: Email): Block[] {
  return html && hasText(html) ? htmlToBlocks(html).blocks : parsePlainText(text ?? "").blocks;
}

function shown({ name, address, group }: Address): string {
  if (group) return `${name}: ${group.map(shown).join(", ")}`;
  return name && address ? `${name} <${address}>` : name || (address ?? "");
}

function dateOf(date: string | undefined): string {
  const time = new Date(date ?? "");
  return Number.isNaN(time.getTime()) ? (date ?? "") : time.toISOString().slice(0, 16).replace("T", " ");
}
