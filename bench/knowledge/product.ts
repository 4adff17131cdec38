import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startWorker } from "#access/job.ts";
import type { Source, UploadedFile } from "#features/knowledge/contract.ts";
import { searchPassages, type RankedPassage } from "#features/knowledge/server/search-passages.ts";
import { engineOf } from "#platform/engine.ts";
import { readEnv } from "#platform/env.ts";
import type { Meaning } from "#platform/embeddings/embeddings.ts";
import { createLog } from "#platform/log.ts";
import { openPlatform } from "#platform/open.ts";
import type { Platform } from "#platform/platform.ts";
import { buildApp, chooseSeller, product } from "../../app.ts";

export type Product = {
  platform: Platform;
  organizationId: string;
  /** One API call by the Owner; throws when the answer is not a success. */
  call<Body>(line: string, body?: unknown): Promise<Body>;
  /** The same as text, for what is no JSON. */
  raw(line: string): Promise<string>;
  createProject(name: string): Promise<string>;
  /** Uploads files and waits until all can be searched. @returns the file's name by its source */
  addFiles(projectId: string, files: readonly { name: string; bytes: Uint8Array<ArrayBuffer> }[]): Promise<Map<string, string>>;
  /** Adds texts and waits until all can be searched. @returns their sources, in order */
  addTexts(projectId: string, texts: readonly { name: string; text: string }[]): Promise<string[]>;
  /** The product's ranking, as tenant. */
  search(projectId: string, query: string, limit: number): Promise<RankedPassage[]>;
  close(): Promise<void>;
};

/** `--words`: without the encoder. */
const wantsMeaning = () => !process.argv.includes("--words");

const uploadsAtOnce = 8;
const pollMs = 100;

/**
 * The whole product on a throw-away data directory, with one organization and its Owner.
 *
 * @param works whether its jobs run
 */
export async function openProduct(works = true): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), "botcadence-bench-"));
  const env = readEnv({ DATA_DIR: dataDir, RATE_LIMIT: "off", LOG_LEVEL: "warn", EMBEDDINGS: wantsMeaning() ? "on" : "off" }, []);
  const platform = await openPlatform(env, createLog(env.logLevel), () => {});
  chooseSeller(platform);
  if (works) await startWorker(platform, product);
  const app = buildApp(platform);
  let cookie = "";

  async function request(line: string, body?: unknown): Promise<Response> {
    const [method = "GET", path = "/"] = line.split(" ");
    const isJson = body !== undefined && !(body instanceof FormData);
    const headers = { origin: env.appUrl, cookie, ...(isJson && { "content-type": "application/json" }) };
    const response = await app.request(path, { method, headers, body: isJson ? JSON.stringify(body) : (body ?? null) });
    if (!response.ok) throw new Error(`${line} answered ${response.status}: ${await response.text()}`);
    return response;
  }

  const call = async <Body>(line: string, body?: unknown): Promise<Body> => JSON.parse(await (await request(line, body)).text());
  /** However busy the machine is: what is measured is what is found. */
  async function meaningsOf(query: string): Promise<Meaning[]> {
    const { encoder } = platform.embeddings ?? {};
    if (!encoder?.takes(query)) return [];
    for (;;) {
      const meaning = await encoder.ofQuestion(query);
      if (meaning) return [meaning];
    }
  }

  async function untilEncoded(): Promise<void> {
    const { database } = engineOf(platform);
    while (platform.embeddings) {
      const { waiting } = await database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) =>
        db
          .selectFrom("sources")
          .leftJoin("source_meanings", (join) =>
            join
              .onRef("source_meanings.organization_id", "=", "sources.organization_id")
              .onRef("source_meanings.source_id", "=", "sources.id"),
          )
          .where("source_meanings.synced_at", "is", null)
          .select((select) => select.fn.countAll<number>().as("waiting"))
          .executeTakeFirstOrThrow(),
      );
      if (Number(waiting) === 0) return;
      await wait(pollMs);
    }
  }

  async function untilSynced(path: string): Promise<void> {
    for (;;) {
      const source = await call<Source>(`GET ${path}`);
      if (source.status === "synced") return;
      if (source.status === "failed") throw new Error(`${source.name} was refused: ${source.error?.message}`);
      await wait(pollMs);
    }
  }

  const signedUp = await request("POST /api/auth/sign-up/email", {
    email: "bench@example.com",
    password: "Bench-password-1",
    name: "Bench",
  });
  cookie = signedUp.headers
    .getSetCookie()
    .map((value) => value.split(";")[0])
    .join("; ");
  const me = await call<{ organizations: { id: string }[] }>("GET /v1/me");
  const organizationId = me.organizations[0]!.id;
  return {
    platform,
    organizationId,
    call,
    raw: async (line) => (await request(line)).text(),
    createProject: async (name) => (await call<{ id: string }>(`POST /v1/organizations/${organizationId}/projects`, { name })).id,
    async addFiles(projectId, files) {
      const form = new FormData();
      for (const { name, bytes } of files) form.append("file", new Blob([bytes]), name);
      const sources = `/v1/organizations/${organizationId}/projects/${projectId}/sources`;
      const { data } = await call<{ data: UploadedFile[] }>(`POST ${sources}/files`, form);
      const fileOf = new Map(data.map(({ id, name }) => [id!, name]));
      for (const id of fileOf.keys()) await untilSynced(`${sources}/${id}`);
      await untilEncoded();
      return fileOf;
    },
    async addTexts(projectId, texts) {
      const sources = `/v1/organizations/${organizationId}/projects/${projectId}/sources`;
      const ids: string[] = [];
      for (let from = 0; from < texts.length; from += uploadsAtOnce) {
        const added = texts.slice(from, from + uploadsAtOnce).map((text) => call<Source>(`POST ${sources}/texts`, text));
        ids.push(...(await Promise.all(added)).map(({ id }) => id));
      }
      for (const id of ids) await untilSynced(`${sources}/${id}`);
      await untilEncoded();
      return ids;
    },
    async search(projectId, query, limit) {
      const meanings = await meaningsOf(query);
      return engineOf(platform).database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) =>
        searchPassages(db, { organizationId, projectId }, query, limit, meanings),
      );
    },
    async close() {
      await platform.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
