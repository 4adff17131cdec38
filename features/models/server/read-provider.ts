import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Provider } from "../contract.ts";
import { findProvider, presentProviders } from "./find-provider.ts";

export const readProvider = operation({
  name: "provider.read",
  summary: "One provider of models. Its key is never shown.",
  scope: "organization",
  kind: "read",
  permission: "provider:list",
  params: ["provider_id"],
  input: z.object({}),
  output: Provider,
  example: ({ provider_id }) => ({ params: { provider_id } }),
  async run({ db, product, organization, params }) {
    return (await presentProviders(db, product, [await findProvider(db, organization.id, params.provider_id)]))[0]!;
  },
});
