import type { CountedPart } from "../block.ts";
import { wordsOfHtml } from "./html.ts";

const depthMax = 12;
const nestedMax = 3;

/** The words of a mail's text and of mails in it, counted beside its reader: of what is said twice the page rather than the text. */
export function countedMail(bytes: Uint8Array): CountedPart[] {
  // `TextDecoder` would read windows-1252 as latin1, which cannot be turned into the bytes again.
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return partsOf(source, "the text of the mail", 0, 0);
}

function partsOf(source: string, where: string, depth: number, nested: number): CountedPart[] {
  const [head = "", body = ""] = cut(source);
  const headers = readHeaders(head);
  const type = headers("content-type") || "text/plain";
  if (depth > depthMax || /^\s*attachment/i.test(headers("content-disposition"))) {
    // A mail is read even where it is attached.
    if (!/^message\/rfc822/i.test(type)) return [];
  }
  if (/^message\/rfc822/i.test(type)) return nested >= nestedMax ? [] : partsOf(body, "an attached mail", depth + 1, nested + 1);
  const boundary = parameter(type, "boundary");
  if (/^multipart\//i.test(type) && boundary) {
    const inner = split(body, boundary).map((part) => ({ part, type: readHeaders(cut(part)[0] ?? "")("content-type") || "text/plain" }));
    const isChoice = /^multipart\/alternative/i.test(type);
    const page = inner.findLast((one) => /^(?:text\/html|multipart\/related)/i.test(one.type)) ?? inner.at(-1);
    return (isChoice && page ? [page] : inner).flatMap(({ part }) => partsOf(part, where, depth + 1, nested));
  }
  if (!/^text\/(?:plain|html)/i.test(type)) return [];
  const text = decode(body, headers("content-transfer-encoding"), parameter(type, "charset") ?? "utf-8");
  if (text === null) return [];
  return [{ where, text: /^text\/html/i.test(type) ? wordsOfHtml(text) : text }];
}

function cut(source: string): string[] {
  const end = /\r?\n\r?\n/.exec(source);
  return end ? [source.slice(0, end.index), source.slice(end.index + end[0].length)] : [source];
}

function readHeaders(head: string): (name: string) => string {
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  return (name) =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? "";
}

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, "i").exec(header);
  return found?.[1] ?? found?.[2];
}

function split(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let part: string[] | null = null;
  for (const line of body.split(/\r?\n/)) {
    if (!line.startsWith(`--${boundary}`)) {
      part?.push(line);
      continue;
    }
    if (part) parts.push(part.join("\n"));
    if (line.startsWith(`--${boundary}--`)) return parts;
    part = [];
  }
  if (part) parts.push(part.join("\n"));
  return parts;
}

function decode(body: string, encoding: string, charset: string): string | null {
  const bytes = /^base64/i.test(encoding)
    ? Buffer.from(body, "base64")
    : Buffer.from(/^quoted-printable/i.test(encoding) ? unquoted(body) : body, "latin1");
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return null;
  }
}

function unquoted(body: string): string {
  return body
    .replace(/[ \t]*=[ \t]*\r?\n/g, "")
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
