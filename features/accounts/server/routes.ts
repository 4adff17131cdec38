import type { JobDefinition, SweepDefinition } from "#access/job.ts";
import type { Noun } from "#access/product.ts";
import { route, type Route } from "#access/router.ts";
import { closeAccount } from "./close-account.ts";
import { readClosing } from "./read-closing.ts";
import { readMe } from "./read-me.ts";
import { restoring } from "./restore-account.ts";
import { sweepAccounts } from "./sweep-accounts.ts";

export const routes: Route[] = [
  route("GET /v1/me", readMe),
  route("DELETE /v1/me", closeAccount),
  route("GET /v1/me/closing", readClosing),
];

export const jobs: (JobDefinition | SweepDefinition)[] = [sweepAccounts];

export const nouns: Noun[] = [{ name: "account", label: "Accounts" }];

export const acts = [restoring];
