import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { notForKeys, permissionsOf } from "#access/permissions.ts";
import { call, createKey, createOrganization } from "./factories.ts";
import { useServer } from "./server.ts";
import { activeRoutes } from "../app.ts";

const server = useServer({ variables: { BILLING: "manual", LOG_LEVEL: "error" } });
const markdown = async (name: string) => (await server.app.request(`/docs/${name}.md`)).text();
const run = promisify(execFile);

/** What a shell prints for some lines, with these variables set. */
async function shell(lines: string, env: Record<string, string>, cwd: string): Promise<string> {
  const { stdout } = await run("sh", ["-euc", lines], { cwd, env: { PATH: process.env.PATH, ...env } });
  return stdout;
}

describe("the samples of the documentation", () => {
  it("send a key wherever a key is taken, and to this installation", async () => {
    const reference = await markdown("api");
    for (const { method, operation } of activeRoutes()) {
      if (operation.available && !operation.available(server.platform)) continue;
      const sample = /Example:\n\n```sh\n([\s\S]*?)\n```/.exec(reference.split(`### ${operation.name}\n`)[1] ?? "")?.[1] ?? "";
      const takesKey = operation.scope === "organization" && !operation.takesPerson && !notForKeys.has(operation.permission!);
      expect(sample, operation.name).toMatch(new RegExp(`^curl (-N )?(-X ${method} )?"${server.url}/`));
      expect(sample.includes('-H "Authorization: Bearer $BOTCADENCE_KEY"'), operation.name).toBe(takesKey);
      expect(sample.includes("-b cookies.txt"), operation.name).toBe(!takesKey && ["organization", "account"].includes(operation.scope));
    }
  });

  it("name this installation's address on every page, and leave no fill open", async () => {
    const open: string[] = [];
    for (const [, name = ""] of (await (await server.app.request("/llms.txt")).text()).matchAll(/\/docs\/([\w-]+)\.md\)/g)) {
      const text = await markdown(name);
      if (/\{\{|<!-- fill/.test(text)) open.push(name);
    }
    expect(open).toEqual([]);
    expect(await markdown("widget")).toContain(`<script src="${server.url}/widget.js" data-agent`);
    expect(await markdown("api-introduction")).toContain(`curl "${server.url}/v1/organizations/`);
    expect(await markdown("operating")).toContain(`targets: ["${new URL(server.url).host}"]\n    scheme: http\n`);
  });

  it("of the first steps work unchanged", async () => {
    const { id, owner } = await createOrganization(server);
    const { key } = await createKey(server, id, owner.id, ["project:create", "source:create", "project:read", "source:read"]);
    const text = (await markdown("api-introduction")).split("\n## Try it\n")[1]?.split("\n## ")[0] ?? "";
    const blocks = [...text.matchAll(/```sh\n([\s\S]*?)\n```/g)]
      .map(([, lines = ""]) => lines)
      .filter((lines) => !lines.startsWith("export"));
    const [list = "", create = "", upload = "", poll = "", ask = "", ...others] = blocks;
    expect(others).toEqual([]);
    const folder = await mkdtemp(join(tmpdir(), "botcadence-samples-"));
    const env = { BOTCADENCE_KEY: key, ORGANIZATION_ID: id, PROJECT_ID: "" };
    const answer = async (lines: string) => JSON.parse(await shell(lines, env, folder));
    expect(await answer(list)).toMatchObject({ total: 0 });
    const project = await answer(create);
    env.PROJECT_ID = project.id;
    expect(project).toMatchObject({ name: "Help centre" });
    expect((await answer(upload)).data).toMatchObject([{ name: "delivery.md", status: "processing" }]);
    await expect.poll(async () => (await answer(poll)).data[0].status, { timeout: 20_000 }).toBe("synced");
    expect((await answer(ask)).data[0].text).toContain("4.90 euros");
    await rm(folder, { recursive: true });
  });

  it("of the reference that read work unchanged with a key", async () => {
    const { id, owner } = await createOrganization(server);
    const { key } = await createKey(
      server,
      id,
      owner.id,
      [...permissionsOf("owner")].filter((name) => !notForKeys.has(name)),
    );
    const project = await call<{ id: string }>(server, owner, `POST /v1/organizations/${id}/projects`, { name: "Shop" });
    const samples = (await markdown("api")).matchAll(
      /### (\S+)\n(?:(?!\n### )[\s\S])*?Example:\n\n```sh\n(curl "[^`]*?BOTCADENCE_KEY"[^`]*)\n```/g,
    );
    const env = { BOTCADENCE_KEY: key, ORGANIZATION_ID: id, PROJECT_ID: project.body.id };
    const tried: string[] = [];
    for (const [, name = "", lines = ""] of samples) {
      // Others name a record that a fresh organization has not.
      if ([...lines.matchAll(/\$([A-Z_]+)/g)].some(([, variable = ""]) => !(variable in env))) continue;
      const status = await shell(`${lines} -s -o /dev/null -w '%{http_code}' --max-time 20`, env, tmpdir());
      expect([name, status]).toEqual([name, "200"]);
      tried.push(name);
    }
    expect(tried).toEqual(expect.arrayContaining(["project.list", "source.list", "member.list", "audit_entry.list"]));
  });
});
