import { beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, type TestOrganization } from "#testing/factories.ts";
import { readUsage, record, sumUp } from "#testing/usage.ts";
import type { UsageEvent } from "./record-usage.ts";
import { readPeriod } from "./calendar.ts";

const target = useApp();
let organization: TestOrganization;
beforeEach(async () => {
  organization = await createOrganization(target);
});

const answer = (time: string): UsageEvent => ({ kind: "answers", quantity: 1, key: time, occurredAt: new Date(time) });
const setZone = (zone: string) =>
  call<{ time_zone: string }>(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, { time_zone: zone });

/** How many answers there were, by the slots in which there were any; before and after they are summed. */
async function answersBy(query: string): Promise<Record<string, number>> {
  const read = async () =>
    Object.fromEntries(
      (await readUsage(target, organization, query)).data.flatMap(({ key, totals }) => (totals.answers ? [[key, totals.answers]] : [])),
    );
  const before = await read();
  await sumUp(target, organization.id);
  expect(await read()).toEqual(before);
  return before;
}

test("a day is one of the organization's time zone, also on the days on which its clocks change", async () => {
  await setZone("Europe/Berlin");
  const times = ["2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"];
  const autumn = ["2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"];
  await record(target, organization.id, ...[...times, ...autumn].map(answer));
  expect(await answersBy("from=2026-03-28&to=2026-03-30")).toEqual({ "2026-03-28": 1, "2026-03-29": 2, "2026-03-30": 1 });
  expect(await answersBy("from=2026-10-24&to=2026-10-26")).toEqual({ "2026-10-24": 1, "2026-10-25": 2, "2026-10-26": 1 });
  const { period, time_zone: zone } = await readUsage(target, organization, "from=2026-03-29&to=2026-03-29");
  expect([period, zone]).toEqual([{ from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" }, "Europe/Berlin"]);
});

test("an hour that the clocks repeat is two hours, and one of a zone between the hours begins at its own", async () => {
  await setZone("Europe/Berlin");
  await record(target, organization.id, answer("2026-10-25T00:30:00Z"), answer("2026-10-25T01:30:00Z"));
  expect(await answersBy("from=2026-10-25&to=2026-10-25&group_by=hour")).toEqual({
    "2026-10-25T00:00:00.000Z": 1,
    "2026-10-25T01:00:00.000Z": 1,
  });
  organization = await createOrganization(target);
  await setZone("Asia/Kolkata");
  await record(target, organization.id, answer("2026-05-01T18:29:59Z"), answer("2026-05-01T18:30:00Z"));
  expect(await answersBy("from=2026-05-01&to=2026-05-02")).toEqual({ "2026-05-01": 1, "2026-05-02": 1 });
  expect(await answersBy("from=2026-05-01&to=2026-05-02&group_by=hour")).toEqual({
    "2026-05-01T17:30:00.000Z": 1,
    "2026-05-01T18:30:00.000Z": 1,
  });
});

test.each([
  ["Pacific/Pago_Pago", "Pacific/Kiritimati"],
  ["Pacific/Kiritimati", "Pacific/Pago_Pago"],
])("where the time zone goes from %s to %s, months touch, and nothing is in two of them or in none", async (before, after) => {
  const { admin } = target.database;
  const insert = "insert into calendar_zones (organization_id, starts_at, first_day, time_zone) values ($1, $2, $3, $4)";
  await admin.query(insert, [organization.id, "1970-01-01T00:00:00Z", "1970-01-01", before]);
  const { rows } = await admin.query("select '2026-04-01'::timestamp at time zone $1 as starts_at", [before]);
  const change: Date = rows[0].starts_at;
  await admin.query(insert, [organization.id, change, "2026-04-01", after]);
  const hours = Array.from({ length: 24 * 8 }, (_, hour) => new Date(change.getTime() + (hour - 96) * 3_600_000).toISOString());
  await record(target, organization.id, ...hours.map(answer), answer(new Date(change.getTime() - 1).toISOString()));
  expect(await answersBy("from=2026-03-01&to=2026-04-30&group_by=period")).toEqual({ "2026-03-01": 97, "2026-04-01": 96 });
  const days = await answersBy("from=2026-03-01&to=2026-04-30");
  expect(Object.values(days).reduce((sum, count) => sum + count, 0)).toBe(193);
  let end: string | undefined;
  for (const day of Object.keys(days)) {
    const { totals, period } = await readUsage(target, organization, `from=${day}&to=${day}&group_by=hour`);
    expect([day, totals.answers, period.from]).toEqual([day, days[day], end ?? period.from]);
    end = period.to;
  }
});

test("a change of time zone waits for the end of the period, is taken back by another, and counts nothing twice", async () => {
  await record(target, organization.id, { kind: "answers", quantity: 5, key: "now" });
  const period = () =>
    target.platform.database.transaction({ kind: "tenant", organizationId: organization.id }, "read", ({ db }) =>
      readPeriod(db, organization.id),
    );
  const before = await period();
  expect(new Date(before.from).toISOString()).toMatch(/-01T00:00:00.000Z$/);
  expect((await setZone("Asia/Tokyo")).body.time_zone).toBe("Asia/Tokyo");
  expect((await setZone("America/New_York")).body.time_zone).toBe("America/New_York");
  expect(await period()).toEqual(before);
  const { rows } = await target.database.admin.query(
    "select starts_at, first_day::text, time_zone from calendar_zones where organization_id = $1",
    [organization.id],
  );
  expect(rows).toEqual([{ starts_at: new Date(before.to), first_day: before.to.slice(0, 10), time_zone: "America/New_York" }]);
  await record(target, organization.id, answer(new Date(Date.parse(before.to) - 1).toISOString()), answer(before.to));
  const months = `from=${before.month}&to=${before.to.slice(0, 10)}&group_by=period`;
  const { totals, time_zone: zone } = await readUsage(target, organization, months);
  expect([totals.answers, zone]).toEqual([7, "UTC"]);
  await sumUp(target, organization.id);
  const summed = await target.database.admin.query(
    "select month::text, quantity::int from usage_periods where organization_id = $1 order by 1",
    [organization.id],
  );
  expect(summed.rows).toEqual([
    { month: before.month, quantity: 6 },
    { month: before.to.slice(0, 10), quantity: 1 },
  ]);
  await setZone("UTC");
  const left = await target.database.admin.query("select from calendar_zones where organization_id = $1", [organization.id]);
  expect(left.rows).toEqual([]);
});

test("only a time zone that has a name is taken, from a person who can change the organization", async () => {
  for (const zone of ["+02:00", "Mars/Olympus", "", "posix/UTC", "localtime", 7]) {
    const { status, body } = await call(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, { time_zone: zone });
    expect([zone, status, body]).toMatchObject([zone, 422, { error: { field_errors: { time_zone: expect.any(String) } } }]);
  }
  expect((await call(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, {})).status).toBe(422);
  const viewer = await createMember(target, organization.id, "viewer");
  expect((await call(target, viewer, `PATCH /v1/organizations/${organization.id}`, { time_zone: "Europe/Berlin" })).status).toBe(403);
  const renamed = await call(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, { name: "Renamed" });
  expect(renamed.body).toMatchObject({ name: "Renamed", time_zone: "UTC" });
});
