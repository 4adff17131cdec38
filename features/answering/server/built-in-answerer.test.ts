import { beforeAll, describe, expect, test } from "vitest";
import type { Citation } from "#features/answering/contract.ts";
import { searchPassages } from "#features/knowledge/server/search-passages.ts";
import { useApp } from "#testing/app.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { addDocument, type TestDocument } from "#testing/knowledge.ts";
import type { Question } from "./answerer.ts";
import { builtInAnswerer } from "./built-in-answerer.ts";
import { documents, questions } from "./company-fixture.ts";

const target = useApp();
type Base = { organizationId: string; projectId: string };

async function createBase(content: readonly TestDocument[]): Promise<Base> {
  const { id, owner } = await createOrganization(target);
  const projectId = await createProject(target, id, owner.id);
  for (const document of content) await addDocument(target, id, projectId, document);
  return { organizationId: id, projectId };
}

type Answer = { text: string; pieces: number; citations: Citation[]; outcome: string | null; retrieved: string[] };

async function ask(
  { organizationId, projectId }: Base,
  text: string,
  history: Question["history"] = [],
  signal = new AbortController().signal,
): Promise<Answer> {
  const answer: Answer = { text: "", pieces: 0, citations: [], outcome: null, retrieved: [] };
  const search = async (query: string, limit: number) => {
    const passages = await target.platform.database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) =>
      searchPassages(db, { organizationId, projectId }, query, limit),
    );
    answer.retrieved.push(...passages.map((passage) => passage.text));
    return passages;
  };
  const agent = { name: "Agent", instructions: "", model_name: null, temperature: null };
  for await (const piece of builtInAnswerer({ text, history, agent }, { search, signal })) {
    if (piece.type === "text") [answer.text, answer.pieces] = [answer.text + piece.delta, answer.pieces + 1];
    if (piece.type === "citations") answer.citations = piece.data;
    if (piece.type === "end") answer.outcome = piece.outcome;
  }
  return answer;
}

