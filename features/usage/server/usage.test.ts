import { beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createKey,
  createMember,
  createOrganization,
  createProject,
  type TestOrganization,
} from "#testing/factories.ts";
import { readUsage, record, sumUp } from "#testing/usage.ts";
import { usageKindNames } from "../contract.ts";
import type { UsageEvent } from "./record-usage.ts";
import { addMonths, firstOfMonth } from "./days.ts";

const target = useApp();
let organization: TestOrganization;
let project: string;
let agent: string;
let other: string;
/** What March 2026 and the months beside it hold. */
beforeAll(async () => {
  organization = await createOrganization(target);
  await createdAt(organization.id, "2026-01-15T22:30:00Z");
  project = await createProject(target, organization.id, organization.owner.id, "Help centre");
  other = await createProject(target, organization.id, organization.owner.id, '=SUM(A1) "Shop"');
  agent = await createAgent(target, organization, project, { name: "Assistant" });
  await record(
    target,
    organization.id,
    event("2026-02-10T12:00:00Z", { quantity: 4 }),
    event("2026-02-10T12:00:00Z", { kind: "bytes_stored", quantity: 1000, projectId: project }),
    event("2026-03-02T09:10:00Z", { quantity: 3, projectId: project, agentId: agent, channel: "website" }),
    event("2026-03-02T09:50:00Z", { quantity: 2, projectId: project, agentId: agent, channel: "test" }),
    event("2026-03-02T10:00:00Z", { kind: "input_tokens", quantity: 500, projectId: project, agentId: agent, channel: "website" }),
    event("2026-03-20T23:59:59Z", { quantity: 1, projectId: other }),
    event("2026-03-21T00:00:00Z", { kind: "bytes_stored", quantity: 500, projectId: other }),
    event("2026-03-25T00:00:00Z", { kind: "bytes_stored", quantity: -1000, projectId: project }),
    event("2026-04-01T00:00:00Z", { quantity: 9 }),
  );
  await sumUp(target, organization.id);
});

const createdAt = (id: string, time: string) =>
  target.database.admin.query("update organizations set created_at = $2 where id = $1", [id, time]);

function event(time: string, fields: Partial<UsageEvent>): UsageEvent {
  return { kind: "answers", quantity: 1, key: newId("msg"), occurredAt: new Date(time), ...fields };
}
const march = "from=2026-03-01&to=2026-03-31";
const some = async (query: string, kind: (typeof usageKindNames)[number] = "answers") =>
  (await readUsage(target, organization, query)).data.map(({ label, totals }) => [label, totals[kind]]);

test("a month is answered with its totals of every kind, and beside the month before", async () => {
  const { period, totals, previous, time_zone: zone } = await readUsage(target, organization, march);
  expect(period).toEqual({ from: "2026-03-01T00:00:00.000Z", to: "2026-04-01T00:00:00.000Z" });
  expect(zone).toBe("UTC");
  expect(totals).toEqual({ answers: 6, messages_received: 0, input_tokens: 500, output_tokens: 0, sms_sent: 0, bytes_stored: 500 });
  expect(previous!.period).toEqual({ from: "2026-02-01T00:00:00.000Z", to: "2026-03-01T00:00:00.000Z" });
  expect([previous!.totals.answers, previous!.totals.bytes_stored]).toEqual([4, 1000]);
});

test("a time before the organization was there is compared with nothing; the day on which it was created counts", async () => {
  const { previous, data } = await readUsage(target, organization, "from=2026-02-01&to=2026-02-28");
  expect([previous, data.length]).toEqual([null, 28]);
  const from = async (first: string, last: string) =>
    (await readUsage(target, organization, `from=${first}&to=${last}`)).previous?.period.from;
  expect(await from("2026-01-26", "2026-02-05")).toBe("2026-01-15T00:00:00.000Z");
  expect(await from("2026-01-25", "2026-02-04")).toBeUndefined();
  const fresh = await createOrganization(target);
  expect((await readUsage(target, fresh)).previous).toBeNull();
  // It is the day of the organization's calendar, which is the 16th in Tokyo.
  await call(target, fresh.owner, `PATCH /v1/organizations/${fresh.id}`, { time_zone: "Asia/Tokyo" });
  await createdAt(fresh.id, "2026-01-15T22:30:00Z");
  expect((await readUsage(target, fresh, "from=2026-02-10&to=2026-03-08")).previous).toBeNull();
});

