import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** Each line breaks one rule; a file of its own for each, in a repository of nothing else. */
const wrong: [rule: string, path: string, text: string][] = [
  ["walls", "features/agents/contract.ts", 'export { z } from "hono";'],
  ["walls", "features/projects/contract.ts", 'import "#features/agents/contract.ts";'],
  ["walls", "features/projects/server/upward.ts", 'import "#features/agents/server/agent.ts";'],
  ["walls", "features/agents/server/to-its-dashboard.ts", 'import "../dashboard/page.tsx";'],
  ["walls", "features/agents/server/to-money.ts", 'import type { Plan } from "#features/plans/contract.ts"; export type Kept = Plan;'],
  ["walls", "features/agents/dashboard/to-money.ts", 'import "#features/addresses/contract.ts";'],
  ["walls", "features/agents/server/to-the-list.ts", 'import "#features/index.ts";'],
  ["walls", "features/agents/server/to-its-feature.ts", 'import "../feature.ts";'],
  ["walls", "features/agents/dashboard/to-the-list.ts", 'import "#features/index.ts";'],
  ["walls", "features/tools/feature.ts", 'import "#features/projects/server/project.ts";'],
  ["walls", "features/list.ts", 'import "#features/agents/feature.ts";'],
  ["walls", "access/to-the-list.ts", 'import type { features } from "#features/index.ts"; export type Kept = typeof features;'],
  ["walls", "platform/to-the-list.ts", 'import "#features/index.ts";'],
  ["walls", "features/agents/server/to-tests.ts", 'import "#testing/app.ts";'],
  ["walls", "features/agents/server/dynamic.ts", 'export const load = () => import("#dashboard/shell.ts");'],
  ["walls", "features/agents/dashboard/to-server.ts", 'import "#features/agents/server/agent.ts";'],
  ["walls", "features/agents/dashboard/to-router.ts", 'import "#dashboard/router.tsx";'],
  ["walls", "features/projects/dashboard/upward.ts", 'import "#features/agents/dashboard/page.tsx";'],
  ["walls", "access/to-feature.ts", 'import type { Agent } from "#features/agents/contract.ts"; export type Kept = Agent;'],
  ["walls", "access/permissions.ts", 'import "#access/actor.ts";'],
  ["walls", "features/agents/server/to-engine.ts", 'import "#platform/engine.ts";'],
  ["walls", "features/agents/server/to-scope.ts", 'import { openScope } from "#access/scope.ts"; export const one = openScope;'],
  ["walls", "features/agents/server/to-handles.ts", 'import "#access/resolve-handle.ts";'],
  [
    "walls",
    "features/agents/server/to-database.ts",
    'import type { Database } from "#platform/database/open.ts"; export type Kept = Database;',
  ],
  ["walls", "features/agents/server/to-driver.ts", 'import "pg";'],
  ["walls", "platform/to-access.ts", 'import "#access/actor.ts";'],
  ["walls", "platform/by-type.ts", 'export type Kept = import("#access/actor.ts").Actor;'],
  ["walls", "browser/to-server.ts", 'import "#features/agents/server/agent.ts";'],
  ["walls", "browser/to-page.ts", 'import "#features/agents/dashboard/page.tsx";'],
  ["walls", "browser/to-roof.ts", 'import "#dashboard/shell.ts";'],
  ["walls", "browser/to-access.ts", 'import "#access/actor.ts";'],
  ["walls", "widget/to-values.ts", 'import { Message } from "#features/conversations/contract.ts"; export const kept = [Message];'],
  ["walls", "widget/to-others.ts", 'import type { Agent } from "#features/agents/contract.ts"; export type Kept = Agent;'],
  ["walls", "testing/to-main.ts", 'import "../main.ts";'],
  ["walls", "tools/to-testing.ts", 'import "#testing/app.ts";'],
  ["walls", "elsewhere/file.ts", 'import "hono";'],
  ["names", "platform/camelCase.ts", "export const one = 1;"],
  ["names", "features/agents/server/helpers/text.ts", "export const one = 1;"],
  ["names", "access/string-utils.ts", "export const one = 1;"],
  ["re-exports", "platform/barrel.ts", 'export * from "./barrel-part.ts";'],
  ["re-exports", "platform/barrel-named.ts", 'export { one } from "./barrel-part.ts";'],
  ["database-roles", "access/literal.ts", 'export const text = "RESET ROLE";'],
  ["database-roles", "features/agents/server/template.ts", "export const text = (role: string) => `set local role ${role}`;"],
  ["database-roles", "platform/jobs/session.ts", 'export const text = "set session authorization postgres";'],
  ["secrets", "access/compare.ts", "export const same = (given: string, row: { token: string }) => row.token === given;"],
  ["secrets", "platform/compare.ts", "export const same = (signature: string, expected: string) => signature !== expected;"],
  [
    "sentences",
    "features/agents/server/too-many.ts",
    "throw conflict(`At most ${max} fit in.`); declare const max: number; declare function conflict(text: string): Error;",
  ],
  [
    "sentences",
    "access/wrong-field.ts",
    "throw invalid({ name: `${name} is taken.` }); declare const name: string; declare function invalid(fields: object): Error;",
  ],
  [
    "sentences",
    "platform/one-branch.ts",
    'throw new AppError("conflict", isOne ? "One fits in." : `${count} fit in.`); declare const isOne: boolean; declare const count: number; declare class AppError extends Error { constructor(code: string, message: string); }',
  ],
  [
    "sentences",
    "features/agents/server/mails.ts",
    "export const mail = (name: string) => composeMail({ sentences: [`${name} is ready.`] }); declare function composeMail(mail: { sentences: string[] }): string;",
  ],
  ["dashboard-calls", "features/agents/dashboard/bare-fetch.ts", 'export const read = () => fetch("/v1/me");'],
  ["dashboard-calls", "features/agents/dashboard/bare-request.ts", "export const request = new XMLHttpRequest();"],
  ["dashboard-calls", "features/agents/dashboard/beacon.ts", 'navigator.sendBeacon("/v1/me");'],
  [
    "dashboard-calls",
    "features/agents/dashboard/own-refresh.ts",
    "declare const client: { invalidateQueries(): void }; client.invalidateQueries();",
  ],
  ["dashboard-calls", "dashboard/layout/own-address.ts", "export const address = (id: string) => `/v1/organizations/${id}/projects`;"],
  ["dashboard-calls", "dashboard/pages/key-of-nothing.ts", 'export const query = { queryKey: ["projects", 1] };'],
  [
    "dashboard-calls",
    "dashboard/pages/key-too-late.ts",
    'export const query = (organizationId: string) => ({ queryKey: ["projects", organizationId] });',
  ],
  ["dashboard-calls", "browser/api/key-made-apart.ts", 'export const agentsKey = (organizationId: string) => ["agents", organizationId];'],
  [
    "dashboard-calls",
    "browser/api/key-of-another.ts",
    "export const query = (agentsKey: (id: string) => string[], projectId: string) => ({ queryKey: [...agentsKey(projectId), 1] });",
  ],
  ["english", "features/agents/server/in-a-string.ts", 'export const said = "A key never may more than its maker.";'],
  ["english", "features/agents/server/in-a-template.ts", "export const said = (name: string) => `${name} goes on where it stopped.`;"],
  ["english", "features/agents/dashboard/in-jsx.tsx", "export const Said = () => <p>You are led back to the page.</p>;"],
  ["english", "platform/in-a-comment.ts", "/** Whoever holds the key. */\nexport const one = 1;"],
  ["english", "platform/over-two-lines.ts", "/**\n * A key that may\n * more than another.\n */\nexport const one = 1;"],
  [
    "english",
    "testing/in-a-name.test.ts",
    'import { expect, test } from "vitest"; test("nobody changes his role", () => expect(1).toBe(1));',
  ],
  ["literal-text", "features/agents/dashboard/in-an-element.tsx", "export const Said = () => <p>Agents</p>;"],
  ["literal-text", "features/agents/dashboard/in-an-attribute.tsx", 'export const Said = () => <input aria-label="agents" />;'],
  [
    "literal-text",
    "dashboard/pages/by-a-condition.tsx",
    'export const Said = (props: { many: boolean }) => <p>{props.many ? "they" : ""}</p>;',
  ],
  ["literal-text", "dashboard/layout/in-a-list.ts", 'export const columns = [{ id: "name", head: "Name" }];'],
  ["literal-text", "browser/ui/answered.ts", 'export const said = (open: boolean) => (open ? "Open" : "");'],
  [
    "literal-text",
    "browser/ui/in-a-toast.ts",
    "export const say = (toast: (text: string) => void, name: string) => toast(`Deleted ${name}.`);",
  ],
  ["literal-text", "widget/in-a-hint.tsx", 'export const Said = () => <button title="Stop" />;'],
  [
    "messages",
    "features/tools/dashboard/messages.ts",
    'import { catalog } from "#browser/catalog.ts"; export const t = catalog({ page: { title: "Tools", gone: "Gone" } });',
  ],
  ["no-explicit-any", "platform/any.ts", "export const one = (value: any) => [value];"],
  ["no-process-env", "features/agents/server/reads-env.ts", "export const port = process.env.PORT;"],
  ["max-lines", "platform/long.test.ts", "void 0;\n".repeat(401).replaceAll("void 0", "Math.max(1)")],
  ["no-cycle", "platform/cycle-one.ts", 'import { two } from "#platform/cycle-two.ts"; export const one = () => two();'],
  ["no-cycle", "platform/cycle-two.ts", 'import { one } from "./cycle-one.ts"; export const two = () => one();'],
];

