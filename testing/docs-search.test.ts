import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { sectionsOf } from "#platform/docs/sections.ts";
import { useApp } from "./app.ts";
import { activeRoutes } from "../app.ts";

const test = useApp();
const sells = useApp({ variables: { BILLING: "manual" } });

type Hit = { address: string; heading: string; within: string; excerpt: string };

const read = async (path: string, from = test) => {
  const answer = await from.app.request(path);
  return { status: answer.status, headers: answer.headers, html: await answer.text() };
};

/** What a search finds, in its order; marks are kept as `[word]`. */
async function search(query: string, from = test): Promise<{ hits: Hit[]; html: string; status: number }> {
  const { html, status } = await read(`/docs/search?q=${encodeURIComponent(query)}`, from);
  const list = /<ol class="hits">([\s\S]*?)<\/ol>/.exec(html)?.[1] ?? "";
  const hits = [...list.matchAll(/<li><a href="(\/docs\/[^"]+)">(.*?)<\/a><span>(.*?)<\/span><p>(.*?)<\/p><\/li>/gs)].map(
    ([, address = "", ...parts]) => {
      const [heading = "", within = "", excerpt = ""] = parts.map((part) => part.replace(/<mark>(.*?)<\/mark>/g, "[$1]"));
      return { address, heading, within, excerpt };
    },
  );
  return { hits, html, status };
}

describe("the search of the documentation", () => {
  it("finds the page that a word names before those that only hold it", async () => {
    const first = async (query: string) => (await search(query)).hits[0]?.address;
    expect(await first("audit log")).toBe("/docs/audit-log");
    expect(await first("api keys")).toBe("/docs/api-keys");
    expect(await first("backup")).toMatch(/^\/docs\/backup/);
    expect(await first("postgresql")).toBe("/docs/own-postgresql");
    expect(await first("how do I put the widget on my website?")).toMatch(/^\/docs\/widget/);
    expect(await first("content security policy")).toBe("/docs/widget#content-security-policy");
  });

  it("finds words by their beginning and with a slip of the finger, and variables by their name", async () => {
    const addresses = async (query: string) => (await search(query)).hits.map(({ address }) => address);
    expect(await addresses("invit")).toContain("/docs/team-members");
    expect(await addresses("conversatoins")).toContain("/docs/conversations");
    expect((await addresses("TRUSTED_PROXIES"))[0]).toMatch(/^\/docs\/(configuration|production|troubleshooting)#/);
  });

  it("finds every operation of the API reference first by its name", async () => {
    const wrong: string[] = [];
    for (const { operation } of activeRoutes()) {
      if (operation.available && !operation.available(test.platform)) continue;
      const [first] = (await search(operation.name)).hits;
      if (first?.address !== `/docs/api#${operation.name.replace(".", "-")}`) wrong.push(`${operation.name} -> ${first?.address}`);
    }
    expect(wrong).toEqual([]);
  });

  it("shows heading, page and an excerpt, with the words marked", async () => {
    const { hits } = await search("allowed websites subdomain");
    expect(hits[0]).toEqual({
      address: "/docs/widget#allowed-websites",
      heading: "[Allowed] [websites]",
      within: "The widget",
      excerpt: expect.stringContaining("[subdomain]"),
    });
    for (const { excerpt } of (await search("database")).hits) expect(excerpt.length).toBeLessThan(300);
  });

  it("leads to headings that exist, on every page", async () => {
    const names = (await readdir(new URL("../docs/", import.meta.url)))
      .filter((file) => file.endsWith(".md"))
      .map((file) => file.slice(0, -3));
    for (const name of names.filter((each) => each !== "index" && each !== "billing" && each !== "invoices")) {
      const [{ html }, { html: markdown }] = [await read(`/docs/${name}`), await read(`/docs/${name}.md`)];
      const sections = sectionsOf({ name, title: "", summary: "", section: "", markdown });
      const anchors = [...html.matchAll(/<h[2-6] id="([^"]+)"/g)].map(([, id]) => id);
      expect(sections.flatMap(({ id }) => id ?? [])).toEqual(anchors);
    }
  });

  it("finds nothing of pages and operations that this installation has not", async () => {
    const about = async (from: typeof test) =>
      (await Promise.all(["invoice", "invoices stripe", "billing prices"].map((query) => search(query, from)))).flatMap(({ hits }) =>
        hits.map(({ address }) => address.split("#")[0]),
      );
    expect(await about(sells)).toEqual(expect.arrayContaining(["/docs/invoices", "/docs/billing"]));
    const here = await about(test);
    expect(here).not.toContain("/docs/invoices");
    expect(here).not.toContain("/docs/billing");
  });

  it("says what to try where nothing is found, and shows what was typed as text", async () => {
    const { hits, html } = await search('zzqqxx "<qqzz>');
    expect(hits).toEqual([]);
    expect(html).toContain("Nothing found for “zzqqxx &#34;&#60;qqzz&#62;”");
    expect(html).toContain("Try fewer words");
    expect(html).not.toContain("<qqzz>");
  });

  it("says so where no section holds all of the words", async () => {
    const { hits, html } = await search("widget zzqqxx");
    expect(hits[0]?.address).toBe("/docs/widget");
    expect(html).toContain("No section has all of these words.");
  });

  it("takes eight words of 200 characters, and says which it left out", async () => {
    const { html, hits } = await search("widget agent project source upload answer passage document budget nonsense");
    expect(html).toContain("Left out: budget, nonsense.");
    expect(hits.length).toBeGreaterThan(0);
    const long = await search("widget ".repeat(10_000));
    expect(long.status).toBe(200);
    expect(long.html.length).toBeLessThan(60_000);
  });

  it.each(["", "%20", "%00", "%FF%FE", "%", "%ED%A0%80", "the", "%22%5B%28*", "%F0%9F%98%80", "%CC%81".repeat(60)])(
    "answers a page for ?q=%s",
    async (query) => {
      const { status, html } = await read(`/docs/search?q=${query}`);
      expect([status, html.includes("<h1>Search</h1>")]).toEqual([200, true]);
    },
  );

  it("is a page without script, which no search engine lists", async () => {
    const { headers, html } = await read("/docs/search?q=widget");
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*form-action 'self'/);
    expect(html).not.toMatch(/<script(?! src="\/docs\/assets\/)|<style| style=| onclick=/);
    expect(html).not.toContain("search.md");
  });

  it("has its labelled field on every page, with what was asked in it", async () => {
    for (const path of ["/docs", "/docs/widget", "/docs/api", "/docs/no-such-page"]) {
      const { html } = await read(path);
      expect(html).toMatch(/<form class="search" role="search" action="\/docs\/search"><label for="q">Search the documentation<\/label>/);
      expect(html.includes('content="noindex"')).toBe(path === "/docs/no-such-page");
    }
    expect((await read("/docs/search?q=budget%22caps")).html).toContain('name="q" value="budget&#34;caps"');
  });
});
