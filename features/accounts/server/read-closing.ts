import { z } from "zod";
import { process } from "#access/operation.ts";
import { systemTransaction } from "#platform/database/open.ts";
import { AccountClosing } from "../contract.ts";
import { planClosing } from "./plan-closing.ts";

export const readClosing = process({
  name: "account.read_closing",
  summary: "What would happen to each of the caller's organizations if they closed their account. Nothing is changed.",
  scope: "account",
  kind: "read",
  input: z.object({}),
  output: AccountClosing,
  example: () => ({}),
  run: ({ platform, actor }) =>
    systemTransaction(
      platform.database,
      "what the closing of an account would do to its organizations",
      async ({ db }) => ({
        organizations: await planClosing(db, actor.id),
      }),
      "read",
    ),
});
