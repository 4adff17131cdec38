import type { Expression, Rule } from "./rule.ts";
import { found } from "./turns.ts";

type Text = { value?: unknown };
type Comment = { value: string; loc: object };

/** Strings, text in JSX and comments are plain English: none has one of the turns that turns.ts lists. What is in another language (`messages.de.ts`) is not. */
export const english: Rule = {
  create(context) {
    const check = (node: object, text: unknown) => {
      if (typeof text !== "string" || !text.includes(" ")) return;
      for (const message of found(text)) context.report({ node, message });
    };
    const visitors: ReturnType<Rule["create"]> = {
      Program(node: object & { comments?: Comment[] }) {
        for (const comment of node.comments ?? context.sourceCode.getAllComments()) check(comment, comment.value);
      },
      Literal: (node: Expression) => check(node, node.value),
      JSXText: (node: Text) => check(node, node.value),
      TemplateElement: (node: { value: { cooked?: string } }) => check(node, node.value.cooked),
    };
    return /\.[a-z]{2}\.ts$/.test(context.filename) ? {} : visitors;
  },
};
