import { createReadStream } from "node:fs";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll } from "vitest";

export type CustomerPage = { body: string; head?: string; headers?: Record<string, string> };
/** A script of an npm package, by the name of its file there. */
type CustomerScript = { script: string };
export type CustomerSite = { url: string };

/** A website of another origin than ours, for one test file. `pages` is asked at each request, by path. */
export function useCustomerSite(pages: (path: string) => CustomerPage | CustomerScript | undefined): CustomerSite {
  const site: CustomerSite = { url: "" };
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const page = pages(new URL(request.url ?? "/", "http://customer").pathname);
      if (!page) return void response.writeHead(404).end();
      if ("script" in page) {
        response.writeHead(200, { "content-type": "text/javascript" });
        return void createReadStream(new URL(`../node_modules/${page.script}`, import.meta.url)).pipe(response);
      }
      const html = `<!doctype html><html lang="en"><head><title>The Lamp Shop</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${page.head ?? ""}</head><body><main><h1>The Lamp Shop</h1><p>A lamp for every room.</p></main>${page.body}</body></html>`;
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...page.headers }).end(html);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    site.url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return site;
}
