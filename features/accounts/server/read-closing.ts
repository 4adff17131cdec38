import { z } from "zod";
import { collatorOf } from "#access/collator.ts";
import { operation } from "#access/operation.ts";
import { AccountClosing } from "../contract.ts";
import { planClosing } from "./plan-closing.ts";

export const readClosing = operation({
  name: "account.read_closing",
  summary: "What would happen to each of the caller's organizations if they closed their account. Nothing is changed.",
  scope: "account",
  within: { everywhere: "what the closing of an account would do to its organizations" },
  kind: "read",
  input: z.object({}),
  output: AccountClosing,
  example: () => ({}),
  async run({ db, actor, request }) {
    const organizations = await planClosing(db, actor.id);
    const { compare } = collatorOf(request);
    return { organizations: organizations.toSorted((one, other) => compare(one.name, other.name)) };
  },
});
