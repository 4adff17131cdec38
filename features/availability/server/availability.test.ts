import { beforeEach, expect, test } from "vitest";
import type { Availability } from "../contract.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import { readReach } from "./read-reach.ts";

const target = useApp();
let organization: TestOrganization;
let project: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  await target.database.admin.query("update organizations set time_zone = 'Europe/Berlin' where id = $1", [organization.id]);
});

const path = () => `/v1/organizations/${organization.id}/projects/${project}/availability`;
const set = (body: object, headers = {}) =>
  call<Availability & { error: { field_errors: Record<string, string> } }>(target, organization.owner, `PUT ${path()}`, body, headers);
const reachAt = (at: string) =>
  target.platform.database.transaction({ kind: "tenant", organizationId: organization.id }, "read", ({ db }) =>
    readReach(db, organization.id, project, at),
  );
const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: "09:00", to: "17:00" }));

test("it is null until it is set, then what was set, with a version that a colleague's change moves on", async () => {
  expect((await call(target, organization.owner, `GET ${path()}`)).body).toBeNull();
  const first = await set({ hours: weekdays, holidays: ["2026-12-25", "2026-12-25"], expected: " We answer within an hour. " });
  expect(first).toMatchObject({
    status: 200,
    body: {
      hours: weekdays,
      holidays: ["2026-12-25"],
      expected: "We answer within an hour.",
      wait_minutes: null,
      time_zone: "Europe/Berlin",
      version: 1,
    },
  });
  expect((await set({ hours: null }, { "if-match": '"1"' })).body.version).toBe(2);
  expect((await set({ hours: weekdays }, { "if-match": '"1"' })).status).toBe(409);
  const viewer = await createMember(target, organization.id, "viewer");
  expect((await call(target, viewer, `GET ${path()}`)).status).toBe(200);
  expect((await call(target, viewer, `PUT ${path()}`, {})).status).toBe(403);
});

test.each([
  [{ hours: [] }, "hours"],
  [{ hours: [{ day: 8, from: "09:00", to: "17:00" }] }, "hours.0.day"],
  [{ hours: [{ day: 1, from: "17:00", to: "09:00" }] }, "hours.0.to"],
  [{ hours: [{ day: 1, from: "9", to: "17:00" }] }, "hours.0.from"],
  [{ holidays: ["2026-02-30"] }, "holidays.0"],
  [{ wait_minutes: 0 }, "wait_minutes"],
  [{ limit_each: 1_000 }, "limit_each"],
  [{ expected: "x".repeat(301) }, "expected"],
])("%j is refused at %s", async (body, field) => {
  const { status, body: answer } = await set(body);
  expect([status, Object.keys(answer.error.field_errors)]).toEqual([422, [field]]);
});

test("where nothing is set somebody is there at any time, and visitors are told nothing", async () => {
  expect(await reachAt("2026-12-25T03:00:00Z")).toMatchObject({ isOpen: true, openSince: null, opensAt: null, expected: null });
});

test.each([
  ["on a Monday in winter, an hour before UTC says so", "2026-11-30T08:00:00Z", true, null],
  ["before it opens", "2026-11-30T07:59:59Z", false, "2026-11-30T08:00:00.000Z"],
  ["in summer the clocks are another hour ahead", "2026-07-06T07:00:00Z", true, null],
  ["as it closes", "2026-11-30T16:00:00Z", false, "2026-12-01T08:00:00.000Z"],
  ["on a Friday evening, until Monday", "2026-12-04T18:00:00Z", false, "2026-12-07T08:00:00.000Z"],
  ["over holidays and the weekend behind them", "2026-12-23T18:00:00Z", false, "2026-12-28T08:00:00.000Z"],
  ["from Saturday on over the change to winter time", "2026-10-24T10:00:00Z", false, "2026-10-26T08:00:00.000Z"],
])("%s", async (_when, at, isOpen, opensAt) => {
  await set({ hours: weekdays, holidays: ["2026-12-24", "2026-12-25"], expected: "Soon.", expected_closed: "Tomorrow." });
  const reach = await reachAt(at);
  expect([reach.isOpen, reach.opensAt && new Date(reach.opensAt).toISOString()]).toEqual([isOpen, opensAt]);
  expect(reach.expected).toBe(isOpen ? "Soon." : "Tomorrow.");
});

test("hours that pass midnight are two lines, without a gap between them", async () => {
  await set({
    hours: [
      { day: 1, from: "22:00", to: "24:00" },
      { day: 2, from: "00:00", to: "02:00" },
    ],
  });
  for (const at of ["2026-11-30T22:59:59Z", "2026-11-30T23:00:00Z", "2026-12-01T00:30:00Z"])
    expect((await reachAt(at)).isOpen, at).toBe(true);
  expect((await reachAt("2026-12-01T01:00:00Z")).isOpen).toBe(false);
});

test("hours that meet are one time without a break, also over midnight, and where a change of the clocks leaves nothing of a line", async () => {
  await set({
    hours: [
      { day: 1, from: "22:00", to: "24:00" },
      { day: 2, from: "00:00", to: "02:00" },
      { day: 2, from: "01:30", to: "06:00" },
      { day: 7, from: "02:30", to: "03:00" },
      { day: 7, from: "10:00", to: "11:00" },
    ],
  });
  const since = async (at: string) => new Date((await reachAt(at)).openSince!).toISOString();
  for (const at of ["2026-11-30T21:30:00Z", "2026-11-30T23:30:00Z", "2026-12-01T04:59:59Z"])
    expect(await since(at), at).toBe("2026-11-30T21:00:00.000Z");
  expect(await since("2027-03-28T08:30:00Z")).toBe("2027-03-28T08:00:00.000Z");
});
