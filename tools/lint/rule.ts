/** The part of ESLint's interface that our rules use; oxlint exports no types for it. */
export type Rule = { create(context: Context): Record<string, (node: never) => void> };
export type Context = {
  filename: string;
  cwd: string;
  sourceCode: { getAllComments(): { value: string; loc: object }[] };
  report(problem: { node: object; message: string }): void;
};
export type ImportNode = { type: string; source: { value?: unknown } | null; importKind?: string; exportKind?: string };
export type Expression = {
  type: string;
  name?: string;
  value?: unknown;
  raw?: string;
  operator?: string;
  left?: Expression;
  right?: Expression;
  object?: Expression;
  property?: Expression;
  callee?: Expression;
  arguments?: Expression[];
  argument?: Expression;
  elements?: (Expression | null)[];
  expressions?: Expression[];
  properties?: Expression[];
  consequent?: Expression;
  alternate?: Expression;
  quasis?: { value: { cooked?: string } }[];
  key?: Expression;
  id?: Expression;
  init?: Expression;
  body?: Expression;
  expression?: Expression;
  test?: Expression;
};
