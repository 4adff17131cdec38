import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { sealHours } from "#features/audit/server/seal-audit-log.ts";
import { newId } from "#platform/ids.ts";
import type { Client } from "../tools/admin/client.ts";
import { runCommand } from "../tools/admin/commands.ts";
import { useApp } from "./app.ts";
import { call, createOrganization } from "./factories.ts";

/** The operator's command, as it speaks to a server; what happens in another process is `testing/process/admin.test.ts`. */
const target = useApp();
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
const client: Client = async (line, answer) => {
  const operator = { key: operatorKey(target.platform) };
  const { status, body } = await call<{ error?: { message: string } }>(target, operator, line.replace(" ", " /v1/operator"));
  if (status !== 200) throw new Error(body.error?.message);
  return answer.parse(body);
};
const verify = (...words: string[]) =>
  runCommand(["audit-verify", ...words], async () => client).then(
    (said) => ({ said, wrong: "" }),
    (error: Error) => ({ said: "", wrong: error.message }),
  );

let folder: string;
let heads: string;
let whole: string;
let broken: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "botcadence-heads-"));
  heads = join(folder, "heads.txt");
  whole = (await createOrganization(target)).id;
  broken = (await createOrganization(target)).id;
  for (const organizationId of [whole, broken]) {
    for (const hour of ["08", "09"]) {
      await sql(
        `insert into audit_entries (organization_id, id, created_at, actor_type, actor_label, action)
         values ($1, $2, $3, 'user', 'ann@example.com', 'project.create')`,
        [organizationId, newId("aud"), `2026-03-02T${hour}:30:00Z`],
      );
    }
  }
  await sealHours(target.platform, 60_000, new AbortController().signal);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("what holds is said with the head to keep, which a later run compares", async () => {
  const { said, wrong } = await verify();
  expect(wrong).toBe("");
  expect(said).toMatch(new RegExp(`^${whole} +2 +2 +2026-03-02T09:00Z +[0-9a-f]{64}$`, "m"));
  expect(said).toContain("Every link holds.");
  await writeFile(heads, `> npm run admin\n${said}\n`);
  expect((await verify("--heads", heads)).said).toBe(said);
  const digest = /[0-9a-f]{64}/.exec((await verify(whole)).said)![0];
  expect((await verify(whole, "--head", digest)).wrong).toBe("");
  expect((await verify(whole, "--head", "0".repeat(64))).wrong).toMatch(/^BROKEN org_\w+: .*the chain was rewritten or cut off\.$/m);
});

test("the first broken link is named with its organization, its seal and its hour, and the others are still verified", async () => {
  await writeFile(heads, (await verify()).said);
  await sql("update audit_entries set actor_label = 'eve@example.com' where organization_id = $1", [broken]);
  const { said, wrong } = await verify("--heads", heads);
  expect(said).toBe("");
  expect(wrong).toMatch(new RegExp(`^BROKEN ${broken}, seal 1, hour 2026-03-02T08:00Z: There are as many entries as were sealed`, "m"));
  expect(wrong).toMatch(new RegExp(`^${whole} +2 +2 .*[0-9a-f]{64}$`, "m"));
  expect(wrong).toContain("1 of 2 audit logs do not hold.");
  expect((await verify(whole)).wrong).toBe("");
  await sql("update audit_entries set actor_label = 'ann@example.com' where organization_id = $1", [broken]);
  expect((await verify("--heads", heads)).wrong).toBe("");
});

test("an organization of which a head was kept and that is no more is named", async () => {
  await writeFile(heads, `${(await verify()).said}\norg_01kb0000000000000000000000 3 9 2026-03-02T09:00Z ${"a".repeat(64)}`);
  expect((await verify("--heads", heads)).wrong).toMatch(/^GONE org_01kb0000000000000000000000: /m);
});

test("words that are wrong are answered by a sentence", async () => {
  await writeFile(heads, "nothing of the kind");
  expect((await verify("--heads", heads)).wrong).toContain("holds no heads as audit-verify prints them.");
  expect((await verify("--head", "a".repeat(64))).wrong).toContain("A head belongs to one organization");
  expect((await verify(whole, "--head", "abc")).wrong).not.toBe("");
  expect((await verify("org_01kb0000000000000000000000")).wrong).toBe("There is no organization with this id.");
});
