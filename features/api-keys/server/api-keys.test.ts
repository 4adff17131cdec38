import { describe, expect, test } from "vitest";
import { keyRequests, wrongKeys } from "#access/credential-limits.ts";
import { permissionsOf, type Permission } from "#access/permissions.ts";
import type { Limit } from "#platform/limits.ts";
import { useApp, type TestApp } from "#testing/app.ts";
import {
  call,
  createKey,
  createMember,
  createOrganization,
  createCustomRole,
  type TestMember,
  type TestOrganization,
} from "#testing/factories.ts";
import { holdOrganization } from "#testing/hold-organization.ts";
import type { ApiKey, CreateApiKey, CreatedApiKey } from "../contract.ts";

const target = useApp();
const limited = useApp({ variables: { RATE_LIMIT: "on" } });

type Refusal = { error: { code: string; message: string; field_errors?: Record<string, string> } };
type Page = { data: ApiKey[]; total: number };
const pathOf = ({ id }: { id: string }) => `/v1/organizations/${id}`;
const generate = (organization: { id: string }, as: { cookie: string } | { key: string }, body: Partial<CreateApiKey>, app = target) =>
  call<CreatedApiKey & Refusal>(app, as, `POST ${pathOf(organization)}/api-keys`, { name: "Importer", ...body });
const list = (organization: TestOrganization, search = "", app = target) =>
  call<Page>(app, organization.owner, `GET ${pathOf(organization)}/api-keys${search}`);
const query = async <Row = Record<string, unknown>>(sql: string, values: unknown[] = [], app: TestApp = target) =>
  (await app.database.admin.query(sql, values)).rows as Row[];
const read = (organization: { id: string }, as: { key: string }, app = target) =>
  call<Refusal>(app, as, `GET ${pathOf(organization)}/projects`);

async function withKey(permissions: Permission[] = ["project:read"], role = "admin") {
  const organization = await createOrganization(target);
  const maker = role === "owner" ? organization.owner : await createMember(target, organization.id, role);
  const { body, status } = await generate(organization, maker, { permissions });
  expect([status, body.error]).toEqual([201, undefined]);
  return { organization, maker, key: { key: body.key }, id: body.id };
}

