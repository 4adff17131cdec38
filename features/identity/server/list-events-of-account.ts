import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { invalid } from "#platform/errors.ts";
import { findUser } from "./find-user.ts";
import { AccountEvent } from "#features/account-log/contract.ts";
import { findEvents } from "#features/account-log/server/find-events.ts";

export const listEventsOfAccount = operation({
  name: "operator.list_account_events",
  summary: "What happened to the account of an e-mail address in the last 180 days, the newest first.",
  scope: "operator",
  kind: "read",
  input: PageQuery.extend({ email: z.string().trim().toLowerCase().min(1).max(254).describe("The address of the account.") }),
  output: Page(AccountEvent),
  example: ({ email }) => ({ input: { email } }),
  async run({ db }, { email, ...query }) {
    const user = await findUser(db, email);
    if (!user) throw invalid({ email: "No account has this address." });
    return findEvents(db, user.id, query);
  },
});
