import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

/**
 * Whatever leaves the organization of its call, or stands outside any: by which way, and why. Adding to this list is a
 * decision. `system` sees every organization; `tenant` and `act` see the one that is named; `identity` sees accounts.
 */
const leaving: Record<string, string[]> = {
  "features/account-log/server/count-event.ts": ["identityPool: the log of an account that has an address"],
  "features/account-log/server/sweep-account-events.ts": ["identity: entries of account logs that are too old are deleted"],
  "features/accounts/server/close-account.ts": ["system: an account closes in all its organizations at once"],
  "features/accounts/server/read-closing.ts": ["system: what the closing of an account would do to its organizations"],
  "features/accounts/server/restore-account.ts": ["system: an account is restored with its organizations"],
  "features/accounts/server/sweep-accounts.ts": ["system: closed accounts are purged"],
  "features/agents/server/open-test-page.ts": ["organizationOf: which agent a shared link shows"],
  "features/analytics/server/sums/sum-up-analytics.ts": ["system: what analytics shows is summed"],
  "features/api-keys/server/own-keys.ts": [
    "system: a person revokes their API keys in all organizations at once",
    "system: a person's API keys, in all their organizations",
  ],
  "features/audit/server/index-audit-log.ts": ["system: earlier entries of audit logs are made searchable"],
  "features/audit/server/wait-for-writers.ts": [
    "system: whether writers of the audit logs are done",
    "system: which hours of the audit logs are over",
  ],
  "features/audit/server/seal-audit-log.ts": [
    "system: an hour of an audit log is sealed",
    "system: organizations whose audit log has an hour to seal",
  ],
  "features/audit/server/verify-seals.ts": ["tenant: the operator verifies an organization's audit log"],
  "features/models/server/rates/list-rates.ts": ["system: rates of models are the installation's"],
  "features/models/server/rates/set-rate.ts": ["system: rates of models are the installation's"],
  "features/security/server/remind-of-factors.ts": [
    "act: members are told that a second factor will be asked for",
    "system: which organizations will soon ask for a second factor",
  ],
  "features/secrets/server/reseal-secrets.ts": ["system: secrets are sealed again with the current secret of the installation"],
  "features/plans/server/end-plans.ts": ["system: which organizations have caps of a plan"],
  "features/plans/server/follow-plans.ts": [
    "act: an organization gets the caps of its plan",
    "system: what organizations begin with",
    "system: whose caps are not those of their plan",
  ],
  "features/plans/server/count-seats.ts": [
    "system: which organizations have a plan that the operator charges",
    "tenant: the seats of a day are counted",
  ],
  "features/invoices/server/issuing/download-issued.ts": ["system: the operator downloads one of their invoices"],
  "features/invoices/server/issuing/find-issued.ts": ["system: the operator names an invoice by its number"],
  "features/invoices/server/issuing/list-issued.ts": ["system: the operator looks at their invoices"],
  "features/invoices/server/issuing/mark-invoice.ts": ["system: an invoice of an organization that is gone is marked"],
  "features/invoices/server/issuing/seller.ts": ["system: the operator says who issues invoices", "system: who issues invoices"],
  "features/stripe/server/follow.ts": [
    "act: the subscription of an organization follows Stripe",
    "system: which organizations pay through Stripe",
  ],
  "features/stripe/server/mount-webhook.ts": [
    "act: Stripe tells of one of its customers",
    "organizationOf: Stripe tells of one of its customers",
  ],
  "features/stripe/server/reconcile.ts": [
    "act: the subscription of an organization is compared with Stripe",
    "system: which organizations are customers at Stripe",
  ],
  "features/stripe/server/remove-customers.ts": [
    "system: a customer was removed at Stripe",
    "system: customers whose organization is gone",
  ],
  "features/questions/server/sweep-writings.ts": [
    "system: writings of questions that ended without a word",
    "unfinishedJobs: which jobs are under way",
  ],
  "features/checks/server/sweep-runs.ts": ["system: runs of checks that ended without a word", "unfinishedJobs: which jobs are under way"],
  "features/chat-links/server/find-link.ts": ["organizationOf: to which conversation a mailed link leads"],
  "features/chat-links/server/find-unseen.ts": [
    "act: what a person wrote is mailed to a visitor",
    "system: which visitors have not seen what a person wrote",
    "unfinishedJobs: which jobs are under way",
  ],
  "features/conversations/server/conversation-words.ts": ["system: earlier messages are made searchable"],
  "features/conversations/server/attachments/sweep-attachments.ts": [
    "act: files that were uploaded and never sent go",
    "system: which organizations have files that were uploaded and never sent",
    "system: which stored files are attachments",
  ],
  "features/conversations/server/notices/mail-digests.ts": [
    "act: a member is told of conversations that wait",
    "system: who is to be told of conversations that wait",
  ],
  "features/conversations/server/cross-origin.ts": [
    "organizationOf: on which websites an agent answers",
    "tenant: on which websites an agent answers",
  ],
  "features/conversations/server/hosted-page.ts": [
    "organizationOf: whether an agent has a page of its own",
    "tenant: whether an agent has a page of its own",
  ],
  "features/conversations/server/handover/mind-waiting.ts": [
    "act: a conversation that waits is given to somebody, or back to the agent",
    "system: which conversations somebody has whose role no longer lets them reply",
    "system: which conversations wait for a person, and for how long",
  ],
  "features/leads/server/sweep-retention.ts": [
    "act: what a project keeps no longer is removed in the name of nobody",
    "system: which projects keep texts for some time only",
  ],
  "features/exports/server/sweep-exports.ts": [
    "system: exports whose making ended without a word",
    "system: which stored archives may still be downloaded",
    "unfinishedJobs: which jobs are under way",
  ],
  "features/identity/server/after-password-change.ts": ["identity: a password changed: links and sessions of the account end"],
  "features/identity/server/auth.ts": ["identityPool: better-auth keeps accounts and sessions"],
  "features/identity/server/change-email.ts": ["identity: a change of an address is confirmed"],
  "features/identity/server/check-password.ts": ["identityPool: the password of an account"],
  "features/identity/server/confirm-by-link.ts": ["identity: an account confirms or changes its address"],
  "features/identity/server/confirmation-code.ts": ["identity: a code is made that confirms an act of an account"],
  "features/identity/server/create-identity.ts": [
    "identityPool: by which ways an account signs in",
    "identityPool: when a session has shown a second factor",
    "identityPool: whether an account is in any organization",
  ],
  "features/identity/server/factors/factor-endpoints.ts": ["identity: an account changes its second factors"],
  "features/identity/server/factors/reset-factors.ts": ["identity: the operator resets the second factors of an account"],
  "features/identity/server/second-step.ts": ["identity: a sign-in waits for its second factor"],
  "features/identity/server/errors.ts": ["identityPool: whether an address has an account"],
  "features/identity/server/known-devices.ts": [
    "identityPool: an account gets to know a browser",
    "identityPool: whether an account knows a browser",
    "identityPool: which accounts remember a second factor in a browser",
  ],
  "features/identity/server/make-reset-link.ts": ["identity: the operator hands over a link that sets a password"],
  "features/identity/server/own-endpoints.ts": ["identity: what a mailed link is for"],
  "features/identity/server/reset-password.ts": [
    "identity: what a mailed link is for",
    "system: a new password ends the API keys of its account in every organization",
  ],
  "features/identity/server/send-account-mail.ts": ["identity: a mail to an account is composed and counted"],
  "features/identity/server/sign-up-mode.ts": ["identityPool: whether there is an account yet"],
  "features/identity/server/sweep-identity.ts": [
    "identity: devices that nobody used for very long are forgotten",
    "identity: mails to accounts that count no longer are forgotten",
    "identity: sign-ins that nobody finished are forgotten",
  ],
  "features/identity/server/tell-streams.ts": ["identity: in which organizations an account has streams"],
  "features/live/server/sweep-events.ts": ["system: events older than a day are no longer kept"],
  "features/knowledge/server/meaning/encode-missing.ts": [
    "act: vectors are made in the name of nobody",
    "system: which sources are said to be prepared",
    "system: which sources are to be found by meaning",
    "unfinishedJobs: which jobs are under way",
  ],
  "features/knowledge/server/find-languages.ts": ["system: in which languages earlier documents are"],
  "features/knowledge/server/index-passages.ts": ["system: earlier passages are made searchable"],
  "features/knowledge/server/parser-turns.ts": ["system: whose file is read next"],
  "features/knowledge/server/parsing/slow-lane.ts": [
    "system: one file at a time is read for long",
    "system: the next file may be read for long",
  ],
  "features/knowledge/server/sites/sync-due.ts": [
    "act: websites are read again in the name of nobody",
    "system: which websites are to be read again",
  ],
  "features/knowledge/server/sweep-storage.ts": [
    "system: sources that lost their file",
    "system: sources whose processing ended without a word",
    "system: which sources have been processing without a word",
    "system: which sources should have a file",
    "system: which stored files have a source",
    "unfinishedJobs: which jobs are under way",
  ],
  "features/invitations/server/find-invitation.ts": ["organizationOf: where the link of an invitation leads"],
  "features/invitations/server/join-by-link.ts": [
    "identity: the link of an invitation confirms an address",
    "tenant: what the link of an invitation offers",
  ],
  "features/invitations/server/read-invitation.ts": ["tenant: what the link of an invitation shows"],
  "features/invitations/server/ensure-membership.ts": [
    "act: an account joins the organization that waits for it",
    "organizationOf: which organization waits for an account",
    "tenant: an account joins the organization that waits for it",
  ],
  "features/invitations/server/sign-up-by-invitation.ts": [
    "act: a new account accepts its invitation",
    "tenant: whom an invitation lets sign up",
  ],
  "features/invitations/server/sweep-invitations.ts": ["system: invitations that ended long ago go in every organization"],
  "features/operator/server/list-organizations.ts": ["system: the operator looks at all organizations"],
  "features/organizations/server/ensure-organization.ts": ["identity: an account without an organization gets one of its own"],
  "features/organizations/server/list-purge-certificates.ts": ["system: the operator reads the certificates of purges"],
  "features/organizations/server/purge-organization.ts": ["system: an organization is purged"],
  "features/organizations/server/suspend-overdue.ts": [
    "act: an organization is suspended whose payment is overdue",
    "system: organizations of which a payment is due",
  ],
  "features/organizations/server/sweep-idempotency-keys.ts": ["system: Idempotency keys end after 24 hours"],
  "features/organizations/server/sweep-purges.ts": ["system: which organizations are due to be purged"],
  "features/usage/server/roll-up-usage.ts": ["system: usage is summed by hour, day and period"],
  "features/usage/server/sum-pending.ts": ["system: which organizations have something to be summed"],
};

