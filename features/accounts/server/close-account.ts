import type { UserActor } from "#access/actor.ts";
import { sendInstallationJob } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { procedure, type AuditIn } from "#access/operation.ts";
import type { Product } from "#access/product.ts";
import { dayOf } from "#access/says.ts";
import { closeUser } from "#features/identity/server/close-user.ts";
import { confirmAct, wrongCode, type Confirmation } from "#features/identity/server/confirm-act.ts";
import { endSessions } from "#features/identity/server/confirm-email.ts";
import { sendAccountMail } from "#features/identity/server/send-account-mail.ts";
import { endMembership } from "#features/members/server/end-membership.ts";
import { findMember } from "#features/members/server/find-member.ts";
import { changeFacts } from "#features/organizations/server/change-facts.ts";
import { restorableMs } from "#features/organizations/server/delete-organization.ts";
import { ensureOrganization } from "#features/organizations/server/ensure-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { say } from "#platform/sentence.ts";
import { AccountClosed, CloseAccount } from "../contract.ts";
import { closingCodeMail } from "./mails.ts";
import { planClosing, type PlannedClosing } from "./plan-closing.ts";

const codeLimit = { name: "codes that close an account", points: 5, seconds: 3600 };

export const closeAccount = procedure({
  name: "account.close",
  summary:
    "Closes the caller's account, signs them out everywhere and, unless they restore it at sign-in, deletes it for good after 30 days. Organizations in which they are the only member are deleted with it. Confirmed by the password; an account without one gets a code by mail at the first call, which answers 202, and sends it along in the second.",
  scope: "account",
  kind: "write",
  changesRights: true,
  says: (entry) =>
    entry.target_type === "membership"
      ? "left by closing the account"
      : `closed the account; the organization is deleted with it${dayOf(entry, "purge_at")}`,
  input: CloseAccount,
  output: AccountClosed,
  example: () => ({ input: { password: "The password of the account" } }),
  async run({ actor, platform, product, auditIn }, { deletes, ...confirming }) {
    const confirmed = await confirmAct(
      platform,
      {
        actor,
        act: { name: "close-account" },
        limit: codeLimit,
        async prepare() {
          await auditIn(null);
          return (code) => closingCodeMail(actor.label, code);
        },
      },
      confirming,
    );
    if (confirmed instanceof Response) return confirmed;
    // Somebody who is in none leaves no trace of the closing but in one of their own.
    await ensureOrganization(platform, { id: actor.id, email: actor.label });
    const closed = await close(platform, { actor, auditIn, product, deletes, confirmed });
    if (!closed) throw wrongCode();
    const purge_at = closed.purgeAt.toISOString();
    return { purge_at };
  },
});

type Closing = {
  actor: UserActor;
  auditIn: AuditIn;
  product: Pick<Product, "heldByMembers">;
  deletes: string[] | undefined;
  confirmed: Confirmation;
};
type Closed = { purgeAt: Date; organizations: PlannedClosing[] };

const triesMax = 5;

/**
 * All of it in one transaction, so that the account is closed everywhere or nowhere.
 * @returns null where the code was no good; that is committed, so that a try counts
 */
async function close(platform: Platform, closing: Closing): Promise<Closed | null> {
  for (let triesLeft = triesMax; ; triesLeft -= 1) {
    try {
      return await leaveTenant(platform, "an account closes in all its organizations at once").system(async ({ db, asQueue }) => {
        await lockAll(db, closing.actor.id);
        const organizations = await planClosing(db, closing.actor.id);
        check(organizations, closing.deletes);
        if (!(await closing.confirmed(db))) return null;
        const purgeAt = await carryOut(db, closing, organizations);
        const told = { kind: "account_closed" as const, email: closing.actor.label, purge_at: purgeAt.toISOString() };
        await sendInstallationJob(platform, sendAccountMail, told, { asQueue });
        return { purgeAt, organizations };
      });
    } catch (error) {
      if (!(error instanceof Moved) || triesLeft === 0) throw error;
    }
  }
}

/** Somebody joined or left an organization between the first look and the locks. */
class Moved extends Error {}

/**
 * Organizations first and the user last, as everything that ends a membership locks them; and organizations in one order,
 * so that two who close at once wait for each other. From then on nobody can make the user a member of anything.
 */
async function lockAll(db: Db, userId: string): Promise<void> {
  const before = await organizationIdsOf(db, userId);
  await db
    .selectFrom("organizations")
    .select("id")
    .where((where) => where("id", "=", where.fn.any(where.val(before))))
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  await db.selectFrom("users").select("id").where("id", "=", userId).forUpdate().execute();
  const now = await organizationIdsOf(db, userId);
  if (now.join() !== before.join()) throw new Moved();
}

async function organizationIdsOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("memberships")
    .select("organization_id")
    .where("user_id", "=", userId)
    .orderBy("organization_id")
    .execute();
  return rows.map(({ organization_id }) => organization_id);
}

function check(organizations: readonly PlannedClosing[], deletes: string[] | undefined): void {
  const stuck = organizations.filter(({ outcome }) => outcome === "hand_over");
  if (stuck.length > 0) {
    const names = new Intl.ListFormat("en").format(stuck.map(({ name }) => name));
    throw conflict(say`You are the only Owner of ${names}. Hand it over or delete it first.`);
  }
  if (organizations.some(({ id, outcome, purge_at }) => outcome === "deleted" && !purge_at && deletes && !deletes.includes(id))) {
    throw conflict("What happens to your organizations has changed in the meantime. Check it again, then close your account.");
  }
}

async function carryOut(db: Db, { actor, auditIn, product }: Closing, organizations: readonly PlannedClosing[]): Promise<Date> {
  const now = new Date();
  const purgeAt = new Date(now.getTime() + restorableMs);
  // First, so that nobody gets an organization of their own in place of the ones that they leave.
  await closeUser(db, actor.id, purgeAt);
  for (const { id, name, outcome, membership_id, purge_at } of organizations) {
    if (outcome === "left") {
      const record = await endMembership(db, product, id, await findMember(db, id, membership_id));
      await auditIn({ db, organizationId: id, record });
      continue;
    }
    if (!purge_at) {
      const facts = { purge_at: purgeAt, deletion_requested_at: now, deletion_requested_by: actor.label };
      await changeFacts(db, id, facts, actor.label, "Its only member closed their account.");
    }
    const after = { purge_at: purge_at ?? purgeAt.toISOString() };
    await auditIn({ db, organizationId: id, record: { target: { type: "organization", id, label: name }, before: { purge_at }, after } });
  }
  await endSessions(db, actor.id);
  return purgeAt;
}
