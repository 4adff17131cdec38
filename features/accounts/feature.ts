import type { Feature } from "#access/feature.ts";
import { closingCodeMail } from "./server/mails.ts";
import { restoring } from "./server/restore-account.ts";
import { routes } from "./server/routes.ts";
import { sweepAccounts } from "./server/sweep-accounts.ts";

/** How an account is closed, restored and purged. */
export const accounts: Feature = {
  name: "accounts",
  routes,
  jobs: [sweepAccounts],
  acts: [restoring],
  nouns: [{ name: "account", label: "Accounts" }],
  mails: { closingCodeMail: () => [closingCodeMail("ann@example.com", "123456")] },
};