test("days come whole, those without anything too, and storage stands as each of them left it", async () => {
  const { data, total } = await readUsage(target, organization, march);
  expect([data.length, total, data[0]?.key, data[30]?.key]).toEqual([31, 31, "2026-03-01", "2026-03-31"]);
  const days = Object.fromEntries(data.map(({ key, totals }) => [key!.slice(8), [totals.answers, totals.bytes_stored]]));
  expect([days["01"], days["02"], days["20"], days["21"], days["24"], days["25"]]).toEqual([
    [0, 1000],
    [5, 1000],
    [1, 1000],
    [0, 1500],
    [0, 1500],
    [0, 500],
  ]);
});

test("it is grouped by project, agent, kind, channel, hour and period", async () => {
  expect(await some(`${march}&group_by=project`)).toEqual([
    ["Help centre", 5],
    ['=SUM(A1) "Shop"', 1],
  ]);
  expect(await some(`${march}&group_by=project`, "bytes_stored")).toEqual([
    ["Help centre", 0],
    ['=SUM(A1) "Shop"', 500],
  ]);
  expect(await some(`${march}&group_by=agent`)).toEqual([
    ["Assistant", 5],
    ["No agent", 1],
  ]);
  expect((await some(`${march}&group_by=kind`)).map(([label]) => label)).toEqual(["Answers", "Input tokens", "Storage"]);
  expect(await some(`${march}&group_by=channel`)).toEqual([
    ["Websites", 3],
    ["Test chat and test page", 2],
    ["Elsewhere", 1],
  ]);
  expect(await some("from=2026-03-02&to=2026-03-02&group_by=hour")).toEqual([
    ["2026-03-02T09:00:00.000Z", 5],
    ["2026-03-02T10:00:00.000Z", 0],
  ]);
  expect(await some("from=2026-02-15&to=2026-03-15&group_by=period")).toEqual([
    ["2026-02-01", 4],
    ["2026-03-01", 6],
  ]);
});

test("times are taken to the hour, and every grouping of a range adds up to its totals", async () => {
  const range = "from=2026-03-02T09:30:00Z&to=2026-03-20T23:30:00Z";
  for (const group of ["hour", "project", "agent", "kind", "channel", "day", "period"]) {
    const { totals, data } = await readUsage(target, organization, `${range}&group_by=${group}`);
    expect([group, data.reduce((sum, row) => sum + row.totals.answers, 0)]).toEqual([group, totals.answers]);
    if (group !== "day" && group !== "period") expect([group, totals.answers]).toEqual([group, 6]);
  }
  const { period, previous } = await readUsage(target, organization, `${range}&group_by=project`);
  expect(period).toEqual({ from: "2026-03-02T09:00:00.000Z", to: "2026-03-21T00:00:00.000Z" });
  expect(previous!.period.to).toBe(period.from);
});

test("without a range it is this period so far, beside as many days of the last", async () => {
  const { period, previous, data } = await readUsage(target, organization);
  const month = period.from.slice(0, 10);
  expect([month, Math.abs(Date.parse(data.at(-1)!.key!) - Date.now()) < 2 * 86_400_000]).toEqual([firstOfMonth(month), true]);
  expect(period).toEqual({ from: `${month}T00:00:00.000Z`, to: `${addMonths(month, 1)}T00:00:00.000Z` });
  expect(previous!.period.from).toBe(`${addMonths(month, -1)}T00:00:00.000Z`);
  const days = (Date.parse(previous!.period.to) - Date.parse(previous!.period.from)) / 86_400_000;
  expect(days).toBeLessThanOrEqual(data.length);
  expect(days).toBeGreaterThanOrEqual(Math.min(data.length - 1, 28));
});

