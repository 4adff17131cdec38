import compile from "icu-minify/compile";
import type { Plugin } from "vite";

/** Reads the messages of catalogs while the dashboard is built: the reader of ICU's syntax is as large as ten pages. */
export function compileMessages(): Plugin {
  return {
    name: "compile-messages",
    enforce: "pre",
    config: () => ({ resolve: { alias: { "use-intl/format-message": "use-intl/format-message/format-only" } } }),
    async transform(code, id) {
      if (!id.endsWith("/messages.ts") || !code.includes(opening)) return null;
      const compiled = JSON.stringify(compileAll(await readCatalog(code)));
      return { code: `import { catalog } from "#browser/catalog.ts";\nexport const t = catalog(${compiled});`, map: null };
    },
  };
}

type Nested<Leaf> = Leaf | { [key: string]: Nested<Leaf> };

const opening = "export const t = catalog(";

/** What a `messages.ts` holds: nothing but its messages, so that it can be read on its own. */
export async function readCatalog(code: string): Promise<Nested<string>> {
  const alone = code.replace(/^import .*$/m, "").replace(opening, "export const messages = (");
  const { messages } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(alone)}`);
  return messages;
}

/** @throws with the message that cannot be read */
export function compileAll(messages: Nested<string>, key = ""): Nested<ReturnType<typeof compile>> {
  if (typeof messages !== "string")
    return Object.fromEntries(Object.entries(messages).map(([name, below]) => [name, compileAll(below, key ? `${key}.${name}` : name)]));
  try {
    return compile(messages);
  } catch (cause) {
    throw new Error(`The message ${key} cannot be read: ${messages}`, { cause });
  }
}
