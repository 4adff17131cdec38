import { relative } from "node:path";
import type { Expression, Rule } from "./rule.ts";

type Node = Expression & { parent?: Node; name?: unknown; value?: unknown };

/** Attributes and fields that people read or are read aloud. */
const readable =
  /^(title|sentence|label|hint|placeholder|head|heading|action|alt|summary|note|reason|failure|refusal|empty|aria-label|aria-description|aria-placeholder|aria-roledescription|aria-valuetext)$/;
/** Names of products are the same in every language. */
const names = /\b(Botcadence|Google|Samsung Internet|Stripe)\b/g;
const isWords = (text: string) => /\p{L}{2}/u.test(text.replace(names, ""));
/** A sentence, or the beginning of one; what code says to itself begins small or is one word. */
const isSentence = (text: string) => /^\p{Lu}[\p{L}’']* \p{L}|^\p{Lu}\p{Ll}+[.!?…]$|\p{Ll}[.!?…]( |$)/u.test(text) && isWords(text);
const isCapitalized = (text: string) => /^\p{Lu}\p{Ll}/u.test(text) && isWords(text);

/** What people read in the dashboard is in a catalog (`messages.ts`), and in the widget in its words.ts, so that it can be said in another language. */
export const literalText: Rule = {
  create(context) {
    const file = relative(context.cwd, context.filename).replaceAll("\\", "/");
    const isOurs =
      /^(browser|widget|(features\/[^/]+\/)?dashboard)\//.test(file) &&
      !/\.test\.tsx?$|\/(messages|server-words)(\.[a-z]{2})?\.ts$|\/vite\.config\.ts$|^widget\/(words|launcher|languages\/words\.[a-z]{2})\.ts$/.test(
        file,
      );
    const report = (node: object) =>
      context.report({ node, message: "Put these words into messages.ts and say them with t(); those of the widget into words.ts." });
    const check = (node: Node, text: string) => {
      const place = placeOf(node);
      if (place === "elsewhere") return;
      if (place === "shown" ? isWords(text) : place === "told" ? isCapitalized(text) || isSentence(text) : isSentence(text)) report(node);
    };
    const visitors: ReturnType<Rule["create"]> = {
      JSXText: (node: Node) => isWords(String(node.value)) && report(node),
      Literal: (node: Node) => typeof node.value === "string" && check(node, node.value),
      TemplateLiteral: (node: Node) => check(node, (node.quasis ?? []).map(({ value }) => value.cooked ?? "").join("x")),
    };
    return isOurs ? visitors : {};
  },
};

/**
 * Where a text is used. `shown`: in JSX or an attribute that is read, where each word counts; `told`: a field that is read, or what
 * a function answers, where codes begin small; `somewhere`: only what reads as a sentence counts; `elsewhere`: nobody reads it.
 */
function placeOf(node: Node): "shown" | "told" | "somewhere" | "elsewhere" {
  const { parent } = node;
  switch (parent?.type) {
    case "ConditionalExpression":
      return parent.test === node ? "elsewhere" : placeOf(parent);
    case "LogicalExpression":
    case "JSXExpressionContainer":
      return placeOf(parent);
    case "JSXElement":
    case "JSXFragment":
      return "shown";
    case "JSXAttribute":
      return readable.test(nameOf(parent)) ? "shown" : "elsewhere";
    case "Property":
      if (parent.key === node) return "elsewhere";
      return readable.test(nameOf(parent)) ? "told" : "somewhere";
    case "ReturnStatement":
    case "ArrowFunctionExpression":
      return "told";
    case "NewExpression":
      return parent.callee?.name === "ApiError" ? "somewhere" : "elsewhere";
    case "CallExpression":
      return isForPrograms(parent) ? "elsewhere" : "somewhere";
    case "BinaryExpression":
      return parent.operator === "+" ? "somewhere" : "elsewhere";
    case "ImportDeclaration":
    case "SwitchCase":
    case "TSLiteralType":
      return "elsewhere";
    default:
      return "somewhere";
  }
}

/** `console.warn(…)`, and the header of `headers.set("Authorization", …)`. */
function isForPrograms({ callee }: Node): boolean {
  return callee?.object?.name === "console" || (callee?.object?.name === "headers" && callee.property?.name === "set");
}

function nameOf(node: Node): string {
  const named = node.type === "JSXAttribute" ? (node.name as { name?: string } | undefined)?.name : (node.key?.name ?? node.key?.value);
  return String(named ?? "");
}
