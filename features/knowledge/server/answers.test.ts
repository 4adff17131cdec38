import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import type { Budget } from "#features/budgets/contract.ts";
import { call, createMember, createOrganization, createProject, upload } from "#testing/factories.ts";
import type { Passage, Source } from "../contract.ts";

const target = useApp({ worker: true });

async function setUp() {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  const base = `/v1/organizations/${id}/projects/${project}`;
  const read = async (source: string) => (await call<Source>(target, owner, `GET ${base}/sources/${source}`)).body;
  return {
    id,
    owner,
    base,
    path: `${base}/sources`,
    add: (question: string, answer: string) => call<Source>(target, owner, `POST ${base}/sources/answers`, { question, answer }),
    change: (source: string, input: object) => call<Source>(target, owner, `PATCH ${base}/sources/${source}`, input),
    synced: async (source: string) => {
      await expect.poll(async () => (await read(source)).status, { timeout: 20_000 }).not.toBe("processing");
      return read(source);
    },
    find: async (query: string) =>
      (await call<{ data: Passage[] }>(target, owner, `POST ${base}/search`, { query })).body.data.map(({ title, text }) => [title, text]),
    stored: async () => {
      const { body } = await call<Budget>(target, owner, `PUT /v1/organizations/${id}/budget`, { bytes_stored: 1_000_000 });
      return body.used.bytes_stored ?? 0;
    },
  };
}

test("a question with its answer is found by its question, and by what its answer says", async () => {
  const { add, synced, find } = await setUp();
  const { status, body } = await add("Do you deliver to *islands*? #1", "Yes, **twice a week**, by boat.");
  expect(status).toBe(201);
  expect(body).toMatchObject({
    kind: "answer",
    name: "Do you deliver to *islands*? #1",
    answer: "Yes, **twice a week**, by boat.",
    has_file: false,
  });
  expect(await synced(body.id)).toMatchObject({ status: "synced", passage_count: 1, warnings: [] });
  const found = [["Do you deliver to *islands*? #1", "Yes, twice a week, by boat."]];
  expect(await find("deliver islands")).toEqual(found);
  expect(await find("boat")).toEqual(found);
});

test("what is changed is read again, also where that was under way", async () => {
  const { add, change, synced, find } = await setUp();
  const { id } = (await add("When do you open?", "At nine.")).body;
  // Both readings are in line; the first finds that the answer is another by now.
  expect(await change(id, { answer: "At ten." })).toMatchObject({ status: 200, body: { status: "processing", answer: "At ten." } });
  await synced(id);
  await expect.poll(() => find("open")).toEqual([["When do you open?", "At ten."]]);
  await change(id, { name: "From when on are you open?" });
  await synced(id);
  await expect.poll(() => find("open")).toEqual([["From when on are you open?", "At ten."]]);
});

test("a file is renamed, and found by its new name", async () => {
  const { owner, path, change, synced, find } = await setUp();
  const { body } = await upload(target, owner, `${path}/files`, [{ name: "scan-0815.txt", bytes: "Lamps have a guarantee of two years." }]);
  const id = body.data[0]!.id!;
  await synced(id);
  expect(await find("warranty terms")).toEqual([]);
  expect((await change(id, { name: "Warranty terms.txt" })).body.name).toBe("Warranty terms.txt");
  await synced(id);
  expect(await find("warranty terms")).toEqual([["Warranty terms", "Lamps have a guarantee of two years."]]);
});

test("an answer counts as stored, by what it says now, and not at all once it is deleted", async () => {
  const { owner, path, add, change, synced, stored } = await setUp();
  const { id, size_bytes } = (await add("Is there a café?", "Yes.")).body;
  expect(await stored()).toBe(size_bytes);
  const longer = (await change(id, { answer: "Yes, on the second floor." })).body.size_bytes;
  expect(longer).toBeGreaterThan(size_bytes);
  expect(await stored()).toBe(longer);
  expect((await change(id, { answer: "Yes." })).body.size_bytes).toBe(size_bytes);
  expect(await stored()).toBe(size_bytes);
  await synced(id);
  expect((await call(target, owner, `DELETE ${path}/${id}`)).status).toBe(204);
  expect(await stored()).toBe(0);
});

test("what is missing or too long is said at its field, and only an answer has an answer", async () => {
  const { owner, path, add, change } = await setUp();
  const wrong = async (call: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await call;
    expect(status).toBe(422);
    return (body as { error: { field_errors: Record<string, string> } }).error.field_errors;
  };
  expect(await wrong(add(" ", ""))).toEqual({ question: "Enter the question.", answer: "Enter the answer." });
  expect(await wrong(add("a".repeat(256), "b".repeat(10_001)))).toEqual({
    question: "A question has at most 255 characters.",
    answer: "An answer has at most 10,000 characters.",
  });
  const { body } = await call<Source>(target, owner, `POST ${path}/texts`, { name: "Hours", text: "From nine." });
  expect(await wrong(change(body.id, { answer: "At nine." }))).toEqual({ answer: "Only an answer has an answer." });
  expect(await wrong(change(body.id, { name: "" }))).toEqual({ name: "Enter a name." });
});

test("a viewer reads answers and changes none", async () => {
  const { id, path, add } = await setUp();
  const viewer = await createMember(target, id, "viewer");
  const answer = (await add("Who are you?", "A shop.")).body;
  expect((await call<Source>(target, viewer, `GET ${path}/${answer.id}`)).body.answer).toBe("A shop.");
  expect((await call(target, viewer, `PATCH ${path}/${answer.id}`, { answer: "Nobody." })).status).toBe(403);
  expect((await call(target, viewer, `POST ${path}/answers`, { question: "Why?", answer: "So." })).status).toBe(403);
});
