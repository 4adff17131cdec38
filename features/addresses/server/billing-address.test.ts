import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, type TestOrganization } from "#testing/factories.ts";
import type { AddressRules, BillingAddress } from "../contract.ts";

const target = useApp();
const berlin = { legal_name: "Muster GmbH", line1: "Hauptstr. 5", postal_code: "10115", city: "Berlin", country: "DE" };

type Refusal = { error: { code: string; message: string; field_errors?: Record<string, string> } };
const pathOf = ({ id }: { id: string }) => `/v1/organizations/${id}/billing-address`;
const read = (of: TestOrganization) => call<BillingAddress | null>(target, of.owner, `GET ${pathOf(of)}`);
const put = (of: TestOrganization, body: object, headers: Record<string, string> = {}) =>
  call<BillingAddress & Refusal>(target, of.owner, `PUT ${pathOf(of)}`, body, headers);
const errorsOf = async (body: object) => (await put(await createOrganization(target), body)).body.error.field_errors;

test("an address that was never set is null, and one that is set is answered as it is kept", async () => {
  const ours = await createOrganization(target);
  expect(await read(ours)).toMatchObject({ status: 200, body: null });
  const saved = await put(ours, {
    ...berlin,
    legal_name: "  Muster   GmbH ",
    postal_code: " 10115 ",
    country: "de",
    tax_id: "de 136 695 976",
  });
  expect(saved.status).toBe(200);
  expect(saved.body).toMatchObject({ ...berlin, line2: null, region: null, tax_id: "DE136695976", tax_id_check: null, version: 1 });
  expect((await read(ours)).body).toEqual(saved.body);
});

test("Owners alone read and set it; whoever may not learns nothing, and another organization's Owner finds none", async () => {
  const ours = await createOrganization(target);
  await put(ours, berlin);
  for (const role of ["admin", "member", "viewer"]) {
    const member = await createMember(target, ours.id, role);
    expect((await call(target, member, `GET ${pathOf(ours)}`)).status).toBe(403);
    expect((await call(target, member, `PUT ${pathOf(ours)}`, { nonsense: true })).status).toBe(403);
  }
  const stranger = await createOrganization(target);
  expect((await call(target, stranger.owner, `GET ${pathOf(ours)}`)).status).toBe(404);
  expect((await call(target, stranger.owner, `PUT ${pathOf(ours)}`, berlin)).status).toBe(404);
});

test("a change leaves an audit entry of what changed and a job, a repetition neither", async () => {
  const ours = await createOrganization(target);
  await put(ours, berlin);
  await put(ours, { ...berlin, line1: "Hauptstr. 6", line2: "Hinterhaus" });
  expect((await put(ours, { ...berlin, line1: "Hauptstr. 6", line2: "Hinterhaus" })).body.version).toBe(2);
  const { rows } = await target.database.admin.query(
    "select target_type, target_label, before, after from audit_entries where organization_id = $1 and action = 'billing_address.update' order by id",
    [ours.id],
  );
  expect(rows).toEqual([
    { target_type: "billing_address", target_label: "Muster GmbH", before: null, after: { ...berlin } },
    {
      target_type: "billing_address",
      target_label: "Muster GmbH",
      before: { line1: "Hauptstr. 5", line2: null },
      after: { line1: "Hauptstr. 6", line2: "Hinterhaus" },
    },
  ]);
  const queued = await target.database.admin.query(
    "select count(*)::int as count from jobs.job where name = 'billing.address_changed' and data->>'organization_id' = $1",
    [ours.id],
  );
  expect(queued.rows[0]).toEqual({ count: 2 });
});

test("a request that is refused changes nothing, says what is wrong at each field, and queues nothing", async () => {
  const ours = await createOrganization(target);
  const { body: before } = await put(ours, berlin);
  const refused = await put(ours, { ...berlin, legal_name: " ", line1: "", city: null, postal_code: "1011", tax_id: "DE136695977" });
  expect(refused).toMatchObject({ status: 422, body: { error: { code: "invalid" } } });
  expect(refused.body.error.field_errors).toEqual({
    legal_name: "Say who the invoice is made out to.",
    line1: "Write the street address.",
    city: "Write the city.",
    postal_code: "This country's postal code looks like 26133 or 53225.",
    tax_id: "This VAT ID cannot be right. Compare each digit: one of this country looks like DE136695976.",
  });
  expect((await read(ours)).body).toEqual(before);
});

