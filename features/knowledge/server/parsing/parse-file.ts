import { chunkText, type TextPassage } from "../chunk-text.ts";
import type { FileKind } from "../file-type.ts";
import { Unreadable, type OnProgress, type ParsedFile } from "./block.ts";
import { introduce } from "./introduce.ts";
import { measureLoss, warnOfLoss, type Loss } from "./losses.ts";
import type { PageFacts } from "./page-facts.ts";
import { parseByKind, textMax } from "./parse-by-kind.ts";
import type { PageOrigin } from "./parse-page.ts";

const passagesMax = 50_000;
const warningsMax = 20;

/** What is known of a file once it was read; `warnings` say what of it could not be. */
export type ReadFile = { title: string | null; passages: TextPassage[]; warnings: string[]; page?: PageFacts };
/** What is read: a file as `kind`, or a page of the web as it came. */
export type Content = { kind: FileKind; bytes: Uint8Array; page?: undefined } | { kind: "page"; bytes: Uint8Array; page: PageOrigin };

/**
 * A file, or a page of the web with where it came from, as titled passages. Runs in a process of its own: a parser may take any
 * time, or end it.
 * @throws Unreadable
 */
export async function parseFile(kind: Content["kind"], bytes: Uint8Array, onProgress: OnProgress, page?: PageOrigin): Promise<ReadFile> {
  return (await parseAndMeasure(kind, bytes, onProgress, page)).file;
}

/** The same, with what the net under the parsers counted. */
export async function parseAndMeasure(
  kind: Content["kind"],
  bytes: Uint8Array,
  onProgress: OnProgress = () => {},
  page?: PageOrigin,
): Promise<{ file: ReadFile; loss: Loss }> {
  const parsed = await parseByKind(kind, bytes, onProgress, page);
  const length = parsed.blocks.reduce((sum, block) => sum + block.text.length, 0);
  if (length > textMax) throw new Unreadable("too_much_text");
  const { title, blocks } = takeTitle(kind, parsed);
  const passages = chunkText(introduce(blocks));
  if (passages.length > passagesMax) throw new Unreadable("too_much_text");
  // A page without text may still lead to others.
  if (!parsed.page && !passages.some((passage) => /[\p{L}\p{N}]/u.test(passage.text))) throw new Unreadable("no_text");
  const loss = measureLoss(parsed.counted ?? [], foundOf(title, passages, parsed.leftOut));
  const warnings = [...(parsed.warnings ?? []), ...warnOfLoss(loss)].slice(0, warningsMax);
  return { file: { title, passages, warnings, ...(parsed.page && { page: parsed.page }) }, loss };
}

/** Each text once: headings are said above every passage. */
function foundOf(title: string | null, passages: readonly TextPassage[], leftOut: readonly string[] = []): Set<string> | string[] {
  const headings = new Map<string, readonly string[]>();
  for (const passage of passages)
    for (const [at] of passage.headings.entries())
      headings.set(passage.headings.slice(0, at + 1).join("\n"), passage.headings.slice(at, at + 1));
  return [title ?? "", ...[...headings.values()].flat(), ...passages.map(({ text }) => text), ...leftOut];
}

/**
 * A document's first and only heading of its outermost level is its title; said once, it need not be above each passage. In a
 * PDF a heading is known by its looks alone, so it stays where it is. Of sheets and slides each heading names one of them.
 */
function takeTitle(kind: Content["kind"], { title, blocks }: ParsedFile): Pick<ParsedFile, "title" | "blocks"> {
  if (/^(?:xlsx|pptx|od[sp])$/.test(kind)) return { title, blocks };
  const levels = blocks.flatMap((block) => (block.kind === "heading" ? [block.level] : []));
  const [first, ...rest] = blocks;
  const top = levels.reduce((least, level) => Math.min(least, level), Infinity);
  const only = first?.kind === "heading" && first.level === top && levels.filter((level) => level === top).length === 1 && rest.length > 0;
  if (!only) return { title, blocks };
  if (kind === "pdf") return { title: title ?? first.text, blocks };
  return { title: title ?? first.text, blocks: title && title !== first.text ? blocks : rest };
}
