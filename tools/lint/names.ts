import { relative } from "node:path";
import type { Rule } from "./rule.ts";

const empty = /^(utils?|helpers?|managers?|services?|common|misc)$/;
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*$/;

/** Files and folders are kebab-case and say what they hold. */
export const names: Rule = {
  create(context) {
    return {
      Program(node: object) {
        const file = relative(context.cwd, context.filename).replaceAll("\\", "/");
        for (const part of file.split("/")) {
          for (const word of part.split(".")) {
            if (word && !kebab.test(word)) context.report({ node, message: `"${part}" is not kebab-case.` });
          }
          const name = part.split(".")[0] ?? "";
          if (name.split("-").some((word) => empty.test(word))) context.report({ node, message: `"${part}" does not say what it holds.` });
        }
      },
    };
  },
};
