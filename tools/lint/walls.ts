import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Context, ImportNode, Rule } from "./rule.ts";

/** `<own>`: the importing file's feature; `<above>`: one that features/index.ts names before it; `<money>`: see below; `!`: and not. */
const anything = ["!main", "**"];
const machine = ["npm/**", "node/**"];
/** The first room of money. What is above it in the list, the mission, imports nothing of it, be it a contract. */
const firstOfMoney = "addresses";
/** A feature goes by `leaveTenant` instead, which asks for a reason: testing/leaving.test.ts lists who does. */
const leadOutOfTheTenant = [
  "!access/execute",
  "!access/run-outside",
  "!access/scope",
  "!access/resolve-handle",
  "!platform/engine",
  "!platform/database/open",
  "!npm/pg",
];
const table: readonly [files: string, mayImport: readonly string[]][] = [
  ["*.ts", anything],
  ["*/vite.config", anything],
  ["features/index", ["features/*/feature", "type access/feature"]],
  [
    "features/<own>/feature",
    ["features/<own>/server", "features/<own>/contract", "features/<above>/server", ...leadOutOfTheTenant, "access", ...machine],
  ],
  ["features/<own>/contract", ["npm/zod", "features/<own>/contract", "features/<above>/contract"]],
  [
    "features/<own>/server",
    [
      "features/<own>/server",
      "features/<above>/server",
      "features/*/contract",
      "!features/<money>",
      ...leadOutOfTheTenant,
      "access",
      "platform",
      ...machine,
    ],
  ],
  [
    "features/<own>/dashboard",
    [
      "features/<own>/dashboard",
      "features/<above>/dashboard",
      "features/*/contract",
      "!features/<money>",
      "access/permissions",
      "platform/text",
      "browser",
      "npm/**",
    ],
  ],
  ["platform/text", ["platform/text", "npm/**"]],
  ["access/permissions", []],
  ["access", ["access", "platform", ...machine]],
  ["platform", ["platform", ...machine]],
  ["browser", ["browser", "features/*/contract", "access/permissions", "npm/**"]],
  ["dashboard", ["dashboard", "browser", "features/*/dashboard", "features/*/contract", "access/permissions", "npm/**"]],
  ["widget", ["widget", "type features/conversations/contract", "type features/leads/contract", "npm/**"]],
  ["tools/dev", anything],
  ["tools", ["!testing", ...anything]],
  ["testing", anything],
  ["e2e", anything],
  ["bench", anything],
];
const testsMayImport = ["testing", "app", "features/index", "access/scope", "platform/engine", ...machine];

/** The walls between the folders: which may import which. The table above is the whole of it. */
export const walls: Rule = {
  create(context) {
    const check = (node: ImportNode) => {
      const specifier = node.source?.value;
      if (typeof specifier !== "string") return;
      const file = relative(context.cwd, context.filename).replaceAll("\\", "/");
      const isType = node.type === "TSImportType" || node.importKind === "type" || node.exportKind === "type";
      const reason = refusal(file, targetOf(file, specifier), isType, namesIn(context));
      if (reason) context.report({ node, message: reason });
    };
    return {
      ImportDeclaration: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** Why `file` may not import `target` (both as paths in the repository); null where it may. `features` from top to bottom. */
function refusal(file: string, target: string, isType: boolean, features: readonly string[]): string | null {
  const place = file.replace(/\.test(?=\.\w+$)/, "");
  const own = /^features\/([^/]+)\//.exec(place)?.[1] ?? "";
  const matches = (path: string, pattern: string) => toRegExp(pattern, own, features).test(path);
  const row = table.find(([files]) => matches(place, files));
  if (!row) return `${file} is in no folder that the walls know: tools/lint/walls.ts has the list.`;
  const isTest = place !== file;
  if (isTest && dirname(file) === dirname(target)) return null;
  if (isTest && testsMayImport.some((pattern) => matches(target, pattern))) return null;
  const closed = row[1].some((pattern) => pattern.startsWith("!") && matches(target, pattern.slice(1)));
  const open = row[1].some((pattern) => matches(target, isType ? pattern.replace(/^type /, "") : pattern));
  return open && !closed ? null : `${row[0].replace("<own>", own)} may not import ${isType ? "types of " : ""}${target}.`;
}

function toRegExp(pattern: string, own: string, features: readonly string[]): RegExp {
  const above = features.slice(0, Math.max(0, features.indexOf(own)));
  const isMission = features.indexOf(own) < features.indexOf(firstOfMoney);
  const money = isMission ? features.slice(features.indexOf(firstOfMoney)) : [];
  const oneOf = (names: readonly string[]) => (names.length > 0 ? `(?:${names.join("|")})` : "(?!)");
  const words: Record<string, string> = {
    ".": "\\.",
    "**": ".*",
    "*": "[^/]+",
    "<own>": own || "[^/]+",
    "<above>": oneOf(above),
    "<money>": oneOf(money),
  };
  return new RegExp(`^${pattern.replace(/\*\*|\*|\.|<\w+>/g, (word) => words[word] ?? "")}(?=[/.]|$)`);
}

/** What a specifier names: a path in the repository, or `npm/…`, or `node/…`. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return join(dirname(file), specifier).replaceAll("\\", "/");
  return specifier.startsWith("node:") ? specifier.replace(":", "/") : `npm/${specifier}`;
}

let names: readonly string[] | undefined;
/** The folders of the features, in the order of the list. */
function namesIn({ cwd }: Context): readonly string[] {
  if (names) return names;
  const text = readFileSync(join(cwd, "features/index.ts"), "utf8");
  const imported = text.matchAll(/import \{ (\w+) \} from "#features\/([\w-]+)\/feature\.ts"/g);
  const folders = new Map([...imported].map(([, name = "", folder = ""]) => [name, folder]));
  const list = /\bfeatures\b[^=]*= \[([^\]]*)\]/.exec(text)?.[1] ?? "";
  names = [...list.matchAll(/\w+/g)].map(([name]) => folders.get(name) ?? name);
  return names;
}
