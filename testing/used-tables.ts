import { parseSync, Visitor } from "vite";

/** A table that a piece of source names in SQL. `writes`: it inserts, changes or deletes rows, not only reads them. */
export type Use = { table: string; writes: boolean };

/**
 * Which of these tables a TypeScript file uses: in Kysely's calls, in `sql` templates and in other texts that are SQL.
 * Where a call takes its table from a variable, each text of the file that is a table's name counts; `unnamed` says that
 * there was none.
 */
export function usedTables(file: string, source: string, tables: ReadonlySet<string>): { uses: Use[]; unnamed: boolean } {
  const found = new Map<string, boolean>();
  const use = (table: string, writes: boolean) => {
    if (tables.has(table)) found.set(table, writes || (found.get(table) ?? false));
  };
  const texts: string[] = [];
  let indirect: { writes: boolean } | null = null;
  const readSql = (text: string) => tablesInSql(text).forEach(({ table, writes }) => use(table, writes));
  const { program } = parseSync(file, source);
  new Visitor({
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier" || !first) return;
      const method = callee.property.name;
      const isSqlTable = method === "table" && callee.object.type === "Identifier" && callee.object.name === "sql";
      if (!isSqlTable && !reading.has(method) && !writing.has(method)) return;
      const elements = first.type === "ArrayExpression" ? first.elements : [first];
      for (const element of elements) {
        if (element?.type === "Literal" && typeof element.value === "string")
          use(element.value.trim().split(/\s+/)[0]!, writing.has(method));
        else if (element?.type === "Identifier" || (isSqlTable && element?.type === "MemberExpression"))
          indirect = { writes: writing.has(method) || (indirect?.writes ?? false) };
      }
    },
    TemplateLiteral({ quasis }) {
      const text = quasis.map(({ value }) => value.cooked ?? value.raw).join(" ? ");
      texts.push(text);
      if (/\b(?:insert\s+into|update|delete\s+from)\s+\?/i.test(text)) indirect = { writes: true };
      readSql(text);
    },
    Literal({ value }) {
      if (typeof value !== "string") return;
      texts.push(value);
      if (isSql.test(value)) readSql(value);
    },
  }).visit(program);
  const named = indirect ? texts.filter((text) => tables.has(text)) : [];
  for (const table of named) use(table, indirect!.writes);
  return {
    uses: [...found].map(([table, writes]) => ({ table, writes })).toSorted((one, other) => one.table.localeCompare(other.table)),
    unnamed: indirect !== null && named.length === 0,
  };
}

const reading = new Set(["selectFrom", "innerJoin", "leftJoin", "rightJoin", "fullJoin", "crossJoin", "using"]);
const writing = new Set(["insertInto", "updateTable", "deleteFrom", "mergeInto", "replaceInto"]);

/** A text that is a statement, and no sentence. */
const isSql = /^\s*(select\b.*\bfrom|insert into|update \S+( \w+)? set|delete from|truncate|with \w+ as|lock table|merge into)\b/is;

/** A table with its alias, which no word is that goes on with the statement. */
const aliased = String.raw`\w+(?:\s+(?:as\s+)?(?!(?:join|left|right|inner|full|cross|natural|on|using|where|set|group|order|limit|union|for|returning)\b)\w+)?`;

function tablesInSql(text: string): Use[] {
  const plain = text
    .replace(/--[^\n]*/g, " ")
    .replace(/\bapp\./g, "")
    .toLowerCase();
  const named = (pattern: RegExp, writes: boolean) =>
    [...plain.matchAll(pattern)].flatMap(([, list]) => list!.split(",").map((one) => ({ table: one.trim().split(/\s+/)[0]!, writes })));
  return [
    ...named(/\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?|lock\s+table)\s+(?:only\s+)?(\w+)/g, true),
    ...named(/(?<!\b(?:for|do|on|key)\s+)\bupdate\s+(?:only\s+)?(\w+)/g, true),
    ...named(new RegExp(`(?<!\\bdelete\\s+)\\b(?:from|using|join)\\s+(?:only\\s+)?(${aliased}(?:\\s*,\\s*${aliased})*)`, "g"), false),
  ];
}