test.each([
  ["no country", { ...berlin, country: undefined }, "country"],
  ["a country that is none", { ...berlin, country: "XX" }, "country"],
  ["a country by its name", { ...berlin, country: "Germany" }, "country"],
  ["a number for text", { ...berlin, city: 5 }, "city"],
  ["300 letters", { ...berlin, legal_name: "x".repeat(300) }, "legal_name"],
  ["letters that turn the direction", { ...berlin, legal_name: "Muster \u202Ehbmg" }, "legal_name"],
  ["a control character", { ...berlin, line1: "Hauptstr.\u0007 5" }, "line1"],
  ["a line break", { ...berlin, line1: "Hauptstr. 5\nHinterhaus" }, "line1"],
  ["a letter that is not shown", { ...berlin, city: "Ber\u200Blin" }, "city"],
  ["signs alone", { ...berlin, city: "---" }, "city"],
  ["a web address for a name", { ...berlin, legal_name: "See https://prizes.example" }, "legal_name"],
  ["a domain alone for a name", { ...berlin, legal_name: "prizes.com" }, "legal_name"],
  ["a domain within a name", { ...berlin, legal_name: "Win at prizes.com" }, "legal_name"],
  ["an e-mail address for a name", { ...berlin, legal_name: "mira@example.com" }, "legal_name"],
  ["a web address for a line", { ...berlin, line2: "www.prizes.example" }, "line2"],
  ["a region that is none of those", { ...berlin, country: "US", region: "Bavaria" }, "region"],
])("%s is refused at its field", async (_what, body, field) => {
  expect(Object.keys((await errorsOf(body))!)).toContain(field);
});

test.each(["Booking.com B.V.", "Amazon.com, Inc.", "GmbH & Co.KG", "1234567 Ontario Inc.", "株式会社例", "ООО Ромашка", "d.o.o. Primjer"])(
  "%s is a legal name",
  async (legal_name) => {
    expect((await put(await createOrganization(target), { ...berlin, legal_name })).body.legal_name).toBe(legal_name);
  },
);

test("ids and states that a client sends along are ignored", async () => {
  const [ours, other] = [await createOrganization(target), await createOrganization(target)];
  const smuggled = { organization_id: other.id, version: 9, tax_id_check: "confirmed", id: newId("org") };
  expect((await put(ours, { ...berlin, ...smuggled })).body).toMatchObject({ version: 1, tax_id_check: null });
  expect((await read(other)).body).toBeNull();
});

test("of two changes against the same version one wins and the other is told, also when nothing was set before", async () => {
  for (let round = 0; round < 10; round += 1) {
    const ours = await createOrganization(target);
    for (const version of [0, 1]) {
      const attempts = Array.from({ length: 6 }, (_, index) =>
        put(ours, { ...berlin, line1: `Hauptstr. ${version}${index}` }, { "if-match": `"${version}"` }),
      );
      const answers = await Promise.all(attempts);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
      const winner = answers.find(({ status }) => status === 200)!.body;
      expect((await read(ours)).body).toEqual(winner);
      expect(winner.version).toBe(version + 1);
    }
  }
});

test("without If-Match the last one counts, and a header that is no version is refused", async () => {
  const ours = await createOrganization(target);
  await put(ours, berlin);
  expect((await put(ours, { ...berlin, city: "Potsdam" })).body).toMatchObject({ city: "Potsdam", version: 2 });
  expect((await put(ours, berlin, { "if-match": "yesterday" })).status).toBe(422);
});

test("anybody may ask how a country writes addresses", async () => {
  const rules = await call<AddressRules>(target, null, "GET /v1/address-rules?country=us");
  expect(rules).toMatchObject({
    status: 200,
    body: {
      country: "US",
      rows: [["line1"], ["line2"], ["city", "region", "postal_code"]],
      required: ["line1", "city", "region", "postal_code"],
      labels: { region: "State", postal_code: "ZIP code" },
      tax_id: { label: "EIN", checked: false },
    },
  });
  expect((await call(target, null, "GET /v1/address-rules?country=ZZ")).status).toBe(422);
});

test("a suspended organization's address is read and not changed", async () => {
  const ours = await createOrganization(target);
  await put(ours, berlin);
  await target.database.admin.query("update organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = $1", [ours.id]);
  expect((await read(ours)).status).toBe(200);
  expect((await put(ours, { ...berlin, city: "Potsdam" })).status).toBe(423);
});

test("the audit log tells an Admin that the address was changed, and an Owner what it was", async () => {
  const ours = await createOrganization(target);
  await put(ours, berlin);
  const admin = await createMember(target, ours.id, "admin");
  const entryFor = async (as: { cookie: string }) => {
    const { body } = await call<{ data: { action: string; target_label: string | null; after: object | null }[] }>(
      target,
      as,
      `GET /v1/organizations/${ours.id}/audit-entries`,
    );
    return body.data.find(({ action }) => action === "billing_address.update");
  };
  expect(await entryFor(ours.owner)).toMatchObject({ target_label: berlin.legal_name, after: { city: "Berlin" } });
  expect(await entryFor(admin)).toMatchObject({ target_label: null, before: null, after: null });
});
