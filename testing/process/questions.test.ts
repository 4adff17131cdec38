import { afterAll, beforeAll, expect, test } from "vitest";
import type { SourceQuestions } from "#features/questions/contract.ts";
import type { Source } from "#features/knowledge/contract.ts";
import type { Usage } from "#features/usage/contract.ts";
import { startModelServer, type ModelServer } from "../model-server.ts";
import { callOf, signUp, type Account } from "./account.ts";
import { eventually, makeDataDir, startServer } from "./server-process.ts";

const passageCount = 12;
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
});
afterAll(() => models.close());

test(
  "a writing of questions that kill -9 cut off continues: each passage gets its questions, and none is paid for twice",
  { timeout: 180_000 },
  async () => {
    const dataDir = await makeDataDir();
    const options = {
      dataDir,
      variables: { MODEL_BASE_URL: models.url, MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local", EMBEDDINGS: "off" },
    };
    models.script(...Array.from({ length: passageCount + 1 }, () => ({ text: ['["Which parcel is it?"]'], delayMs: 150 })));
    const killed = await startServer(options);
    const account = await signUp(killed.url);
    const source = await addSource(account);
    const knownOf = (at: Account) => read<SourceQuestions>(at, `GET ${source}/questions`);
    expect((await knownOf(account)).without).toBe(passageCount);
    await read(account, `POST ${source}/questions`, {});
    expect(await eventually(async () => (await knownOf(account)).questions >= 3, 60_000)).toBe(true);
    await killed.stop("SIGKILL");

    const server = await startServer(options);
    const here = { ...account, url: server.url };
    expect((await knownOf(here)).questions).toBeLessThan(passageCount);
    expect(await eventually(async () => (await knownOf(here)).writing?.status !== "running", 90_000)).toBe(true);
    expect(await knownOf(here)).toMatchObject({
      questions: passageCount,
      without: 0,
      writing: { status: "done", total: passageCount, done: passageCount, failed: 0 },
    });
    // What was being asked for when the process died is asked for once more.
    expect(models.requests.length).toBeLessThanOrEqual(passageCount + 1);
    const { output_tokens } = (await read<Usage>(here, "GET /usage")).totals;
    // Each takes 10; one whose process died before it was saved is not known of.
    expect(output_tokens).toBe(passageCount * 10);
    await server.stop();
  },
);

/** A text of so many passages that was read; its path. */
async function addSource(account: Account): Promise<string> {
  const project = await read<{ id: string }>(account, "POST /projects", { name: "Help centre" });
  const sections = Array.from(
    { length: passageCount },
    (_, at) => `# Parcel ${at}\n\nParcel number ${at} leaves on day ${at} of the month.`,
  );
  const { id } = await read<Source>(account, `POST /projects/${project.id}/sources/texts`, {
    name: "Parcels",
    text: sections.join("\n\n"),
  });
  const path = `/projects/${project.id}/sources/${id}`;
  const isRead = async () => (await read<Source>(account, `GET ${path}`)).passage_count === passageCount;
  expect(await eventually(isRead, 60_000)).toBe(true);
  return path;
}

async function read<Body>(account: Account, line: string, body?: object): Promise<Body> {
  const answer = await callOf(account, line, body);
  if (!answer.ok) throw new Error(`${line} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Body;
}
