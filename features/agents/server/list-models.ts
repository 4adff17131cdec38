import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { listOwnModels } from "#features/models/server/list-own-models.ts";
import { Models } from "../contract.ts";

export const listModels = procedure({
  name: "model.list",
  summary:
    "The models that agents can name: those of the organization's own providers, those that the installation's list, and those that the operator allows in addition.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  input: z.object({}),
  output: Models,
  example: () => ({}),
  async run({ platform, organization, transaction }) {
    const installed = await platform.models.list();
    const own = await transaction(({ db }) => listOwnModels(db, organization.id), "read");
    return { default: platform.models.default, data: [...installed.map((entry) => ({ ...entry, provider_id: null })), ...own] };
  },
});
