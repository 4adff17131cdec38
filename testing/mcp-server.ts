import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Message = {
  jsonrpc: string;
  id?: number;
  method: string;
  params?: { name?: string; arguments?: Record<string, unknown>; cursor?: string };
};

/** A tool as the server says it. */
export type McpServerTool = { name: string; description?: unknown; inputSchema?: unknown };

export type McpServer = {
  url: string;
  /** `host:port`, as CONNECTOR_ALLOW takes it. */
  host: string;
  /** What it offers. */
  tools: McpServerTool[];
  messages: (Message & { headers: IncomingHttpHeaders })[];
  /** How often a tool was called. */
  readonly calls: number;
  /**
   * How it answers: as JSON, as a stream of events with others between, slowly, with other ids, results of other types, a web page,
   * 10 MB, a redirect, an error of its own, or not at all.
   */
  manner: "json" | "stream" | "slow" | "other id" | "other types" | "web page" | "10 MB" | "redirect" | "error" | "no JSON" | "forbidden";
  /** What a tool answers. */
  answer(input: Record<string, unknown>, headers: IncomingHttpHeaders): unknown;
  close(): Promise<void>;
};

const session = "session-of-the-tests";

/** An MCP server over a real socket (streamable HTTP), which behaves or does not. */
export async function startMcpServer(): Promise<McpServer> {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => (text += part));
    request.on("end", () => {
      const message = JSON.parse(text) as Message;
      self.messages.push({ ...message, headers: request.headers });
      if (message.id === undefined) return void response.writeHead(202).end();
      if (message.method !== "initialize" && request.headers["mcp-session-id"] !== session) return void response.writeHead(404).end();
      reply(response, message, request.headers);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const self: McpServer = {
    url: `http://127.0.0.1:${port}/mcp`,
    host: `127.0.0.1:${port}`,
    tools: [roomsTool()],
    messages: [],
    get calls() {
      return this.messages.filter(({ method }) => method === "tools/call").length;
    },
    manner: "json",
    answer: ({ day }) => ({ content: [{ type: "text", text: `Two rooms are free on ${String(day)}.` }] }),
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;

  function resultOf({ method, params = {} }: Message, headers: IncomingHttpHeaders): unknown {
    if (method === "initialize")
      return { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "rooms", version: "1" } };
    if (method === "tools/call") return self.answer(params.arguments ?? {}, headers);
    // A page holds two.
    const at = Number(params.cursor ?? 0);
    return { tools: self.tools.slice(at, at + 2), ...(self.tools.length > at + 2 ? { nextCursor: String(at + 2) } : {}) };
  }

  function reply(response: ServerResponse, message: Message, headers: IncomingHttpHeaders): void {
    response.setHeader("mcp-session-id", session);
    const isFirst = message.method === "initialize";
    const result = resultOf(message, headers);
    const body = (more: object = { result }) => JSON.stringify({ jsonrpc: "2.0", id: message.id, ...more });
    const asJson = (text: string) => void response.setHeader("content-type", "application/json").end(text);
    if (isFirst && self.manner !== "redirect" && self.manner !== "forbidden") return asJson(body());
    switch (self.manner) {
      case "json":
        return asJson(body());
      case "stream":
        response.setHeader("content-type", "text/event-stream");
        response.write(`event: message\ndata: ${JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: {} })}\n\n`);
        response.write(
          `data: ${JSON.stringify({ jsonrpc: "2.0", id: 999, result: { content: [{ type: "text", text: "Of another." }] } })}\n\n`,
        );
        // It stays open: the answer counts as soon as it is there.
        return void response.write(`id: 1\ndata: ${body()}\n\n`);
      case "slow":
        timers.add(setTimeout(() => asJson(body()), 20_000));
        return;
      case "other id":
        return asJson(JSON.stringify({ jsonrpc: "2.0", id: 4_711, result }));
      case "other types":
        return asJson(body({ result: { tools: "all", content: "yes" } }));
      case "web page":
        return void response.setHeader("content-type", "text/html").end("<h1>Rooms</h1>");
      case "10 MB":
        return asJson(body({ result: { content: [{ type: "text", text: "x".repeat(10_000_000) }], tools: [] } }));
      case "redirect":
        return void response.writeHead(307, { location: "http://127.0.0.1:1/" }).end();
      case "error":
        return asJson(body({ error: { code: -32_000, message: `no: ${String(headers["x-key"])}` } }));
      case "no JSON":
        return asJson("{");
      case "forbidden":
        return void response.writeHead(401).end();
    }
  }
}

/** Which rooms are free on a day. */
export const roomsTool = (fields: object = {}): McpServerTool => ({
  name: "free-rooms",
  description: "Says which rooms are free on a day.",
  inputSchema: { type: "object", properties: { day: { type: "string", description: "Such as 2026-12-01." } }, required: ["day"] },
  ...fields,
});
