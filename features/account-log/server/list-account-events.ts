import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { AccountEvent } from "../contract.ts";
import { findEvents } from "./find-events.ts";

export const listAccountEvents = operation({
  name: "account_event.list",
  summary: "What happened to the caller's account in the last 180 days, the newest first: what, when and from where.",
  scope: "account",
  kind: "read",
  input: PageQuery,
  output: Page(AccountEvent),
  example: () => ({}),
  run: ({ db, actor }, query) => findEvents(db, actor.id, query),
});
