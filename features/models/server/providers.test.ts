import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { deriveKey } from "#platform/keys.ts";
import { seal } from "#platform/seal.ts";
import { resealSecrets } from "#features/secrets/server/reseal-secrets.ts";
import { readSecret } from "#features/secrets/server/secrets.ts";
import { openTestApp, useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createUser, type TestOrganization } from "#testing/factories.ts";
import { startModelServer } from "#testing/model-server.ts";
import { providersMax, type CreateProvider, type Provider, type TestedProvider } from "../contract.ts";

const server = await startModelServer();
const { hostname, port } = new URL(server.url);
/** The operator opened the address of the stand-in. */
const target = useApp({ variables: { CONNECTOR_ALLOW: `${hostname}:${port}` } });
const key = "sk-live-0123456789abcdefWXYZ";
afterAll(() => server.close());
beforeEach(() => Object.assign(server, { key, models: ["local-small", "local-large", "text-embedding-small"], bearers: [] }));

type Refusal = { error: { code: string; message: string; field_errors?: Record<string, string> } };
const pathOf = ({ id }: { id: string }, rest = "") => `/v1/organizations/${id}/model-providers${rest}`;
const add = (
  organization: TestOrganization,
  input: Partial<CreateProvider> = {},
  as: { cookie: string } = organization.owner,
  app = target,
) =>
  call<Provider & Refusal>(app, as, `POST ${pathOf(organization)}`, {
    name: "House models",
    kind: "compatible",
    base_url: server.url,
    api_key: key,
    ...input,
  });
const change = (organization: TestOrganization, id: string, input: object) =>
  call<Provider & Refusal>(target, organization.owner, `PATCH ${pathOf(organization, `/${id}`)}`, input);
const rows = async (sql: string, values: unknown[] = []) => (await target.database.admin.query<Record<string, unknown>>(sql, values)).rows;

describe("adding", () => {
  test("a provider is asked with its key, and what it lists is kept, embeddings apart", async () => {
    const organization = await createOrganization(target);
    const { status, body } = await add(organization);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: "House models",
      has_key: true,
      key_ends: "WXYZ",
      models: ["local-large", "local-small"],
      embedding_models: ["text-embedding-small"],
      last_error: null,
      used_by: [],
    });
    expect(server.bearers).toEqual([key]);
  });

  test("its key stands nowhere in the clear: not in an answer, an audit entry, an event, or a table", async () => {
    const organization = await createOrganization(target);
    const { body } = await add(organization);
    const read = await call(target, organization.owner, `GET ${pathOf(organization, `/${body.id}`)}`);
    const list = await call(target, organization.owner, `GET ${pathOf(organization)}`);
    expect(JSON.stringify([body, read.body, list.body])).not.toContain("0123456789abcdef");
    for (const table of ["secrets", "model_providers", "audit_entries", "audit_words", "live_events", "idempotency_keys"]) {
      const [found] = await rows(
        `select count(*)::int as count from ${table} where organization_id = $1 and ${table}::text ilike '%0123456789abcdef%'`,
        [organization.id],
      );
      expect([table, found!.count]).toEqual([table, 0]);
    }
    const [secret] = await rows("select sealed from secrets where organization_id = $1", [organization.id]);
    expect((secret!.sealed as Buffer).toString("latin1")).not.toContain("0123456789abcdef");
  });

  test("what the provider says of a wrong key is told at the field, without the key, and nothing is stored", async () => {
    const organization = await createOrganization(target);
    const { status, body } = await add(organization, { api_key: "sk-wrong-0123456789" });
    expect(status).toBe(422);
    expect(body.error.field_errors).toEqual({
      api_key: "The provider refuses this key. It says: Incorrect API key provided: ….",
    });
    expect(await rows("select id from secrets where organization_id = $1", [organization.id])).toEqual([]);
  });

  test("an address that answers something else, nothing, or leads inside is told at the field", async () => {
    const organization = await createOrganization(target);
    const fieldOf = async (base_url: string) => (await add(organization, { base_url })).body.error.field_errors;
    expect(await fieldOf(`http://${hostname}:${port}`)).toEqual({ base_url: "The provider answered 404." });
    expect(await fieldOf("https://models.example.com/v1")).toEqual({ base_url: "There is no such host." });
    for (const inside of ["http://10.0.0.1/v1", "https://127.0.0.1/v1", "http://2130706433:11434/v1", "https://[::1]/v1"])
      expect((await fieldOf(inside))?.base_url).toContain("private network");
    expect((await fieldOf("http://models.example.com/v1"))?.base_url).toContain("begins with https://");
    expect((await fieldOf("https://user:word@models.example.com/v1"))?.base_url).toContain("Enter an address");
  });

  test("an address inside is refused although nobody is to ask it yet", async () => {
    const organization = await createOrganization(target);
    const { status, body } = await add(organization, { base_url: "http://169.254.169.254/v1", is_tested: false });
    expect([status, body.error.field_errors?.base_url]).toEqual([422, expect.stringContaining("private network")]);
  });

  test("two cannot have one name, and an organization has so many at most", async () => {
    const organization = await createOrganization(target);
    expect((await add(organization)).status).toBe(201);
    expect((await add(organization)).body.error.field_errors?.name).toContain("already");
    for (let count = 1; count < providersMax; count += 1)
      expect((await add(organization, { name: `Models ${count}`, is_tested: false })).status).toBe(201);
    expect((await add(organization, { name: "One more", is_tested: false })).status).toBe(409);
  });

  test("Owners and Admins have to do with providers, and Members do not", async () => {
    const organization = await createOrganization(target);
    const admin = await createMember(target, organization.id, "admin");
    const member = await createMember(target, organization.id, "member");
    const { body } = await add(organization, {}, admin);
    for (const path of [
      `GET ${pathOf(organization)}`,
      `GET ${pathOf(organization, `/${body.id}`)}`,
      `POST ${pathOf(organization, `/${body.id}/test`)}`,
    ])
      expect((await call(target, member, path, path.startsWith("GET") ? undefined : {})).status).toBe(403);
    expect((await add(organization, { name: "Mine" }, member)).status).toBe(403);
    expect((await add(organization, { name: "Mine" }, await createUser(target))).status).toBe(404);
  });
});