describe("on a company's documents", () => {
  let base: Base;
  let answers: (Answer & { question: string; holds: string | null })[];
  beforeAll(async () => {
    base = await createBase(documents);
    answers = [];
    for (const { question, holds } of questions) answers.push({ ...(await ask(base, question)), question, holds });
  });

  test("nine of ten questions are answered with the sentence that answers them", () => {
    const asked = answers.filter((answer) => answer.holds !== null);
    const wrong = asked.filter((answer) => answer.outcome !== "answered" || !answer.text.includes(answer.holds!));
    expect(wrong.length, wrong.map(({ question, text }) => `${question} → ${text}`).join("\n")).toBeLessThanOrEqual(asked.length / 10);
  });

  test("nine of ten questions on something else are declined", () => {
    const foreign = answers.filter((answer) => answer.holds === null);
    const wrong = foreign.filter((answer) => answer.outcome !== "declined");
    expect(wrong.length, wrong.map(({ question, text }) => `${question} → ${text}`).join("\n")).toBeLessThanOrEqual(foreign.length / 10);
  });

  test("what is quoted stands word for word in a passage that was retrieved, and in the citation", () => {
    for (const { question, citations, retrieved, text, outcome } of answers) {
      expect(citations.length > 0, question).toBe(outcome !== "declined");
      for (const citation of citations) {
        expect(
          retrieved.some((passage) => passage.includes(citation.text)),
          question,
        ).toBe(true);
        expect(citation.source_id).toMatch(/^src_/);
      }
      // What opens a list is quoted too, and of a row the columns that were asked for.
      const parts = outcome === "answered" ? text.replace(/[“”]/g, "").split(/ … |; |\n\n/) : [];
      const isThere = (part: string) => retrieved.some((passage) => passage.replace(/\s+/g, " ").includes(part));
      expect(
        parts.filter((part) => !isThere(part)),
        question,
      ).toEqual([]);
    }
  });

  test("a row of a price list is quoted alone", async () => {
    const { citations } = await ask(base, "How much is the desk lamp?");
    expect(citations[0]).toMatchObject({
      title: "Price list 2026",
      text: "Article: Desk lamp; Number: L-4; Price: 79.00 EUR; Delivery: 2 days",
    });
  });

  test("the question of an FAQ is answered by what follows it", async () => {
    expect((await ask(base, "What happens if I lost the receipt?")).text).toBe(
      "“We can find the purchase with the card that you paid with.”",
    );
  });

  test("a list is quoted with the sentence that opens it", async () => {
    expect((await ask(base, "Meals on business trips: how much is paid?")).text).toContain("- lunch up to 12 euros");
  });

  test("a question that follows from the last one is read together with it", async () => {
    const history = [
      { role: "visitor" as const, text: "How much does the oak table 180 cm cost?" },
      { role: "agent" as const, text: "“Article: Oak table 180 cm; Number: T-180; Price: 649.00 EUR; Delivery: 3 weeks”" },
    ];
    expect((await ask(base, "And the pine bench?", history)).text).toContain("189.00");
    expect((await ask(base, "How long is its delivery?", history)).text).toContain("Oak table 180 cm");
    expect((await ask(base, "And the moon?", history)).outcome).toBe("declined");
  });

  test.each(["hi", "Hello!", "Hallo", "¡Hola!", "bonjour", "Good morning", "what can you do?"])(
    "%j gets a pointer, not a decline",
    async (greeting) => {
      expect(await ask(base, greeting)).toMatchObject({ outcome: "answered", citations: [], retrieved: [] });
    },
  );

  test.each([
    ["thanks a lot!", "You are welcome"],
    ["Vielen Dank", "Gern geschehen"],
    ["muchas gracias", "De nada"],
    ["ok", "You are welcome"],
  ])("%j is taken as thanks", async (thanks, reply) => {
    expect((await ask(base, thanks)).text).toContain(reply);
  });

  test("the decline is in the language of the question", async () => {
    expect((await ask(base, "Wer ist der König von Schweden?")).text).toContain("keine Antwort gefunden");
    expect((await ask(base, "¿Quién es el rey de España?")).text).toContain("No encuentro");
    expect((await ask(base, "Who is the king of Spain?")).text).toContain("I found no answer");
  });

  test("a long answer comes in pieces", async () => {
    expect((await ask(base, "How long does a refund take?")).pieces).toBeGreaterThan(1);
  });

  test("when the visitor has gone, nothing is said", async () => {
    await expect(ask(base, "How long does a refund take?", [], AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
  });
});

describe("on a single short document", () => {
  let base: Base;
  beforeAll(async () => {
    base = await createBase([{ title: "Opening hours", passages: [{ text: "We are open from nine to five." }] }]);
  });

  test.each(["When are you open?", "opening hours", "What are your opening hours?", "are you open at nine"])(
    "%j is answered",
    async (question) => {
      expect((await ask(base, question)).text).toBe("“We are open from nine to five.”");
    },
  );

  test.each(["Who is the chief executive?", "Do you sell open sandwiches with prawns?", "When was the company founded?"])(
    "%j is declined",
    async (question) => {
      expect(await ask(base, question)).toMatchObject({ outcome: "declined", citations: [] });
    },
  );
});

test("what stays open of several questions is declined once, after what is answered", async () => {
  const base = await createBase([{ title: "Opening hours", passages: [{ text: "We are open from nine to five." }] }]);
  const { text, outcome } = await ask(base, "Who is the chief executive? What are your opening hours? When was the company founded?");
  expect(outcome).toBe("answered");
  expect(text).toMatch(/^“We are open from nine to five\.”\n\nWho is the chief executive\? When was the company founded\? \p{L}/u);
  expect((await ask(base, "Who is the chief executive?")).text.split(". ")[0]).toBe(text.split("founded? ")[1]!.split(". ")[0]);
});

test("an empty knowledge base declines", async () => {
  expect(await ask(await createBase([]), "When are you open?")).toMatchObject({ outcome: "declined", citations: [] });
});

test("a document that contradicts a word of the question is not quoted as its answer", async () => {
  const base = await createBase([
    { title: "Pool", passages: [{ text: "The outdoor pool opens in May. The sauna was built in 1990 and seats twelve." }] },
    { title: "Other", passages: [{ text: "Towels are in the cupboard. The kitchen serves pasta." }] },
  ]);
  expect((await ask(base, "When does the outdoor pool open?")).outcome).toBe("answered");
  expect((await ask(base, "When does the indoor pool open?")).outcome).not.toBe("answered");
});
