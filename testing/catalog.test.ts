import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { product } from "../app.ts";
import { useApp } from "./app.ts";
import { createOrganization } from "./factories.ts";

/** Tables that belong to no organization, or lead to one from outside. Adding to this list is a decision. */
const globalTables = [
  "account_events",
  "account_idempotency_keys",
  "account_mails",
  "accounts",
  "confirmation_codes",
  "customers_to_remove",
  "factors",
  "first_caps",
  "installation",
  "invitation_limits",
  "invoice_issuer",
  "kept_invoices",
  "known_devices",
  "migrations",
  "model_rates",
  "purge_certificates",
  "recovery_codes",
  "sessions",
  "slow_lane",
  "users",
  "verifications",
  "waiting_steps",
];
/** Tables of a tenant whose key does not start with `organization_id`, and why. */
const otherKeys: Record<string, string> = {
  organizations: "its id is the organization's",
  handles: "found by what comes from outside, before the organization is known",
};

/** What outlives the records that it tells of. */
const unbound = [
  "analytics_pending",
  "audit_entries",
  "audit_words",
  "live_events",
  "usage_days",
  "usage_events",
  "usage_hours",
  "usage_pending",
  "usage_periods",
];
/** Bound by a trigger in place of a reference, which would be looked up for each row: postings go with their passage (0068). */
const boundByTrigger = ["postings"];
/** Copies of what a record's parent says, for keys to begin with; the parent's reference binds them. */
const copied = [
  "analytics_sums.agent_id",
  "chunk_codes.project_id",
  "chunk_codes.source_id",
  "chunks.project_id",
  "chunks.source_id",
  "conversation_words.project_id",
  "conversations.project_id",
  "document_lengths.project_id",
  "documents.project_id",
  "lead_words.project_id",
  "messages.project_id",
  "passage_questions.project_id",
  "passage_questions.source_id",
  "postings.project_id",
  "question_postings.chunk_id",
  "question_postings.project_id",
  "question_vectors.chunk_id",
  "question_vectors.project_id",
  "question_writings.project_id",
];

const target = useApp();
const rows = async <Row>(sql: string, values: unknown[] = []) => (await target.database.admin.query(sql, values)).rows as Row[];
const named = (sql: string) => rows<{ name: string }>(sql).then((found) => found.map((row) => row.name));

const grantsOn = (table: string, role: string) =>
  named(
    `select privilege_type as name from information_schema.role_table_grants where table_schema = 'app' and table_name = '${table}' and grantee = '${role}' order by 1`,
  );

const tenantTables = () =>
  named("select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by 1").then(
    (names) => names.filter((name) => !globalTables.includes(name)),
  );

test("every table of a tenant has row-level security, enabled and forced", async () => {
  const open = await named(
    "select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)",
  );
  expect(open.filter((name) => !globalTables.includes(name))).toEqual([]);
  expect(open).not.toContain("users");
  expect(open).not.toContain("account_events");
});

test("every table of a tenant has exactly the policies of tenant, system and owner, each for its role alone", async () => {
  const { roles } = target.platform.database;
  for (const table of await tenantTables()) {
    const policies = await rows<{ policyname: string; roles: string[]; qual: string; with_check: string; cmd: string }>(
      "select policyname, roles::text[] as roles, qual, with_check, cmd from pg_policies where schemaname = 'app' and tablename = $1 order by 1",
      [table],
    );
    expect(
      policies.map((policy) => [policy.policyname, policy.roles, policy.cmd]),
      table,
    ).toEqual([
      ["owner", [roles.owner], "ALL"],
      ["system", [roles.system], "ALL"],
      ["tenant", [roles.tenant], "ALL"],
    ]);
    const column = table === "organizations" ? "id" : "organization_id";
    const condition = `(${column} = current_setting('app.organization_id'::text))`;
    expect([policies[2]!.qual, policies[2]!.with_check], table).toEqual([condition, condition]);
  }
});

test("organization_id comes first in every key of a tenant's table", async () => {
  const keys = await rows<{ table: string; key: string; first: string }>(
    `select c.relname as table, k.relname as key, a.attname as first
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_class k on k.oid = i.indexrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where c.relnamespace = 'app'::regnamespace and (i.indisunique or i.indisprimary)`,
  );
  const tables = await tenantTables();
  const wrong = keys.filter((key) => tables.includes(key.table) && !otherKeys[key.table] && key.first !== "organization_id");
  expect(wrong).toEqual([]);
});

test("every table belongs to one feature or to the ground, and is of organizations unless the list above has it", async () => {
  const all = await named(
    "select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by 1",
  );
  expect(product.tables.map(({ name }) => name).toSorted()).toEqual(all);
  const ofInstallation = product.tables.filter((table) => "ofInstallation" in table).map(({ name }) => name);
  // Its rows are an account's; some name the organization whose key they tell of.
  expect([...ofInstallation, "account_events"].toSorted()).toEqual(globalTables);
});

