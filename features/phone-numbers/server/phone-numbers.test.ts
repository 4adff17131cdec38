import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createPhoneNumber, setBillingAddress, type TestOrganization } from "#testing/factories.ts";
import { phoneNumbersMax, type PhoneNumber } from "../contract.ts";

const target = useApp();
type Refusal = { error: { code: string; message: string; field_errors?: Record<string, string> } };

const pathOf = ({ id }: { id: string }, rest = "") => `/v1/organizations/${id}/phone-numbers${rest}`;
const add = (of: TestOrganization, body: object) => call<PhoneNumber & Refusal>(target, of.owner, `POST ${pathOf(of)}`, body);
const change = (of: TestOrganization, id: string, body: object, headers = {}) =>
  call<PhoneNumber & Refusal>(target, of.owner, `PATCH ${pathOf(of, `/${id}`)}`, body, headers);
const remove = (of: TestOrganization, id: string) => call(target, of.owner, `DELETE ${pathOf(of, `/${id}`)}`);
const list = async (of: TestOrganization) =>
  (await call<{ data: PhoneNumber[] }>(target, of.owner, `GET ${pathOf(of)}?per_page=100`)).body.data;
const primaries = async (of: TestOrganization) => (await list(of)).filter(({ primary }) => primary).map(({ number }) => number);
/** Numbers of one country, each another one. */
const berlin = (at: number) => `+4930901${String(at).padStart(3, "0")}`;

test("a number is taken as it is typed, stored as E.164, and shown nationally and internationally", async () => {
  const organization = await createOrganization(target);
  const made = await add(organization, { number: " (030) 901-820 ", country: "de", label: " Front desk ", use: ["voice", "contact"] });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    number: "+4930901820",
    national: "030 901820",
    international: "+49 30 901820",
    country: "DE",
    label: "Front desk",
    use: ["contact", "voice"],
    primary: true,
    default_sender: false,
    verified_at: null,
    version: 2,
  });
  expect(made.body).not.toHaveProperty("organization_id");
  const plus = await add(organization, { number: "+1 (202) 555-0123", country: "DE" });
  expect(plus.body).toMatchObject({ number: "+12025550123", country: "US", national: "(202) 555-0123", use: ["contact"], primary: false });
  const free = await add(organization, { number: "+800 1234 5678" });
  expect(free.body).toMatchObject({ number: "+80012345678", country: null, national: "+800 1234 5678" });
  expect((await list(organization)).map(({ number }) => number)).toEqual(["+4930901820", "+12025550123", "+80012345678"]);
});

