import type { Expression, Rule } from "./rule.ts";

const takers = new Set(["AppError", "composeMail", "conflict", "forbidden", "invalid", "notFound"]);

/** A sentence with values that is put together on the spot has no key by which it could be translated. */
export const sentences: Rule = {
  create(context) {
    const check = (node: Expression) => {
      if (node.callee?.type !== "Identifier" || !takers.has(node.callee.name ?? "")) return;
      for (const template of (node.arguments ?? []).flatMap(templatesIn)) {
        context.report({ node: template, message: "Put `say` before it, so that the sentence keeps its key and its values." });
      }
    };
    return { CallExpression: check, NewExpression: check };
  },
};

/** Templates with values that are the argument itself, one of its branches, or a field of it. */
function templatesIn(node: Expression): Expression[] {
  if (node.type === "TemplateLiteral") return (node.expressions ?? []).length > 0 ? [node] : [];
  if (node.type === "ConditionalExpression")
    return [node.consequent, node.alternate].flatMap((branch) => (branch ? templatesIn(branch) : []));
  if (node.type === "ArrayExpression") return (node.elements ?? []).flatMap((element) => (element ? templatesIn(element) : []));
  if (node.type === "ObjectExpression")
    return (node.properties ?? []).flatMap(({ key, value }) => (key?.name !== "url" && isExpression(value) ? templatesIn(value) : []));
  return [];
}

const isExpression = (value: unknown): value is Expression => typeof value === "object" && value !== null && "type" in value;