describe("generating", () => {
  test("a key is shown once, works at once, and stands nowhere in the database but as its hash", async () => {
    const organization = await createOrganization(target);
    const made = await generate(organization, organization.owner, {
      name: "  CRM import ",
      permissions: ["project:create", "project:read"],
    });
    expect(made.status).toBe(201);
    const { key, ...record } = made.body;
    expect(key).toMatch(/^bck_[0-9A-Za-z]{40}$/);
    expect(record).toEqual({
      id: expect.stringMatching(/^key_/),
      name: "CRM import",
      hint: key.slice(-4),
      permissions: ["project:read", "project:create"],
      effective_permissions: ["project:read", "project:create"],
      created_by: { id: organization.owner.id, name: "Test Person" },
      created_at: expect.any(String),
      last_used_at: null,
      last_used_from: null,
      first_used_at: null,
      first_used_from: null,
      expires_at: null,
    });
    expect((await call(target, { key }, `POST ${pathOf(organization)}/projects`, { name: "Imported" })).status).toBe(201);
    const listed = await list(organization);
    expect(listed.body).toMatchObject({ total: 1, data: [{ id: record.id, hint: record.hint }] });
    expect(JSON.stringify(listed.body)).not.toContain(key);

    const tables = await query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('app', 'jobs')",
    );
    const holding = [];
    for (const { name } of tables) {
      if ((await query(`select from ${name} t where strpos(t::text, $1) > 0`, [key])).length > 0) holding.push(name);
    }
    expect(tables.length).toBeGreaterThan(25);
    expect(holding).toEqual([]);
  });

  test("it leaves an entry that names the permissions, and so does its end", async () => {
    const { organization, id } = await withKey(["project:read"], "owner");
    await call(target, organization.owner, `DELETE ${pathOf(organization)}/api-keys/${id}`);
    const log = await call<{ data: { action: string; before: object; after: object; target_label: string }[] }>(
      target,
      organization.owner,
      `GET ${pathOf(organization)}/audit-entries`,
    );
    expect(log.body.data).toMatchObject([
      { action: "api_key.delete", target_label: "Importer", before: { permissions: ["project:read"] } },
      { action: "api_key.create", target_label: "Importer", after: { permissions: ["project:read"], expires_at: null } },
    ]);
  });

  test("repeated with its Idempotency-Key it is done once, and the key is not told again", async () => {
    const organization = await createOrganization(target);
    const send = () =>
      call<CreatedApiKey & Refusal>(
        target,
        organization.owner,
        `POST ${pathOf(organization)}/api-keys`,
        { name: "Importer", permissions: ["project:read"] },
        { "idempotency-key": "once" },
      );
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.error.code).toBe("already_done");
    expect((await list(organization)).body.total).toBe(1);
  });

  test("nobody can give a key a permission that they lack, and the field says which", async () => {
    const organization = await createOrganization(target);
    const admin = await createMember(target, organization.id, "admin");
    const refused = await generate(organization, admin, { permissions: ["project:read", "billing:read", "organization:delete"] });
    expect([refused.status, refused.body.error.field_errors]).toEqual([
      403,
      { permissions: "A key cannot do more than you can: your role lacks organization:delete and billing:read." },
    ]);
    expect((await list(organization)).body.total).toBe(0);
  });

  test("a person who is demoted while they generate a key is judged by their role at that moment", async () => {
    const organization = await createOrganization(target);
    const admin = await createMember(target, organization.id, "admin");
    const held = await holdOrganization(target, organization.id);
    const generated = generate(organization, admin, { permissions: ["project:read"] });
    await held.untilWaiting(1);
    await query("update memberships set role = 'viewer' where id = $1", [admin.membershipId]);
    await held.release();
    expect((await generated).status).toBe(403);
    expect((await list(organization)).body.total).toBe(0);
  });

  test.each([
    [{ name: " ", permissions: ["project:read"] }, { name: "A key needs a name." }],
    [{ name: "x".repeat(81), permissions: ["project:read"] }, { name: "A name has at most 80 characters." }],
    [{ name: "in\u200bvisible", permissions: ["project:read"] }, { name: "A name has no invisible characters." }],
    [{ permissions: [] }, { permissions: "Tick at least one permission." }],
    [{ permissions: ["project:read", "project:sell"] }, { permissions: "There is no permission project:sell." }],
    [{ permissions: ["constructor"] }, { permissions: "There is no permission constructor." }],
    [
      { permissions: ["project:read"], expires_in_days: 31 as 30 },
      { expires_in_days: "A key is valid for 30, 90 or 365 days, or until it is revoked." },
    ],
  ])("%j is refused at its field", async (body, fields) => {
    const organization = await createOrganization(target);
    const refused = await generate(organization, organization.owner, body);
    expect([refused.status, refused.body.error.field_errors]).toEqual([422, fields]);
  });

  test("only people generate keys and hand organizations over, whatever a key was given", async () => {
    const organization = await createOrganization(target);
    for (const permission of ["api_key:create", "organization:transfer"] as const) {
      const refused = await generate(organization, organization.owner, { permissions: ["project:read", permission] });
      expect(refused.status).toBe(403);
      expect(refused.body.error.field_errors).toEqual({ permissions: `No API key can have ${permission}: that needs a person.` });
    }
    const key = await createKey(target, organization.id, organization.owner.id, ["api_key:create", "project:read"]);
    const refused = await generate(organization, key, { permissions: ["project:read"] });
    expect([refused.status, refused.body.error.message]).toEqual([403, "Only a person who is signed in can do this, not an API key."]);
  });

  test("an organization has a hundred keys, however many are generated at once", async () => {
    const organization = await createOrganization(target);
    await query(
      `insert into api_keys (organization_id, id, name, hash, hint, permissions, membership_id)
       select $1, 'key_' || n, 'Old', md5($1 || n), 'abcd', '{project:read}', $2 from generate_series(1, 97) n`,
      [organization.id, organization.owner.membershipId],
    );
    const made = await Promise.all(
      Array.from({ length: 8 }, () => generate(organization, organization.owner, { permissions: ["project:read"] })),
    );
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
    expect((await list(organization)).body.total).toBe(100);
  });
});

