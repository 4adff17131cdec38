import { z } from "zod";
import { operation } from "#access/operation.ts";
import { AuditKinds } from "../contract.ts";

export const listAuditKinds = operation({
  name: "audit_entry.list_kinds",
  summary: "What the log's acts are about, and what each is called: values of the filter `action`.",
  scope: "organization",
  kind: "read",
  permission: "audit:read",
  input: z.object({}),
  output: AuditKinds,
  example: () => ({}),
  async run({ platform, product }) {
    const offered = product.nouns.filter(({ available }) => available?.(platform) ?? true);
    return { data: offered.map(({ name, label }) => ({ action: name, label })) };
  },
});
