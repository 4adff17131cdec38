import { readFile } from "node:fs/promises";
import { beforeAll, expect, test, vi } from "vitest";
import { encodeMissing } from "#features/knowledge/server/meaning/encode-missing.ts";
import { parseFile } from "#features/knowledge/server/parsing/parse-file.ts";
import { searchPassages } from "#features/knowledge/server/search-passages.ts";
import { useApp } from "#testing/app.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import type { GivenOutcome } from "../contract.ts";
import { builtInAnswerer } from "./built-in-answerer.ts";
import { documents, questions } from "./everyday-fixture.ts";
import { wholeAnswer } from "./whole-answer.ts";

const target = useApp({ worker: true, variables: { EMBEDDINGS: "on" } });
const patienceMs = 180_000;

type Answered = { question: string; holds: string | null; said: string; shown: string; outcome: GivenOutcome };
type Search = Parameters<typeof builtInAnswerer>[1]["search"];
const answered: Answered[] = [];
let byWords: Search;

beforeAll(async () => {
  const { id: organizationId, owner } = await createOrganization(target);
  const projectId = await createProject(target, organizationId, owner.id);
  const sample = await readFile(new URL("../../knowledge/server/sample-document.md", import.meta.url));
  const { title, passages } = await parseFile("markdown", sample, () => {});
  for (const document of [{ title: title ?? "Sample", passages }, ...documents])
    await addDocument(target, organizationId, projectId, document);
  await untilEncoded(organizationId);
  const { database, embeddings } = target.platform;
  const searchWith = (query: string, limit: number, meanings: Parameters<typeof searchPassages>[4]) =>
    database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) =>
      searchPassages(db, { organizationId, projectId }, query, limit, meanings),
    );
  byWords = (query, limit) => searchWith(query, limit, []);
  const { encoder } = embeddings!;
  const { signal } = new AbortController();
  for (const { question, holds } of questions) {
    // However busy the machine is.
    const meaning = (await vi.waitUntil(() => encoder.ofQuestion(question), { timeout: patienceMs, interval: 20 }))!;
    const search: Search = (query, limit) => searchWith(query, limit, [meaning]);
    const { text, citations, outcome } = await wholeAnswer(builtInAnswerer, { text: question, history: [] }, { search, signal });
    answered.push({ question, holds, said: text, shown: citations.map((citation) => citation.text).join("\n"), outcome });
  }
}, patienceMs);

async function untilEncoded(organizationId: string): Promise<void> {
  const { admin } = target.database;
  await admin.query("update sources set synced_at = now() where organization_id = $1", [organizationId]);
  await encodeMissing.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
  const waiting = async () =>
    (
      await admin.query(
        `select from sources source where organization_id = $1 and not exists (
           select from source_meanings meaning
           where meaning.organization_id = source.organization_id and meaning.source_id = source.id and meaning.synced_at is not null
         )`,
        [organizationId],
      )
    ).rowCount;
  await vi.waitUntil(async () => (await waiting()) === 0, { timeout: patienceMs, interval: 200 });
}

const isRight = ({ outcome, holds, said, shown }: Answered) => (outcome === "answered" ? said : shown).includes(holds!);
const list = (answers: readonly Answered[]) => answers.map(({ question, outcome, said }) => `${question} → ${outcome}: ${said}`).join("\n");

test("of customers' questions on four documents, nine of ten are shown what answers them", () => {
  const asked = answered.filter(({ holds }) => holds !== null);
  const wrong = asked.filter((answer) => !isRight(answer));
  expect(wrong.length, list(wrong)).toBeLessThanOrEqual(asked.length / 10);
});

test("some are answered outright, and of ten such answers nine are right", () => {
  const outright = answered.filter(({ outcome }) => outcome === "answered");
  expect(outright.length, list(answered)).toBeGreaterThanOrEqual(questions.length / 4);
  const wrong = outright.filter((answer) => answer.holds === null || !isRight(answer));
  expect(wrong.length, list(wrong)).toBeLessThanOrEqual(outright.length / 10);
});

test("of what no document answers, nearly nothing is answered and most is declined", () => {
  const others = answered.filter(({ holds }) => holds === null);
  const wrong = others.filter(({ outcome }) => outcome === "answered");
  expect(wrong.length, list(wrong)).toBeLessThanOrEqual(1);
  expect(others.filter(({ outcome }) => outcome === "declined").length, list(others)).toBeGreaterThanOrEqual(others.length / 2);
});

test("a misspelled word counts as the one that search took it for", async () => {
  const search = (question: string) =>
    wholeAnswer(builtInAnswerer, { text: question, history: [] }, { search: byWords, signal: new AbortController().signal });
  const [right, misspelled] = [await search("How long are vouchers valid?"), await search("How long are vuochers valid?")];
  expect(right).toMatchObject({ outcome: "answered", text: expect.stringContaining("three years") });
  expect(misspelled).toMatchObject({ outcome: "answered", text: right.text });
});