test("every table has a primary key", async () => {
  const without = await named(
    `select relname as name from pg_class c where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')
       and not exists (select from pg_index where indrelid = c.oid and indisprimary) order by 1`,
  );
  expect(without.filter((name) => name !== "installation")).toEqual([]);
});

test("what names a record of a tenant's table refers to it, and every row leads to its organization", async () => {
  const tables = await tenantTables();
  const columns = await rows<{ table: string; column: string; targets: string[] }>(
    `select c.relname as table, a.attname as column, array(
         select f.confrelid::regclass::text from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any(f.conkey)
       ) as targets
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and a.attname like '%\\_id' order by 1, 2`,
  );
  const ofTenants = columns.filter(({ table }) => tables.includes(table) && ![...unbound, ...boundByTrigger].includes(table));
  const loose = ofTenants.filter(({ table, column, targets }) => {
    const target = `${column.replace(/_id$/, "")}s`;
    return column === "organization_id"
      ? targets.length === 0
      : tables.includes(target) && !targets.includes(target) && !copied.includes(`${table}.${column}`);
  });
  expect(loose).toEqual([]);
});

test("a reference between tables of a tenant carries organization_id first on both sides", async () => {
  const references = await rows<{ name: string; table: string; target: string; here: string; there: string }>(
    `select f.conname as name, c.relname as table, t.relname as target, a.attname as here, b.attname as there
     from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = f.conkey[1]
     join pg_attribute b on b.attrelid = t.oid and b.attnum = f.confkey[1]
     where f.contype = 'f' and c.relnamespace = 'app'::regnamespace`,
  );
  const tables = await tenantTables();
  const wrong = references.filter(
    (reference) =>
      tables.includes(reference.table) &&
      !globalTables.includes(reference.target) &&
      (reference.here !== "organization_id" ||
        !["organization_id", "id"].includes(reference.there) ||
        (reference.there === "id" && reference.target !== "organizations")),
  );
  expect(wrong).toEqual([]);
});

test("the login role inherits nothing, owns nothing and is no superuser", async () => {
  const { roles } = target.platform.database;
  const [login] = await rows<Record<string, boolean>>(
    "select rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = $1",
    [roles.login],
  );
  expect(Object.values(login!)).toEqual([false, false, false, false, false]);
  expect(await rows("select from pg_class where relowner = $1::regrole", [roles.login])).toEqual([]);
  const parts = [roles.owner, roles.identity, roles.tenant, roles.system, roles.queue];
  const attributes = await rows("select from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls or rolcanlogin)", [parts]);
  expect(attributes).toEqual([]);
  const granted = await rows<{ name: string }>(
    "select roleid::regrole::text as name from pg_auth_members where member = $1::regrole order by 1",
    [roles.login],
  );
  expect(granted.map((row) => row.name)).toEqual([roles.identity, roles.queue, roles.system, roles.tenant]);
});

test("no grant to the login role hands its rights on by itself (PostgreSQL 16 and newer)", async (context) => {
  const [{ version } = { version: 0 }] = await rows<{ version: number }>("select current_setting('server_version_num')::int as version");
  if (version < 160_000) return context.skip("pg_auth_members.inherit_option came with PostgreSQL 16");
  const inherited = await rows("select from pg_auth_members where member = $1::regrole and inherit_option", [
    target.platform.database.roles.login,
  ]);
  expect(inherited).toEqual([]);
});

test("each role reaches what it is for and nothing else", async () => {
  const { roles } = target.platform.database;
  const reach = async (role: string) =>
    named(
      `select distinct table_schema || '.' || table_name as name from information_schema.role_table_grants where grantee = '${role}'
       union select distinct table_schema || '.' || table_name from information_schema.role_column_grants where grantee = '${role}' order by 1`,
    );
  expect(await reach(roles.identity)).toEqual([
    "app.account_events",
    "app.account_idempotency_keys",
    "app.account_mails",
    "app.accounts",
    "app.confirmation_codes",
    "app.factors",
    "app.known_devices",
    "app.recovery_codes",
    "app.sessions",
    "app.users",
    "app.verifications",
    "app.waiting_steps",
  ]);
  expect(await reach(roles.login)).toEqual([]);
  expect((await reach(roles.queue)).every((name) => name.startsWith("jobs."))).toBe(true);
  const ofTenant = (await tenantTables()).map((name) => `app.${name}`);
  expect(await reach(roles.tenant)).toEqual([...ofTenant, "app.account_events", "app.model_rates", "app.users"].toSorted());
  const columns = (table: string) =>
    named(
      `select column_name as name from information_schema.role_column_grants where grantee = '${roles.tenant}' and table_name = '${table}' order by 1`,
    );
  expect(await columns("users")).toEqual(["email", "email_verified", "id", "name", "second_factor"]);
  expect(await columns("account_events")).toEqual(["created_at", "kind", "user_id"]);
});

