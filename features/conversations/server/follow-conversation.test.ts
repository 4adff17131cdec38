import { afterEach, describe, expect, test } from "vitest";
import { useApp, type TestApp } from "#testing/app.ts";
import { createAsked, question, type Asked } from "#testing/budgets.ts";
import { call, createMember, startConversation, visitorOrigin } from "#testing/factories.ts";
import { follow, readStream, type Stream } from "#testing/live.ts";
import { askAll } from "#testing/visitor.ts";

const target = useApp();
const beside = useApp({ beside: target });
let streams: Stream[] = [];
afterEach(async () => {
  await Promise.all(streams.map(({ leave }) => leave()));
  streams = [];
});

type Visit = { conversation_id: string; visitor_token: string };

async function open(
  test: TestApp,
  visit: Visit,
  { lastId, origin = visitorOrigin }: { lastId?: string | undefined; origin?: string } = {},
) {
  const stream = await readStream((path, init) => Promise.resolve(test.app.request(path, init)), {
    path: `/widget/v1/conversations/${visit.conversation_id}/events`,
    headers: { authorization: `Bearer ${visit.visitor_token}`, origin },
    lastId,
  });
  streams.push(stream);
  return stream;
}

/** A visitor who has asked something, and what the team does in their conversation. */
async function begin(
  test: TestApp = target,
): Promise<{ asked: Asked; visit: Visit; answerId: string; team: (act: string, body?: object) => Promise<number> }> {
  const asked = await createAsked(test);
  const visit = await startConversation(test, asked.agent);
  const answer = await askAll(test, visit, question);
  const path = `/v1/organizations/${asked.organization.id}/projects/${asked.project}/conversations/${visit.conversation_id}`;
  const team = async (act: string, body: object = {}) => (await call(test, asked.organization.owner, `POST ${path}/${act}`, body)).status;
  return { asked, visit, answerId: answer.events.at(-1)!.data.message_id!, team };
}

