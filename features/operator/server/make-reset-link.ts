import { procedure } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { countEvent } from "#features/account-log/server/count-event.ts";
import { findUser } from "#features/identity/server/find-user.ts";
import { makeResetLink as linkOf } from "#features/identity/server/make-reset-link.ts";
import { ensureOrganization } from "#features/organizations/server/ensure-organization.ts";
import { organizationsOf } from "#features/organizations/server/list-organizations.ts";
import { invalid } from "#platform/errors.ts";
import { LostAccount, ResetLink } from "../contract.ts";

export const makeResetLink = procedure({
  name: "operator.make_reset_link",
  summary:
    "A link with which somebody can choose a new password, for installations that send no mail. It is recorded in each of their organizations.",
  scope: "operator",
  kind: "write",
  says: (entry) => `created a link with which${named(entry)} chooses a new password`,
  input: LostAccount,
  output: ResetLink,
  status: 201,
  example: ({ email }) => ({ input: { email } }),
  async run({ platform, transaction, organizationTransaction }, { email }) {
    const user = await transaction(({ db }) => findUser(db, email), "read");
    if (!user) throw noAccount();
    await ensureOrganization(platform, user);
    const organizations = await transaction(({ db }) => organizationsOf(db, user.id), "read");
    // Told before there is a link: its holder can act in all of them.
    for (const { id } of organizations) {
      await organizationTransaction(id, async ({ audit }) => audit({ target: { type: "user", id: user.id, label: user.email } }));
    }
    const link = await linkOf(platform, email);
    if (!link) throw noAccount();
    await countEvent(platform, "reset_asked", email);
    return { link, email };
  },
});

export const noAccount = () => invalid({ email: "No account has this address." });
