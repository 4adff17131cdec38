import { beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createCustomRole,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  startTestChat,
  type TestOrganization,
  type TestUser,
  type TestVisit,
} from "#testing/factories.ts";
import { addPassage, askAll, callAsVisitor } from "#testing/visitor.ts";
import type { Insights } from "#features/conversations/contract.ts";
import type { Analytics, QuestionGroups } from "../contract.ts";
import { sumUpOrganization } from "./sums/sum-up-analytics.ts";

const target = useApp();

let organization: TestOrganization;
let project: string;
let agent: string;
beforeEach(async () => {
  organization = await createOrganization(target);
  project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  agent = await createAgent(target, organization, project);
});

const known = "When do parcels arrive?";
const unknown = "Do you sell umbrellas?";
const path = (rest: string) => `/v1/organizations/${organization.id}/projects/${project}${rest}`;
const get = async <Body>(rest: string) => (await call<Body>(target, organization.owner, `GET ${path(rest)}`)).body;
const read = (query = "") => get<Analytics>(`/analytics?compare=true${query}`);
const sqlOn = (sql: string, ...values: unknown[]) => target.database.admin.query(sql, values);
const asVisitor = (visit: TestVisit, line: string, body?: object) => callAsVisitor(target, visit, line, body);
const visited = async (...questions: string[]) => {
  const visit = await startConversation(target, agent);
  for (const question of questions) await askAll(target, visit, question);
  return visit;
};

test("answers are counted by how they ended, conversations by where they began, and one is solved by its last answer", async () => {
  await visited(known);
  await visited(unknown, known);
  await visited(known, unknown);
  const { totals, previous, data, by } = await read();
  expect(totals).toMatchObject({ conversations: 3, solved: 2, answers: 5, declined: 2, tokens: { input: 0, output: 0 } });
  expect(totals.answered + totals.suggested).toBe(3);
  expect(totals.first_words.count).toBe(5);
  expect(totals.first_words.p90_ms).toBeGreaterThanOrEqual(totals.first_words.median_ms!);
  expect(previous!.totals).toMatchObject({ conversations: 0, answers: 0, first_words: { count: 0, median_ms: null } });
  expect([by, data.length]).toEqual(["day", 30]);
  expect(data.at(-1)).toMatchObject({ conversations: 3, declined: 2 });
  expect(data.slice(0, -1).every(({ conversations, answered }) => conversations === 0 && answered === 0)).toBe(true);
});

test("what is asked in a test chat is left out of analytics, insights, unanswered questions and ratings, and is listed", async () => {
  await visited(known);
  const visit = await startTestChat(target, agent, organization.owner);
  await askAll(target, visit, unknown);
  expect((await asVisitor(visit, "POST /rating", { score: 1 })).status).toBe(200);
  await asVisitor(visit, "POST /handover");
  const { totals, data } = await read();
  expect(totals).toMatchObject({ conversations: 1, answers: 1, ratings: { up: 0, down: 0 }, handed_over: { conversations: 0, asked: 0 } });
  expect(data.map(({ conversations, declined }) => [conversations, declined]).filter(([begun]) => begun! > 0)).toEqual([[1, 0]]);
  expect(await get<Insights>("/insights")).toMatchObject({ answers: 1, conversations: 1, unanswered: [] });
  expect(await get("/unanswered-questions")).toMatchObject({ total: 0 });
  expect(await get("/analytics/questions")).toMatchObject({ data: [], questions: 0 });
  expect(await get("/conversations")).toMatchObject({ total: 2 });
  expect(await get("/conversations?test=false")).toMatchObject({ total: 1 });
});

test("a wish for a person, who answered it and how soon, and ratings are counted", async () => {
  const visit = await visited(known);
  await asVisitor(visit, "POST /handover");
  await call(target, organization.owner, `POST ${path(`/conversations/${visit.conversation_id}/take-over`)}`);
  const said = { text: "Here I am." };
  expect((await call(target, organization.owner, `POST ${path(`/conversations/${visit.conversation_id}/messages`)}`, said)).status).toBe(
    201,
  );
  await sqlOn(
    "update messages set created_at = created_at - interval '90 seconds' where organization_id = $1 and event = 'ask'",
    organization.id,
  );
  await asVisitor(visit, "POST /rating", { score: -1 });
  await visited(known);
  const { totals } = await read();
  expect(totals).toMatchObject({
    conversations: 2,
    solved: 1,
    handed_over: { conversations: 1, asked: 1, taken_over: 1, expired: 0 },
    ratings: { up: 0, down: 1 },
  });
  expect(totals.first_response.count).toBe(1);
  expect(Math.floor(totals.first_response.median_seconds! / 10)).toBe(9);
});

test("a day is one of the organization's time zone, and is compared with as many days before", async () => {
  await call(target, organization.owner, `PATCH /v1/organizations/${organization.id}`, { time_zone: "Pacific/Auckland" });
  const visits = [await visited(known), await visited(known), await visited(known)];
  // Just before a midnight of Auckland, just after it, and a day later.
  const times = ["2026-06-09T11:59:59Z", "2026-06-09T12:00:00Z", "2026-06-10T12:00:00Z"];
  for (const [index, { conversation_id }] of visits.entries()) {
    await sqlOn("update conversations set created_at = $2 where id = $1", conversation_id, times[index]);
    await sqlOn("update messages set created_at = $2 where conversation_id = $1", conversation_id, times[index]);
  }
  await sqlOn("update calendar_zones set starts_at = '2020-01-01', first_day = '2020-01-01' where organization_id = $1", organization.id);
  const { by, data, totals, previous, days } = await read("&from=2026-06-10&to=2026-06-10");
  expect([by, data.length, totals.conversations, previous!.totals.conversations]).toEqual(["hour", 24, 1, 1]);
  expect([days, previous!.days]).toEqual([
    { first: "2026-06-10", last: "2026-06-10" },
    { first: "2026-06-09", last: "2026-06-09" },
  ]);
  expect((await read("&from=2026-06-10&to=2026-06-12")).previous!.days).toEqual({ first: "2026-06-07", last: "2026-06-09" });
  expect(data[0]).toMatchObject({ from: "2026-06-09T12:00:00.000Z", conversations: 1 });
  expect((await read("&from=2026-06-09&to=2026-06-11")).data.map(({ conversations }) => conversations)).toEqual([1, 1, 1]);
});

