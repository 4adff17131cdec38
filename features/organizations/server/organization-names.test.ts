import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createProject, createUser, type TestOrganization } from "#testing/factories.ts";
import type { Organization, OrganizationCard } from "../contract.ts";

const target = useApp();

type Refusal = { error: { code: string; field_errors: Record<string, string> } };

const link = "A name cannot be a web address.";
const invisible = "A name has no invisible characters.";
const phone = "A name cannot be a phone number.";
const empty = "An organization needs a name.";
const wrong: [what: string, name: unknown, sentence: string | RegExp][] = [
  ["nothing", "", empty],
  ["spaces", "   ", empty],
  ["spaces of other kinds", "\u00a0\u2003\u3000", empty],
  ["300 characters", "a".repeat(300), "A name has at most 80 characters."],
  ["81 characters", "a".repeat(81), "A name has at most 80 characters."],
  ["punctuation alone", "...", "A name has at least one letter or digit."],
  ["a character that turns the direction of what follows", "Acme \u202egnp.exe", invisible],
  ["a bidi isolate", "Acme \u2066x\u2069", invisible],
  ["a zero-width space", "Ac\u200bme", invisible],
  ["a zero-width joiner between Latin letters", "Ac\u200dme", invisible],
  ["a letter that draws nothing", "\u3164\u3164", invisible],
  ["a line break", "Acme\nPay here", invisible],
  ["a null", "Acme\u0000", /U\+0000/],
  ["a bell", "Acme\u0007", invisible],
  ["half a character", "Acme \ud800", /lone surrogate/],
  ["a character that no font has in common", "Acme \ue000", invisible],
  ["a web address", "https://example.org/pay", link],
  ["www.", "visit www.acme", link],
  ["a bare domain", "acme.com", link],
  ["a bare domain of another ending", "acme.agency", link],
  ["a domain with a path", "Win at bit.ly/x", link],
  ["a domain whose dot is another script's", "acme\u3002com", link],
  ["an address of numbers", "192.168.10.24", link],
  ["an email address", "mail jo@acme.example", "A name cannot be an email address."],
  ["a phone number", "+49 170 1234567", phone],
  ["a phone number in brackets", "Call (0170) 123-4567", phone],
  ["a phone number in digits of another script", "\u0660\u0661\u0667\u0660\u0661\u0662\u0663\u0664", phone],
  ["a phone number in wide digits and dashes", "０１７０－１２３－４５６７", phone],
  ["a bare domain in wide characters", "ａｃｍｅ．ｃｏｍ", link],
  ["an email address in wide characters", "mail jo＠acme．example", "A name cannot be an email address."],
  ["a domain in two by a character that draws nothing", "acme\u2060.com", invisible],
  ["a number", 7, /./],
  ["null", null, /./],
  ["a list", ["Acme"], /./],
  ["an object", { name: "Acme" }, /./],
];

test.each(wrong)("%s is no name: refused at its field, nothing is made and nothing changed", async (_what, name, sentence) => {
  const organization = await createOrganization(target, "Before");
  const before = await stateOf(organization);
  for (const line of ["POST /v1/organizations", `PATCH /v1/organizations/${organization.id}`]) {
    const answer = await call<Refusal>(target, organization.owner, line, { name });
    expect(answer.status, line).toBe(422);
    expect(answer.body.error.field_errors.name, line).toMatch(typeof sentence === "string" ? new RegExp(`^${sentence}$`) : sentence);
  }
  expect(await stateOf(organization)).toEqual(before);
});

test.each([
  ["Acme", "Acme"],
  ["  Acme  Ltd. ", "Acme Ltd."],
  ["St. Mary's – Lamps & Co.", "St. Mary's – Lamps & Co."],
  ["<b>Acme</b>", "<b>Acme</b>"],
  ["Kåre Ørsted ÆØÅ", "Kåre Ørsted ÆØÅ"],
  ["株式会社ランプ", "株式会社ランプ"],
  ["شرکت می\u200cخواهم", "شرکت می\u200cخواهم"],
  ["Lamps 👩\u200d🏭 ❤\ufe0f", "Lamps 👩\u200d🏭 ❤\ufe0f"],
  ["3M", "3M"],
  ["Summer School 2024–2025", "Summer School 2024–2025"],
  ["Version 1.2", "Version 1.2"],
  ["Meet @ Acme", "Meet @ Acme"],
  ["💡".repeat(40), "💡".repeat(40)],
])("%s is a name and is kept as it was meant", async (name, kept) => {
  const user = await createUser(target);
  const made = await call<OrganizationCard>(target, user, "POST /v1/organizations", { name });
  expect(made).toMatchObject({ status: 201, body: { name: kept } });
  expect((await call(target, user, `GET /v1/organizations/${made.body.id}`)).body).toMatchObject({ name: kept });
});

test("a name of half a megabyte is refused as quickly as any", async () => {
  const { owner } = await createOrganization(target);
  for (const name of ["-".repeat(500_000), "a@".repeat(250_000), "1 ".repeat(250_000), "\u0627\u200c".repeat(80_000)]) {
    const started = performance.now();
    const answer = await call<Refusal>(target, owner, "POST /v1/organizations", { name });
    expect(answer.body.error.field_errors).toEqual({ name: "A name has at most 80 characters." });
    expect(performance.now() - started).toBeLessThan(2_000);
  }
});

