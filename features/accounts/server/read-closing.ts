import { z } from "zod";
import { leaveTenant } from "#access/leave-tenant.ts";
import { process } from "#access/operation.ts";
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
    leaveTenant(platform, "what the closing of an account would do to its organizations").system(
      async ({ db }) => ({
        organizations: await planClosing(db, actor.id),
      }),
      "read",
    ),
});