describe("a key and its maker", () => {
  test("a key can do less as soon as its creator can, says so, and can do more again with them", async () => {
    const { organization, maker, key } = await withKey(["project:read", "project:create", "audit:read"]);
    const create = () => call<Refusal>(target, key, `POST ${pathOf(organization)}/projects`, { name: "Imported" });
    const give = (role: string) =>
      call(target, organization.owner, `PATCH ${pathOf(organization)}/members/${maker.membershipId}`, { role });
    expect((await create()).status).toBe(201);
    await give("viewer");
    const refused = await create();
    expect([refused.status, refused.body.error.message]).toEqual([
      403,
      "This API key cannot do this. It needs the permission project:create, and so does the person who created it.",
    ]);
    expect((await read(organization, key)).status).toBe(200);
    expect((await list(organization)).body.data[0]).toMatchObject({
      permissions: ["project:read", "project:create", "audit:read"],
      effective_permissions: ["project:read"],
    });
    await give("admin");
    expect((await create()).status).toBe(201);
  });

  test("a key of a member with a custom role can do less as soon as that role can do less", async () => {
    const organization = await createOrganization(target);
    const role = await createCustomRole(target, organization.id, ["api_key:create", "project:read", "project:create"]);
    const maker = await createMember(target, organization.id, role);
    const beyond = await generate(organization, maker, { permissions: ["project:read", "agent:read"] });
    expect([beyond.status, beyond.body.error.message]).toEqual([403, "A key cannot do more than you can: your role lacks agent:read."]);
    const key = (await generate(organization, maker, { permissions: ["project:read", "project:create"] })).body;
    const create = async () => (await call(target, key, `POST ${pathOf(organization)}/projects`, { name: "Imported" })).status;
    expect(await create()).toBe(201);
    await query("update custom_roles set permissions = '{api_key:create,project:read}' where id = $1", [role]);
    expect([await create(), (await read(organization, key)).status]).toEqual([403, 200]);
    expect((await list(organization)).body.data[0]!.effective_permissions).toEqual(["project:read"]);
  });

  const ways: [string, (organization: TestOrganization, maker: TestMember) => Promise<{ status: number }>][] = [
    ["is removed", ({ id, owner }, { membershipId }) => call(target, owner, `DELETE /v1/organizations/${id}/members/${membershipId}`)],
    ["leaves", ({ id }, maker) => call(target, maker, `POST /v1/organizations/${id}/leave`, {})],
  ];
  test.each(ways)("the keys of a person who %s are dead at once, leave no handle, and stay dead when they join again", async (_way, go) => {
    const { organization, maker, key } = await withKey();
    expect((await go(organization, maker)).status).toBe(204);
    expect((await read(organization, key)).status).toBe(401);
    expect((await list(organization)).body.total).toBe(0);
    expect(await query("select kind from handles where organization_id = $1", [organization.id])).toEqual([]);
    const log = await call<{ data: object[] }>(target, organization.owner, `GET ${pathOf(organization)}/audit-entries`);
    expect(log.body.data[0]).toMatchObject({ target_type: "membership", before: { role: "admin", api_keys: ["Importer"] } });
    await query("insert into memberships (organization_id, id, user_id, role) values ($1, $2, $3, 'admin')", [
      organization.id,
      maker.membershipId.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      maker.id,
    ]);
    expect((await read(organization, key)).status).toBe(401);
  });

  test("a key changes nothing of its maker's own role, and grants nothing that its maker lost while it waited", async () => {
    const { organization, maker, key } = await withKey(["member:update", ...permissionsOf("member")]);
    const path = `${pathOf(organization)}/members`;
    const self = await call<Refusal>(target, key, `PATCH ${path}/${maker.membershipId}`, { role: "viewer" });
    expect([self.status, self.body.error.message]).toEqual([403, "Your own role has to be changed by somebody else."]);
    const viewer = await createMember(target, organization.id, "viewer");
    const held = await holdOrganization(target, organization.id);
    const granted = call(target, key, `PATCH ${path}/${viewer.membershipId}`, { role: "member" });
    await held.untilWaiting(1);
    await query("update memberships set role = 'viewer' where id = $1", [maker.membershipId]);
    await held.release();
    expect((await granted).status).toBe(403);
  });

  test("a key makes nobody more than it may itself", async () => {
    const { organization, key } = await withKey(["member:update", "member:list"], "owner");
    const viewer = await createMember(target, organization.id, "viewer");
    const granted = await call(target, key, `PATCH ${pathOf(organization)}/members/${viewer.membershipId}`, { role: "admin" });
    expect(granted.status).toBe(403);
  });
});

