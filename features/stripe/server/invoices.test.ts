import { afterAll, expect, test } from "vitest";
import type { Invoice, InvoiceDetail } from "#features/invoices/contract.ts";
import { useApp } from "#testing/app.ts";
import { deliverAll, subscribe } from "#testing/billing.ts";
import { call, createOrganization, type TestOrganization } from "#testing/factories.ts";
import { runJob } from "#testing/run-job.ts";
import { startStripeServer } from "#testing/stripe/server.ts";
import { invoiceSecret } from "#testing/stripe/invoice-pdf.ts";
import { startViesServer } from "#testing/vies.ts";
import { addressChanged } from "#features/addresses/server/address-changed.ts";
import { reverseCharge } from "#features/addresses/server/reverse-charge.ts";
import { stripeChanged } from "./stripe-changed.ts";

const stripe = await startStripeServer();
const vies = await startViesServer();
afterAll(() => Promise.all([stripe.close(), vies.close()]));
stripe.account.country = "DE";
const target = useApp({ variables: { ...stripe.variables, VIES_URL: vies.url } });

const warsaw = { legal_name: "Gęśla sp. z o.o.", line1: "ul. Długa 5", postal_code: "00-238", city: "Warszawa", country: "PL" };

const list = async ({ id, owner }: TestOrganization) =>
  (await call<{ data: Invoice[]; total: number }>(target, owner, `GET /v1/organizations/${id}/invoices?per_page=100`)).body;
const read = async ({ id, owner }: TestOrganization, invoiceId: string) =>
  (await call<InvoiceDetail>(target, owner, `GET /v1/organizations/${id}/invoices/${invoiceId}`)).body;
const download = ({ id, owner }: TestOrganization, invoiceId: string) =>
  target.app.request(`/v1/organizations/${id}/invoices/${invoiceId}/pdf`, { headers: { cookie: owner.cookie } });
const customerOf = (of: TestOrganization) =>
  [...stripe.account.customers.values()].find(({ metadata }) => metadata.organization_id === of.id)!;
const issuedTo = (of: TestOrganization) => stripe.account.ofCustomer(stripe.account.invoices, customerOf(of).id);
const sync = (of: TestOrganization) => runJob(target, stripeChanged, of.id, {});

async function setAddress(of: TestOrganization, address: object): Promise<void> {
  await call(target, of.owner, `PUT /v1/organizations/${of.id}/billing-address`, address);
  await runJob(target, addressChanged, of.id, {});
}

/** An organization after its trial, with an invoice that Stripe charged. */
async function charged(last4 = "4242"): Promise<TestOrganization> {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours, { last4 });
  stripe.advance(15);
  await deliverAll(target, stripe, ours);
  return ours;
}

