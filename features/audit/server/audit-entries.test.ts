import Papa from "papaparse";
import { beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createKey,
  createMember,
  createOrganization,
  createProject,
  setStatus,
  type TestMember,
  type TestOrganization,
} from "#testing/factories.ts";
import type { AuditEntry, AuditKinds, AuditPage } from "../contract.ts";
import { makeSearchable } from "#testing/search.ts";

const target = useApp();
const selling = useApp({ variables: { BILLING: "stripe", STRIPE_SECRET_KEY: "sk_test", STRIPE_WEBHOOK_SECRET: "whsec_test" } });
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);

let organization: TestOrganization;
let admin: TestMember;
beforeAll(async () => {
  organization = await createOrganization(target);
  admin = await createMember(target, organization.id, "admin");
});

type Written = Partial<Record<keyof AuditEntry, unknown>> & { at: string };

/** In an organization of its own where the test counts. */
async function write({ at, ...fields }: Written, organizationId = organization.id): Promise<string> {
  const entry: Record<string, unknown> = {
    organization_id: organizationId,
    id: newId("aud"),
    created_at: at,
    actor_type: "user",
    actor_label: "ann@example.com",
    action: "project.create",
    ...fields,
  };
  const names = Object.keys(entry);
  const places = names.map((_, index) => `$${index + 1}`);
  await sql(`insert into audit_entries (${names.join(", ")}) values (${places.join(", ")})`, Object.values(entry));
  return entry.id as string;
}

const list = (query = "", as: { cookie: string } | { key: string } = organization.owner, organizationId = organization.id) =>
  call<AuditPage & { error?: { field_errors?: Record<string, string> } }>(
    target,
    as,
    `GET /v1/organizations/${organizationId}/audit-entries${query}`,
  );
async function download(query: string, as: { cookie: string }, organizationId = organization.id) {
  const path = `/v1/organizations/${organizationId}/audit-entries/export?${query}`;
  const response = await target.app.request(path, { headers: { cookie: as.cookie } });
  return { headers: response.headers, text: await response.text() };
}
const idsOf = async (query: string, organizationId?: string) => {
  const { status, body } = await list(query, organization.owner, organizationId);
  expect(status, query).toBe(200);
  return body.data.map(({ id }) => id);
};

test("a write is told in a sentence with the name of who did it, and from where", async () => {
  await call(
    target,
    organization.owner,
    `PATCH /v1/organizations/${organization.id}`,
    { name: "Northwind" },
    { "user-agent": "Firefox/140" },
  );
  const { body } = await list("?per_page=1");
  expect(body.data[0]).toMatchObject({
    sentence: "Test Person changed the name from “Test Company” to “Northwind”.",
    actor_type: "user",
    actor_label: organization.owner.email,
    actor_name: "Test Person",
    before: { name: "Test Company" },
    after: { name: "Northwind" },
    user_agent: "Firefox/140",
    seal: null,
  });
});

test("each filter leaves the entries that it names, newest first, and several leave what all of them do", async () => {
  const { id, owner } = await createOrganization(target);
  const at = (day: number) => `2026-02-0${day}T12:00:00.000Z`;
  const byAnn = await write(
    { at: at(1), actor_id: "usr_ann", target_type: "project", target_id: "prj_a", target_label: "Help centre" },
    id,
  );
  const byBen = await write(
    {
      at: at(2),
      actor_id: "usr_ben",
      actor_label: "ben@example.com",
      action: "project.delete",
      target_type: "project",
      target_id: "prj_a",
    },
    id,
  );
  const byKey = await write(
    { at: at(3), actor_type: "api_key", actor_id: "key_a", actor_label: "Importer", action: "source.upload", target_type: "source" },
    id,
  );
  const byUs = await write({ at: at(4), actor_type: "operator", actor_label: "Operator", action: "operator.suspend_organization" }, id);
  await makeSearchable(target, id, "audit");
  const cases: [string, string[]][] = [
    ["", [byUs, byKey, byBen, byAnn]],
    ["?actor_type=user", [byBen, byAnn]],
    ["?actor_id=usr_ben", [byBen]],
    ["?action=project.delete", [byBen]],
    ["?action=project", [byBen, byAnn]],
    ["?target_type=source", [byKey]],
    ["?target_id=prj_a", [byBen, byAnn]],
    ["?from=2026-02-03", [byUs, byKey]],
    ["?to=2026-02-03", [byBen, byAnn]],
    ["?from=2026-02-02T12:00:00Z&to=2026-02-03T13:00:00%2B01:00", [byBen]],
    ["?actor_type=user&action=project&to=2026-02-02", [byAnn]],
    ["?query=ANN", [byAnn]],
    ["?query=help+ann", [byAnn]],
    ["?query=help+ben", []],
    ["?query=importer", [byKey]],
    ["?query=suspend+organization", [byUs]],
    ["?query=%25", []],
    ["?actor_type=visitor", []],
  ];
  for (const [query, expected] of cases) {
    const { body } = await list(query, owner, id);
    expect([query, body.data.map((entry) => entry.id), body.total]).toEqual([query, expected, expected.length]);
  }
});

