import { z } from "zod";
import { HttpToolFields, type HttpTool, questionBefore, refineHttpTool } from "../contract/http-tool.ts";
import { headersMax, ToolHeader } from "../contract/server.ts";
import { t } from "./messages.ts";

const { confirm } = HttpToolFields.shape;
/** A header as it is typed. */
export const HeaderForm = ToolHeader.extend({ secret_id: z.string().nullable(), value: z.string().trim() });

/** A tool as it is typed: a secret is there as it is entered, until it is stored. */
export const ToolForm = HttpToolFields.extend({ headers: z.array(HeaderForm).max(headersMax), confirm: confirm.unwrap() }).superRefine(
  (tool, context) => {
    refineHttpTool(tool, context);
    requireSecrets(tool, context);
  },
);

/** A header is sent with a secret, which is stored or entered now. */
export function requireSecrets({ headers }: { headers: readonly z.output<typeof HeaderForm>[] }, context: z.RefinementCtx): void {
  headers.forEach(({ secret_id, value }, at) => {
    if (secret_id === null && value === "")
      context.addIssue({ code: "custom", path: ["headers", at, "value"], message: t("headerFields.enterSecret") });
  });
}

export type ToolValues = z.input<typeof ToolForm>;
export type ToolResult = z.output<typeof ToolForm>;

export const emptyTool: ToolValues = {
  kind: "http",
  name: "",
  when: "",
  method: "GET",
  url: "",
  parameters: [],
  headers: [],
  timeout_seconds: 10,
  size_max_kb: 64,
  confirm: null,
  answer: "",
};

export const valuesOf = (tool: HttpTool): ToolValues => ({
  ...tool,
  confirm: questionBefore(tool),
  headers: tool.headers.map((header) => ({ ...header, value: "" })),
});
