import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Expression, Rule } from "./rule.ts";

/** Each message of a catalog is said by a file of its folder; what nothing says is not left for translators. */
export const messages: Rule = {
  create(context) {
    const visitors: ReturnType<Rule["create"]> = {
      CallExpression(node: Expression) {
        const all = node.callee?.name === "catalog" ? node.arguments?.[0] : undefined;
        if (!all) return;
        const said = readFolder(dirname(context.filename));
        const templates = [...said.matchAll(/`([\w.]*(?:\$\{[\w.]+\}[\w.]*)+)`/g)].map(([, text = ""]) => toPattern(text));
        for (const [key, at] of keysOf(all, "")) {
          if (said.includes(`"${key}"`) || templates.some((pattern) => pattern.test(key))) continue;
          context.report({ node: at, message: `Nothing in this folder says ${key}.` });
        }
      },
    };
    return context.filename.endsWith("messages.ts") ? visitors : {};
  },
};

function keysOf(object: Expression, above: string): [key: string, at: Expression][] {
  return (object.properties ?? []).flatMap((property): [string, Expression][] => {
    const key = above + String(property.key?.name ?? property.key?.value);
    const value = property.value as Expression;
    return value.type === "ObjectExpression" ? keysOf(value, `${key}.`) : [[key, property]];
  });
}

/** A key that is put together: `status.${status}`. */
function toPattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "\\w+")}$`);
}

/** The sources of a folder as one text. */
function readFolder(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return readFolder(path);
      return /(?<!\.test)\.tsx?$/.test(entry.name) && !/^messages(\.[a-z]{2})?\.ts$/.test(entry.name) ? readFileSync(path, "utf8") : "";
    })
    .join("\n");
}