/** What each of these does is right, next to the wrong above. */
const right: [path: string, text: string][] = [
  [
    "features/index.ts",
    `import { agents } from "#features/agents/feature.ts";
     import { chats } from "#features/conversations/feature.ts";
     import { projects } from "#features/projects/feature.ts";
     import { addresses } from "#features/addresses/feature.ts";
     import { plans } from "#features/plans/feature.ts";
     export const features: readonly object[] = [projects, agents, chats, addresses, plans];`,
  ],
  ["features/projects/feature.ts", "export const projects = {};"],
  [
    "features/agents/feature.ts",
    'import "./server/agent.ts"; import "./contract.ts"; import "#access/actor.ts"; export const agents = {};',
  ],
  ["features/conversations/feature.ts", "export const chats = {};"],
  ["features/addresses/feature.ts", "export const addresses = {};"],
  ["features/plans/feature.ts", "export const plans = {};"],
  ["features/conversations/contract.ts", 'import "#features/agents/contract.ts"; import "zod"; export const Message = {};'],
  [
    "features/agents/server/agent.ts",
    'import "#features/projects/server/project.ts"; import "#features/conversations/contract.ts"; import "#access/actor.ts"; import "hono";',
  ],
  ["features/projects/server/project.ts", "export const one = 1;"],
  ["features/addresses/server/seller.ts", 'import "#features/plans/contract.ts"; import "#features/agents/server/agent.ts";'],
  ["features/projects/dashboard/card.tsx", "export const one = 1;"],
  ["features/agents/server/agent.test.ts", 'import "#testing/app.ts"; import "vitest";'],
  ["features/agents/dashboard/page.tsx", 'import "#features/projects/dashboard/card.tsx"; import "#browser/button.ts"; import "react";'],
  [
    "features/projects/dashboard/messages.ts",
    `import { catalog } from "#browser/catalog.ts";
     export const t = catalog({ page: { title: "Projects" }, status: { open: "Open" } });`,
  ],
  [
    "features/projects/dashboard/page.tsx",
    `import { t } from "./messages.ts";
     export const Page = (props: { status: "open" }) => (
       <p title={t("page.title")} className="Grid of cards" role={props.status === "Not found" ? "note" : undefined}>
         {t(\`status.\${props.status}\`)} · Botcadence
       </p>
     );
     export const fail = () => { throw new Error("This page is for somebody who is signed in."); };`,
  ],
  ["features/tools/dashboard/page.ts", 'import { t } from "./messages.ts"; export const title = t("page.title");'],
  ["browser/catalog.ts", "export const catalog = (messages: object) => () => JSON.stringify(messages);"],
  ["access/actor.ts", 'import "#platform/keys.ts"; export type Actor = string;'],
  ["platform/keys.ts", 'import "node:crypto"; export const known = (token?: string) => token !== undefined && token !== "";'],
  ["platform/env.ts", "export const port = process.env.PORT;"],
  ["platform/database/roles.ts", 'export const text = "set local role owner";'],
  ["dashboard/pages/overview.tsx", 'import "#features/agents/dashboard/page.tsx";'],
  ["dashboard/router.tsx", 'import "#features/agents/dashboard/page.tsx";'],
  [
    "browser/api/keys.ts",
    `export const agentsKey = (organizationId: string) => [organizationId, "agents"];
     export const query = (organizationId: string, organization: { id: string }) => [
       { queryKey: agentsKey(organizationId) }, { queryKey: [...agentsKey(organization.id), 1] }, { queryKey: ["me", "sessions"] },
     ];
     export const read = (organizationId: string) => fetch(\`/v1/organizations/${"$"}{organizationId}\`);`,
  ],
  ["browser/button.ts", 'import "#features/agents/contract.ts"; import "../access/permissions.ts";'],
  ["dashboard/shell.ts", 'import "#browser/button.ts";'],
  ["widget/words.ts", 'export const words = { stop: "Stop the answer" };'],
  ["widget/panel.ts", 'import type { Message } from "#features/conversations/contract.ts"; export type Kept = Message;'],
  ["tools/dev.ts", 'import "#testing/app.ts";'],
  ["testing/app.ts", 'import "../app.ts";'],
  ["platform/barrel-part.ts", "export const one = 1;"],
  ["app.ts", 'import "#features/index.ts";'],
  ["main.ts", 'import "./app.ts";'],
];