test.each(["not JSON", "[]", '"Acme"', "null", ""])("a body that is %s is refused and makes nothing", async (body) => {
  const organization = await createOrganization(target, "Before");
  const before = await stateOf(organization);
  for (const line of ["POST /v1/organizations", `PATCH /v1/organizations/${organization.id}`]) {
    const { status } = await call(target, organization.owner, line, body, { "content-type": "application/json" });
    expect([400, 422], line).toContain(status);
  }
  expect(await stateOf(organization)).toEqual(before);
});

test("what the server decides is not taken from a body: ids, makers, statuses, versions", async () => {
  const { owner, id } = await createOrganization(target, "Mine");
  const other = await createOrganization(target, "Other");
  const chosen = {
    id: other.id,
    organization_id: other.id,
    created_by: other.owner.id,
    role: "viewer",
    status: "suspended",
    purge_at: "2001-01-01T00:00:00Z",
    awaits_owner: true,
    version: 99,
  };
  const made = await call<OrganizationCard>(target, owner, "POST /v1/organizations", { name: "Made", ...chosen });
  expect(made).toMatchObject({ status: 201, body: { role: "owner", status: "active", purge_at: null } });
  expect(made.body.id).not.toBe(other.id);
  const changed = await call<Organization>(target, owner, `PATCH /v1/organizations/${id}`, { name: "Changed", ...chosen });
  expect(changed).toMatchObject({ status: 200, body: { id, status: "active", version: 2 } });
  expect((await call(target, other.owner, `GET /v1/organizations/${other.id}`)).body).toMatchObject({ name: "Other", version: 1 });
  const { rows } = await target.database.admin.query("select awaits_owner from organizations where id = any($1)", [[id, made.body.id]]);
  expect(rows).toEqual([{ awaits_owner: false }, { awaits_owner: false }]);
});

test("an id of another kind, a malformed one and a stranger's are the same 404 in a path, whatever the body", async () => {
  const { owner, id } = await createOrganization(target);
  const other = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  for (const path of [project, owner.id, id.toUpperCase(), `${id}x`, id.slice(0, -1), "org_", "%00", "..%2f..", newId("org"), other.id]) {
    for (const [line, body] of [
      [`GET /v1/organizations/${path}`, undefined],
      [`PATCH /v1/organizations/${path}`, { name: "" }],
    ] as const) {
      const answer = await call<Refusal>(target, owner, line, body);
      expect(answer.status, line).toBe(404);
      expect(answer.body.error.code, line).toBe("not_found");
    }
  }
});

test("of two who rename what they have seen, one does and the other is told; without a version the last one wins", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { owner, id } = await createOrganization(target, "Before");
    const admins = await Promise.all(Array.from({ length: 4 }, () => createMember(target, id, "admin")));
    const rename = (as: { cookie: string }, name: string, version?: string) =>
      call(target, as, `PATCH /v1/organizations/${id}`, { name }, version === undefined ? {} : { "if-match": version });
    const answers = await Promise.all([owner, ...admins].map((as, index) => rename(as, `Name ${index}`, '"1"')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    const won = answers.findIndex(({ status }) => status === 200);
    expect((await call(target, owner, `GET /v1/organizations/${id}`)).body).toMatchObject({ name: `Name ${won}`, version: 2 });
    expect((await rename(owner, "Unseen")).status).toBe(200);
    expect((await rename(owner, "Not a version", "yesterday")).status).toBe(422);
    const { rows } = await target.database.admin.query("select after from audit_entries where organization_id = $1 order by id", [id]);
    expect(rows).toEqual([{ after: { name: `Name ${won}` } }, { after: { name: "Unseen" } }]);
  }
});

test("a name that two write at once is one of the two, with an entry for each", async () => {
  const { owner, id } = await createOrganization(target, "Before");
  const names = Array.from({ length: 10 }, (_, index) => `Name ${index}`);
  const answers = await Promise.all(names.map((name) => call<Organization>(target, owner, `PATCH /v1/organizations/${id}`, { name })));
  expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
  expect(answers.map(({ body }) => body.version).toSorted((a, b) => a - b)).toEqual(names.map((_, index) => index + 2));
  const last = answers.find(({ body }) => body.version === names.length + 1);
  expect((await call(target, owner, `GET /v1/organizations/${id}`)).body.name).toBe(last?.body.name);
});

/** Everything that a refused name must leave alone. */
async function stateOf({ id, owner }: TestOrganization): Promise<unknown> {
  const read = (text: string) => target.database.admin.query(text, [owner.id, id]).then(({ rows }) => rows);
  return {
    organizations: await read(
      "select o.name, o.version, o.updated_at from organizations o join memberships m on m.organization_id = o.id where m.user_id = $1 and $2 <> ''",
    ),
    entries: await read("select count(*) from audit_entries where actor_id = $1 or organization_id = $2"),
  };
}
