import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Passage } from "#features/knowledge/contract.ts";

/** A question in a customer's words, and how its answer is recognized; `document` null: nothing answers it. */
export type NaturalQuestion = {
  text: string;
  kind: string;
  document: string | null;
  /** What search is asked: after a question of the same conversation, both. */
  query: string;
  isRight(passage: Pick<Passage, "text">, file: string): boolean;
  isAnswer(text: string): boolean;
  /** What was asked before it in the same conversation. */
  earlier: string | null;
};

const data = new URL("../../../shared/data/", import.meta.url);

/** Everyday questions on the policies, with the files they are asked of. Null where the data does not lie beside the project. */
export function readNaturalQuestions(): { files: { name: string; bytes: Uint8Array<ArrayBuffer> }[]; questions: NaturalQuestion[] } | null {
  const folder = new URL("documents/policies/", data);
  const path = new URL("questions/policies-natural.json", data);
  if (!existsSync(path) || !existsSync(folder)) return null;
  const { questions } = JSON.parse(readFileSync(path, "utf8")) as { questions: Row[] };
  const textOf = new Map(questions.map(({ id, text }) => [id, text]));
  return {
    files: readdirSync(folder)
      .toSorted()
      .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, folder))) })),
    questions: questions.map((row) => {
      const passage = pattern(row.passage);
      const answer = pattern(row.answer);
      const earlier = (row.after && textOf.get(row.after)) ?? null;
      return {
        text: row.text,
        kind: row.kind,
        document: row.document,
        earlier,
        query: earlier ? `${earlier} ${row.text}` : row.text,
        isRight: ({ text }, file) => (file === row.document ? passage(text) : row.also.includes(file) && answer(text)),
        isAnswer: answer,
      };
    }),
  };
}

type Row = {
  id: string;
  text: string;
  kind: string;
  document: string | null;
  passage: string | null;
  answer: string | null;
  also: string[];
  after?: string;
};

function pattern(source: string | null): (text: string) => boolean {
  if (source === null) return () => false;
  const expression = new RegExp(source, "iu");
  return (text) => expression.test(text);
}
