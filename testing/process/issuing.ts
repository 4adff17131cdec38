import pg from "pg";
import { addMonths, firstOfMonth } from "#features/usage/server/days.ts";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import { callOf, type Account } from "./account.ts";

const operatorKey = "an-operator-key-of-the-tests-long-enough";
/** Of a server whose operator issues the invoices. */
export const issuingVariables = { BILLING: "manual", OPERATOR_KEY: operatorKey };

/** Issues invoices of last month for an organization that pays, again and again: all but the last are taken back. Their numbers. */
export async function issueRepeatedly(account: Account, count: number): Promise<string[]> {
  const { url, organizationId } = account;
  const address = { legal_name: "Muster GmbH", line1: "Hauptstraße 5", postal_code: "10115", city: "Berlin", country: "DE" };
  await callOf(account, "PUT /billing-address", address);
  await operate(url, "PATCH /seller", { name: "Reseller GmbH", lines: ["Lindenallee 1", "20095 Hamburg"], country: "DE" });
  const from = addMonths(firstOfMonth(new Date().toISOString().slice(0, 10)), -1);
  await operate(url, `PUT /organizations/${organizationId}/plan`, { plan: "pro", from });
  const numbers: string[] = [];
  for (let issued = 1; issued <= count; issued += 1) {
    const { documents } = await operate<{ documents: { number: string }[] }>(url, `POST /organizations/${organizationId}/invoices`, {});
    const { number } = documents[0]!;
    numbers.push(number);
    if (issued === count) break;
    numbers.push((await operate<{ number: string }>(url, "POST /invoices/cancel", { number, reason: "To issue it again." })).number);
  }
  return numbers;
}

/** A call of the operator's, below `/v1/operator`. */
export async function operate<Body>(url: string, line: string, body?: object): Promise<Body> {
  const [method = "GET", path = ""] = line.split(" ");
  const headers = { authorization: `Bearer ${operatorKey}`, ...(body ? { "content-type": "application/json" } : {}) };
  const response = await fetch(`${url}/v1/operator${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!response.ok) throw new Error(`${line} answered ${response.status}: ${await response.text()}`);
  return response.json() as Promise<Body>;
}

/** How many issued invoices have no PDF yet. */
export async function countUndrawn(dataDir: string): Promise<number> {
  const client = new pg.Client({ host: socketDirectory(dataDir), user: "postgres", database: databaseName });
  await client.connect();
  const { rows } = await client.query<{ count: string }>("select count(*) from app.invoices where pdf is null");
  await client.end();
  return Number(rows[0]!.count);
}
