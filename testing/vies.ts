import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type ViesServer = {
  /** What VIES_URL takes. */
  url: string;
  /** VAT IDs in the order in which they were asked for. */
  asked: string[];
  /** What the next questions meet instead of a verdict: an error of VIES, or nothing (a broken connection). */
  fail(...errors: (string | null)[]): void;
  /** Keeps answers back until the function that it returns is called. */
  hold(): () => void;
  close(): Promise<void>;
};

/**
 * The stand-in of VIES: its REST interface over a real socket. Every VAT ID is registered but those that end in 0 (in
 * digits). Its errors come with status 200, as VIES's do.
 */
export async function startViesServer(port = 0): Promise<ViesServer> {
  const failures: (string | null)[] = [];
  const asked: string[] = [];
  let held = Promise.resolve();
  const server = createServer(async (request, response) => {
    if (request.method !== "POST" || request.url !== "/rest-api/check-vat-number") {
      response.writeHead(404).end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { countryCode, vatNumber } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { countryCode: string; vatNumber: string };
    asked.push(countryCode + vatNumber);
    await held;
    const failure = failures.shift();
    if (failure === null) return request.socket.destroy();
    const verdict = {
      countryCode,
      vatNumber,
      requestDate: new Date().toISOString(),
      valid: !vatNumber.endsWith("0"),
      requestIdentifier: "",
      name: "---",
      address: "---",
    };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(failure ? { actionSucceed: false, errorWrappers: [{ error: failure }] } : verdict));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest-api`,
    asked,
    fail: (...errors) => void failures.splice(0, failures.length, ...errors),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
