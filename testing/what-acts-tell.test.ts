import { beforeAll, expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import type { Route } from "#access/router.ts";
import type { ProductEvent } from "#platform/events.ts";
import { isId } from "#platform/ids.ts";
import { activeRoutes, product } from "../app.ts";
import { testAppUrl, useApp } from "./app.ts";
import { formOf, visitorOrigin } from "./factories.ts";
import { addMissingRows } from "./missing-rows.ts";
import { fillWorld, type FilledWorld } from "./world.ts";

/**
 * What acts tell, in the audit log and as events. Every write is done once by its own example, in an organization of its
 * own; then the tests look at all that was told.
 */
const target = useApp();
const writes = activeRoutes().filter(({ operation: { kind, scope } }) => kind === "write" && scope !== "public");

/** What was sent and answered. */
const inputs: unknown[] = [];
const said: string[] = [];
const events: ProductEvent[] = [];
/** Writes after which somebody could do less, and whether an event said so. */
const took: { name: string; isTold: boolean }[] = [];
beforeAll(async () => {
  target.platform.events.listen((event) => void events.push(event));
  for (const route of writes) {
    const filled = await fillWorld(target);
    await addMissingRows(target, filled);
    const [before, eventsBefore] = [await rightsIn(filled), events.length];
    said.push(await act(route, filled));
    const after = new Set(await rightsIn(filled));
    const isTold = events.slice(eventsBefore).some(({ rights }) => rights);
    if (before.some((right) => !after.has(right))) took.push({ name: route.operation.name, isTold });
  }
}, 120_000);

test("no entry holds a password, a token, a code, a key, a link or a hash of one, whatever was done", async () => {
  const { rows: entries } = await target.database.admin.query<{ text: string; action: string }>(
    "select action, e::text as text from audit_entries e",
  );
  expect(new Set(entries.map(({ action }) => action)).size).toBeGreaterThan(15);
  const secrets = new Set([
    ...(await secretsKept()),
    ...said.flatMap(secretsIn),
    ...sentAlong(),
    target.platform.appSecret,
    operatorKey(target.platform),
  ]);
  expect(secrets.size).toBeGreaterThan(50);
  const found = entries.filter(({ text }) => [...secrets].some((secret) => text.includes(secret)));
  expect(found).toEqual([]);
  const fields = await target.database.admin.query<{ field: string }>(
    `select distinct field from audit_entries, lateral (select jsonb_object_keys(coalesce(before, '{}') || coalesce(after, '{}')) as field) f
     where field ~* '(password|token|secret|hash|code$|_key|link|url$)'`,
  );
  // A postal code is none.
  expect(fields.rows.map(({ field }) => field).filter((field) => field !== "postal_code")).toEqual([]);
});

test("no event holds a text, a name or an address, whatever was done: ids of ours, and names of fields", () => {
  expect(new Set(events.map(({ name }) => name)).size).toBeGreaterThan(15);
  for (const { name, organization_id, target: to, change, within, changed, rights, at, ...more } of events) {
    expect(name).toMatch(/^[a-z_]+\.[a-z_]+$/);
    expect(["created", "changed", "deleted"]).toContain(change);
    const { project_id: project = null, conversation_id: conversation = null, ...elsewhere } = within;
    expect([name, project === null || isId("prj", project), conversation === null || isId("cnv", conversation), elsewhere]).toEqual([
      name,
      true,
      true,
      {},
    ]);
    expect(isId("org", organization_id), name).toBe(true);
    if (to)
      expect([name, to]).toEqual([
        name,
        { type: expect.stringMatching(/^[a-z_]+$/), id: expect.stringMatching(/^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/) },
      ]);
    for (const field of changed)
      expect([name, field]).toEqual([name, expect.stringMatching(/^([a-z]{3}_[0-9a-z]{26}\.)?[a-z][a-z0-9_]*$/)]);
    expect([typeof rights, new Date(at).toISOString(), more]).toEqual(["boolean", at, {}]);
  }
  const written = new Set(inputs.flatMap(textsIn).filter((text) => /[ @/]/.test(text)));
  expect(written.size).toBeGreaterThan(10);
  const told = JSON.stringify(events);
  expect([...written].filter((text) => told.includes(text))).toEqual([]);
});

/** Of these nobody hears by following the organization, and why. */
const unheard: Record<string, string> = {
  user: "no record of the organization",
};

test("those who can read a record hear of whatever is done to it, or the list above says why not", () => {
  const types = new Set(events.flatMap(({ target: to }) => to?.type ?? []));
  expect([...types].filter((type) => !product.follows.has(type) && !unheard[type])).toEqual([]);
  expect(types.size).toBeGreaterThan(10);
});

test("an act that takes a right from somebody says so, so that what is open is asked at once", () => {
  expect(took.filter(({ isTold }) => !isTold)).toEqual([]);
  expect(took.length).toBeGreaterThan(10);
});

/** Each right that somebody holds, as one line; what only adds lines takes nothing from anybody. */
async function rightsIn({ world: { organization_id } }: FilledWorld): Promise<string[]> {
  const { rows } = await target.database.admin.query<{ right: string }>(
    `select concat_ws(' ', 'member', id, role, custom_role_id) as right from memberships where organization_id = $1
     union all select concat_ws(' ', 'role', id, p) from custom_roles, unnest(permissions) as p where organization_id = $1
     union all select concat_ws(' ', 'key', id, p) from api_keys, unnest(permissions) as p where organization_id = $1
     union all select concat_ws(' ', 'agent', id, allowed_origins::text, allow_web_views, test_page_version) from agents where organization_id = $1
     union all select 'works' from organizations where id = $1 and suspended_at is null and purge_at is null
     union all select 'is there' from organizations where id = $1 and purge_at is null
     union all select concat_ws(' ', 'session', s.id) from sessions s join memberships m on m.user_id = s.user_id where m.organization_id = $1`,
    [organization_id],
  );
  return rows.map(({ right }) => right);
}

/** Does it, and answers what was answered. What an example does not set up is refused, and leaves no entry. */
async function act({ method, path, operation }: Route, { world, users }: FilledWorld): Promise<string> {
  const { params = {}, input, file } = operation.example(world);
  inputs.push(input);
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof params) => params[name] ?? world[name] ?? world.organization_id);
  const form = file && formOf({ ...file, bytes: file.text });
  const credential: Record<string, string> =
    operation.scope === "operator"
      ? { authorization: `Bearer ${operatorKey(target.platform)}` }
      : operation.scope === "visitor"
        ? { authorization: `Bearer ${world.visitor_token}`, origin: visitorOrigin }
        : { cookie: users.owner!.cookie, origin: testAppUrl };
  const response = await target.app.request(address, {
    method,
    headers: { ...credential, ...(form || input === undefined ? {} : { "content-type": "application/json" }) },
    ...(form ? { body: form } : input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  return response.text();
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Values of every column that is named like a secret. */
async function secretsKept(): Promise<string[]> {
  const { rows: columns } = await target.database.admin.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'app' and column_name ~ '(^|_)(token|hash|password|code_hash)$' and column_name <> 'content_hash' and data_type = 'text'`,
  );
  const values: string[] = [];
  for (const { table, column } of columns) {
    const text = `select distinct ${column} as value from ${table} where length(${column}) >= 8`;
    values.push(...(await target.database.admin.query<{ value: string }>(text)).rows.map(({ value }) => value));
  }
  return values;
}

/** Links, keys and tokens in an answer: what is long and random, and no id. */
function secretsIn(answer: string): string[] {
  const links = [...answer.matchAll(/(?:token=|\/invitations\/|#)([\w.-]{22,})/g)].map(([, secret = ""]) => secret);
  const keys = [...answer.matchAll(/"(?:key|token|code|secret)":"([^"]{6,})"/g)].map(([, secret = ""]) => secret);
  return [...links, ...keys];
}

/** Codes and links that were mailed or texted. */
function sentAlong(): string[] {
  const texts = [...target.mails.map(({ text }) => text), ...target.texts.map(({ text }) => text)];
  return texts.flatMap((text) => [...secretsIn(text), ...[...text.matchAll(/\b\d{6}\b/g)].map(([code]) => code)]);
}
