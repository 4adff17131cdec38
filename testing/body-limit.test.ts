import { afterAll, describe, expect, test } from "vitest";
import { activeRoutes } from "../app.ts";
import { useApp } from "./app.ts";
import { startStripeServer } from "./stripe/server.ts";
import { manualBilling } from "./manual-billing.ts";

const stripe = await startStripeServer();
afterAll(() => stripe.close());
const target = useApp({ variables: stripe.variables });
const manual = useApp({ variables: manualBilling });

const uploads = new Set(
  activeRoutes()
    .filter(({ operation }) => operation.type === "procedure" && operation.body === "multipart")
    .map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
);
const mebibyte = 1024 * 1024;

/** Bytes without end, and how many of them were taken. */
function endless(): { body: ReadableStream<Uint8Array>; taken(): number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken += 64 * 1024;
      if (taken > 16 * mebibyte) throw new Error("The whole body was taken.");
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  return { body, taken: () => taken };
}

/** Everything that is mounted, as the app itself lists it, and an address at which there is nothing. */
function addresses(): [method: string, path: string][] {
  const mounted = [target, manual].flatMap(({ app }) => app.routes);
  const lines = mounted
    .filter(({ method, path }) => !["GET", "OPTIONS"].includes(method) && !uploads.has(`${method} ${path}`))
    .map(({ method, path }) => `${method === "ALL" ? "POST" : method} ${path}`);
  return [...new Set([...lines, "POST /nothing", "PUT /api/auth/sign-in/email", "POST /widget.js", "POST /docs"])].map(
    (line) => line.split(" ") as [string, string],
  );
}

describe.each(["application/json", "multipart/form-data; boundary=x", "application/octet-stream", ""])("as %s", (type) => {
  test("no address takes a body without end, nor one that says how long it is, unless it takes uploads", async () => {
    const list = addresses();
    const writes = activeRoutes().filter(({ method }) => method !== "GET");
    expect(list.length).toBeGreaterThanOrEqual(writes.length - uploads.size);
    for (const [method, pattern] of list) {
      const path = pattern.replaceAll("*", "x").replace(/:\w+(\{.*\})?/g, "x");
      const line = `${method} ${pattern}`;
      const headers = { ...(type ? { "content-type": type } : {}), "stripe-signature": "t=1,v1=00" };
      const { body, taken } = endless();
      const request = new Request(`http://localhost${path}`, { method, headers, body, duplex: "half" });
      expect((await target.app.request(request)).status, line).toBe(413);
      expect(taken(), line).toBeLessThan(2 * mebibyte);
      const said = { ...headers, "content-length": String(600 * mebibyte) };
      const large = new Request(`http://localhost${path}`, { method, headers: said, body: endless().body, duplex: "half" });
      expect((await target.app.request(large)).status, `${line}, with its length`).toBe(413);
    }
  });
});

test("what takes uploads lifts the limit for nothing else than uploads, and for nobody who may not upload", async () => {
  expect(uploads.size).toBeGreaterThan(0);
  for (const line of uploads) {
    const [method = "", pattern = ""] = line.split(" ");
    const { body, taken } = endless();
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const path = pattern.replace(/:\w+/g, "x");
    const response = await target.app.request(new Request(`http://localhost${path}`, { method, headers, body, duplex: "half" }));
    expect(response.status).toBe(401);
    expect(taken()).toBeLessThan(mebibyte);
  }
});
