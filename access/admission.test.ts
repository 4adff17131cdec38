import { expect, test } from "vitest";
import { z } from "zod";
import type { AppError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { Actor } from "./actor.ts";
import { admit } from "./admission.ts";
import type { Caller } from "./caller.ts";
import { operation } from "./operation.ts";
import type { Permission } from "./permissions.ts";
import { productOf } from "./product-of.ts";

const rename = operation({
  name: "test.rename",
  summary: "Asks for everything that a door can ask for.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "project:update",
  takesPerson: true,
  params: ["project_id"],
  input: z.object({}),
  output: z.null(),
  example: () => ({}),
  run: async () => null,
});

const product = productOf([], { contactOf: async () => null });
const facts = { id: newId("org"), name: "Test Company", purge_at: null, suspended_reason: null, past_due_since: null };
const active = { ...facts, suspended_at: null };
const suspended = { ...facts, suspended_at: new Date().toISOString() };
const user: Actor = {
  type: "user",
  id: newId("usr"),
  label: "ann@example.com",
  name: "Ann",
  emailVerified: true,
  sessionId: "",
  membership: null,
};
const key: Actor = { type: "api_key", id: newId("key"), label: "Importer" };
const visitor = { type: "visitor", id: null, label: "Visitor" } as unknown as Actor;
const caller = (actor: Actor, organization: Caller["organization"], ...permissions: Permission[]): Caller => ({
  actor,
  organization,
  permissions: new Set(permissions),
  byCookie: actor.type === "user",
});
const malformed = { project_id: "nonsense" };

const answerTo = (who: Caller | null, params: Record<string, string>) =>
  admit(rename, { platform: {} as Platform, product, params }, who).then(
    (admitted) => admitted.params,
    ({ code, message }: AppError) => `${code}: ${message}`,
  );

/** Each is wrong in all that those below it ask, too: what is asked first is answered. */
test.each([
  ["nobody", null, /^unauthenticated: Sign in/],
  ["a visitor", caller(visitor, suspended), /^not_found/],
  ["somebody who does not belong to it", caller(key, null), /^not_found/],
  ["a status that forbids it", caller(key, suspended), /^status_forbids/],
  ["a permission that is lacking", caller(key, active), /^forbidden: .* It needs the permission project:update/],
  ["a key, where a person must act", caller(key, active, "project:update"), /^forbidden: Only a person who is signed in/],
  ["a record that cannot exist", caller(user, active, "project:update"), /^not_found/],
])("admission refuses %s before it asks for anything further", async (_what, who, answer) => {
  expect(await answerTo(who, malformed)).toMatch(answer);
});

test("admission lets in whoever has all of it, with the record that they name", async () => {
  const params = { project_id: newId("prj") };
  expect(await answerTo(caller(user, active, "project:update"), params)).toEqual(params);
});