test.each([
  [{ number: "" }, "number", "Enter a phone number."],
  [{ number: "   " }, "number", "Enter a phone number."],
  [{}, "number", "expected string"],
  [{ number: "0".repeat(41) }, "number", "at most 40 characters"],
  [{ number: "1-800-FLOWERS", country: "US" }, "number", "no letters"],
  [{ number: "+49 30 901820 ext. 5" }, "number", "no letters"],
  [{ number: "+49 30 901820 #5" }, "number", "without its extension"],
  [{ number: "\u202E+49 30 901820" }, "number", "invisible characters"],
  [{ number: "+49\u0000 30 901820" }, "number", "U+0000"],
  [{ number: "+49 30\u200B901820" }, "number", "invisible characters"],
  [{ number: "030 901820" }, "number", "Begin with + and the country code"],
  [{ number: "12", country: "DE" }, "number", "no such number in Germany"],
  [{ number: "+49 30 123456789012345" }, "number", "no such number in Germany"],
  [{ number: "+1 000 000 0000" }, "number", "no such number"],
  [{ number: "110", country: "DE" }, "number", "no such number in Germany"],
  [{ number: "----", country: "DE" }, "number", "not a phone number"],
  [{ number: "+49 30 901820 / 901821" }, "number", "no such number in Germany"],
  [{ number: "030 901820", country: "XX" }, "country", "ISO 3166"],
  [{ number: "030 901820", country: "AQ" }, "country", "ISO 3166"],
  [{ number: "030 901820", country: "Germany" }, "country", "ISO 3166"],
  [{ number: "+49 30 901820", label: "x".repeat(81) }, "label", "at most 80 characters"],
  [{ number: "+49 30 901820", label: "a\u202Eb" }, "label", "invisible characters"],
  [{ number: "+49 30 901820", use: [] }, "use", "at least one use"],
  [{ number: "+49 30 901820", use: ["fax"] }, "use.0", ""],
  [{ number: "+49 30 901820", default_sender: true }, "default_sender", "Add SMS"],
  [{ number: "+49 30 901820", use: ["sms"], default_sender: true }, "default_sender", "Verify the number first"],
])("%j is refused at %s, and changes nothing", async (body, field, sentence) => {
  const organization = await createOrganization(target);
  // Of no country, so that a change has none to fall back to.
  const kept = (await add(organization, { number: "+800 1234 5678" })).body.id;
  const refused = await add(organization, body);
  expect(refused.status).toBe(422);
  expect(Object.keys(refused.body.error.field_errors!)).toEqual([field]);
  expect(refused.body.error.field_errors![field]).toContain(sentence);
  const before = await list(organization);
  expect(before.map(({ id }) => id)).toEqual([kept]);
  if (!("number" in body)) return;
  expect((await change(organization, kept, body)).status).toBe(422);
  expect(await list(organization)).toEqual(before);
});

test("a number in national form is read in the country of the billing address, unless it comes with another", async () => {
  const organization = await createOrganization(target);
  await setBillingAddress(target, organization.id);
  expect((await add(organization, { number: "030 901820" })).body).toMatchObject({ number: "+4930901820", country: "DE" });
  expect((await add(organization, { number: "01 5131234", country: "AT" })).body.number).toBe("+4315131234");
});

test("a number is unique in the organization however it is typed, and not beyond it", async () => {
  const organization = await createOrganization(target);
  const made = await add(organization, { number: "030 901820", country: "DE" });
  const other = await add(organization, { number: berlin(1) });
  for (const number of ["+49 30 901820", "0049 30 901820", "(030) 90 18 20"]) {
    const again = await add(organization, { number, country: "DE" });
    expect([again.status, again.body.error.field_errors]).toEqual([409, { number: "The organization has this number already." }]);
    expect((await change(organization, other.body.id, { number, country: "DE" })).status).toBe(409);
  }
  expect((await change(organization, made.body.id, { number: "030/901820" })).body).toMatchObject({ number: "+4930901820" });
  expect((await add(await createOrganization(target), { number: "+49 30 901820" })).status).toBe(201);
});

test("the first is the primary one, another takes it over, and the oldest inherits it", async () => {
  const organization = await createOrganization(target);
  const [one, two, three] = [
    (await add(organization, { number: berlin(1), primary: false })).body,
    (await add(organization, { number: berlin(2) })).body,
    (await add(organization, { number: berlin(3), primary: true })).body,
  ];
  expect([one.primary, two.primary, three.primary]).toEqual([true, false, true]);
  expect(await primaries(organization)).toEqual([three.number]);
  expect((await change(organization, two.id, { primary: true })).body.primary).toBe(true);
  expect(await primaries(organization)).toEqual([two.number]);
  const without = await change(organization, two.id, { primary: false });
  expect([without.status, without.body.error.message]).toEqual([409, expect.stringContaining("Make another one primary")]);
  expect((await remove(organization, two.id)).status).toBe(204);
  expect(await primaries(organization)).toEqual([one.number]);
  await remove(organization, three.id);
  await remove(organization, one.id);
  expect(await list(organization)).toEqual([]);
});