test("an invoice of Stripe's keeps the buyer of the day on which it was issued, and only its payment changes", async () => {
  const ours = await createOrganization(target);
  await subscribe(target, stripe, ours, { last4: "0341" });
  await setAddress(ours, { ...warsaw, tax_id: "PL8567346215" });
  stripe.advance(15);
  await deliverAll(target, stripe, ours);
  const [open] = (await list(ours)).data;
  const [theirs] = issuedTo(ours);
  expect(open).toMatchObject({ issuer: "stripe", status: "open", number: theirs!.number, total: theirs!.total, paid_at: null });
  await setAddress(ours, { ...warsaw, legal_name: "Renamed sp. z o.o.", line1: "ul. Krótka 1" });
  // Stripe's own copy is changed behind its back, as it would not do.
  theirs!.customer_name = "Rewritten";
  stripe.useCard(customerOf(ours).id, "4242");
  await deliverAll(target, stripe, ours);
  expect(await list(ours)).toMatchObject({ data: [{ id: open!.id, status: "paid", paid_at: expect.any(String) }], total: 1 });
  const { document } = await read(ours, open!.id);
  expect(document.buyer).toEqual({
    name: warsaw.legal_name,
    lines: ["ul. Długa 5", "00-238 Warszawa", "Poland"],
    tax_id: { label: "VAT ID", value: "PL8567346215" },
    email: null,
  });
  expect(document.seller).toMatchObject({ name: "Example Hosting", lines: ["Germany"] });
  expect(document.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(document.total);
});

test("a confirmed VAT ID of another member makes the charge the buyer's own, on invoices from then on; without it no more", async () => {
  const ours = await charged();
  await setAddress(ours, { ...warsaw, tax_id: "PL8567346215" });
  expect(customerOf(ours).tax_exempt).toBe("reverse");
  stripe.advance(31);
  await deliverAll(target, stripe, ours);
  const [latest, first] = await Promise.all((await list(ours)).data.map(({ id }) => read(ours, id)));
  expect([latest!.document.tax.sentence, first!.document.tax.sentence]).toEqual([reverseCharge, null]);
  await setAddress(ours, warsaw);
  expect(customerOf(ours).tax_exempt).toBe("none");
});

test.each([
  ["of the seller's own country", { ...warsaw, country: "DE", postal_code: "10115", tax_id: "DE136695976" }],
  ["that VIES does not know", { ...warsaw, tax_id: "PL5260001240" }],
])("a VAT ID %s leaves the tax with the seller", async (_what, address) => {
  const ours = await charged();
  await setAddress(ours, address);
  expect(customerOf(ours).tax_exempt).toBe("none");
});

test("drafts are no invoices, and what becomes of one at Stripe shows", async () => {
  const ours = await charged();
  const [theirs] = issuedTo(ours);
  stripe.account.invoices.set("in_draft", { ...theirs!, id: "in_draft", status: "draft" });
  for (const status of ["open", "uncollectible", "void"] as const) {
    theirs!.status = status;
    await sync(ours);
    expect((await list(ours)).data.map((invoice) => invoice.status)).toEqual([status]);
  }
  stripe.account.invoices.delete("in_draft");
});

test("every invoice is read, also more than Stripe lists at once, and all lines; reading again adds none", async () => {
  const ours = await charged();
  const [theirs] = issuedTo(ours);
  const [line] = theirs!.lines.data;
  for (let index = 0; index < 120; index += 1) {
    const lines = { ...theirs!.lines, data: index === 0 ? Array.from({ length: 15 }, (_, at) => ({ ...line!, id: `il_${at}` })) : [line!] };
    const id = `in_many_${index}`;
    stripe.account.invoices.set(id, { ...theirs!, id, number: `MANY-${index}`, created: theirs!.created + index, lines });
  }
  await sync(ours);
  await sync(ours);
  const { data, total } = await list(ours);
  expect(total).toBe(121);
  const { rows } = await target.database.admin.query<{ lines: number }>(
    "select jsonb_array_length(document->'lines') as lines from invoices where organization_id = $1 and number = 'MANY-0'",
    [ours.id],
  );
  expect(rows).toEqual([{ lines: 15 }]);
  expect(new Set(data.map(({ number }) => number)).size).toBe(100);
  for (let index = 0; index < 120; index += 1) stripe.account.invoices.delete(`in_many_${index}`);
});

test("an older reading of an invoice does not undo a newer one", async () => {
  const ours = await charged("0341");
  const [theirs] = issuedTo(ours);
  let release = () => {};
  const held = new Promise<void>((isHeld) => {
    stripe.holdAnswer(async (line) => {
      if (!line.startsWith("GET /v1/invoices?")) return;
      isHeld();
      await new Promise<void>((resolve) => (release = resolve));
    });
  });
  const older = sync(ours);
  await held;
  stripe.holdAnswer(null);
  theirs!.status = "paid";
  theirs!.status_transitions.paid_at = stripe.account.now;
  await sync(ours);
  release();
  await older;
  expect((await list(ours)).data[0]?.status).toBe("paid");
});

test("the PDF is the one that Stripe made, and its secret address stays here", async () => {
  const ours = await charged();
  const [{ id, number } = { id: "", number: "" }] = (await list(ours)).data;
  const answer = await download(ours, id);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="${number}.pdf"`);
  expect(await answer.text()).toContain(`Stripe invoice ${number}`);
  const said = JSON.stringify([await list(ours), await read(ours, id), [...answer.headers]]);
  expect(said).not.toContain(invoiceSecret);
});

test("while Stripe hands out no PDF the answer says to try again", async () => {
  const ours = await charged();
  const [{ id } = { id: "" }] = (await list(ours)).data;
  stripe.fail("GET /v1/invoices/", 500, 500, 500);
  expect((await download(ours, id)).status).toBe(503);
  stripe.heal();
  expect((await download(ours, id)).status).toBe(200);
});