test("one agent's numbers are its own", async () => {
  await visited(known, unknown);
  const first = agent;
  agent = await createAgent(target, organization, project);
  await visited(known);
  expect((await read(`&agent_id=${first}`)).totals).toMatchObject({ conversations: 1, answers: 2, declined: 1 });
  expect((await read(`&agent_id=${agent}`)).totals).toMatchObject({ conversations: 1, answers: 1, declined: 0 });
  expect((await get<QuestionGroups>(`/analytics/questions?agent_id=${first}`)).data).toHaveLength(1);
  expect((await get<QuestionGroups>(`/analytics/questions?agent_id=${agent}`)).data).toHaveLength(0);
});

test("questions in the same words are one line, which an answer ends", async () => {
  await visited(unknown, "do you sell an umbrella");
  await visited("Is there a car park?");
  const { data } = await get<QuestionGroups>("/analytics/questions");
  expect(data.map(({ asked }) => asked)).toEqual([2, 1]);
  expect(data[0]!.others).toHaveLength(1);
  for (const question of [data[0]!.question, ...data[0]!.others])
    await call(target, organization.owner, `POST ${path("/unanswered-questions/settle")}`, { question, state: "answered" });
  expect((await get<QuestionGroups>("/analytics/questions")).data.map(({ question }) => question)).toEqual(["Is there a car park?"]);
});

test("a file holds the lines of the chart, in cells that no spreadsheet takes for anything else", async () => {
  await visited(known, unknown);
  const other = await createAgent(target, organization, project, { name: '=HYPERLINK("https://shop.example","Desk")' });
  for (const query of ["", "from=2026-03-29&to=2026-03-29", `agent_id=${agent}`, `agent_id=${other}`]) {
    const response = await target.app.request(path(`/analytics/file?${query}`), { headers: { cookie: organization.owner.cookie } });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
    const { data, totals, days } = await get<Analytics>(`/analytics?${query}`);
    expect(response.headers.get("content-disposition")).toContain(`analytics-${days.first}-${days.last}.csv`);
    const [head, ...lines] = text.split("\r\n");
    expect(head).toBe("\uFEFFday,from,conversations,answers,answered,suggested,declined");
    expect(lines.pop()).toBe("");
    const rows = data.map(({ day, from, conversations, answered, suggested, declined }) =>
      [day, from, conversations, answered + suggested + declined, answered, suggested, declined].join(","),
    );
    expect(lines).toEqual(rows);
    for (const cell of lines.flatMap((line) => line.split(","))) expect(cell).toMatch(/^(\d+|\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?)$/);
    const sum = (column: number) => lines.reduce((all, line) => all + Number(line.split(",")[column]), 0);
    expect([2, 3, 4, 5, 6].map(sum)).toEqual([totals.conversations, totals.answers, totals.answered, totals.suggested, totals.declined]);
  }
});

const doors = ["/analytics", "/analytics/file", "/analytics/questions"];

test("bad ranges are refused", async () => {
  for (const door of doors)
    for (const query of ["from=2026-02-02&to=2026-02-01", "from=2020-01-01&to=2026-01-01", "from=yesterday"])
      expect((await call(target, organization.owner, `GET ${path(`${door}?${query}`)}`)).status, `${door} ${query}`).toBe(422);
  expect((await call(target, organization.owner, `GET ${path("/analytics?compare=1")}`)).status).toBe(422);
});

test("who can read conversations sees it, in their own organization", async () => {
  const viewer = await createMember(target, organization.id, "viewer");
  const role = await createCustomRole(target, organization.id, ["project:read", "agent:read"]);
  const builder = await createMember(target, organization.id, role);
  const stranger = await createOrganization(target);
  for (const door of doors) {
    const statusOf = async (caller: TestUser, address = path(door)) => (await call(target, caller, `GET ${address}`)).status;
    expect([await statusOf(viewer), await statusOf(builder), await statusOf(stranger.owner)], door).toEqual([200, 403, 404]);
    const elsewhere = path(door).replace(organization.id, stranger.id);
    expect(await statusOf(stranger.owner, elsewhere), door).toBe(404);
  }
});

test("an agent of another project has no numbers in this one, before its conversations are summed and after", async () => {
  await visited(known, unknown);
  const [here, project2] = [project, await createProject(target, organization.id, organization.owner.id)];
  project = project2;
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  const elsewhere = await createAgent(target, organization, project);
  agent = elsewhere;
  await visited(known, unknown);
  project = here;
  const nothing = { conversations: 0, answers: 0, first_words: { count: 0 }, ratings: { up: 0, down: 0 }, tokens: { input: 0, output: 0 } };
  for (const summed of [false, true]) {
    if (summed) await sumUpOrganization(target.platform, organization.id, new AbortController().signal, new Date("2100-01-01"));
    expect((await read(`&agent_id=${elsewhere}`)).totals).toMatchObject(nothing);
    expect((await read()).totals).toMatchObject({ conversations: 1, answers: 2 });
    expect((await get<QuestionGroups>(`/analytics/questions?agent_id=${elsewhere}`)).data).toEqual([]);
  }
});
