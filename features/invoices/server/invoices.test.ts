import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, type TestOrganization } from "#testing/factories.ts";
import { createInvoice, invoiceDocument } from "#testing/invoices.ts";
import type { Invoice, InvoiceDetail } from "../contract.ts";

const target = useApp({ variables: { BILLING: "manual" } });
const off = useApp();
let ours: TestOrganization;
const day = (date: string) => new Date(`${date}T12:00:00Z`);
const ids: Record<string, string> = {};

beforeAll(async () => {
  ours = await createOrganization(target);
  const keep = async (number: string, of: Parameters<typeof createInvoice>[2] = {}, document = {}) => {
    ids[number] = await createInvoice(target, ours.id, { ...of, document: invoiceDocument({ number, ...document }) });
  };
  await keep("A-1", { issued_at: day("2026-01-01"), status: "paid", paid_at: day("2026-01-05") });
  await keep("A-2", { issued_at: day("2026-02-01"), due_at: day("2026-02-15") });
  await keep("A-3", { issued_at: day("2026-03-01"), due_at: new Date(Date.now() + 86_400_000) });
  await keep("A-4", { issued_at: day("2026-04-01"), status: "void" });
  await keep("A-5", { issued_at: day("2026-05-01"), status: "paid" }, { kind: "credit_note", corrects: "A-4", total: -5831 });
});

const list = async (query = "") =>
  (await call<{ data: Invoice[]; total: number }>(target, ours.owner, `GET /v1/organizations/${ours.id}/invoices${query}`)).body;
const numbers = async (query: string) => (await list(query)).data.map(({ number }) => number);
const pdf = (id: string, cookie = ours.owner.cookie, organizationId = ours.id) =>
  target.app.request(`/v1/organizations/${organizationId}/invoices/${id}/pdf`, { headers: { cookie } });

describe("the list of invoices", () => {
  test("has the newest first, in pages, with a total of all", async () => {
    expect(await numbers("")).toEqual(["A-5", "A-4", "A-3", "A-2", "A-1"]);
    expect(await list("?page=2&per_page=2")).toMatchObject({ data: [{ number: "A-3" }, { number: "A-2" }], total: 5 });
  });

  test("is filtered by status and kind; one whose day has passed is open and overdue", async () => {
    expect(await numbers("?status=open")).toEqual(["A-3", "A-2"]);
    expect(await numbers("?status=overdue")).toEqual(["A-2"]);
    expect(await numbers("?status=paid&kind=invoice")).toEqual(["A-1"]);
    expect(await numbers("?status=void")).toEqual(["A-4"]);
    expect(await list("?kind=credit_note")).toMatchObject({ data: [{ number: "A-5", total: -5831 }], total: 1 });
    expect((await list()).data.map(({ is_overdue }) => is_overdue)).toEqual([false, false, false, true, false]);
    const { status } = await call(target, ours.owner, `GET /v1/organizations/${ours.id}/invoices?status=lost`);
    expect(status).toBe(422);
  });
});

describe("an invoice", () => {
  test("says all that it said on the day of issue", async () => {
    const { body } = await call<InvoiceDetail>(target, ours.owner, `GET /v1/organizations/${ours.id}/invoices/${ids["A-2"]}`);
    expect(body).toMatchObject({ number: "A-2", issuer: "operator", total: 5831, document: invoiceDocument({ number: "A-2" }) });
    expect(body).not.toHaveProperty("pdf");
  });

  test("is handed out as the PDF that was kept, under its number, and kept by no cache", async () => {
    const answer = await pdf(ids["A-1"]!);
    expect(await answer.text()).toBe("%PDF-1.4 kept");
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="A-1.pdf"');
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  test("is made as a PDF where none was kept", async () => {
    const id = await createInvoice(target, ours.id, { pdf: null, issued_at: day("2025-01-01") });
    expect((await (await pdf(id)).text()).startsWith("%PDF-1.7")).toBe(true);
  });

  test("is for Owners alone, and for those of its own organization", async () => {
    const other = await createOrganization(target);
    expect((await pdf(ids["A-1"]!, other.owner.cookie)).status).toBe(404);
    expect((await pdf(ids["A-1"]!, other.owner.cookie, other.id)).status).toBe(404);
    const member = await createMember(target, ours.id, "member");
    for (const path of ["", `/${ids["A-1"]}`, `/${ids["A-1"]}/pdf`])
      expect((await call(target, member, `GET /v1/organizations/${ours.id}/invoices${path}`)).status).toBe(403);
  });

  test.each(["document = '{}'", "total = 1", "number = 'B-1'", "pdf = null", "issued_at = now()", "stripe_invoice_id = 'in_2'"])(
    "is never rewritten by what serves the organization: %s",
    async (change) => {
      const attempt = target.platform.database.transaction({ kind: "tenant", organizationId: ours.id }, "write", ({ db }) =>
        sql`update invoices set ${sql.raw(change)} where organization_id = ${ours.id}`.execute(db),
      );
      await expect(attempt).rejects.toThrow("permission denied");
    },
  );
});

test("where nothing is sold there are no invoices to ask for", async () => {
  const { id, owner } = await createOrganization(off);
  expect((await call(off, owner, `GET /v1/organizations/${id}/invoices`)).status).toBe(404);
});
