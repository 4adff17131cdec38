import { z } from "zod";
import { ToolRefuses } from "#features/answering/server/agent-tool.ts";
import type { Connector } from "#platform/connector/connector.ts";
import { NotReached } from "#platform/connector/not-reached.ts";
import type { ToolServer } from "../../contract/server.ts";
import { headersOf } from "../headers-of.ts";
import type { OpenedSecrets } from "../secrets/open-secrets.ts";
import { withoutSecrets } from "../without-secrets.ts";
import { messagesOf } from "./messages-of.ts";

const protocolVersion = "2025-06-18";
const pagesMax = 5;
const listedMax = 200;
const saidLengthMax = 200;

/** A tool as a server says it. */
export type ListedTool = { name: string; description: string; inputSchema: Record<string, unknown> };

export type Mcp = {
  list(): Promise<ListedTool[]>;
  /** The texts of what the tool answered. */
  call(name: string, input: Readonly<Record<string, unknown>>): Promise<string>;
};

const Listed = z.object({
  tools: z.array(
    z.object({
      name: z.string().min(1).max(100),
      description: z.string().max(20_000).optional(),
      inputSchema: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.string().max(2_000).optional(),
});
const Called = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.unknown().optional() })).default([]),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});
const Initialized = z.object({ protocolVersion: z.string().max(100) });

/**
 * Begins to speak with an MCP server (streamable HTTP), at its address alone. What it asks of us and tells beside is not heard.
 *
 * @throws ToolRefuses, as each call does
 */
export async function openMcp(connector: Connector, server: ToolServer, secrets: OpenedSecrets, signal: AbortSignal): Promise<Mcp> {
  const sent = headersOf(server, secrets);
  const late = AbortSignal.timeout(server.timeout_seconds * 1_000);
  const until = AbortSignal.any([signal, late]);
  let session: Record<string, string> = {};
  let count = 0;

  async function post(body: object): Promise<Response> {
    return connector.stream(server.url, {
      method: "POST",
      headers: {
        accept: "application/json, text/event-stream",
        "content-type": "application/json",
        "user-agent": "Botcadence",
        ...session,
        ...sent.headers,
      },
      body: JSON.stringify({ jsonrpc: "2.0", ...body }),
      bytesMax: server.size_max_kb * 1_024,
      signal: until,
    });
  }

  /** Whatever goes wrong is said in a sentence without the secret. */
  async function guarded<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      signal.throwIfAborted();
      if (late.aborted) throw new ToolRefuses("failed", "The server took too long to answer.");
      if (error instanceof ToolRefuses) throw new ToolRefuses(error.outcome, withoutSecrets(error.message, sent.secrets));
      if (error instanceof NotReached) throw new ToolRefuses("failed", error.message, { cause: error });
      throw new ToolRefuses("failed", unreadable, { cause: error });
    }
  }

  async function ask<Result>(method: string, params: object, schema: z.ZodType<Result>): Promise<{ result: Result; headers: Headers }> {
    const id = (count += 1);
    const response = await post({ id, method, params });
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok) {
      await response.body?.cancel();
      throw new ToolRefuses("failed", `It answered ${response.status}.`);
    }
    for await (const message of messagesOf(response.body, type)) {
      if (message.id !== id) continue;
      if (message.error) throw new ToolRefuses("failed", `It answers with an error: ${message.error.message.slice(0, saidLengthMax)}`);
      const read = schema.safeParse(message.result);
      if (!read.success) throw new ToolRefuses("failed", unreadable);
      return { result: read.data, headers: response.headers };
    }
    throw new ToolRefuses("failed", unreadable);
  }

  await guarded(async () => {
    const params = { protocolVersion, capabilities: {}, clientInfo: { name: "Botcadence", version: "1" } };
    const { result, headers } = await ask("initialize", params, Initialized);
    const id = headers.get("mcp-session-id");
    session = { "mcp-protocol-version": result.protocolVersion, ...(id ? { "mcp-session-id": id } : {}) };
    const told = await post({ method: "notifications/initialized" });
    await told.body?.cancel();
  });

  return {
    list: () =>
      guarded(async () => {
        const tools: ListedTool[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < pagesMax; page += 1) {
          const { result } = await ask("tools/list", cursor === undefined ? {} : { cursor }, Listed);
          tools.push(...result.tools.map(({ description = "", ...tool }) => ({ ...tool, description })));
          cursor = result.nextCursor;
          if (cursor === undefined) break;
        }
        return tools.slice(0, listedMax);
      }),
    call: (name, input) =>
      guarded(async () => {
        const { result } = await ask("tools/call", { name, arguments: input }, Called);
        const texts = result.content.filter(({ type }) => type === "text").map(({ text }) => (typeof text === "string" ? text : ""));
        const said = texts.join("\n").trim() || (result.structuredContent ? JSON.stringify(result.structuredContent) : "");
        const plain = withoutSecrets(said, sent.secrets);
        if (result.isError) throw new ToolRefuses("failed", `It says: ${plain.slice(0, saidLengthMax)}`);
        return plain || "It answered without a word.";
      }),
  };
}

const unreadable = "The server's answer could not be read.";