test("a filter that is none is refused at its field", async () => {
  for (const field of ["from", "to", "actor_type", "before"]) {
    const { status, body } = await list(`?${field}=yesterday`);
    expect([field, status, Object.keys(body.error!.field_errors!)]).toEqual([field, 422, [field]]);
  }
});

test("`before` continues where a page ended, whatever is written meanwhile, through entries of one moment too", async () => {
  const { id, owner } = await createOrganization(target);
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) ids.unshift(await write({ at: "2026-02-01T12:00:00.000Z" }, id));
  const first = await list("?per_page=2", owner, id);
  await write({ at: "2026-02-02T12:00:00.000Z" }, id);
  const second = await list(`?per_page=2&before=${first.body.data[1]!.id}`, owner, id);
  const third = await list(`?per_page=2&before=${second.body.data[1]!.id}`, owner, id);
  expect([first, second, third].flatMap(({ body }) => body.data.map((entry) => entry.id))).toEqual(ids);
  expect([first.body.total, third.body.total]).toEqual([5, 6]);
});

test("what a filter by id names is called as its newest entry has it, whatever else is filtered, and not where it is hidden", async () => {
  const { id, owner } = await createOrganization(target);
  const someAdmin = await createMember(target, id, "admin");
  const prj = { target_type: "project", target_id: "prj_a", actor_id: "usr_ann" };
  await write({ at: "2026-02-01T12:00:00.000Z", ...prj, target_label: "Help centre", actor_name: "Ann" }, id);
  await write({ at: "2026-02-02T12:00:00.000Z", ...prj, target_label: "Winter sale", actor_name: "Anna Berg" }, id);
  await write({ at: "2026-02-03T12:00:00.000Z", target_type: "billing_address", target_id: "adr", target_label: "Quietly" }, id);
  const names = async (query: string, as = owner) => (await list(query, as, id)).body.filtered_by;
  const nothing = "&action=member&to=2020-01-01&query=nothing";
  expect(await names(`?actor_id=usr_ann&target_id=prj_a${nothing}`)).toEqual({ actor: "Anna Berg", target: "Winter sale" });
  expect(await names(`?actor_id=usr_zoe&target_id=prj_z${nothing}`)).toEqual({ actor: null, target: null });
  expect([await names("?target_id=adr"), await names("?target_id=adr", someAdmin)]).toEqual([
    { actor: null, target: "Quietly" },
    { actor: null, target: null },
  ]);
});

test("another organization's entries are neither listed nor a place to continue from", async () => {
  const other = await createOrganization(target);
  const theirs = await write({ at: "2026-02-01T12:00:00.000Z", actor_label: "zoe@example.com" }, other.id);
  await makeSearchable(target, other.id, "audit");
  expect(await idsOf("?query=zoe")).toEqual([]);
  expect((await list(`?before=${theirs}`)).status).toBe(422);
});

test("a person who cannot read billing addresses does not see what an entry says about one, nor finds the entry by it", async () => {
  const id = await write({
    at: "2026-01-05T12:00:00.000Z",
    action: "billing_address.update",
    target_type: "billing_address",
    target_label: "Quietly Holding GmbH",
    before: JSON.stringify({ city: "Bonn" }),
    after: JSON.stringify({ city: "Ulm" }),
  });
  await makeSearchable(target, organization.id, "audit");
  const open = (await list("?query=quietly", organization.owner)).body.data;
  expect(open).toMatchObject([
    { id, after: { city: "Ulm" }, sentence: "ann@example.com changed the city of the billing address from “Bonn” to “Ulm”." },
  ]);
  expect((await list("?query=quietly", admin)).body.data).toEqual([]);
  const [closed] = (await list("?action=billing_address", admin)).body.data;
  expect(closed).toMatchObject({
    id,
    target_label: null,
    before: null,
    after: null,
    sentence: "ann@example.com changed the billing address.",
  });
  for (const format of ["csv", "jsonl"]) {
    expect((await download(`format=${format}`, organization.owner)).text).toContain("Quietly");
    expect((await download(`format=${format}`, admin)).text).not.toMatch(/Quietly|Ulm|Bonn/);
  }
});

test("the log is for those with audit:read, by a key too, and stays readable while the organization is read-only", async () => {
  const { id, owner } = await createOrganization(target);
  const member = await createMember(target, id, "member");
  const { key } = await createKey(target, id, owner.id, ["audit:read"]);
  const other = await createKey(target, id, owner.id, ["project:read"]);
  for (const path of ["audit-entries", "audit-entries/export", "audit-seals"]) {
    const statuses = await Promise.all(
      [owner, { key }, member, other].map(async (who) => (await call(target, who, `GET /v1/organizations/${id}/${path}`)).status),
    );
    expect([path, statuses]).toEqual([path, [200, 200, 403, 403]]);
  }
  await setStatus(target, id, "suspended");
  for (const path of ["audit-entries", "audit-entries/export", "audit-seals"]) {
    expect((await call(target, owner, `GET /v1/organizations/${id}/${path}`)).status, path).toBe(200);
  }
});

