import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorker } from "#access/job.ts";
import { readEnv } from "#platform/env.ts";
import { createLog } from "#platform/log.ts";
import { openPlatform } from "#platform/open.ts";
import type { Platform } from "#platform/platform.ts";
import { buildApp, chooseSeller, product } from "../../app.ts";

export type Product = {
  platform: Platform;
  organizationId: string;
  /** One API call by the Owner; throws when the answer is not a success. */
  call<Body>(line: string, body?: unknown): Promise<Body>;
  createProject(name: string): Promise<string>;
  close(): Promise<void>;
};

/** The whole product on a throw-away data directory, with one organization and its Owner. */
export async function openProduct(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), "botcadence-bench-"));
  const env = readEnv({ DATA_DIR: dataDir, RATE_LIMIT: "off", LOG_LEVEL: "warn" }, []);
  const platform = await openPlatform(env, createLog(env.logLevel), () => {});
  chooseSeller(platform);
  await startWorker(platform, product);
  const app = buildApp(platform);
  let cookie = "";

  async function request(line: string, body?: unknown): Promise<Response> {
    const [method = "GET", path = "/"] = line.split(" ");
    const headers = { origin: env.appUrl, cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const response = await app.request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${line} answered ${response.status}: ${await response.text()}`);
    return response;
  }

  const call = async <Body>(line: string, body?: unknown): Promise<Body> => JSON.parse(await (await request(line, body)).text());
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
    createProject: async (name) => (await call<{ id: string }>(`POST /v1/organizations/${organizationId}/projects`, { name })).id,
    async close() {
      await platform.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
