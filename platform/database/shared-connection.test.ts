import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createOrganization } from "#testing/factories.ts";

const target = useApp();
const one = (text: string) => ({ text });

test("many callers at once get each their own answer, over one connection", async () => {
  const { identityLookup } = target.platform.database;
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      identityLookup.query<{ n: number; pid: number }>({ text: "select $1::int as n, pg_backend_pid() as pid", values: [index] }),
    ),
  );
  expect(answers.map((rows) => rows[0]!.n)).toEqual(Array.from({ length: 200 }, (_, index) => index));
  expect(new Set(answers.map((rows) => rows[0]!.pid)).size).toBe(1);
});

test("a statement that fails harms none of those beside it", async () => {
  const { identityLookup } = target.platform.database;
  const [before, failed, after] = await Promise.allSettled([
    identityLookup.query(one("select 1 as n")),
    identityLookup.query(one("select 1 / 0")),
    identityLookup.query(one("select 2 as n")),
  ]);
  expect([before, after].map((answer) => answer.status)).toEqual(["fulfilled", "fulfilled"]);
  expect(failed.status === "rejected" && String(failed.reason)).toContain("division by zero");
});

test("a connection that breaks fails those who wait, and those who come get another", async () => {
  const { identityLookup } = target.platform.database;
  const rows = await identityLookup.query<{ pid: number }>(one("select pg_backend_pid() as pid"));
  const waiting = Promise.allSettled([identityLookup.query(one("select pg_sleep(30)")), identityLookup.query(one("select 1"))]);
  // Not before the connection is lent to those two: the pool hands out the one that was used last.
  await expect.poll(() => isBusy(rows[0]!.pid)).toBe(true);
  await target.database.admin.query("select pg_terminate_backend($1)", [rows[0]!.pid]);
  const broken = await waiting;
  expect(broken.map((answer) => answer.status)).toEqual(["rejected", "rejected"]);
  expect(await identityLookup.query(one("select 1 as n"))).toEqual([{ n: 1 }]);
});

test("a membership that somebody is changing keeps nobody from being recognized", async () => {
  const { id, owner } = await createOrganization(target);
  const { admin } = target.database;
  await admin.query("update app.memberships set last_active_at = now() - interval '1 hour' where organization_id = $1", [id]);
  await admin.query("begin");
  await admin.query("select from app.memberships where organization_id = $1 for update", [id]);
  try {
    const { status } = await call(target, owner, `GET /v1/organizations/${id}`);
    expect(status).toBe(200);
  } finally {
    await admin.query("rollback");
  }
});

async function isBusy(pid: number): Promise<boolean> {
  const { rows } = await target.database.admin.query("select state = 'active' as busy from pg_stat_activity where pid = $1", [pid]);
  return rows[0]?.busy === true;
}
