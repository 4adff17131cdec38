import { sql } from "kysely";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createMember, createOrganization } from "#testing/factories.ts";
import type { Db } from "./transaction.ts";

const target = useApp();
const scopeOf = (organization: { id: string }) => ({ kind: "tenant" as const, organizationId: organization.id });
const whoAmI = (db: Db) => sql<{ role: string }>`select current_user as role`.execute(db).then((result) => result.rows[0]!.role);

test("a transaction is its scope's role, and the connection is nobody again after it", async () => {
  const organization = await createOrganization(target);
  const { transaction, roles } = target.platform.database;
  expect(await transaction(scopeOf(organization), "write", ({ db }) => whoAmI(db))).toBe(roles.tenant);
  expect(await transaction({ kind: "system", reason: "a test" }, "read", ({ db }) => whoAmI(db))).toBe(roles.system);
  expect(await transaction({ kind: "identity" }, "read", ({ db }) => whoAmI(db))).toBe(roles.identity);
});

test("a job is queued as the queue's role, and the tenant is back behind it", async () => {
  const organization = await createOrganization(target);
  const { transaction, roles } = target.platform.database;
  const seen = await transaction(scopeOf(organization), "write", async ({ db, asQueue }) => [
    (await asQueue("select current_user as role")).rows[0],
    await whoAmI(db),
  ]);
  expect(seen).toEqual([{ role: roles.queue }, roles.tenant]);
});

test("the handle of a finished transaction answers no query more", async () => {
  const organization = await createOrganization(target);
  const kept = await target.platform.database.transaction(scopeOf(organization), "write", async ({ db }) => [db]);
  await expect(whoAmI(kept[0]!)).rejects.toThrow("This transaction is over");
});

test("an error that was swallowed makes the commit fail instead of losing the writes in silence", async () => {
  const organization = await createOrganization(target);
  const lost = target.platform.database.transaction(scopeOf(organization), "write", async ({ db }) => {
    await sql`select 1 / 0`.execute(db).catch(() => {});
  });
  await expect(lost).rejects.toThrow("rolled back");
});

test("the same scope nested is the same transaction; another one, or a write in a read, throws", async () => {
  const [one, other] = [await createOrganization(target), await createOrganization(target)];
  const { transaction } = target.platform.database;
  await transaction(scopeOf(one), "write", async (outer) => {
    await transaction(scopeOf(one), "read", async (inner) => expect(inner).toBe(outer));
    await expect(async () => transaction(scopeOf(other), "read", async () => {})).rejects.toThrow("inside a tenant");
  });
  await transaction(scopeOf(one), "read", async () => {
    await expect(async () => transaction(scopeOf(one), "write", async () => {})).rejects.toThrow("inside a read");
  });
});

test("a read cannot write", async () => {
  const organization = await createOrganization(target);
  const write = target.platform.database.transaction(scopeOf(organization), "read", ({ db }) =>
    db.updateTable("organizations").set({ name: "Changed" }).execute(),
  );
  await expect(write).rejects.toThrow("read-only transaction");
});

test("what is not an organization's id is refused before it reaches the database", async () => {
  const { transaction } = target.platform.database;
  await expect(transaction(scopeOf({ id: "org_'; reset role; --" }), "read", async () => {})).rejects.toThrow("Not an organization's id");
});

test("terminated backends under load lose no connection for good", async () => {
  const organization = await createOrganization(target);
  const { transaction } = target.platform.database;
  for (let round = 0; round < 4; round++) {
    const attempts = Array.from({ length: 50 }, () => transaction(scopeOf(organization), "write", ({ db }) => whoAmI(db)));
    const settled = Promise.allSettled(attempts);
    await target.database.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'botcadence app' and datname = current_database()",
    );
    await settled;
  }
  expect(await transaction(scopeOf(organization), "read", ({ db }) => whoAmI(db))).toBe(target.platform.database.roles.tenant);
});

test("at least one Owner stays when two of them step down at once", async () => {
  const { transaction } = target.platform.database;
  for (let round = 0; round < 10; round++) {
    const organization = await createOrganization(target);
    await createMember(target, organization.id, "owner");
    const { rows } = await target.database.admin.query("select id from memberships where organization_id = $1", [organization.id]);
    const stepDown = (id: string) =>
      transaction(scopeOf(organization), "write", ({ db }) =>
        db.updateTable("memberships").set({ role: "viewer" }).where("id", "=", id).execute(),
      );
    const outcomes = await Promise.allSettled(rows.map((row) => stepDown(row.id)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled").length).toBe(1);
  }
});
