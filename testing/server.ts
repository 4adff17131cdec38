import { afterAll, beforeAll } from "vitest";
import { listen } from "#platform/http/listen.ts";
import { openTestApp, type TestApp } from "./app.ts";
import { freePort } from "./free-port.ts";

export type TestServer = TestApp & { url: string };

/** As `useApp`, on a port of its own with the worker running, for a browser or a client that needs a socket. */
export function useServer(options: { variables?: Record<string, string> } = {}): TestServer {
  const opened = {} as TestServer;
  let close = async () => {};
  beforeAll(async () => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const app = await openTestApp({ variables: { ...options.variables, PORT: String(port), APP_URL: url }, worker: true });
    const http = await listen(app.app, "127.0.0.1", port);
    Object.assign(opened, app, { url });
    close = async () => {
      await http.close();
      await app.close();
    };
  });
  afterAll(() => close());
  return opened;
}