test("one number at most sends texts: a verified one for SMS, and nobody takes that from under it", async () => {
  const organization = await createOrganization(target);
  const one = await createPhoneNumber(target, organization.id, berlin(1), { use: ["sms"], verified: true });
  const two = await createPhoneNumber(target, organization.id, berlin(2), { use: ["contact", "sms"], verified: true });
  const unverified = await createPhoneNumber(target, organization.id, berlin(3), { use: ["sms"] });
  expect((await change(organization, unverified, { default_sender: true })).status).toBe(422);
  expect((await change(organization, one, { default_sender: true })).body.default_sender).toBe(true);
  expect((await change(organization, two, { default_sender: true })).body.default_sender).toBe(true);
  expect((await list(organization)).map(({ id, default_sender }) => [id, default_sender])).toEqual([
    [one, false],
    [two, true],
    [unverified, false],
  ]);
  const other = await change(organization, two, { number: berlin(4) });
  expect([other.status, Object.keys(other.body.error.field_errors!)]).toEqual([422, ["number"]]);
  const noSms = await change(organization, two, { use: ["contact"] });
  expect([noSms.status, Object.keys(noSms.body.error.field_errors!)]).toEqual([422, ["use"]]);
  expect((await change(organization, two, { label: "Texts" })).body).toMatchObject({ label: "Texts", default_sender: true });
  const given = await change(organization, two, { use: ["contact"], default_sender: false });
  expect(given.body).toMatchObject({ use: ["contact"], default_sender: false });
});

test("another number has to be verified again; another label or use has not", async () => {
  const organization = await createOrganization(target);
  const id = await createPhoneNumber(target, organization.id, berlin(1), { verified: true });
  expect((await change(organization, id, { label: "Desk", use: ["voice"] })).body.verified_at).not.toBeNull();
  expect((await change(organization, id, { number: berlin(1) })).body.verified_at).not.toBeNull();
  expect((await change(organization, id, { number: "030 901002" })).body).toMatchObject({ number: berlin(2), verified_at: null });
});

test("what a colleague changed since is not overwritten", async () => {
  const organization = await createOrganization(target);
  const { id, version } = (await add(organization, { number: berlin(1) })).body;
  const mine = await change(organization, id, { label: "Mine" }, { "if-match": `"${version}"` });
  expect(mine.body.version).toBe(version + 1);
  expect((await change(organization, id, { label: "Theirs" }, { "if-match": `"${version}"` })).status).toBe(409);
  expect((await list(organization))[0]!.label).toBe("Mine");
});

test("Owners and Admins change them, all others read them, and each act is in the audit log", async () => {
  const organization = await createOrganization(target);
  const admin = { ...organization, owner: await createMember(target, organization.id, "admin") };
  const { id } = (await add(admin, { number: berlin(1) })).body;
  for (const role of ["member", "viewer"]) {
    const other = { ...organization, owner: await createMember(target, organization.id, role) };
    expect((await list(other)).length).toBe(1);
    expect((await add(other, { number: berlin(2) })).status).toBe(403);
    expect((await change(other, id, { label: "x" })).status).toBe(403);
    expect((await remove(other, id)).status).toBe(403);
  }
  await change(admin, id, { label: "Desk" });
  await remove(admin, id);
  const log = await call<{ data: { action: string; target_label: string; after: unknown }[] }>(
    target,
    organization.owner,
    `GET /v1/organizations/${organization.id}/audit-entries`,
  );
  expect(log.body.data.map(({ action, target_label }) => [action, target_label])).toEqual([
    ["phone_number.delete", berlin(1)],
    ["phone_number.update", berlin(1)],
    ["phone_number.create", berlin(1)],
  ]);
});

test("an id, an owner or a verification that a client sends along is not taken", async () => {
  const organization = await createOrganization(target);
  const other = await createOrganization(target);
  const smuggled = { id: newId("phn"), organization_id: other.id, created_by: other.owner.id, verified_at: new Date().toISOString() };
  const made = await add(organization, { number: berlin(1), ...smuggled });
  expect(made.body.id).not.toBe(smuggled.id);
  expect(made.body.verified_at).toBeNull();
  expect(await list(other)).toEqual([]);
});

