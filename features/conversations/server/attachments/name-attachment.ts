import { extname } from "node:path";
import { cleanName } from "#features/knowledge/server/clean-name.ts";
import type { AttachmentKind } from "../../contract/attachment.ts";

const endings: Record<AttachmentKind, readonly string[]> = {
  image: [".webp"],
  pdf: [".pdf"],
  text: [".txt", ".csv", ".md", ".log", ".json"],
};
const imageEndings = new Set([".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".avif", ".webp"]);

/**
 * What a file is called for those who read and download it: its own name, without a path or signs that nobody sees, and with
 * an ending of what it is, so that no computer takes it for something else.
 */
export function nameAttachment(name: string, kind: AttachmentKind): string {
  const clean = cleanName(name.replace(/^.*[/\\]/su, ""));
  const ending = extname(clean).toLowerCase();
  if (endings[kind].includes(ending)) return clean;
  const stem = kind === "image" && imageEndings.has(ending) ? clean.slice(0, -ending.length) : clean;
  return `${[...stem].slice(0, stemLengthMax).join("")}${endings[kind][0]}`;
}

const stemLengthMax = 240;
