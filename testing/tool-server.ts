import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ToolRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

type Reply = (request: ToolRequest, response: ServerResponse) => void;

export type ToolServer = {
  url: string;
  /** `host:port`, as CONNECTOR_ALLOW takes it. */
  host: string;
  requests: ToolRequest[];
  /** What it answers from now on; an order that was sent, at first. */
  answer(reply: Reply): void;
  close(): Promise<void>;
};

/** A server that an agent's tools ask, over a real socket. */
export async function startToolServer(): Promise<ToolServer> {
  const order: Reply = (_, response) => asJson(response, { status: "sent", delivery: { date: "3 May" } });
  let reply = order;
  const requests: ToolRequest[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      const asked = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
      requests.push(asked);
      reply(asked, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    answer: (next) => void (reply = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const asJson = (response: ServerResponse, body: unknown) =>
  void response.setHeader("content-type", "application/json").end(JSON.stringify(body));

/** A tool as the API takes it: the state of an order by its number. */
export const orderTool = (url: string, fields: object = {}) => ({
  kind: "http",
  name: "order_status",
  when: "When a visitor asks where their order is.",
  method: "GET",
  url: `${url}/orders`,
  parameters: [{ name: "number", type: "string", description: "The order's number.", required: true, choices: [], in: "query" }],
  headers: [],
  timeout_seconds: 2,
  size_max_kb: 16,
  answer: "The order is {/status} and arrives on {/delivery/date}.",
  ...fields,
});
