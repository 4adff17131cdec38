import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import type { Route } from "#access/router.ts";
import { activeRoutes } from "../app.ts";
import { testAppUrl, useApp } from "./app.ts";
import { addMissingRows } from "./missing-rows.ts";
import { fillWorld, type FilledWorld } from "./world.ts";

/**
 * What is secret is in no audit entry. Every write is done once by its own example; then whatever the database keeps of
 * secrets and whatever was answered once or handed over is looked for in all entries.
 */
const target = useApp();
const writes = activeRoutes().filter(({ operation: { kind, scope } }) => kind === "write" && scope !== "visitor" && scope !== "public");

test("no entry holds a password, a token, a code, a key, a link or a hash of one, whatever was done", { timeout: 120_000 }, async () => {
  const said: string[] = [];
  for (const route of writes) {
    const filled = await fillWorld(target);
    await addMissingRows(target, filled);
    said.push(await act(route, filled));
  }
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

/** Does it, and answers what was answered. What an example does not set up is refused, and leaves no entry. */
async function act({ method, path, operation }: Route, { world, users }: FilledWorld): Promise<string> {
  const { params = {}, input, file } = operation.example(world);
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof params) => params[name] ?? world[name] ?? world.organization_id);
  const form = file && new FormData();
  if (file && form) form.append("file", new File([file.text], file.name, { type: file.type }));
  const credential: Record<string, string> =
    operation.scope === "operator"
      ? { authorization: `Bearer ${operatorKey(target.platform)}` }
      : { cookie: users.owner!.cookie, origin: testAppUrl };
  const response = await target.app.request(address, {
    method,
    headers: { ...credential, ...(form || input === undefined ? {} : { "content-type": "application/json" }) },
    ...(form ? { body: form } : input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  return response.text();
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
