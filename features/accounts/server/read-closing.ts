import { z } from "zod";
import { collatorOf } from "#access/collator.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { procedure } from "#access/operation.ts";
import { AccountClosing } from "../contract.ts";
import { planClosing } from "./plan-closing.ts";

export const readClosing = procedure({
  name: "account.read_closing",
  summary: "What would happen to each of the caller's organizations if they closed their account. Nothing is changed.",
  scope: "account",
  kind: "read",
  input: z.object({}),
  output: AccountClosing,
  example: () => ({}),
  async run({ platform, actor, request }) {
    const organizations = await leaveTenant(platform, "what the closing of an account would do to its organizations").system(
      ({ db }) => planClosing(db, actor.id),
      "read",
    );
    const { compare } = collatorOf(request);
    return { organizations: organizations.toSorted((one, other) => compare(one.name, other.name)) };
  },
});
