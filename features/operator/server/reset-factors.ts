import { procedure } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { findUser } from "#features/identity/server/find-user.ts";
import { resetFactors as resetFactorsOf } from "#features/identity/server/factors/reset-factors.ts";
import { ensureOrganization } from "#features/organizations/server/ensure-organization.ts";
import { organizationsOf } from "#features/organizations/server/list-organizations.ts";
import { noAccount } from "./make-reset-link.ts";
import { FactorsReset, LostAccount } from "../contract.ts";

export const resetFactors = procedure({
  name: "operator.reset_factors",
  summary:
    "Removes every second factor and recovery code of an account whose owner has lost them, ends its sessions and mails its owner. It is recorded in each of their organizations. Make sure first that you speak with the owner.",
  scope: "operator",
  kind: "write",
  says: (entry) => `removed the second factors of${named(entry)}`,
  input: LostAccount,
  output: FactorsReset,
  example: ({ email }) => ({ input: { email } }),
  async run({ platform, transaction, organizationTransaction }, { email }) {
    const user = await transaction(({ db }) => findUser(db, email), "read");
    if (!user) throw noAccount();
    await ensureOrganization(platform, user);
    const organizations = await transaction(({ db }) => organizationsOf(db, user.id), "read");
    // Told before it is done: the password alone then leads into all of them.
    for (const { id } of organizations) {
      await organizationTransaction(id, async ({ audit }) => audit({ target: { type: "user", id: user.id, label: user.email } }));
    }
    return { email, removed: await resetFactorsOf(platform, user) };
  },
});