const widget = (test: TestApp, visit: Visit, line: string, body?: object) => {
  const [method = "", path = ""] = line.split(" ");
  return test.app.request(`/widget/v1/conversations/${visit.conversation_id}${path}`, {
    method,
    headers: { authorization: `Bearer ${visit.visitor_token}`, origin: visitorOrigin, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
};

describe("a visitor who follows their conversation", () => {
  test("hears who has it, what a person writes and what the lines say, and neither notes nor what they wrote themselves", async () => {
    const { visit, team } = await begin();
    const stream = await open(target, visit);
    expect((await stream.event("handover")).data).toEqual({ state: "agent" });
    expect(await team("take-over")).toBe(200);
    await stream.event("handover", ({ state }) => state === "person");
    expect(await team("notes", { text: "Careful with this one." })).toBe(201);
    expect(await team("messages", { text: "Hello, this is Ann." })).toBe(201);
    const said = await stream.event("message", ({ role }) => role === "person");
    expect(said.data).toMatchObject({ text: "Hello, this is Ann.", name: "Test Person" });
    expect(await team("give-back")).toBe(200);
    await stream.event("handover", ({ state }) => state === "agent" && stream.heard.at(-1)?.event === "handover");
    await stream.event("message", ({ text }) => text === "The agent answers again.");
    const roles = stream.heard.filter(({ event }) => event === "message").map(({ data }) => data.role);
    expect(new Set(roles)).toEqual(new Set(["agent", "person", "system"]));
    expect(JSON.stringify(stream.heard)).not.toContain("Careful");
  });

  test("is told to read again where more was said meanwhile than is looked at", async () => {
    const { visit, team } = await begin();
    const stream = await open(target, visit);
    await stream.event("handover");
    expect(await team("take-over")).toBe(200);
    await stream.event("handover", ({ state }) => state === "person");
    await stream.leave();
    for (let line = 1; line <= 51; line++) expect(await team("messages", { text: `Line ${line}` })).toBe(201);
    // Long ago, by the clock of what was known then.
    await target.database.admin.query("update messages set created_at = created_at + interval '5 minutes' where conversation_id = $1", [
      visit.conversation_id,
    ]);
    const again = await open(target, visit, { lastId: stream.lastId() });
    await again.event("reset");
    expect(again.heard.filter(({ event }) => event === "message")).toEqual([]);
  });

  test("sees a take-over within 300 ms, whichever process it is made in", async () => {
    for (const other of [target, beside]) {
      const { visit, team } = await begin();
      const stream = await open(other, visit);
      await stream.event("handover");
      const began = performance.now();
      expect(await team("take-over")).toBe(200);
      const { at } = await stream.event("handover", ({ state }) => state === "person");
      expect(at - began).toBeLessThan(other === target ? 300 : 1_000);
    }
  });

  test("has each message once, also of what came just before and while the stream began", async () => {
    const { visit, answerId, team } = await begin();
    const stream = await open(target, visit);
    await stream.event("message", ({ id }) => id === answerId);
    expect(await team("take-over")).toBe(200);
    for (let index = 0; index < 5; index += 1) expect(await team("messages", { text: `Message ${index}` })).toBe(201);
    await stream.event("message", ({ text }) => text === "Message 4");
    const ids = stream.heard.filter(({ event }) => event === "message").map(({ data }) => data.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("continues after an interruption with what was said meanwhile", async () => {
    const { visit, team } = await begin();
    expect(await team("take-over")).toBe(200);
    const stream = await open(target, visit);
    await expect.poll(stream.lastId).toBeDefined();
    await stream.leave();
    expect(await team("messages", { text: "While you were away" })).toBe(201);
    const again = await open(target, visit, { lastId: stream.lastId() });
    expect((await again.event("message", ({ role }) => role === "person")).data.text).toBe("While you were away");
    const nonsense = await open(target, visit, { lastId: "nonsense" });
    await nonsense.event("reset");
  });

  test("hears nothing of other conversations", async () => {
    const { asked, visit, team } = await begin();
    const stream = await open(target, visit);
    await stream.event("handover");
    const before = stream.heard.length;
    await askAll(target, await startConversation(target, asked.agent), question);
    expect(await team("take-over")).toBe(200);
    await stream.event("handover", ({ state }) => state === "person");
    const after = stream.heard.slice(before).map(({ event, data }) => [event, data.role ?? data.state]);
    expect(after).toEqual([
      ["message", "system"],
      ["handover", "person"],
    ]);
  });

  test("is refused with a token of another conversation, from another website, and after the agent is gone", async () => {
    const { asked, visit } = await begin();
    const other = await startConversation(target, asked.agent);
    expect((await open(target, { ...visit, visitor_token: other.visitor_token })).status).toBe(404);
    expect((await open(target, visit, { origin: "https://elsewhere.example" })).status).toBe(401);
    const stream = await open(target, visit);
    const agent = `/v1/organizations/${asked.organization.id}/projects/${asked.project}/agents/${asked.agent}`;
    expect((await call(target, asked.organization.owner, `PATCH ${agent}`, { allowed_origins: ["https://www.example.com"] })).status).toBe(
      200,
    );
    await stream.ended;
    expect(stream.heard.at(-1)).toMatchObject({ event: "error", data: { code: "forbidden" } });
  });

  test("may ask for it from another origin, with the header that resumes it", async () => {
    const response = await target.app.request("/widget/v1/conversations/cnv_00000000000000000000000000/events", {
      method: "OPTIONS",
      headers: {
        origin: visitorOrigin,
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization, last-event-id",
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toContain("Last-Event-ID");
    expect(response.headers.get("access-control-allow-methods")).toContain("PATCH");
    expect(response.headers.get("access-control-allow-origin")).toBe(visitorOrigin);
  });
});

describe("typing", () => {
  test("of the team is seen by the visitor, and of the visitor by those of the team who can read it, in every process", async () => {
    const { asked, visit, team } = await begin();
    const { id, owner } = asked.organization;
    const visitors = [await open(target, visit), await open(beside, visit)];
    const teams = [await follow(target, id, owner), await follow(beside, id, owner)];
    streams.push(...teams);
    for (const stream of [...visitors, ...teams]) await expect.poll(stream.lastId).toBeDefined();
    expect((await widget(target, visit, "POST /typing", {})).status).toBe(204);
    const where = {
      id: visit.conversation_id,
      conversation_id: visit.conversation_id,
      project_id: asked.project,
      changed: [],
      by: "visitor",
    };
    for (const stream of teams) expect((await stream.event("conversation.typing")).data).toEqual(where);
    expect(await team("typing")).toBe(204);
    for (const stream of visitors) expect((await stream.event("typing")).data).toEqual({});
    // Neither of them hears of themselves alone, and nothing of it is kept.
    for (const stream of visitors) expect(stream.heard.filter(({ event }) => event === "typing")).toHaveLength(1);
    const { rows } = await target.database.admin.query("select from live_events where change not in ('created', 'changed', 'deleted')");
    expect(rows).toEqual([]);
  });

  test("is not heard in another organization, and is 403 for a viewer", async () => {
    const [{ asked, visit }, other] = [await begin(), await begin()];
    const stream = await follow(target, other.asked.organization.id, other.asked.organization.owner);
    streams.push(stream);
    await expect.poll(stream.lastId).toBeDefined();
    expect((await widget(target, visit, "POST /typing", {})).status).toBe(204);
    expect((await widget(target, other.visit, "POST /typing", {})).status).toBe(204);
    await stream.event("conversation.typing");
    expect(stream.heard.map(({ data }) => data.id)).toEqual([other.visit.conversation_id]);
    const viewer = await createMember(target, asked.organization.id, "viewer");
    const path = `/v1/organizations/${asked.organization.id}/projects/${asked.project}/conversations/${visit.conversation_id}/typing`;
    expect((await call(target, viewer, `POST ${path}`, {})).status).toBe(403);
  });
});
