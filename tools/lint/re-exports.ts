import type { ImportNode, Rule } from "./rule.ts";

/** Everything is imported from where it stands: no barrels. */
export const reExports: Rule = {
  create(context) {
    const refuse = (node: ImportNode) => {
      if (node.source) context.report({ node, message: "Import this from where it stands instead of exporting it again." });
    };
    return { ExportAllDeclaration: refuse, ExportNamedDeclaration: refuse };
  },
};