const root = join(import.meta.dirname, "../..");
let found: { rule: string; path: string }[] = [];
const folder = mkdtempSync(join(tmpdir(), "botcadence-lint-"));

beforeAll(async () => {
  cpSync(join(root, "tools/lint"), join(folder, "tools/lint"), { recursive: true, filter: (path) => !path.endsWith(".test.ts") });
  cpSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  const { imports } = (await import("../../package.json", { with: { type: "json" } })).default;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", imports }));
  for (const [path, text] of [...wrong.map(([, ...file]) => file), ...right]) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const said = await runOxlint();
  const { diagnostics } = JSON.parse(said) as { diagnostics: { code: string; filename: string }[] };
  found = diagnostics.map(({ code, filename }) => ({ rule: /\((.+)\)$/.exec(code)?.[1] ?? code, path: filename }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(wrong)("%s is reported in %s", (rule, path) => {
  expect(found).toContainEqual({ rule, path });
});

test.each(right)("nothing is reported in %s", (path) => {
  expect(found.filter((problem) => problem.path === path)).toEqual([]);
});

function runOxlint(): Promise<string> {
  const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
  return new Promise((resolve) => {
    execFile(process.execPath, [oxlint, "-f", "json"], { cwd: folder, maxBuffer: 10_000_000 }, (_error, stdout) => resolve(stdout));
  });
}
