import type { Expression, Rule } from "./rule.ts";

const secret = /(^|_)(token|secret|password|hmac|api_?key)$|^signature$/;

/** `===` on secrets tells by its time where they differ: `sameSecret` does not. */
export const secrets: Rule = {
  create(context) {
    return {
      BinaryExpression(node: Expression) {
        if (!/^[!=]==?$/.test(node.operator ?? "") || !node.left || !node.right) return;
        const sides = [node.left, node.right];
        if (!sides.some(isSecret) || sides.some(isKnown)) return;
        context.report({ node, message: "Compare secrets with sameSecret of platform/keys.ts." });
      },
    };
  },
};

function isSecret(side: Expression): boolean {
  if (side.type === "TSNonNullExpression" || side.type === "ChainExpression") return side.expression ? isSecret(side.expression) : false;
  const name = side.type === "MemberExpression" ? side.property?.name : side.type === "Identifier" ? side.name : undefined;
  return secret.test((name ?? "").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

/** Whether something is there at all, or is a word of the code's own, is no secret. */
function isKnown(side: Expression): boolean {
  return side.type === "Literal" || (side.type === "Identifier" && side.name === "undefined") || side.type === "UnaryExpression";
}
