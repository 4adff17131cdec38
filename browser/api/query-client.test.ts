import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { api } from "./api.ts";
import { createQueryClient } from "./query-client.ts";

type Answer = { status: number; retryAfter?: string };

let server: Server;
let url = "";
let answers: Answer[] = [];
let askedAt: number[] = [];

beforeAll(async () => {
  server = createServer((_request, response) => {
    const { status, retryAfter } = answers[askedAt.push(performance.now()) - 1] ?? { status: 200 };
    response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter }).end(status === 200 ? '"done"' : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What a page reads while the server answers so, in this order and then as it should. */
function read(...next: Answer[]): Promise<string> {
  answers = next;
  askedAt = [];
  return createQueryClient().fetchQuery({ queryKey: ["it"], queryFn: () => api(url, z.string()) });
}

test.each([503, 429])("after a %i the server is asked again when it says, not before, and the page hears nothing of it", async (status) => {
  expect(await read({ status, retryAfter: "2" })).toBe("done");
  expect(askedAt).toHaveLength(2);
  // A timer may be early by less than a millisecond.
  expect(askedAt[1]! - askedAt[0]!).toBeGreaterThan(1_990);
});

test("it is asked three times at most, and then the page is told", async () => {
  const busy = { status: 503, retryAfter: "0" };
  await expect(read(busy, busy, busy)).rejects.toThrow("The server could not answer. Try again in a moment.");
  expect(askedAt).toHaveLength(3);
});

test.each([
  ["half a minute", () => "30", "in 30 seconds"],
  ["a minute", () => "60", "in a minute"],
  ["some minutes", () => "150", "in 3 minutes"],
  ["a moment that it names", () => new Date(Date.now() + 119_500).toUTCString(), "in 2 minutes"],
])("a page that is to wait for %s is told so at once", async (_, retryAfter, when) => {
  await expect(read({ status: 503, retryAfter: retryAfter() })).rejects.toThrow(`The server could not answer. Try again ${when}.`);
  expect(askedAt).toHaveLength(1);
});

test("a refusal and a fault are not asked again", async () => {
  await expect(read({ status: 403 })).rejects.toThrow("The server refused this.");
  await expect(read({ status: 500 })).rejects.toThrow("The server could not answer.");
  expect(askedAt).toHaveLength(1);
});
