import { Marked } from "marked";
import { parseDocument } from "yaml";
import { tidy, type ParsedFile } from "./block.ts";
import { countedMarkdown } from "./counts/markdown.ts";
import { endlessElements, namesOfElements, voidElements } from "./html-elements.ts";
import { htmlToBlocks } from "./html-to-blocks.ts";

/** By way of HTML, which Markdown may hold anywhere. A title in the front matter is the document's. */
export function parseMarkdown(text: string): ParsedFile {
  const { title, body } = splitFrontMatter(text);
  return { title, blocks: htmlToBlocks(toHtml(body)).blocks, counted: countedMarkdown(body) };
}

/**
 * The settings that makers of static sites put first; of them only the title is text for people. Two rules with prose between
 * them are none: what is no list of names and values, or is set apart by an empty line, stays in the text.
 */
function splitFrontMatter(text: string): { title: string | null; body: string } {
  const match = /^\s*(---|\+\+\+)[^\S\n]*\n(?![^\S\n]*\n)([\s\S]{0,20000}?)\n(?:\1|\.\.\.)[^\S\n]*(?:\n|$)/.exec(text);
  const settings = match && (match[1] === "---" ? yamlOf(match[2]!) : tomlOf(match[2]!));
  if (!match || !settings) return { title: null, body: text };
  const title = settings["title"];
  return {
    title: typeof title === "string" || typeof title === "number" ? tidy(String(title)) || null : null,
    body: text.slice(match[0].length),
  };
}

function yamlOf(text: string): Record<string, unknown> | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  // A settings file has a name at its first line; a paragraph with a colon in it has more words before that.
  if (lines.length > 0 && !/^["']?[\w.-]+["']?\s*:(?:\s|$)/.test(lines[0]!)) return null;
  try {
    const settings: unknown = parseDocument(text, { logLevel: "silent", uniqueKeys: false }).toJS();
    return isRecord(settings) && !isSentence(settings) ? settings : lines.length === 0 && text.startsWith("#") ? {} : null;
  } catch {
    return null;
  }
}

/** "Note: …" alone between two rules. Settings have names in small letters, or those that everybody gives. */
function isSentence(settings: Record<string, unknown>): boolean {
  const [[name, said] = ["", null], ...others] = Object.entries(settings);
  if (others.length > 0 || typeof said !== "string" || /^(?:title|description|summary|subtitle|abstract)$/i.test(name)) return false;
  return /^\p{Lu}/u.test(name) && said.trim().split(/\s+/).length > 3;
}

/** TOML: only the line of the title is looked for. */
function tomlOf(text: string): Record<string, unknown> | null {
  if (!/^\s*[\w.-]+\s*=/.test(text)) return null;
  return { title: /^title\s*=\s*(["'])(.*)\1\s*$/m.exec(text)?.[2] };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function toHtml(markdown: string): string {
  const lower = markdown.toLowerCase();
  const closes = new Map<string, boolean>();
  const isClosed = (name: string) => {
    if (!closes.has(name)) closes.set(name, lower.includes(`</${name}`));
    return closes.get(name)!;
  };
  /** `<your-key>` and the `<String>` of a type are no tags: nothing ends them, and nothing is said of them. */
  const isTag = (name: string, rest: string) => {
    if (voidElements.has(name) || endlessElements.has(name)) return true;
    if (isClosed(name)) return true;
    return /[=/]/.test(rest) && !namesOfElements.has(name);
  };
  const marked = new Marked({
    gfm: true,
    tokenizer: {
      // A footnote is text, not the address of a link.
      def: (source) => (/^ {0,3}\[\^/.test(source) ? undefined : false),
    },
    renderer: {
      html: ({ text }) => (text.startsWith("<!--") ? text : withTagsOnly(text, isTag)),
      image: ({ text }) => escapeHtml(text),
    },
  });
  // Tags of template languages are for machines.
  return marked.parse(markdown.replace(/\{%[^{}\n]*%\}/g, ""), { async: false });
}

function withTagsOnly(html: string, isTag: (name: string, rest: string) => boolean): string {
  return html.replace(/<(\/?)([a-z][\w:.-]*)([^<>]*)>/gi, (all, end: string, name: string, rest: string) =>
    end || isTag(name.toLowerCase(), rest) ? all : escapeHtml(all),
  );
}

const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
