import { operatorKey } from "#access/authenticate.ts";
import type { PlanStanding } from "#features/plans/contract.ts";
import type { InvoiceDocument, BookedInvoice, IssueOutcome } from "#features/invoices/contract.ts";
import type { TestApp } from "./app.ts";
import { call, createOrganization, setBillingAddress, type TestOrganization } from "./factories.ts";
import { record } from "./usage.ts";

/** Where the operator issues the invoices; VIES answers nobody. */
export const manualBilling = { BILLING: "manual", VIES_URL: "http://127.0.0.1:1" };

type Refusal = { error: { code: string; message: string; field_errors?: Record<string, string> } };

/** A call of the operator's, below `/v1/operator`. */
export function asOperator<Body>(test: TestApp, line: string, body?: object) {
  const [method, path] = line.split(" ");
  return call<Body & Refusal>(test, { key: operatorKey(test.platform) }, `${method} /v1/operator${path}`, body);
}

export const germanSeller = {
  name: "Reseller GmbH",
  lines: ["Lindenallee 1", "20095 Hamburg"],
  country: "DE",
  tax_id: "DE 136 695 976",
  vat_basis_points: 1_900,
  email: "money@reseller.example",
  pay: ["IBAN DE02 1203 0000 0000 2020 51"],
};

export async function setSeller(test: TestApp, changes: object = germanSeller): Promise<void> {
  const { status, body } = await asOperator(test, "PATCH /seller", changes);
  if (status !== 200) throw new Error(`The seller was not set: ${JSON.stringify(body)}`);
}

export const setPlan = (test: TestApp, { id }: { id: string }, plan: object) =>
  asOperator<PlanStanding>(test, `PUT /organizations/${id}/plan`, plan);

/** An organization in Germany that has a plan from a day on. */
export async function createPayer(test: TestApp, plan: string, from: string): Promise<TestOrganization> {
  const organization = await createOrganization(test);
  await setBillingAddress(test, organization.id);
  const { status, body } = await setPlan(test, organization, { plan, from });
  if (status !== 200) throw new Error(`The plan was not set: ${JSON.stringify(body)}`);
  return organization;
}

export const issue = (test: TestApp, { id }: { id: string }, input: object = {}) =>
  asOperator<IssueOutcome>(test, `POST /organizations/${id}/invoices`, input);

/** The invoices that come of issuing; throws where it is refused. */
export async function issued(test: TestApp, organization: { id: string }, input: object = {}): Promise<InvoiceDocument[]> {
  const { status, body } = await issue(test, organization, input);
  if (status !== 200) throw new Error(`Nothing was issued: ${JSON.stringify(body)}`);
  return body.documents;
}

export async function listIssued(test: TestApp, query = ""): Promise<BookedInvoice[]> {
  return (await asOperator<{ data: BookedInvoice[] }>(test, `GET /invoices?per_page=100&${query}`)).body.data;
}

/** Answers on a day of the organization's calendar in UTC, as one act. */
export const answers = (test: TestApp, { id }: { id: string }, day: string, quantity: number, key = `${day} ${quantity}`) =>
  record(test, id, { kind: "answers", quantity, key, occurredAt: new Date(`${day}T12:00:00Z`) });
