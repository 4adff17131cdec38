import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { Models } from "../contract.ts";

export const listModels = procedure({
  name: "model.list",
  summary: "The models that agents may name: what the configured providers list, and what the operator allows besides.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  input: z.object({}),
  output: Models,
  example: () => ({}),
  run: async ({ platform }) => ({ default: platform.models.default, data: await platform.models.list() }),
});
