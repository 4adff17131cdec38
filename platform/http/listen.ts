import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { serve, type HttpBindings } from "@hono/node-server";
import type { App } from "./app.ts";

/** What a socket may take, in milliseconds. */
export type SocketTimes = {
  /** Until the headers of its request are there. */
  headers: number;
  /** Until its request is there as a whole: a large upload over a slow line. Answers and streams are not counted. */
  request: number;
  /** Without a byte either way. Streams send a sign of life every ten seconds. */
  silence: number;
  /** Between two requests. Longer than proxies keep theirs, so that they never write to one that is closing. */
  keepAlive: number;
};

export const socketTimes: SocketTimes = { headers: 20_000, request: 30 * 60_000, silence: 5 * 60_000, keepAlive: 75_000 };
const drainMsMax = 5_000;
/** Of a body that was not read, what is taken all the same, and how long that may take. */
const restBytesMax = 1_000_000;
const restMsMax = 2_000;

/**
 * Listens; resolves once the port is open. `close` ends sockets without a request at once, lets requests in flight end, and
 * cuts them after some seconds.
 */
export function listen(app: App, host: string, port: number, times = socketTimes): Promise<{ close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const serverOptions = {
      headersTimeout: times.headers,
      requestTimeout: times.request,
      keepAliveTimeout: times.keepAlive,
      // How often the two first are looked at.
      connectionsCheckingInterval: Math.min(5_000, times.headers / 4),
    };
    const fetch = async (request: Request, bindings: object) => {
      return afterBody(await app.fetch(request, bindings), request, (bindings as HttpBindings).incoming);
    };
    const server = serve({ fetch, hostname: host, port, createServer, serverOptions }, () => resolve({ close })) as Server;
    server.timeout = times.silence;
    const close = endWithRequests(server);
    server.on("error", (error: NodeJS.ErrnoException) => reject(refusals[error.code ?? ""]?.(host, port) ?? error));
  });
}

const noAddress = (host: string) => new Error(`HOST=${host} is not an address of this machine. Set 127.0.0.1, or 0.0.0.0 for all of them.`);
const refusals: Record<string, (host: string, port: number) => Error> = {
  EADDRINUSE: (_host, port) => new Error(`Port ${port} is taken. Set PORT to another one.`),
  EACCES: (_host, port) => new Error(`Port ${port} is not open to this user. Set PORT to one above 1023.`),
  EADDRNOTAVAIL: noAddress,
  ENOTFOUND: noAddress,
  EAI_AGAIN: noAddress,
};

/**
 * An answer that left a body unread says that its connection stays open, and the caller's next request would come after
 * that body: takes what is left of a small one, and after any other closes the connection, and says so.
 */
async function afterBody(response: Response, request: Request, incoming: IncomingMessage): Promise<Response> {
  const { "content-length": length = "0", "transfer-encoding": coding } = incoming.headers;
  if (incoming.complete || (length === "0" && !coding)) return response;
  await takeRest(request, Number(length));
  if (incoming.complete) return response;
  const closing = new Response(response.body, response);
  closing.headers.set("Connection", "close");
  return closing;
}

async function takeRest({ body }: Request, length: number): Promise<void> {
  if (!body || body.locked || length > restBytesMax) return;
  const reader = body.getReader();
  const late = delay(restMsMax, { done: true }, { ref: false });
  try {
    while (!(await Promise.race([reader.read(), late])).done);
  } catch {
    // The caller has left.
  }
}

/** Follows which sockets have a request in flight: node counts one that has never sent a byte as such. */
function endWithRequests(server: Server): () => Promise<void> {
  const inFlight = new Map<Socket, number>();
  let isClosing = false;
  const endIfIdle = (socket: Socket) => {
    if (isClosing && inFlight.get(socket) === 0) socket.destroySoon();
  };
  server.on("connection", (socket: Socket) => {
    inFlight.set(socket, 0);
    socket.once("close", () => inFlight.delete(socket));
  });
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    inFlight.set(socket, (inFlight.get(socket) ?? 0) + 1);
    response.once("close", () => {
      const count = inFlight.get(socket);
      if (count !== undefined) inFlight.set(socket, count - 1);
      endIfIdle(socket);
    });
  });
  return () =>
    new Promise((resolve) => {
      isClosing = true;
      server.close(() => resolve());
      for (const socket of inFlight.keys()) endIfIdle(socket);
      setTimeout(() => server.closeAllConnections(), drainMsMax).unref();
    });
}
