import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readEnv } from "#platform/env.ts";
import { createOrganization, setBillingAddress } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { createClient } from "../tools/admin/client.ts";
import { runCommand } from "../tools/admin/commands.ts";

const OPERATOR_KEY = "an-operator-key-of-ones-own-long-enough";
const target = useServer({ variables: { BILLING: "manual", OPERATOR_KEY } });
const folder = await mkdtemp(join(tmpdir(), "botcadence-admin-"));
afterAll(() => rm(folder, { recursive: true }));

/** What the command prints. */
const admin = (...words: string[]) =>
  runCommand(words, () => createClient(readEnv({ APP_URL: target.url, OPERATOR_KEY, DATA_DIR: folder }, [])));

test("by command the operator names the seller, sets a plan, issues what is due, marks it paid, takes it back and reads its PDF", async () => {
  const { id } = await createOrganization(target);
  const month = new Date(Date.parse(`${new Date().toISOString().slice(0, 7)}-01`) - 1).toISOString().slice(0, 7);

  expect(await admin("plan", id)).toBe("It has the plan free; none was set.");
  const plan = await admin("plan", id, "pro", "--from", `${month}-01`);
  expect(plan).toMatch(new RegExp(`^FROM +PLAN +COSTS\\n${month}-01 +pro +€49\\.00 a month +now$`));
  await expect(admin("invoices", "issue")).rejects.toThrow("Say first who issues them: npm run admin -- seller --name NAME …");
  expect(await admin("seller")).toBe("Nobody was named yet. Begin with --name, --line and --country.");
  await expect(admin("seller", "--vat-rate", "much")).rejects.toThrow("--vat-rate takes a percentage such as 19 or 8.1, or none.");
  const who = "seller --name Reseller --line Lindenallee --line Hamburg --country de --tax-id DE136695976 --vat-rate 19 --note Thanks";
  expect(await admin(...who.split(" "))).toMatch(
    /^Name +Reseller\nAddress +Lindenallee\n +Hamburg\nCountry +DE\nTax ID +DE136695976\nVAT rate +19%\nEmail +none\nNote +Thanks\nDue +14 days after issue$/,
  );
  expect(await admin("seller", "--note", "none", "--due-days", "30")).toMatch(/Email +none\nDue +30 days after issue$/);

  expect(await admin("invoices", "issue")).toBe(`WAITS ${id} Test Company: It has no billing address.\n0 invoices issued, 1 waiting.`);
  await setBillingAddress(target, id);
  expect(await admin("invoices", "issue", "--dry-run")).toMatch(/^NUMBER.*\n- +€58\.31 .*\n1 invoice would be issued\.$/);
  const issued = await admin("invoices", "issue", id, "--month", month);
  const number = /^(\d{4}-0001) +€58\.31 /m.exec(issued)![1]!;
  expect(await admin("invoices", "--open")).toMatch(
    new RegExp(`^NUMBER.*\\n${number} .* open .* €58\\.31 +${id} +Muster GmbH\\n1 in all$`),
  );

  const file = join(folder, "invoice.pdf");
  expect(await admin("invoices", "pdf", number, "--out", file)).toBe(`Written to ${file}.`);
  expect((await readFile(file)).subarray(0, 5).toString()).toBe("%PDF-");
  expect(await admin("invoices", "paid", number, "--on", `${month}-02`)).toBe(
    `${number} of Muster GmbH over €58.31 is paid on ${month}-02.`,
  );
  expect(await admin("invoices", "unpaid", number)).toBe(`${number} of Muster GmbH over €58.31 is open.`);
  expect(await admin("invoices", id, "--page", "2")).toBe("There is no page 2: 1 found, 100 to a page.");
  await expect(admin("invoices", "cancel", number)).rejects.toThrow("Say why with --reason TEXT: it appears on the credit note.");
  expect(await admin("invoices", "cancel", number, "--reason", "Agreed.")).toMatch(
    new RegExp(`^Invoice ${number} is taken back by credit note \\d{4}-0002\\. invoices issue ${id} invoices it again\\.$`),
  );
  await expect(admin("invoices", "paid", "1999-0001")).rejects.toThrow("There is no invoice 1999-0001.");
  await expect(admin("invoices", "paid")).rejects.toThrow("Name the invoice by its number, such as 2026-0001.");
});

test("where one organization cannot be invoiced, the others are, and it is said", async () => {
  const [broken, ours] = [await createOrganization(target), await createOrganization(target)];
  await setBillingAddress(target, ours.id);
  await admin("plan", ours.id, "pro", "--from", "2026-10-01");
  const { admin: database } = target.database;
  await database.query(
    "insert into plan_terms (organization_id, from_day, plan, currency, price) values ($1, '2026-10-01', 'pro', 'eur', '{}')",
    [broken.id],
  );
  const said = await admin("invoices", "issue").catch(({ message }: Error) => message);
  expect(said).toMatch(new RegExp(`^FAILED ${broken.id}: .*\\nNUMBER`));
  expect(said).toContain(`${ours.id}  Test Company`);
});
