import { expect, test, vi } from "vitest";
import { openOwnEncoder } from "#platform/embeddings/own-encoder.ts";
import { isEnglish } from "#platform/text/is-english.ts";
import { useApp } from "#testing/app.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { searchPassages } from "../search-passages.ts";
import { encodeMissing } from "./encode-missing.ts";
import { likenesses, packVectors } from "./vectors.ts";

const target = useApp({ worker: true, variables: { EMBEDDINGS: "on" } });
const patienceMs = 90_000;

test(
  "a passage is found by what it means, and its vectors go with its source",
  async () => {
    const { id, owner } = await createOrganization(target);
    const projectId = await createProject(target, id, owner.id);
    const { source_id, chunk_ids } = await addDocument(target, id, projectId, {
      title: "Terms",
      passages: [
        { text: "Parcels leave our\nwarehouse on Mondays. Customers are reimbursed in full within fourteen days." },
        { text: "Our office is closed on public holidays." },
        { text: "Der Versand dauert in der Regel drei Tage und ist kostenlos." },
      ],
    });
    const { admin } = target.database;
    await admin.query("update sources set synced_at = now() where organization_id = $1", [id]);
    await encodeMissing.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
    const meaning = async () =>
      (await admin.query("select done, found, synced_at from source_meanings where organization_id = $1", [id])).rows[0];
    await expect.poll(async () => (await meaning())?.synced_at ?? null, { timeout: patienceMs, interval: 200 }).not.toBeNull();
    // The German one is left to words.
    expect(await meaning()).toMatchObject({ done: 3, found: 2 });

    const query = "Will I get my money back?";
    const { encoder } = target.platform.embeddings!;
    const [vector] = await encoder.ofTexts([query], new AbortController().signal);
    const asked = { model: encoder.model, vector: vector!, scale: { offset: 0, factor: 1 } };
    const search = (meanings: Parameters<typeof searchPassages>[4]) =>
      target.platform.database.transaction({ kind: "tenant", organizationId: id }, "read", ({ db }) =>
        searchPassages(db, { organizationId: id, projectId }, query, 5, meanings),
      );
    expect(await search([])).toEqual([]);
    const [first] = await search([asked]);
    expect(first?.chunk_id).toBe(chunk_ids[0]);
    const [parcels, reimbursed] = first!.sentences.slice(-2);
    expect(reimbursed).toEqual({ text: "Customers are reimbursed in full within fourteen days.", nearness: first!.nearness, met: 0 });
    expect(parcels!.nearness).toBeLessThan(reimbursed!.nearness);
    expect(await search([{ ...asked, model: "another model" }])).toEqual([]);

    const inPlaces = (await vi.waitUntil(() => encoder.ofQuestion(query), { timeout: patienceMs, interval: 20 }))!;
    const [again] = await search([inPlaces]);
    expect(again!.chunk_id).toBe(chunk_ids[0]);
    expect(again!.sentences.at(-1)!.met).toBeGreaterThan(0);
    expect(again!.score).toBeGreaterThan(first!.score);

    await admin.query("delete from sources where organization_id = $1 and id = $2", [id, source_id]);
    for (const table of ["chunk_codes", "chunk_vectors", "source_meanings"]) {
      expect((await admin.query(`select from ${table} where organization_id = $1`, [id])).rowCount).toBe(0);
    }
  },
  2 * patienceMs,
);

test(
  "a question that finds the encoder asleep goes by words and wakes it, comes before what is indexed, and its memory goes when idle",
  async () => {
    const encoder = openOwnEncoder({ questionStartMs: 0, idleMs: 300 });
    expect(encoder.processId()).toBeNull();
    expect(await encoder.ofQuestion("How long do refunds take?")).toBeNull();
    expect(encoder.processId()).not.toBeNull();
    await expect.poll(() => encoder.processId(), { timeout: patienceMs }).toBeNull();

    const patient = openOwnEncoder({ questionStartMs: patienceMs, questionEndMs: patienceMs });
    const order: string[] = [];
    const texts = Array.from({ length: 3 }, (_, index) => `The shop number ${index} is open.`);
    const indexed = patient.ofTexts(texts, new AbortController().signal).then(() => order.push("texts"));
    const asked = patient.ofQuestion("When is the shop open?").then((meaning) => order.push(meaning ? "question" : "none"));
    await Promise.all([indexed, asked]);
    expect(order).toEqual(["question", "texts"]);
    expect(await patient.ofQuestion("Wie lange dauert die Lieferung und was kostet sie?")).toBeNull();
    await patient.close();
  },
  2 * patienceMs,
);

test("bytes remember where a vector points", () => {
  const [one, other] = [Float32Array.of(0.6, -0.8, 0), Float32Array.of(0, 0, 1)];
  const [same, none] = likenesses(packVectors([one!, other!]), one!);
  expect(same).toBeCloseTo(1, 2);
  expect(none).toBeCloseTo(0, 5);
});

test("English is what no other language has more words of", () => {
  for (const text of [
    "How long do refunds take?",
    "refund time paypal",
    "Crème brûlée is on the menu, and so is the house wine of the region",
  ])
    expect(isEnglish(text), text).toBe(true);
  for (const text of [
    "Wie lange dauert die Lieferung?",
    "¿Cuánto cuesta el envío?",
    "كم يستغرق التوصيل؟",
    "运费多少钱？",
    "Quand est-ce que je reçois mon colis ?",
    "12:30",
  ])
    expect(isEnglish(text), text).toBe(false);
});