test("projects come a page at a time, those with most answers first", async () => {
  const first = await readUsage(target, organization, `${march}&group_by=project&per_page=1`);
  const second = await readUsage(target, organization, `${march}&group_by=project&per_page=1&page=2`);
  expect([first, second].map(({ data, total, page }) => [data.map(({ key }) => key), total, page])).toEqual([
    [[project], 2, 1],
    [[other], 2, 2],
  ]);
  expect(second.totals.answers).toBe(6);
  const inside = await readUsage(target, organization, `${march}&group_by=agent&project_id=${other}`);
  expect([inside.totals.answers, inside.data.map(({ label }) => label)]).toEqual([1, ["No agent"]]);
});

test("a project and an agent that were deleted are still called by their names", async () => {
  const made = await createOrganization(target);
  const inside = await createProject(target, made.id, made.owner.id, "Old shop");
  const [one, two] = [await createAgent(target, made, inside, { name: "Ann" }), await createAgent(target, made, inside, { name: "Bob" })];
  await record(target, made.id, ...[one, two].map((id) => event("2026-03-02T09:10:00Z", { projectId: inside, agentId: id, key: id })));
  const path = `/v1/organizations/${made.id}/projects/${inside}`;
  await call(target, made.owner, `DELETE ${path}/agents/${one}`);
  expect((await call(target, made.owner, `DELETE ${path}`)).status).toBe(204);
  const names = async (group: string) =>
    (await readUsage(target, made, `${march}&group_by=${group}`)).data.map((row) => [row.label, row.is_deleted]);
  expect(await names("project")).toEqual([["Old shop", true]]);
  expect((await names("agent")).toSorted()).toEqual([
    ["Ann", true],
    ["Bob", true],
  ]);
});

test("a range that ends before it begins, is too long or is no range is refused at its field", async () => {
  const refused = [
    "from=2026-03-02&to=2026-03-01",
    "from=2026-03-02T00:00:00Z&to=2026-03-02T00:00:00Z",
    "from=2026-03-02&to=2026-03-02T10:00:00Z",
    "from=2020-01-01&to=2026-01-01",
    "from=2026-01-01&to=2026-03-01&group_by=hour",
    "from=yesterday",
    "from=2026-02-30&to=2026-03-01",
    "group_by=color",
  ];
  for (const query of refused) {
    const { status, body } = await call(target, organization.owner, `GET /v1/organizations/${organization.id}/usage?${query}`);
    expect([query, status, body]).toMatchObject([query, 422, { error: { field_errors: expect.any(Object) } }]);
  }
});

test("every member reads usage, a key where it was given that, and nobody of another organization", async () => {
  const path = `GET /v1/organizations/${organization.id}/usage`;
  const viewer = await createMember(target, organization.id, "viewer");
  expect((await call(target, viewer, path)).status).toBe(200);
  expect((await call(target, await createKey(target, organization.id, organization.owner.id, ["usage:read"]), path)).status).toBe(200);
  expect((await call(target, await createKey(target, organization.id, organization.owner.id, ["project:read"]), path)).status).toBe(403);
  const stranger = await createOrganization(target);
  expect((await call(target, stranger.owner, path)).status).toBe(404);
});

test("the file has a line for each day, project, agent, channel and kind, and no name becomes a formula", async () => {
  const { body, headers } = await call<string>(target, organization.owner, `GET /v1/organizations/${organization.id}/usage/csv?${march}`);
  expect([headers.get("content-type"), headers.get("content-disposition")]).toEqual([
    "text/csv; charset=utf-8",
    'attachment; filename="usage-2026-03-01-2026-03-31.csv"',
  ]);
  expect(body.split("\r\n")).toEqual([
    "day,project_id,project,agent_id,agent,channel,kind,unit,quantity",
    `2026-03-02,${project},Help centre,${agent},Assistant,test,answers,count,2`,
    `2026-03-02,${project},Help centre,${agent},Assistant,website,answers,count,3`,
    `2026-03-02,${project},Help centre,${agent},Assistant,website,input_tokens,tokens,500`,
    `2026-03-20,${other},"'=SUM(A1) ""Shop""",,,,answers,count,1`,
    `2026-03-21,${other},"'=SUM(A1) ""Shop""",,,,bytes_stored,bytes,500`,
    `2026-03-25,${project},Help centre,,,,bytes_stored,bytes,-1000`,
    "",
  ]);
});
