import { resolve } from "node:path";
import { z } from "zod";
import type { Env } from "#platform/env.ts";
import { readServerFile } from "#platform/server-file.ts";

/** One call of the operator's API: `"POST /organizations/…/suspend"`, below `/v1/operator`. Throws an Error with a sentence. */
export type Client = <Answer>(line: string, answer: z.ZodType<Answer>, body?: object) => Promise<Answer>;

const Refusal = z.object({ error: z.object({ message: z.string() }) });
type Server = { address: string; key: string };

/** Finds the server: of this DATA_DIR, or at APP_URL where both that and OPERATOR_KEY are set and it is not the same one. */
export async function createClient(env: Env): Promise<Client> {
  const { address, key } = await findServer(env);
  return async (line, answer, body) => {
    const [method = "GET", path = ""] = line.split(" ");
    const response = await fetch(`${address}/v1/operator${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      redirect: "error",
    }).catch(() => {
      throw new Error(`Nothing answers at ${address}. Start Botcadence there with npm start.`);
    });
    const isFile = response.headers.get("content-type") === "application/pdf";
    const said: unknown = isFile ? Buffer.from(await response.arrayBuffer()) : await response.json().catch(() => null);
    if (response.ok) return answer.parse(said);
    if (response.status === 401) throw new Error("The server does not know this operator key. Set OPERATOR_KEY as the server has it.");
    const refusal = Refusal.safeParse(said);
    throw new Error(refusal.success ? refusal.data.error.message : `What answers at ${address} is no Botcadence of this version.`);
  };
}

async function findServer(env: Env): Promise<Server> {
  const elsewhere = env.appUrlAsSet && env.operatorKey ? { address: env.appUrlAsSet, key: env.operatorKey } : null;
  const running = await readServerFile(env.dataDir);
  if (!running || (elsewhere && running.app_url !== env.appUrl)) {
    if (elsewhere) return elsewhere;
    const folder = resolve(env.dataDir);
    throw new Error(
      `No Botcadence runs on ${folder}. Start it with npm start, or set DATA_DIR to the one that it runs on. To reach one on another machine, set APP_URL and OPERATOR_KEY.`,
    );
  }
  const key = env.operatorKey ?? running.operator_key;
  if (!key) throw new Error("The server was started with an OPERATOR_KEY. Set it here as well.");
  return { address: running.address, key };
}