describe("changing", () => {
  test("a stored key is never sent to another address", async () => {
    const organization = await createOrganization(target);
    const { body } = await add(organization);
    const elsewhere = await startModelServer();
    const moved = { base_url: elsewhere.url.replace("127.0.0.1", "localhost") };
    for (const input of [moved, { ...moved, is_tested: false }, { ...moved, name: "Moved" }]) {
      const refused = await change(organization, body.id, input);
      expect([refused.status, Object.keys(refused.body.error.field_errors ?? {})]).toEqual([422, ["api_key"]]);
    }
    expect(elsewhere.bearers).toEqual([]);
    await elsewhere.close();
  });

  test("another key is tried first; the one before it is gone once it is taken, and stays where it is not", async () => {
    const organization = await createOrganization(target);
    const { body } = await add(organization);
    const secrets = () => rows("select id from secrets where organization_id = $1", [organization.id]);
    const before = await secrets();
    expect((await change(organization, body.id, { api_key: "sk-wrong-0123456789" })).status).toBe(422);
    expect(await secrets()).toEqual(before);
    server.key = "sk-next-0123456789abcd1234";
    const { status, body: changed } = await change(organization, body.id, { api_key: server.key });
    expect([status, changed.key_ends]).toEqual([200, "1234"]);
    const after = await secrets();
    expect([after.length, after[0]!.id === before[0]!.id]).toEqual([1, false]);
  });

  test("a test says what the provider says now, and keeps it for the page", async () => {
    const organization = await createOrganization(target);
    const { body } = await add(organization);
    const ask = () => call<TestedProvider>(target, organization.owner, `POST ${pathOf(organization, `/${body.id}/test`)}`, {});
    server.key = "revoked";
    expect((await ask()).body).toMatchObject({ works: false, error: expect.stringContaining("refuses this key") });
    const broken = await call<Provider>(target, organization.owner, `GET ${pathOf(organization, `/${body.id}`)}`);
    expect(broken.body).toMatchObject({ last_error: expect.stringContaining("refuses this key"), failed_at: expect.any(String) });
    server.key = key;
    server.models = ["local-new"];
    expect((await ask()).body).toEqual({ works: true, error: null, models: ["local-new"] });
    const mended = await call<Provider>(target, organization.owner, `GET ${pathOf(organization, `/${body.id}`)}`);
    expect(mended.body).toMatchObject({ last_error: null, failed_at: null, models: ["local-new"] });
  });

  test("removed, its key goes with it", async () => {
    const organization = await createOrganization(target);
    const { body } = await add(organization);
    expect((await call(target, organization.owner, `DELETE ${pathOf(organization, `/${body.id}`)}`)).status).toBe(204);
    expect(await rows("select id from secrets where organization_id = $1", [organization.id])).toEqual([]);
  });
});

describe("the installation's secret", () => {
  test("after it was changed, keys are read by the previous one and sealed again; then that one is not needed", async () => {
    const { admin } = target.database;
    const organization = await createOrganization(target);
    const { body } = await add(organization);
    const [{ id }] = (await rows("select id from secrets where organization_id = $1", [organization.id])) as [{ id: string }];
    const previous = "the secret that was before, long enough to pass";
    const old = seal({ current: previous, previous: undefined }, "provider key", `${organization.id} ${id}`, key);
    await admin.query("update secrets set sealed = $2, key_version = $3 where id = $1", [id, old.sealed, old.key_version]);
    const ask = () => call<TestedProvider>(target, organization.owner, `POST ${pathOf(organization, `/${body.id}/test`)}`, {});
    expect((await ask()).body.works).toBe(false);

    const changed = await openTestApp({
      beside: target,
      variables: { CONNECTOR_ALLOW: `${hostname}:${port}`, APP_SECRET_PREVIOUS: previous },
    });
    const { platform } = changed;
    await resealSecrets.run({ platform, log: platform.log, signal: new AbortController().signal });
    await changed.close();
    expect((await ask()).body.works).toBe(true);
  });

  test("a sealed key is no other organization's, and derives from no key that is used for something else", async () => {
    const [one, other] = [await createOrganization(target), await createOrganization(target)];
    await add(one);
    await add(other);
    const { admin } = target.database;
    const [{ id, sealed }] = (await rows("select id, sealed from secrets where organization_id = $1", [one.id])) as [
      { id: string; sealed: Buffer },
    ];
    await admin.query("update secrets set sealed = $2 where organization_id = $1", [other.id, sealed]);
    const { platform } = target;
    const [theirs] = (await rows("select id from secrets where organization_id = $1", [other.id])) as [{ id: string }];
    const read = (organizationId: string, secretId: string) =>
      platform.database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) =>
        readSecret(db, platform, organizationId, "provider key", secretId),
      );
    expect([await read(one.id, id), await read(other.id, theirs.id)]).toEqual([key, null]);
    expect(deriveKey(platform.appSecret, "sealed provider key, version 1")).not.toBe(
      deriveKey(platform.appSecret, "sealed header, version 1"),
    );
  });
});