describe("the end of a key", () => {
  test("revoked, it is refused at once, leaves no handle, and cannot be revoked again", async () => {
    const { organization, key, id } = await withKey();
    const revoke = () => call(target, organization.owner, `DELETE ${pathOf(organization)}/api-keys/${id}`);
    const answers = await Promise.all([revoke(), revoke()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404]);
    const refused = await read(organization, key);
    expect([refused.status, refused.body.error.message]).toEqual([401, "This key is not known here."]);
    expect(await query("select kind from handles where organization_id = $1", [organization.id])).toEqual([]);
  });

  test("it is valid until its last day, and then says so", async () => {
    const organization = await createOrganization(target);
    const made = await generate(organization, organization.owner, { permissions: ["project:read"], expires_in_days: 30 });
    const days = (Date.parse(made.body.expires_at!) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
    expect((await read(organization, made.body)).status).toBe(200);
    await query("update api_keys set expires_at = now() - interval '1 millisecond' where organization_id = $1", [organization.id]);
    const refused = await read(organization, made.body);
    expect([refused.status, refused.body.error.message]).toEqual([
      401,
      expect.stringMatching(/^This key expired at .*Z\. Generate a new one\.$/),
    ]);
  });
});

describe("last use", () => {
  const version = async ({ id }: { id: string }) =>
    (await query("select xmin::text, last_used_at from api_keys where organization_id = $1", [id]))[0];
  const from = (organization: { id: string }, { key }: { key: string }, address: string) =>
    target.app.request(
      `${pathOf(organization)}/projects`,
      { headers: { authorization: `Bearer ${key}` } },
      { incoming: { socket: { remoteAddress: address } } },
    );

  test("says when and from where, for reads too, and is written once a minute", async () => {
    const { organization, key } = await withKey();
    const before = Date.now();
    expect((await from(organization, key, "203.0.113.9")).status).toBe(200);
    const used = (await list(organization)).body.data[0]!;
    expect(used.last_used_from).toBe("203.0.113.9");
    expect(Date.parse(used.last_used_at!)).toBeGreaterThan(before - 1_000);
    const written = await version(organization);
    await Promise.all(Array.from({ length: 20 }, () => from(organization, key, "203.0.113.10")));
    expect(await version(organization)).toEqual(written);

    await query("update api_keys set last_used_at = now() - interval '61 seconds' where organization_id = $1", [organization.id]);
    await Promise.all(Array.from({ length: 20 }, () => from(organization, key, "203.0.113.11")));
    expect((await list(organization)).body.data[0]).toMatchObject({ last_used_from: "203.0.113.11" });
  });

  test("is not written for a key that is refused, and waits for nobody who holds the key's row", async () => {
    const { organization, key, id } = await withKey();
    await query("begin");
    await query("select from api_keys where id = $1 for update", [id]);
    const meanwhile = await from(organization, key, "203.0.113.9");
    await query("rollback");
    expect(meanwhile.status).toBe(200);
    await query("update api_keys set expires_at = now() - interval '1 millisecond' where id = $1", [id]);
    expect((await from(organization, key, "203.0.113.9")).status).toBe(401);
    expect((await list(organization)).body.data[0]!.last_used_at).toBeNull();
  });
});

test("the list pages, newest first, and finds a key by its name, its maker or its end", async () => {
  const organization = await createOrganization(target);
  const made: ApiKey[] = [];
  for (const name of ["Alpha", "Beta", "Gamma"]) {
    made.push((await generate(organization, organization.owner, { name, permissions: ["project:read"] })).body);
  }
  const names = async (search: string) => (await list(organization, search)).body.data.map(({ name }) => name);
  expect(await names("?per_page=2")).toEqual(["Gamma", "Beta"]);
  expect(await names("?per_page=2&page=2")).toEqual(["Alpha"]);
  expect(await names("?query=bet")).toEqual(["Beta"]);
  expect(await names("?query=test+person")).toEqual(["Gamma", "Beta", "Alpha"]);
  expect(await names(`?query=${made[0]!.hint}`)).toContain("Alpha");
  expect(await names("?query=nothing+of+the+kind")).toEqual([]);
});

describe("limits", () => {
  /** Takes all but a few of what is allowed, at once: no clock runs out meanwhile. */
  const spend = async (limit: Limit, key: string, left: number) => {
    for (let at = left; at < limit.points; at += 1) await limited.platform.limits.take(limit, key);
  };

  test("a key has 600 requests a minute, and one that is spent slows no other", async () => {
    const organization = await createOrganization(limited);
    const [key, other] = [
      await createKey(limited, organization.id, organization.owner.id, ["project:read"]),
      await createKey(limited, organization.id, organization.owner.id, ["project:read"]),
    ];
    await spend(keyRequests, key.id, 2);
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await read(organization, key, limited)).status));
    expect(statuses.toSorted()).toEqual([200, 200, 429, 429, 429]);
    const refused = await read(organization, key, limited);
    expect([refused.status, refused.body.error.message]).toEqual([429, "Too many requests with this key. Try again in a minute."]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await read(organization, other, limited)).status).toBe(200);
  });

  test("wrong keys of one network are slowed down, and the right ones beside them are not", async () => {
    const organization = await createOrganization(limited);
    const key = await createKey(limited, organization.id, organization.owner.id, ["project:read"]);
    const send = (credential: string, address: string) =>
      limited.app.request(
        `${pathOf(organization)}/projects`,
        { headers: { authorization: `Bearer ${credential}` } },
        { incoming: { socket: { remoteAddress: address } } },
      );
    const wrong = async (address: string) =>
      (
        await send(
          key.key.replace(/.$/, (last) => (last === "a" ? "b" : "a")),
          address,
        )
      ).status;
    for (let at = 2; at < wrongKeys.points; at += 1) await limited.platform.limits.takeFrom(wrongKeys, "203.0.113.20");
    const tries = await Promise.all(Array.from({ length: 4 }, () => wrong("203.0.113.20")));
    expect(tries.toSorted()).toEqual([401, 401, 429, 429]);
    expect((await send(key.key, "203.0.113.20")).status).toBe(200);
    expect(await wrong("203.0.113.21")).toBe(401);
  });

  test("an organization generates sixty keys an hour", async () => {
    const organization = await createOrganization(limited);
    const statuses: number[] = [];
    for (let at = 0; at < 61; at += 1) {
      statuses.push((await generate(organization, organization.owner, { permissions: ["project:read"] }, limited)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => 201), 429]);
  });
});
