import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { everyPermission, permissionsOf, roles, rowOf } from "#access/permissions.ts";
import { fileEndings, fileBytesMax, filesPerUploadMax } from "#features/knowledge/contract.ts";
import { refusals } from "#features/knowledge/server/refusals.ts";
import { variableNames } from "#platform/env.ts";
import { statusOfCode } from "#platform/errors.ts";
import { testAppUrl, useApp } from "./app.ts";
import { activeRoutes } from "../app.ts";

const folder = new URL("../docs/", import.meta.url);
/** With every operation that an installation can have, except for those that need an operator who issues the invoices. */
const test = useApp({ variables: { BILLING: "stripe", STRIPE_SECRET_KEY: "sk_test", STRIPE_WEBHOOK_SECRET: "whsec_test" } });
const manual = useApp({ variables: { BILLING: "manual" } });

const get = async (path: string, headers: Record<string, string> = {}, from = test) => {
  const answer = await from.app.request(path, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const names = async () =>
  (await readdir(folder)).filter((file) => file.endsWith(".md") && file !== "index.md").map((file) => file.slice(0, -3));
const unescaped = (html: string) => html.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)));

describe("the documentation", () => {
  it("serves every file of docs/ as a page and as Markdown", async () => {
    for (const name of await names()) {
      const page = await get(`/docs/${name}`);
      const markdown = await get(`/docs/${name}.md`);
      const title = /^# (.+)$/m.exec(markdown.text)?.[1];
      expect([name, page.status, page.headers.get("content-type")]).toEqual([name, 200, "text/html; charset=UTF-8"]);
      expect([name, markdown.status, markdown.headers.get("content-type")]).toEqual([name, 200, "text/markdown; charset=utf-8"]);
      expect(page.text).toContain(`<h1>${title}</h1>`);
      expect(markdown.text).not.toContain("<!-- fill");
    }
    expect((await get("/docs")).text).toContain("<h1>Documentation</h1>");
    expect((await get("/docs.md")).text).toContain("# Documentation");
  });

  it("has no link that leads nowhere, to a page or to a heading", async () => {
    const pages = new Map<string, string>();
    for (const path of ["/docs", ...(await names()).map((name) => `/docs/${name}`)]) pages.set(path, (await get(path)).text);
    const broken: string[] = [];
    for (const [path, html] of pages) {
      for (const [, href = ""] of html.matchAll(/(?:href|src)="([^"]+)"/g)) {
        const target = new URL(unescaped(href), `${testAppUrl}${path}`);
        if (target.origin !== testAppUrl || target.pathname === "/") continue;
        const known = pages.get(target.pathname);
        const holds = known ? !target.hash || known.includes(`id="${target.hash.slice(1)}"`) : (await get(target.pathname)).status === 200;
        if (!holds) broken.push(`${path} -> ${href}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it("lists every page in llms.txt under an absolute address, with a title and a sentence", async () => {
    const { text, headers } = await get("/llms.txt");
    expect(headers.get("content-type")).toMatch(/^text\/plain/);
    expect(text).toMatch(/^# Botcadence\n\n> .+\n\n## /);
    const listed = [...text.matchAll(/^- \[.+\]\((.+)\): .+$/gm)].map(([, address = ""]) => address);
    expect(listed.toSorted()).toEqual((await names()).map((name) => `${testAppUrl}/docs/${name}.md`).toSorted());
    expect(text).toContain(`[Organization Setup](${testAppUrl}/docs/organization-setup.md)`);
  });

  it("answers an unknown page with 404 and a page", async () => {
    const page = await get("/docs/no-such-page");
    expect(page.status).toBe(404);
    expect(page.text).toContain("<h1>No such page</h1>");
    expect((await get("/docs/no-such-page.md")).status).toBe(404);
    expect((await get("/docs/..%2fpackage.json")).status).toBe(404);
    expect((await get("/docs/assets/no-such-file")).status).toBe(404);
  });

  it("serves its pictures and nothing beside them, each with a description", async () => {
    const files = await readdir(new URL("pictures/", folder));
    for (const file of files) {
      const picture = await get(`/docs/pictures/${file}`);
      expect([file, picture.status, picture.headers.get("content-type")]).toEqual([file, 200, "image/webp"]);
    }
    expect((await get("/docs/pictures/no-such.webp")).status).toBe(404);
    expect((await get("/docs/pictures/..%2findex.md")).status).toBe(404);
    const pages = await Promise.all((await names()).map((name) => get(`/docs/${name}`)));
    const shown = pages.flatMap(({ text }) => [...text.matchAll(/<img class="picture" src="\/docs\/pictures\/([\w.-]+)" alt="([^"]*)"/g)]);
    for (const [, file = "", alt = ""] of shown) expect([files.includes(file), alt.length > 20], file).toEqual([true, true]);
    expect(shown.length).toBeGreaterThan(6);
  });

  it("wears the colours of the product, light and dark", async () => {
    const tokens = await readFile(new URL("../browser/ui/tokens.css", import.meta.url), "utf8");
    const [light = "", dark = ""] = [...tokens.matchAll(/--ground: ([^;]+);/g)].map(([, colour]) => colour);
    const [before = "", after = ""] = (await get("/docs/assets/docs.css")).text.split("@media (prefers-color-scheme: dark) {\n:root {");
    expect(before).toContain(`--ground: ${light};`);
    expect(after).toContain(`--ground: ${dark};`);
  });

  it("lets no script run but its own, and is not sent again while it is unchanged", async () => {
    const page = await get("/docs/widget");
    expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(page.text).not.toMatch(/<script(?! src="\/docs\/assets\/)|<style| style=| onclick=/);
    const tag = page.headers.get("etag") ?? "";
    expect(tag).not.toBe("");
    expect((await get("/docs/widget", { "If-None-Match": tag })).status).toBe(304);
  });
});

describe("what the documentation says of the code", () => {
  it("names every operation with its method, path and permission in the API reference", async () => {
    const read = async (from = test) => ({
      text: (await get("/docs/api.md", {}, from)).text,
      html: unescaped((await get("/docs/api", {}, from)).text),
    });
    const [usual, besides] = [await read(), await read(manual)];
    for (const { method, path, operation } of activeRoutes()) {
      const { text, html } = (operation.available?.(test.platform) ?? true) ? usual : besides;
      const part = text.split(`### ${operation.name}\n`)[1]?.split("\n### ")[0] ?? "";
      expect(part).toContain(`\n${method} ${path}\n`);
      expect(part).toContain(operation.summary);
      if (operation.permission) expect(part).toContain(`Permission: \`${operation.permission}\``);
      expect(html).toContain(`<code>${method} ${path}</code>`);
    }
  });

  it("says of each stream what it is made of", async () => {
    const { text } = await get("/docs/api.md");
    const answerOf = (name: string) => /^Answers 200 with (.+)$/m.exec(text.split(`### ${name}\n`)[1] ?? "")?.[1];
    expect(answerOf("message.send")).toBe("`text/event-stream`.");
    expect(answerOf("source.download")).toBe("a file.");
  });

  it("gives each role exactly the permissions that the code gives it", async () => {
    const { text } = await get("/docs/roles.md");
    const rows = [...text.matchAll(/^\| `(\w+:\w+)` \| (.+) \|$/gm)].map(([, name, cells = ""]) => [
      name,
      roles.filter((_role, at) => cells.split(" | ")[at] === "✓"),
    ]);
    const expected = everyPermission.map((name) => [name, roles.filter((role) => rowOf(name).roles.includes(role))]);
    expect(rows).toEqual(expected);
  });

  it("says of each operation in an organization which roles may call it", async () => {
    const { text } = await get("/docs/roles.md");
    for (const { operation } of activeRoutes().filter((route) => route.operation.scope === "organization")) {
      const cells =
        new RegExp(`^\\| \`${operation.name.replace(".", "\\.")}\` \\| \`${operation.permission}\` \\| (.+) \\|$`, "m").exec(text)?.[1] ??
        "";
      const marks = roles.map((role) => {
        const held = permissionsOf(role);
        return held.has(operation.permission!) ? "✓" : operation.own && held.has(operation.own.permission) ? "own" : "–";
      });
      expect(cells.split(" | "), operation.name).toEqual(marks);
    }
  });

  it("names every variable that the process reads, and no other", async () => {
    const { text } = await get("/docs/configuration.md");
    const named = [...text.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(variableNames.toSorted());
  });

  it("names every type, limit and error sentence of files", async () => {
    const { text } = await get("/docs/knowledge-base.md");
    for (const ending of fileEndings) expect(text).toContain(`| \`${ending}\` |`);
    expect(text).toContain(`${fileBytesMax.toLocaleString("en")} bytes`);
    expect(text).toContain(`at most ${filesPerUploadMax} files`);
    const cells = [...text.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = ""]) => cell.trim());
    expect(Object.values(refusals).filter((sentence) => !cells.includes(sentence))).toEqual([]);
  });

  it("names every error code with its status", async () => {
    const { text } = await get("/docs/api-introduction.md");
    const named = [...text.matchAll(/^\| (\d{3}) \| `(\w+)` \|/gm)].map(([, status, code]) => [code, Number(status)]);
    expect(named).toEqual(Object.entries(statusOfCode));
  });

  it("names no file that does not exist", async () => {
    const texts = await Promise.all(
      (await names()).map(async (name) => ({ name, text: await readFile(new URL(`${name}.md`, folder), "utf8") })),
    );
    const missing = texts.flatMap(({ name, text }) =>
      [...text.matchAll(/`((?:access|features|platform|testing|migrations)\/[\w/.-]+)`/g)].map(([, path = ""]) => ({ name, path })),
    );
    for (const { name, path } of missing)
      await expect(readFile(new URL(`../${path}`, folder)), `${name}.md names ${path}`).resolves.toBeDefined();
  });
});

describe("troubleshooting", () => {
  it("quotes messages as the code says them", async () => {
    const { text } = await get("/docs/troubleshooting.md");
    const sources = (await Promise.all(["access", "features", "platform", "tools", "widget"].map(readSources))).join("\n");
    // Those of the start hold numbers and names, and are tested where they are said.
    const later = text.slice(text.indexOf("\n## Mail does not arrive\n"));
    const quoted = [...later.matchAll(/^\| `([^`]+)`[^|]*\|/gm)].map(([, message = ""]) => message);
    const pieces = quoted.flatMap((message) => message.split("…")).map((piece) => piece.trim());
    const said = pieces.map((piece) => piece.replace("The chat is not shown: ", ""));
    expect(said.filter((piece) => piece.length > 3 && !sources.includes(piece))).toEqual([]);
    expect(quoted.length).toBeGreaterThan(20);
  });
});

async function readSources(part: string): Promise<string> {
  const root = new URL(`../${part}/`, import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."));
  return (await Promise.all(files.map((file) => readFile(new URL(file, root), "utf8")))).join("\n");
}
