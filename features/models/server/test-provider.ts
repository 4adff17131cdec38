import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { TestedProvider } from "../contract.ts";
import { askProvider, isRefusal, testLimit } from "./ask-provider.ts";
import { findProvider } from "./find-provider.ts";
import { noteFailure, noteListed } from "./note-health.ts";
import { accessOf } from "./providers-of.ts";

export const testProvider = procedure({
  name: "provider.test",
  summary: "Asks a provider for its models with the stored key, and keeps what it lists.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "provider:update",
  params: ["provider_id"],
  input: z.object({}),
  output: TestedProvider,
  example: ({ provider_id }) => ({ params: { provider_id } }),
  async run({ platform, organization, params, request, transaction }) {
    const access = await transaction(async ({ db }) => {
      const row = await findProvider(db, organization.id, params.provider_id);
      return accessOf(db, platform, row);
    }, "read");
    await platform.limits.take(testLimit, organization.id);
    const outcome = await askProvider(platform, access, request.signal);
    return transaction(async ({ db, audit }) => {
      audit(null);
      if (isRefusal(outcome)) {
        const error = String(outcome.sentence);
        await noteFailure(db, organization.id, access.id, error);
        return { works: false, error, models: [] };
      }
      await noteListed(db, organization.id, access.id, outcome);
      return { works: true, error: null, models: outcome.models };
    });
  },
});
