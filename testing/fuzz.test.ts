import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import type { Example } from "#access/operation.ts";
import type { Route } from "#access/router.ts";
import { activeRoutes } from "../app.ts";
import { useApp, type TestApp } from "./app.ts";
import { bringAbout } from "./bring-about.ts";
import { headersOf, lineOf, pathOf, type Credential } from "./call-route.ts";
import { visitorOrigin } from "./factories.ts";
import { manualBilling } from "./manual-billing.ts";
import { startModelServer } from "./model-server.ts";
import { startStripeServer } from "./stripe/server.ts";
import { fillWorld, type FilledWorld } from "./world.ts";

/**
 * Every operation with what nobody sends on purpose: `npm run fuzz` tries each with 120 inputs, the tests with six. The seed is in the
 * message of what fails, and `npm run fuzz -- SEED` repeats it.
 */
const { runs, seed } = inject("fuzz");

const stripe = await startStripeServer();
const models = await startModelServer();
afterAll(() => Promise.all([stripe.close(), models.close()]));
const target = useApp({ variables: { ...stripe.variables, MODEL_BASE_URL: models.url, MODEL_NAME: "local-small" } });
const manual = useApp({ variables: manualBilling });
const appOf = ({ operation }: Route): TestApp => ((operation.available?.(target.platform) ?? true) ? target : manual);
let sample: FilledWorld;
beforeAll(async () => {
  sample = await fillWorld(target);
});

/** Values of which one of them is seldom thought of. */
const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    0.1,
    1e308,
    2 ** 53,
    3_000_000_000,
    -(2 ** 63),
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\u202eabc",
    "%00",
    "../../etc/passwd",
    "'; select pg_sleep(1); --",
    "$1",
    "{{7*7}}",
    "2026-02-30",
    "9999-12-31T23:59:59.999Z",
    "+275760-09-13T00:00:00Z",
    "-000001-01-01T00:00:00Z",
    "0000-00-00",
    "1e1000",
    "NaN",
    "Infinity",
    [],
    {},
    [[[[]]]],
    { toString: 1, constructor: null },
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(300, 3_000, 70_000).map((length) => "x".repeat(length)),
  fc.array(fc.constantFrom("a", "b"), { minLength: 200, maxLength: 1_200 }),
  fc.constantFrom(40, 400).map((depth) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as unknown),
  fc.double({ noNaN: true }),
  fc.bigInt().map((large) => `${large}`),
  fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>,
);

type Change = { at: number; how: "replace" | "remove" | "add" | "twice"; value: unknown };
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(1_000),
  how: fc.constantFrom("replace", "replace", "replace", "remove", "add", "twice"),
  value: nasty,
});
const input = fc.oneof({ weight: 6, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }) }, { weight: 1, arbitrary: nasty });

type Place = { of: Record<string, unknown>; name: string };
/** Every field of a value, those within fields too. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [{ of: value as Record<string, unknown>, name }, ...placesIn(inner)]);
}

/** An example's input after these changes, as the text of a body. JSON takes a key twice, and so does this. */
function bodyOf(example: unknown, changes: readonly Change[]): string {
  const changed = structuredClone(example ?? {}) as Record<string, unknown>;
  let twice = "";
  for (const { at, how, value } of changes) {
    const places = placesIn(changed);
    const place = places[at % Math.max(1, places.length)];
    if (how === "add" || !place) changed[["id", "organization_id", "__proto__", "version", "x"][at % 5]!] = value;
    else if (how === "remove") delete place.of[place.name];
    else if (how === "twice") twice += `,${JSON.stringify(place.name)}:${JSON.stringify(value) ?? "null"}`;
    else place.of[place.name] = value;
  }
  const text = JSON.stringify(changed);
  return twice && text.endsWith("}") && text !== "{}" ? `${text.slice(0, -1)}${twice}}` : text;
}

function queryOf(example: unknown, changes: readonly Change[]): string {
  const query = new URLSearchParams((example ?? {}) as Record<string, string>);
  const names = [...query.keys(), "page", "per_page", "query", "sort", "from", "to", "cursor"];
  for (const { at, how, value } of changes) {
    const name = names[at % names.length]!;
    const text = (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 3_000);
    if (how === "remove") query.delete(name);
    else if (how === "twice") query.append(name, text);
    else query.set(name, text);
  }
  return query.toString();
}

function credentialOf({ operation: { scope, params } }: Route, app: TestApp, { world, users }: FilledWorld): Credential {
  if (scope === "operator") return { authorization: `Bearer ${operatorKey(app.platform)}` };
  if (scope !== "visitor") return users.owner!.cookie;
  return { origin: visitorOrigin, ...(params?.includes("agent_id") ? {} : { authorization: `Bearer ${world.visitor_token}` }) };
}

async function send(app: TestApp, route: Route, filled: FilledWorld, example: Example, given: unknown): Promise<Response> {
  const headers = headersOf(credentialOf(route, app, filled));
  const changes =
    Array.isArray(given) && given.every((one) => typeof one === "object" && one !== null && "how" in one) ? (given as Change[]) : null;
  const path = pathOf(route, filled.world, example);
  if (route.method === "GET") return app.app.request(`${path}?${queryOf(example.input, changes ?? [])}`, { headers });
  headers["content-type"] = "application/json";
  const body = changes ? bodyOf(example.input, changes) : (JSON.stringify(given) ?? "null");
  return app.app.request(path, { method: route.method, headers, body });
}

const routes = activeRoutes().filter(({ operation }) => !operation.example(exampleWorld()).file);

describe.each(routes.map((route) => [lineOf(route), route] as const))("%s", (_line, route) => {
  test("answers whatever it is sent, and never by failing", async () => {
    const app = appOf(route);
    const filled = route.operation.kind === "read" && app === target ? sample : await fillWorld(app);
    const example = route.operation.example(filled.world);
    await bringAbout(app, stripe, filled, example);
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const response = await send(app, route, filled, example, given);
        const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
        const text = isStream ? "" : await response.text();
        if (isStream) await response.body?.cancel();
        expect({ status: response.status, text: response.status < 500 ? "" : text }).toEqual({
          status: expect.toSatisfy((status: number) => status < 500, "below 500"),
          text: "",
        });
        if (response.status < 400) return;
        expect(JSON.parse(text)).toEqual({ error: expect.objectContaining({ code: expect.any(String), message: expect.any(String) }) });
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
  });
});

/** Before there is a database: the examples' shape alone is looked at. */
function exampleWorld(): FilledWorld["world"] {
  return new Proxy({}, { get: () => "x" }) as FilledWorld["world"];
}
