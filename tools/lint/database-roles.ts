import type { Expression, Rule } from "./rule.ts";

const changesRole = /\b(reset\s+(role|all|session)|set\s+(local\s+)?role\b|set\s+session\b)/i;

/** Roles change in platform/database and nowhere else: elsewhere a query could leave the tenant's role. */
export const databaseRoles: Rule = {
  create(context) {
    const refuse = (node: object, text: unknown) => {
      if (typeof text !== "string" || !changesRole.test(text)) return;
      context.report({ node, message: "Roles and session settings change in platform/database alone." });
    };
    return {
      Literal: (node: Expression) => refuse(node, node.value),
      TemplateElement: (node: Expression) => refuse(node, (node.value as { cooked?: string }).cooked),
    };
  },
};