test("an organization has at most a hundred numbers, also when the last one is added twice at once", async () => {
  const organization = await createOrganization(target);
  for (let at = 1; at < phoneNumbersMax; at += 1) await createPhoneNumber(target, organization.id, berlin(at));
  const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => add(organization, { number: berlin(200 + at) })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409]);
});

// Each with as many connections as callers: the test's pool holds twenty.
const rounds = 10;

test("however many numbers are added at once, one of them is primary", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const organization = await createOrganization(target);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => add(organization, { number: berlin(at + 1), ...(at % 2 ? { primary: true } : {}) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(await primaries(organization)).toHaveLength(1);
  }
});

test("of two same numbers at once one is stored, and the other is told", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const organization = await createOrganization(target);
    const typed = ["030 901820", "+49 30 901820", "0049 30 901820", "(030) 90 18 20"];
    const answers = await Promise.all(typed.map((number) => add(organization, { number, country: "DE" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    expect(await primaries(organization)).toHaveLength(1);
  }
});

test("of two that are made primary, or the default sender, at once, one is", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const organization = await createOrganization(target);
    const ids: string[] = [];
    for (let at = 0; at < 6; at += 1) ids.push(await createPhoneNumber(target, organization.id, berlin(at + 1), { verified: true }));
    const marks = ids.flatMap((id) => [change(organization, id, { primary: true }), change(organization, id, { default_sender: true })]);
    expect(new Set((await Promise.all(marks)).map(({ status }) => status))).toEqual(new Set([200]));
    const numbers = await list(organization);
    expect(numbers.filter(({ primary }) => primary)).toHaveLength(1);
    expect(numbers.filter(({ default_sender }) => default_sender)).toHaveLength(1);
  }
});

test("whatever is deleted at once with whatever is made primary, one stays primary while any number does", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const organization = await createOrganization(target);
    const ids: string[] = [];
    for (let at = 0; at < 8; at += 1) ids.push(await createPhoneNumber(target, organization.id, berlin(at + 1)));
    const acts = [
      ...ids.slice(0, 6).map((id) => remove(organization, id)),
      ...ids.slice(2, 6).map((id) => change(organization, id, { primary: true })),
    ];
    const statuses = new Set((await Promise.all(acts)).map(({ status }) => status));
    expect([...statuses].filter((status) => ![200, 204, 404].includes(status))).toEqual([]);
    expect(await primaries(organization)).toHaveLength(1);
    await Promise.all(ids.slice(6).map((id) => remove(organization, id)));
    expect(await list(organization)).toEqual([]);
  }
});

test("the database keeps one primary on its own, and never two, no matter who writes", async () => {
  const organization = await createOrganization(target);
  const one = await createPhoneNumber(target, organization.id, berlin(1));
  const two = await createPhoneNumber(target, organization.id, berlin(2));
  const asTenant = (statement: string, values: unknown[]) =>
    target.platform.database.transaction({ kind: "tenant", organizationId: organization.id }, "write", async ({ asQueue: _, db }) => {
      await db.executeQuery({ sql: statement, parameters: values, query: { kind: "RawNode" } } as never);
    });
  await asTenant(`update phone_numbers set "primary" = false`, []);
  expect(await primaries(organization)).toEqual([berlin(1)]);
  await expect(asTenant(`update phone_numbers set "primary" = true where id = $1`, [two])).rejects.toMatchObject({ code: "23P01" });
  await expect(asTenant(`update phone_numbers set default_sender = true`, [])).rejects.toMatchObject({ code: "23P01" });
  await asTenant("delete from phone_numbers where id = $1", [one]);
  expect(await primaries(organization)).toEqual([berlin(2)]);
  await target.database.admin.query("delete from organizations where id = $1", [organization.id]);
  const left = await target.database.admin.query("select from phone_numbers where organization_id = $1", [organization.id]);
  expect(left.rowCount).toBe(0);
});