/** Who opens the tenant's own transactions, or composes what does. */
const door = [
  "access/admission.ts",
  "access/authenticate.ts",
  "access/by-api-key.ts",
  "access/cookies.ts",
  "access/job.ts",
  "access/leave-tenant.ts",
  "access/resolve-handle.ts",
  "access/run-outside.ts",
  "access/scope.ts",
  "app.ts",
  "platform/open.ts",
];

test("only these files leave the tenant, each for a reason that it says", async () => {
  const found: Record<string, string[]> = {};
  for (const { name, text } of await readSources()) {
    const declared = [...text.matchAll(/\beverywhere: "([^"]+)"/g)].map(([, reason]) => `system: ${reason}`);
    expect([name, text.match(/\beverywhere:(?! string| \[)/g)?.length ?? 0]).toEqual([name, declared.length]);
    const calls = [...text.matchAll(/leaveTenant\(\s*platform,\s*"([^"]+)",?\s*\)\s*\.(\w+)/g)];
    // Nothing escapes the list under another name, nor with a reason that is made at run time.
    if (/from "[^"]*\/leave-tenant\.ts"/.test(text))
      expect([name, text.match(/\bleaveTenant\b/g)!.length]).toEqual([name, calls.length + 1]);
    const ways = [...new Set([...calls.map(([, reason, way]) => `${way}: ${reason}`), ...declared])].toSorted();
    if (ways.length > 0) found[name] = ways;
  }
  expect(found).toEqual(leaving);
});

test("nobody but the door holds the engine", async () => {
  const holders = (await readSources()).filter(({ text }) => /from "[^"]*\/engine\.ts"/.test(text)).map(({ name }) => name);
  expect(holders.toSorted()).toEqual(door);
});

async function readSources(): Promise<{ name: string; text: string }[]> {
  const root = new URL("../", import.meta.url);
  const below = async (folder: string) =>
    (await readdir(new URL(`${folder}/`, root), { recursive: true })).map((name) => `${folder}/${name}`);
  const names = ["app.ts", "main.ts", ...(await Promise.all(["access", "features", "platform"].map(below))).flat()];
  // Pages run in browsers, where no tenant is left.
  const sources = names.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.includes("/dashboard/"));
  return Promise.all(sources.map(async (name) => ({ name, text: await readFile(new URL(name, root), "utf8") })));
}