test("what is kept of purges belongs to no organization, and only the system reaches it and what removes rows", async () => {
  const { roles } = target.platform.database;
  const grants = await rows<{ grantee: string; privilege_type: string }>(
    "select grantee, privilege_type from information_schema.role_table_grants where table_schema = 'app' and table_name = 'purge_certificates' and grantee <> $1 order by 1, 2",
    [roles.owner],
  );
  expect(grants.map((grant) => [grant.grantee, grant.privilege_type])).toEqual(
    ["INSERT", "SELECT", "UPDATE"].map((privilege) => [roles.system, privilege]),
  );
  for (const role of [roles.identity, roles.tenant, roles.queue, roles.login]) {
    expect(await rows("select where has_function_privilege($1, 'app.purge_rows(text, text, integer)', 'execute')", [role]), role).toEqual(
      [],
    );
  }
});

test("identity may run these seven definer functions and no other", async () => {
  const { roles } = target.platform.database;
  const functions = await rows<{ name: string; definer: boolean; path: string[] | null }>(
    `select proname as name, prosecdef as definer, proconfig as path from pg_proc
     where pronamespace = 'app'::regnamespace and has_function_privilege($1, oid, 'execute') order by 1`,
    [roles.identity],
  );
  const definers = functions.filter((row) => row.definer);
  expect(definers.map((row) => row.name)).toEqual([
    "authenticate",
    "authenticate_key",
    "count_account_event",
    "keep_one_organization",
    "organizations_of",
    "resolve_handle",
    "spend_confirmation_code",
  ]);
  expect(definers.every((row) => row.path?.some((setting) => setting.startsWith("search_path=")))).toBe(true);
});

test("audit entries cannot be changed, removed or dated by the program that serves requests", async () => {
  const { tenant, system } = target.platform.database.roles;
  const rights = (role: string) =>
    named(
      `select distinct privilege_type as name from information_schema.role_column_grants
       where table_schema = 'app' and table_name = 'audit_entries' and grantee = '${role}' order by 1`,
    );
  const unwritable = await named(
    `select column_name as name from information_schema.columns c where table_schema = 'app' and table_name = 'audit_entries'
       and not has_column_privilege('${tenant}', 'app.audit_entries', column_name, 'insert') order by 1`,
  );
  expect([await rights(tenant), await rights(system), unwritable]).toEqual([["INSERT", "SELECT"], ["INSERT", "SELECT"], ["created_at"]]);
  expect(await grantsOn("audit_entries", tenant)).toEqual(["SELECT"]);
  expect(await grantsOn("audit_entries", system)).toEqual(["SELECT"]);
});

test("seals are made by the system alone, and changed or removed by nobody who serves requests", async () => {
  const { tenant, system } = target.platform.database.roles;
  expect(await grantsOn("audit_seals", tenant)).toEqual(["SELECT"]);
  expect(await grantsOn("audit_seals", system)).toEqual(["INSERT", "SELECT"]);
});

test("usage events cannot be changed or removed by the program that serves requests", async () => {
  const { roles } = target.platform.database;
  const privileges = [...(await grantsOn("usage_events", roles.tenant)), ...(await grantsOn("usage_events", roles.system))];
  expect([...new Set(privileges)].toSorted()).toEqual(["INSERT", "SELECT"]);
});

test("the program that serves requests reads sums and cannot write them, nor take what is in no sum off its list", async () => {
  const { tenant } = target.platform.database.roles;
  for (const table of ["usage_hours", "usage_days", "usage_periods", "analytics_sums"])
    expect(await grantsOn(table, tenant), table).toEqual(["SELECT"]);
  for (const table of ["usage_pending", "analytics_pending"]) expect(await grantsOn(table, tenant), table).toEqual(["INSERT", "SELECT"]);
});

test("outside a scope nothing is seen, and inside one only its own rows", async () => {
  const mine = await createOrganization(target);
  const other = await createOrganization(target);
  const { transaction } = target.platform.database;
  for (const table of await tenantTables()) {
    const column = table === "organizations" ? "id" : "organization_id";
    const seen = await transaction({ kind: "tenant", organizationId: mine.id }, "read", ({ asQueue: _, db }) =>
      db
        .selectFrom(table as "projects")
        .select(column as "organization_id")
        .distinct()
        .execute(),
    );
    expect(
      seen.filter((row) => Object.values(row)[0] !== mine.id),
      table,
    ).toEqual([]);
  }
  const write = transaction({ kind: "tenant", organizationId: mine.id }, "write", ({ db }) =>
    db
      .insertInto("projects")
      .values({ organization_id: other.id, id: newId("prj"), name: "Smuggled" })
      .execute(),
  );
  await expect(write).rejects.toThrow("row-level security");
});

test("every job has the queue that a migration made for it, and no queue is without a job", async () => {
  const declared = product.jobs.map((definition) => definition.name);
  expect(await named("select name from jobs.queue where name not like '\\_\\_%' order by 1")).toEqual(declared.toSorted());
});
