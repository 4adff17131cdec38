import { existsSync, readFileSync } from "node:fs";
import compile from "icu-minify/compile";
import type { Plugin } from "vite";

/**
 * What a build of the dashboard is in: English, which is written in the files themselves; another language, which is in
 * files of the same names with its code (`messages.de.ts`); or English between marks, by which a test tells what comes out of a catalog.
 */
export const marked = "marked";
const marks = ["⟦", "⟧"] as const;

/**
 * Reads the messages of catalogs while the dashboard is built: the reader of ICU's syntax is as large as ten pages. Puts the
 * file of `language` in the place of the English one, so that a page's chunk holds one language.
 */
export function compileMessages(language: string): Plugin {
  const isTranslated = language !== "en" && language !== marked;
  return {
    name: "compile-messages",
    enforce: "pre",
    config: () => ({ resolve: { alias: { "use-intl/format-message": "use-intl/format-message/format-only" } } }),
    async transform(code, id) {
      if (id.endsWith("/browser/catalog.ts") && isTranslated) return { code: inLanguage(code, language), map: null };
      const translated = id.replace(/\.ts$/, `.${language}.ts`);
      if (id.endsWith("/server-words.ts") && language === marked) return { code: everyWordMarked, map: null };
      if (id.endsWith("/server-words.ts") && isTranslated) return { code: readFileSync(translated, "utf8"), map: null };
      if (!id.endsWith("/messages.ts") || !code.includes(opening)) return null;
      if (isTranslated && !existsSync(translated)) throw new Error(`${translated} is missing.`);
      const compiled = compileAll(await readCatalog(isTranslated ? readFileSync(translated, "utf8") : code));
      const said = language === marked ? mark(compiled) : compiled;
      return { code: `import { catalog } from "#browser/catalog.ts";\nexport const t = catalog(${JSON.stringify(said)});`, map: null };
    },
    transformIndexHtml: (html) => (isTranslated ? html.replace('<html lang="en">', `<html lang="${language}">`) : html),
  };
}

type Nested<Leaf> = Leaf | { [key: string]: Nested<Leaf> };
type Compiled = ReturnType<typeof compile>;

const opening = "export const t = catalog(";

/** What a `messages.ts`, or a translation of one, holds: nothing but its messages, so that it can be read on its own. */
export async function readCatalog(code: string): Promise<Nested<string>> {
  const alone = code
    .replace(/^import .*$/gm, "")
    .replace(opening, "export const messages = (")
    .replace("export default {", "export const messages = {")
    .replace("} satisfies Translation<typeof t>;", "};");
  const { messages } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(alone)}`);
  return messages;
}

/** @throws with the message that cannot be read */
export function compileAll(messages: Nested<string>, key = ""): Nested<Compiled> {
  if (typeof messages !== "string")
    return Object.fromEntries(Object.entries(messages).map(([name, below]) => [name, compileAll(below, key ? `${key}.${name}` : name)]));
  try {
    return compile(messages);
  } catch (cause) {
    throw new Error(`The message ${key} cannot be read: ${messages}`, { cause });
  }
}

/** Whatever is looked up there is there. */
const everyWordMarked = `
const mark = (words) => ${JSON.stringify(marks[0])} + words + ${JSON.stringify(marks[1])};
export const serverWords = new Proxy({}, {
  get: (_, words) => mark(words),
  getOwnPropertyDescriptor: (_, words) => ({ value: mark(words), configurable: true, enumerable: true, writable: true }),
});`;

function mark(compiled: Nested<Compiled>): Nested<Compiled> {
  if (typeof compiled === "string") return marks.join(compiled);
  if (Array.isArray(compiled)) return [marks[0], ...compiled, marks[1]];
  return Object.fromEntries(Object.entries(compiled).map(([name, below]) => [name, mark(below as Nested<Compiled>)]));
}

function inLanguage(code: string, language: string): string {
  const said = code.replace('language: Language = "en"', `language = ${JSON.stringify(language)}`);
  if (said === code) throw new Error("browser/catalog.ts no longer says its language the way that is replaced here.");
  return said;
}
