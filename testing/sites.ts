import { expect } from "vitest";
import type { Passage, Source, SourcePassage } from "#features/knowledge/contract.ts";
import type { AddedSite, SitePage } from "#features/knowledge/contract/sites.ts";
import type { TestApp } from "./app.ts";
import { call, createOrganization, createProject } from "./factories.ts";
import { runQueued } from "./run-job.ts";

/** Projects with sites in them, read when a test says so. */
export function sitesOf(target: TestApp) {
  return { setUp, crawl };

  /** A project, and what is done with the sites in it. */
  async function setUp() {
    const { id, owner } = await createOrganization(target);
    const project = await createProject(target, id, owner.id);
    const base = `/v1/organizations/${id}/projects/${project}`;
    const get = async <Body>(path: string) => (await call<Body>(target, owner, `GET ${base}${path}`)).body;
    const read = (source: string) => get<Source>(`/sources/${source}`);
    const pagesOf = async (source: string) => {
      const found = new Map<string, SitePage>();
      for (let number = 1; ; number += 1) {
        const { data } = await get<{ data: SitePage[] }>(`/sources/${source}/pages?per_page=100&page=${number}`);
        for (const one of data) found.set(one.url.replace(/^https?:\/\/[^/]+/, ""), one);
        if (data.length < 100) return found;
      }
    };
    return {
      id,
      owner,
      project,
      base,
      get,
      read,
      pagesOf,
      passagesOf: async (source: string) =>
        (await get<{ data: SourcePassage[] }>(`/sources/${source}/passages?per_page=100`)).data.map(({ text }) => text).join("\n"),
      add: async (kind: "urls" | "domains", input: object) =>
        (await call<{ data: AddedSite[] }>(target, owner, `POST ${base}/sources/${kind}`, input)).body.data,
      sync: async (source: string) => {
        expect(await call(target, owner, `POST ${base}/sources/${source}/sync`)).toMatchObject({ status: 202 });
        await crawl();
        return read(source);
      },
      search: async (query: string) => (await call<{ data: Passage[] }>(target, owner, `POST ${base}/search`, { query })).body.data,
    };
  }

  /** Runs what is queued for sites until nothing is. */
  async function crawl(): Promise<void> {
    const waiting = async () =>
      (await target.database.admin.query("select 1 from jobs.job where name = 'source.read_site' and state = 'created'")).rows;
    do await runQueued(target, /^source\.read_site$/);
    while ((await waiting()).length > 0);
  }
}