test("exported as JSON lines, a line is an entry as the API answers it, through as many pages as there are", async () => {
  const { id, owner } = await createOrganization(target);
  await sql(
    `insert into audit_entries (organization_id, id, created_at, actor_type, actor_label, action, after)
     select $1, 'aud_' || lpad(n::text, 26, '0'), '2026-01-01T00:00:00Z', 'user', 'ann@example.com', 'project.create', jsonb_build_object('n', n)
     from generate_series(1, 1200) n`,
    [id],
  );
  const listed = await list("?per_page=100", owner, id);
  const { text, headers } = await download("format=jsonl&to=2026-02-01", owner, id);
  expect([headers.get("content-type"), headers.get("content-disposition")]).toEqual([
    "application/jsonl; charset=utf-8",
    expect.stringMatching(/^attachment; filename="audit-log-\d{4}-\d\d-\d\d\.jsonl"$/),
  ]);
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as AuditEntry);
  expect(lines.length).toBe(1200);
  expect(new Set(lines.map((entry) => entry.id)).size).toBe(1200);
  expect(lines.slice(0, 100)).toEqual(listed.body.data);
});

test("in CSV, commas, quotes and lines stay in their cells, and nothing is a formula", async () => {
  const { id, owner } = await createOrganization(target);
  const names = ['=cmd|"/c calc"!A1', "+1", "-2", "@sum(A1)", "\t=1", " =1", 'Say "hi", then\nleave', "Müller"];
  for (const [index, name] of names.entries()) {
    await write({ at: `2026-01-01T00:00:0${9 - index}.000Z`, target_type: "project", target_label: name, target_id: "prj_a" }, id);
  }
  const { body, headers } = await call<string>(target, owner, `GET /v1/organizations/${id}/audit-entries/export?target_id=prj_a`);
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const rows = readCsv(body);
  const column = rows[0]!.indexOf("target");
  expect(rows.slice(1).map((row) => row[column])).toEqual([
    `'=cmd|"/c calc"!A1`,
    "'+1",
    "-2",
    "'@sum(A1)",
    "'\t=1",
    "' =1",
    'Say "hi", then\nleave',
    "Müller",
  ]);
  expect(rows.every((row) => row.length === rows[0]!.length)).toBe(true);
});

test("an export is an entry itself, with its filter; a question for its headers is none", async () => {
  const { id, owner } = await createOrganization(target);
  const path = `/v1/organizations/${id}/audit-entries/export?format=csv&action=project`;
  await target.app.request(path, { method: "HEAD", headers: { cookie: owner.cookie } });
  expect((await list("", owner, id)).body.total).toBe(0);
  await call(target, owner, `GET ${path}`);
  expect((await list("", owner, id)).body.data).toMatchObject([
    { action: "audit_entry.export", sentence: "Test Person exported the audit log as CSV.", after: { format: "csv", action: "project" } },
  ]);
});

test("what is under way in one project of an organization shows by that project's id", async () => {
  const projectId = await createProject(target, organization.id, organization.owner.id);
  await call(target, organization.owner, `PATCH /v1/organizations/${organization.id}/projects/${projectId}`, { description: "Answers." });
  const { body } = await list(`?target_id=${projectId}`);
  expect(body.data.map(({ sentence }) => sentence)).toEqual([
    "Test Person changed the description of the project “Help centre” to “Answers.”",
  ]);
});

const readCsv = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: true }).data;

test("the kinds of acts are those of this installation, and each is a filter", async () => {
  const kinds = async (app: typeof target) => {
    const { id, owner } = await createOrganization(app);
    const { body } = await call<AuditKinds>(app, owner, `GET /v1/organizations/${id}/audit-entries/kinds`);
    return body.data;
  };
  const [free, sold] = [await kinds(target), await kinds(selling)];
  expect(free).toContainEqual({ action: "project", label: "Projects" });
  expect(sold.filter(({ action }) => !free.some((kind) => kind.action === action)).map(({ label }) => label)).toEqual([
    "Payments",
    "Billing emails",
    "Subscription",
  ]);
  const mine = await createOrganization(target);
  await write({ at: "2026-03-02T08:00:00Z", action: "project.update" }, mine.id);
  await write({ at: "2026-03-02T08:00:01Z", action: "phone_number.update" }, mine.id);
  const { body } = await list("?action=phone_number", mine.owner, mine.id);
  expect(body.data.map(({ action }) => action)).toEqual(["phone_number.update"]);
});
