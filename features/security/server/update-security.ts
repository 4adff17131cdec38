import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { dayOf } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { Security, UpdateSecurity } from "../contract.ts";
import { findPolicy, findSecurity } from "./find-security.ts";

export const updateSecurity = operation({
  name: "security.update",
  summary:
    "Sets the day from which members reach the organization only with a second factor, and their API keys with them; null where it is up to each person. Members without one are mailed 14 and 3 days before. The caller needs a second factor.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) =>
    entry.after?.second_factor_from
      ? `asked everybody for a second factor, beginning${dayOf(entry, "second_factor_from")}`
      : "changed the second factor: it is up to each person",
  permission: "organization:security",
  takesPerson: true,
  input: UpdateSecurity,
  output: Security,
  example: () => ({ input: { second_factor_from: null } }),
  async run({ db, platform, organization, actor, request, audit }, { second_factor_from: day }) {
    const { name } = await lockOrganization(db, organization.id);
    const before = await findPolicy(db, organization.id);
    checkVersion(request, Number(before?.version ?? 0));
    const wanted = day && `${day}T00:00:00.000Z`;
    if (wanted && wanted !== before?.second_factor_from) refusePast(wanted);
    if (wanted && !(await hasFactor(db, actor.id))) {
      throw invalid({ second_factor_from: "Add a second factor to your own account first: from that day you could not come in either." });
    }
    const values = { second_factor_from: wanted, told_days: null };
    await db
      .insertInto("security_policies")
      .values({ organization_id: organization.id, ...values })
      .onConflict((clash) =>
        clash.column("organization_id").doUpdateSet({ ...values, version: sql`security_policies.version + 1`, updated_at: sql`now()` }),
      )
      .execute();
    audit({
      target: { type: "organization", id: organization.id, label: name },
      before: { second_factor_from: before?.second_factor_from ?? null },
      after: { second_factor_from: wanted },
    });
    return findSecurity(db, platform, organization.id);
  },
});

function refusePast(time: string): void {
  if (time.slice(0, 10) < new Date().toISOString().slice(0, 10)) throw invalid({ second_factor_from: "Choose today or a later day." });
}

async function hasFactor(db: Db, userId: string | null): Promise<boolean> {
  const user = await db.selectFrom("users").select("second_factor").where("id", "=", userId).executeTakeFirst();
  return user?.second_factor === true;
}
