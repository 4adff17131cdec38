import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { InvoiceDocument, BookedInvoice } from "../../contract.ts";
import { purgeOrganization } from "#features/organizations/server/purge-organization.ts";
import { useApp } from "#testing/app.ts";
import { call, createOrganization, setBillingAddress, type TestOrganization } from "#testing/factories.ts";
import {
  answers,
  asOperator,
  createPayer,
  germanSeller,
  issue,
  issued,
  listIssued,
  manualBilling,
  setPlan,
  setSeller,
} from "#testing/manual-billing.ts";
import { runJob } from "#testing/run-job.ts";
import { plans } from "#features/plans/server/plans.ts";
import { tellInvoice } from "./tell-invoice.ts";
import { reverseCharge } from "#features/addresses/server/reverse-charge.ts";

const target = useApp({ variables: manualBilling });
/** The third of December, so that November has ended. */
beforeAll(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-12-03T10:00:00Z") }));
beforeAll(() => setSeller(target));
beforeEach(() => void vi.setSystemTime("2026-12-03T10:00:00Z"));
afterAll(() => vi.useRealTimers());

const query = async <Row>(sql: string, values: unknown[]) => (await target.database.admin.query(sql, values)).rows as Row[];
const summary = ({ lines }: InvoiceDocument) => lines.map(({ description, quantity, amount }) => `${quantity} ${description}: ${amount}`);
const logOf = async ({ id, owner }: TestOrganization) =>
  (await call<{ data: { sentence: string }[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`)).body.data.map(
    ({ sentence }) => sentence,
  );
const setSeats = ({ id }: TestOrganization, day: string, seats: number) =>
  query("insert into seat_days (organization_id, day, seats) values ($1, $2, $3)", [id, day, seats]);
const mark = (line: string, body: object) => asOperator<BookedInvoice>(target, `POST /invoices/${line}`, body);

test("a month that has ended is invoiced by plan, seats and answers, once", async () => {
  const ours = await createPayer(target, "pro", "2026-11-01");
  await setSeats(ours, "2026-11-01", 7);
  await answers(target, ours, "2026-11-30", 2_010);
  await answers(target, ours, "2026-12-01", 9_000);
  const [invoice, ...more] = await issued(target, ours);
  expect(more).toEqual([]);
  expect(invoice).toEqual({
    kind: "invoice",
    number: expect.stringMatching(/^20\d\d-\d{4}$/),
    corrects: null,
    issued_on: "2026-12-03",
    due_on: "2026-12-17",
    period: { from: "2026-11-01", to: "2026-11-30" },
    seller: {
      name: "Reseller GmbH",
      lines: ["Lindenallee 1", "20095 Hamburg", "Germany"],
      tax_id: { label: "VAT ID", value: "DE136695976" },
      email: "money@reseller.example",
    },
    buyer: {
      name: "Muster GmbH",
      lines: ["Hauptstr. 5", "10115 Berlin", "Germany"],
      tax_id: { label: "VAT ID", value: "DE136695976" },
      email: ours.owner.email,
    },
    currency: "eur",
    lines: [
      { description: "Pro, November 2026", quantity: 1, unit_amount: 4_900, amount: 4_900 },
      { description: "Seats beyond 5, November 2026", quantity: 2, unit_amount: 900, amount: 1_800 },
      { description: "Answers beyond 2,000, November 2026", quantity: 10, unit_amount: 3, amount: 30 },
    ],
    subtotal: 6_730,
    // 1278.7
    tax: { label: "VAT", basis_points: 1_900, amount: 1_279, sentence: null },
    total: 8_009,
    notes: ["IBAN DE02 1203 0000 0000 2020 51"],
  });
  expect(await issued(target, ours)).toEqual([]);
  expect(await listIssued(target, `organization_id=${ours.id}`)).toEqual([
    expect.objectContaining({
      number: invoice!.number,
      status: "open",
      is_overdue: false,
      buyer: "Muster GmbH",
      total: 8_009,
      is_kept: false,
    }),
  ]);
  expect((await logOf(ours))[0]).toBe(`The operator issued the invoice ${invoice!.number} over €80.09.`);
});

test("what is due of several months comes on one invoice; with a month named, nothing later", async () => {
  const ours = await createPayer(target, "pro", "2026-09-16");
  const [september] = await issued(target, ours, { month: "2026-09" });
  expect([summary(september!), september!.period]).toEqual([
    ["1 Pro, 16–30 September 2026 (15 of 30 days): 2450"],
    { from: "2026-09-16", to: "2026-09-30" },
  ]);
  const [rest] = await issued(target, ours);
  expect(summary(rest!)).toEqual(["1 Pro, October 2026: 4900", "1 Pro, November 2026: 4900"]);
  expect((await issue(target, ours, { month: "2026-13" })).body.error.field_errors).toEqual({ month: "Enter a month such as 2026-11." });
});

test("an answer that comes late is a line of its own on the next invoice, and one that is included is none", async () => {
  const ours = await createPayer(target, "pro", "2026-10-01");
  await answers(target, ours, "2026-10-05", 1_990);
  await issued(target, ours, { month: "2026-10" });
  await answers(target, ours, "2026-10-06", 10);
  expect(await issued(target, ours, { month: "2026-10" })).toEqual([]);
  await answers(target, ours, "2026-10-07", 7);
  const [invoice] = await issued(target, ours);
  expect(summary(invoice!)).toEqual(["7 Answers of October 2026 counted late: 21", "1 Pro, November 2026: 4900"]);
  expect(invoice!.lines[0]!.unit_amount).toBe(3);
  expect(await issued(target, ours)).toEqual([]);
});

test("a month ends by the organization's calendar", async () => {
  const ours = await createPayer(target, "pro", "2026-11-01");
  await call(target, ours.owner, `PATCH /v1/organizations/${ours.id}`, { time_zone: "Pacific/Pago_Pago" });
  vi.setSystemTime("2026-12-01T10:59:00Z");
  expect(await issued(target, ours)).toEqual([]);
  vi.setSystemTime("2026-12-01T11:00:00Z");
  expect(summary((await issued(target, ours))[0]!)).toEqual(["1 Pro, November 2026: 4900"]);
});

test("a dry run says what would be issued and issues nothing, takes no number and tells nobody", async () => {
  const ours = await createPayer(target, "pro", "2026-11-01");
  const series = "select series_year, last_number from invoice_issuer";
  const before = await query(series, []);
  const [would] = await issued(target, ours, { dry_run: true });
  expect([would!.number, would!.total]).toEqual(["", 5_831]);
  expect(await listIssued(target, `organization_id=${ours.id}`)).toEqual([]);
  expect(await query(series, [])).toEqual(before);
  expect(await query("select 1 from jobs.job where name = 'invoice.tell' and data ->> 'organization_id' = $1", [ours.id])).toEqual([]);
});

test("what was issued stays as it was, whatever becomes of address, seller and price list", async () => {
  const ours = await createPayer(target, "pro", "2026-10-01");
  const [invoice] = await issued(target, ours);
  const price = plans.pro.prices!.eur;
  const { month } = price;
  try {
    const address = { legal_name: "Other GmbH", line1: "Weg 1", postal_code: "80331", city: "München", country: "DE" };
    expect((await call(target, ours.owner, `PUT /v1/organizations/${ours.id}/billing-address`, address)).status).toBe(200);
    await setSeller(target, { name: "Renamed GmbH" });
    price.month = 9_900;
    expect(await issued(target, ours)).toEqual([]);
    const [kept] = await query<{ document: unknown }>("select document from invoices where organization_id = $1", [ours.id]);
    expect(kept!.document).toEqual(invoice);
  } finally {
    price.month = month;
    await setSeller(target, { name: germanSeller.name });
  }
});

test("without a billing address it is said why it waits, and what is due comes later", async () => {
  const ours = await createOrganization(target);
  await setPlan(target, ours, { plan: "pro", from: "2026-11-01" });
  const { body } = await issue(target, ours);
  expect(body).toEqual({
    organization_id: ours.id,
    organization_name: "Test Company",
    documents: [],
    waits: "It has no billing address.",
  });
  await setBillingAddress(target, ours.id);
  expect(await issued(target, ours)).toHaveLength(1);
});

test("where VIES has not answered an invoice waits and VIES is asked again; it charges the tax where the operator says so", async () => {
  const french = async (check: string) => {
    const ours = await createPayer(target, "pro", "2026-11-01");
    const values = [ours.id, check];
    await query(
      `update billing_addresses set country = 'FR', postal_code = '75001', city = 'Paris', tax_id = 'FR40303265045', tax_id_check = $2
       where organization_id = $1`,
      values,
    );
    return ours;
  };
  const waiting = await french("not_reached");
  const { body } = await issue(target, waiting);
  expect([body.documents, body.waits]).toEqual([
    [],
    expect.stringMatching(/^VIES has not said yet whether its VAT ID FR40303265045 exists/),
  ]);
  const asked = "select 1 from jobs.job where name = 'billing.address_changed' and data ->> 'organization_id' = $1";
  expect(await query(asked, [waiting.id])).toHaveLength(1);
  const [charged] = await issued(target, waiting, { charge_unchecked: true });
  expect(charged!.tax).toEqual({ label: "VAT", basis_points: 1_900, amount: 931, sentence: null });
  const [free] = await issued(target, await french("confirmed"));
  expect([free!.tax, free!.total]).toEqual([{ label: "VAT", basis_points: null, amount: 0, sentence: reverseCharge }, 4_900]);
  expect(free!.buyer.tax_id).toEqual({ label: "VAT ID", value: "FR40303265045" });
});

test("an organization that is to be deleted is invoiced at once up to that day, and for the rest where it is restored", async () => {
  const ours = await createPayer(target, "pro", "2026-12-01");
  await answers(target, ours, "2026-12-02", 300);
  expect(await issued(target, ours)).toEqual([]);
  await call(target, ours.owner, `DELETE /v1/organizations/${ours.id}`, { confirm_name: "Test Company" });
  const [last] = await issued(target, ours);
  // 2000 × 3 ÷ 31 = 193.5 are included.
  expect(summary(last!)).toEqual(["1 Pro, 1–3 December 2026 (3 of 31 days): 474", "107 Answers beyond 193, December 2026: 321"]);
  expect(last!.period).toEqual({ from: "2026-12-01", to: "2026-12-03" });
  expect(await issued(target, ours)).toEqual([]);
  await call(target, ours.owner, `POST /v1/organizations/${ours.id}/restore`, {});
  expect(await issued(target, ours)).toEqual([]);
  vi.setSystemTime("2027-01-02T10:00:00Z");
  const [rest] = await issued(target, ours);
  expect(summary(rest!)).toEqual([
    "1 Pro, December 2026, less what was invoiced: 4426",
    "-107 Answers of December 2026, counted anew: -321",
  ]);
});

test("what is to an organization's favour waits for its next invoice", async () => {
  const ours = await createPayer(target, "pro", "2026-12-01");
  await answers(target, ours, "2026-12-02", 2_193);
  await call(target, ours.owner, `DELETE /v1/organizations/${ours.id}`, { confirm_name: "Test Company" });
  // 474 for the days and 6000 for 2000 answers, of which a whole month includes all but 193.
  expect((await issued(target, ours))[0]!.subtotal).toBe(6_474);
  await call(target, ours.owner, `POST /v1/organizations/${ours.id}/restore`, {});
  vi.setSystemTime("2027-01-02T10:00:00Z");
  const { body } = await issue(target, ours);
  expect([body.documents, body.waits]).toEqual([[], "It has €9.95 to its favour, which its next invoice takes off."]);
  vi.setSystemTime("2027-02-02T10:00:00Z");
  expect((await issued(target, ours))[0]!.subtotal).toBe(4_900 - 995);
});

test("a credit note takes an invoice back under a number of its own, and what it charged is invoiced anew", async () => {
  const ours = await createPayer(target, "pro", "2026-11-01");
  await answers(target, ours, "2026-11-05", 2_001);
  const [invoice] = await issued(target, ours);
  const cancelled = await mark("cancel", { number: invoice!.number, reason: "The wrong address." });
  expect([cancelled.status, cancelled.body]).toEqual([
    201,
    expect.objectContaining({ kind: "credit_note", status: "paid", total: -invoice!.total, due_at: null }),
  ]);
  const [note] = await query<{ document: InvoiceDocument }>(
    "select document from invoices where organization_id = $1 and kind = 'credit_note'",
    [ours.id],
  );
  expect(note!.document).toMatchObject({
    number: cancelled.body.number,
    corrects: invoice!.number,
    due_on: null,
    buyer: invoice!.buyer,
    subtotal: -4_903,
    tax: { basis_points: 1_900, amount: -932 },
    notes: ["The wrong address."],
    lines: [
      { description: "Pro, November 2026", quantity: 1, unit_amount: -4_900, amount: -4_900 },
      { description: "Answers beyond 2,000, November 2026", quantity: 1, unit_amount: -3, amount: -3 },
    ],
  });
  const [anew] = await issued(target, ours);
  expect([anew!.lines, anew!.number > cancelled.body.number]).toEqual([invoice!.lines, true]);
  const list = await listIssued(target, `organization_id=${ours.id}`);
  expect(list.map(({ number, status }) => `${number} ${status}`)).toEqual([
    `${anew!.number} open`,
    `${cancelled.body.number} paid`,
    `${invoice!.number} void`,
  ]);
  expect((await logOf(ours))[1]).toBe(`The operator cancelled the invoice “${invoice!.number}”: The wrong address.`);
  for (const [line, number, sentence] of [
    ["cancel", invoice!.number, `Invoice ${invoice!.number} was cancelled already.`],
    ["paid", invoice!.number, `Invoice ${invoice!.number} was cancelled; nothing is due on it.`],
    ["cancel", cancelled.body.number, `${cancelled.body.number} is a credit note. Issue what it took back anew instead.`],
  ] as const) {
    const { status, body } = await mark(line, { number, reason: "Again" });
    expect([status, body.error.message]).toEqual([409, sentence]);
  }
});

test("the credit note of a paid invoice is open until its money is given back", async () => {
  const ours = await createPayer(target, "pro", "2026-11-01");
  const [invoice] = await issued(target, ours);
  await mark("paid", { number: invoice!.number });
  const { body: note } = await mark("cancel", { number: invoice!.number, reason: "Agreed." });
  expect([note.status, note.is_overdue]).toEqual(["open", false]);
  expect((await mark("paid", { number: note.number })).body.status).toBe("paid");
});

test("the operator marks an invoice as paid on a day and takes it back; past its day an open one is overdue", async () => {
  const ours = await createPayer(target, "pro", "2026-11-01");
  const [{ number } = { number: "" }] = await issued(target, ours);
  vi.setSystemTime("2026-12-18T00:00:01Z");
  const overdue = async () => (await listIssued(target, `organization_id=${ours.id}&open=true`)).map(({ is_overdue }) => is_overdue);
  expect(await overdue()).toEqual([true]);
  expect((await mark("paid", { number, on: "2026-12-16" })).body).toMatchObject({
    status: "paid",
    is_overdue: false,
    paid_at: "2026-12-16T00:00:00.000Z",
  });
  expect(await overdue()).toEqual([]);
  expect((await mark("paid", { number })).body.error.message).toBe("It was marked paid on 16 December 2026 already. Mark it unpaid first.");
  expect((await mark("unpaid", { number })).body).toMatchObject({ status: "open", paid_at: null });
  expect((await mark("unpaid", { number })).status).toBe(409);
  expect((await mark("paid", { number, on: "2026-12-19" })).body.error.field_errors).toEqual({ on: "This day is yet to come." });
  vi.setSystemTime("2026-12-17T23:59:59Z");
  expect(await overdue()).toEqual([false]);
  vi.setSystemTime("2026-12-03T10:00:00Z");
  expect((await logOf(ours)).slice(0, 2)).toEqual([
    `The operator marked the invoice “${number}” as not paid.`,
    `The operator marked the invoice “${number}” as paid.`,
  ]);
  expect((await mark("paid", { number: "1999-0001" })).body.error.field_errors).toEqual({ number: "There is no invoice 1999-0001." });
});

test("invoices outlive the purge of their organization, and can still be marked as paid", async () => {
  const ours = await createPayer(target, "pro", "2026-11-01");
  const [invoice] = await issued(target, ours);
  await target.database.admin.query("update invoices set pdf = 'a file' where organization_id = $1", [ours.id]);
  await purgeOrganization(target.platform, ours.id, "operator");
  const kept = await query("select document, pdf from kept_invoices where organization_id = $1", [ours.id]);
  expect(kept).toEqual([{ document: invoice, pdf: Buffer.from("a file") }]);
  const { body } = await mark("paid", { number: invoice!.number, on: "2026-12-02" });
  expect(body).toMatchObject({ is_kept: true, status: "paid", paid_at: "2026-12-02T00:00:00.000Z", organization_id: ours.id });
  expect((await mark("paid", { number: invoice!.number })).status).toBe(409);
  expect(await listIssued(target, `organization_id=${ours.id}`)).toEqual([body]);
  expect((await mark("unpaid", { number: invoice!.number })).body.status).toBe("open");
  const file = await asOperator<string>(target, `GET /invoices/file?number=${invoice!.number}`);
  expect([file.headers.get("content-type"), file.body]).toEqual(["application/pdf", "a file"]);
  expect((await mark("cancel", { number: invoice!.number, reason: "Late" })).body.error.message).toBe(
    `The organization of invoice ${invoice!.number} is gone; the book keeps it as it is.`,
  );
});

test("the billing e-mails are told of an invoice and a credit note, else the Owners", async () => {
  const told = async (ours: TestOrganization) => {
    const jobs = await query<{ payload: { invoice_id: string; email: string } }>(
      "select data -> 'payload' as payload from jobs.job where name = 'invoice.tell' and data ->> 'organization_id' = $1 order by created_on",
      [ours.id],
    );
    target.mails.length = 0;
    for (const { payload } of jobs) await runJob(target, tellInvoice, ours.id, payload);
    return target.mails.map(({ to, subject, text }) => ({ to, subject, text }));
  };
  const ours = await createPayer(target, "pro", "2026-11-01");
  const [invoice] = await issued(target, ours);
  const url = `http://localhost:3999/organizations/${ours.id}/settings/invoices`;
  expect(await told(ours)).toEqual([
    {
      to: ours.owner.email,
      subject: `Invoice ${invoice!.number}`,
      text: `Invoice ${invoice!.number} of Reseller GmbH is over €58.31, due on 17 December 2026.\n\nOpen invoices: ${url}`,
    },
  ]);
  await query("delete from jobs.job where name = 'invoice.tell' and data ->> 'organization_id' = $1", [ours.id]);
  await query("insert into billing_accounts (organization_id, emails) values ($1, '{money@example.com,more@example.com}')", [ours.id]);
  const { body: note } = await mark("cancel", { number: invoice!.number, reason: "Agreed." });
  const mails = await told(ours);
  expect(mails.map(({ to }) => to).toSorted()).toEqual(["money@example.com", "more@example.com"]);
  expect(mails[0]!.text).toBe(
    `Credit note ${note.number} of Reseller GmbH over €58.31 takes back invoice ${invoice!.number}.\n\nOpen invoices: ${url}`,
  );
});

test("whoever serves requests rewrites nothing of what was issued, and removes none", async () => {
  const ours = await createPayer(target, "pro", "2026-11-01");
  await issued(target, ours);
  const scope = { kind: "tenant", organizationId: ours.id } as const;
  const { transaction } = target.platform.database;
  const rewrite = transaction(scope, "write", ({ db }) =>
    db.updateTable("invoices").set({ total: 1 }).where("organization_id", "=", ours.id).execute(),
  );
  await expect(rewrite).rejects.toThrow("permission denied");
  for (const table of ["invoices", "invoice_lines"] as const) {
    const remove = transaction(scope, "write", ({ db }) => db.deleteFrom(table).where("organization_id", "=", ours.id).execute());
    await expect(remove).rejects.toThrow("permission denied");
  }
});
