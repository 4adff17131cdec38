import { beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { addMonths, firstOfMonth } from "#features/usage/server/days.ts";
import { useApp } from "#testing/app.ts";
import type { TestOrganization } from "#testing/factories.ts";
import { createPayer, issue, listIssued, manualBilling, setSeller } from "#testing/manual-billing.ts";

const target = useApp({ variables: manualBilling });
const lastMonth = addMonths(firstOfMonth(new Date().toISOString().slice(0, 10)), -1);
async function payers(count: number): Promise<TestOrganization[]> {
  const made: TestOrganization[] = [];
  while (made.length < count) made.push(await createPayer(target, "pro", lastMonth));
  return made;
}
beforeAll(() => setSeller(target));

/** The places in the series, in their order. */
const places = async () =>
  (await listIssued(target)).map(({ number }) => Number(number.split("-")[1])).toSorted((first, second) => first - second);
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test("however many issue at once, for one organization or many, and whichever fail midway: each is issued once, and no number is left out or given twice", async () => {
  const ours = await payers(9);
  const failing = new Set(ours.filter((_, index) => index % 3 === 0).map(({ id }) => id));
  // Cut off where a crash would: after the number was taken, before the transaction ended.
  await target.database.admin.query(`
    create function fail_midway() returns trigger language plpgsql as $$ begin
      if new.organization_id in (${[...failing].map((id) => `'${id}'`).join()}) then raise exception 'cut off'; end if;
      return new;
    end $$;
    create trigger fail_midway before insert on invoice_lines for each row execute function fail_midway()`);
  const attempts = ours.flatMap((one) => [one, one]);
  const first = await Promise.all(attempts.map((one) => issue(target, one)));
  expect(first.filter(({ status }) => status === 500)).toHaveLength(2 * failing.size);
  expect(first.flatMap(({ body }) => body.documents ?? [])).toHaveLength(ours.length - failing.size);
  expect(await places()).toEqual(oneTo(ours.length - failing.size));

  await target.database.admin.query("drop trigger fail_midway on invoice_lines");
  const second = await Promise.all(attempts.map((one) => issue(target, one)));
  expect(second.flatMap(({ body }) => body.documents ?? [])).toHaveLength(failing.size);
  expect(await places()).toEqual(oneTo(ours.length));
  expect(new Set((await listIssued(target)).map(({ organization_id }) => organization_id)).size).toBe(ours.length);
});

test("a number that no invoice gets is not given", async () => {
  const [ours] = await payers(1);
  const before = await places();
  const taken = target.platform.database.transaction({ kind: "tenant", organizationId: ours!.id }, "write", ({ db }) =>
    sql`select next_invoice_number()`.execute(db),
  );
  await expect(taken).rejects.toThrow(/^The number \d{4}-\d{4} was taken and no invoice has it\.$/);
  await issue(target, ours!);
  expect(await places()).toEqual(oneTo(before.length + 1));
});

test("a new year begins at one, an earlier clock goes on in the later year, and after 9999 comes 10000", async () => {
  const { admin } = target.database;
  const after = async (year: number, place: number) => {
    await admin.query("begin");
    await admin.query("update invoice_issuer set series_year = $1, last_number = $2", [year, place]);
    const { rows } = await admin.query<{ number: string }>("select next_invoice_number() as number");
    await admin.query("rollback");
    return rows[0]!.number;
  };
  expect(await after(2001, 77)).toMatch(/^20\d\d-0001$/);
  expect(await after(9998, 77)).toBe("9998-0078");
  expect(await after(9998, 9_999)).toBe("9998-10000");
});
