import { afterEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createAsked, question, type Asked } from "#testing/budgets.ts";
import { createMember, startConversation } from "#testing/factories.ts";
import { readStream, type Stream } from "#testing/live.ts";
import { askAll } from "#testing/visitor.ts";
import { tellAnswer } from "./answers-under-way.ts";

const target = useApp();
let streams: Stream[] = [];
afterEach(async () => {
  await Promise.all(streams.map(({ leave }) => leave()));
  streams = [];
});

async function open({ organization, project }: Asked, conversationId: string, cookie = organization.owner.cookie): Promise<Stream> {
  const path = `/v1/organizations/${organization.id}/projects/${project}/conversations/${conversationId}/answers`;
  const stream = await readStream((to, init) => Promise.resolve(target.app.request(to, init)), { path, headers: { cookie } });
  streams.push(stream);
  return stream;
}

const saidIn = ({ heard }: Stream) =>
  heard.map(({ event, data }) => [
    event,
    (data as unknown as { text?: string; delta?: string }).text ?? (data as unknown as { delta?: string }).delta,
  ]);

test("the team sees an answer as it is given, from its beginning to its end, under the id that it is stored by", async () => {
  const asked = await createAsked(target);
  const visit = await startConversation(target, asked.agent);
  await askAll(target, visit, question);
  const stream = await open(asked, visit.conversation_id);
  const answer = await askAll(target, visit, question);
  const end = await stream.event("answer.end");
  expect((end.data as unknown as { message_id: string }).message_id).toBe(answer.events.at(-1)!.data.message_id);
  expect(stream.heard[0]!.event).toBe("answer.begin");
  const deltas = stream.heard
    .filter(({ event }) => event === "answer.text")
    .map(({ data }) => (data as unknown as { delta: string }).delta);
  expect(deltas.join("")).toBe(answer.text);
});

test("a page that is reloaded in the middle begins with what was said so far", async () => {
  const asked = await createAsked(target);
  const visit = await startConversation(target, asked.agent);
  await askAll(target, visit, question);
  const told = tellAnswer(visit.conversation_id, "msg_under_way");
  told.add("Parcels ");
  const stream = await open(asked, visit.conversation_id);
  await stream.event("answer.begin");
  told.add("arrive.");
  told.beginAgain();
  told.add("They arrive.");
  told.end();
  await stream.event("answer.end");
  expect(saidIn(stream)).toEqual([
    ["answer.begin", "Parcels "],
    ["answer.text", "arrive."],
    ["answer.begin", ""],
    ["answer.text", "They arrive."],
    ["answer.end", undefined],
  ]);
  const later = await open(asked, visit.conversation_id);
  tellAnswer(visit.conversation_id, "msg_next").end();
  await later.event("answer.end");
  expect(saidIn(later)[0]).toEqual(["answer.begin", ""]);
});

test("nobody of another organization sees it, and nothing of another conversation is seen", async () => {
  const [asked, other] = [await createAsked(target), await createAsked(target)];
  const visit = await startConversation(target, asked.agent);
  await askAll(target, visit, question);
  expect((await open({ ...other, project: asked.project }, visit.conversation_id)).status).toBe(404);
  const member = await createMember(target, asked.organization.id, "viewer");
  const stream = await open(asked, visit.conversation_id, member.cookie);
  expect(stream.status).toBe(200);
  const elsewhere = tellAnswer("cnv_elsewhere", "msg_elsewhere");
  elsewhere.add("Not for you.");
  elsewhere.end();
  tellAnswer(visit.conversation_id, "msg_mine").end();
  await stream.event("answer.end");
  expect(JSON.stringify(stream.heard)).not.toContain("elsewhere");
});
