import { afterAll, expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createMember, createOrganization } from "#testing/factories.ts";
import { createInvoice, invoiceDocument } from "#testing/invoices.ts";
import { useServer } from "#testing/server.ts";
import { startStripeServer } from "#testing/stripe/server.ts";

const stripe = await startStripeServer();
afterAll(() => stripe.close());
const server = useServer({ variables: stripe.variables });
const browser = useBrowser();

test("an Owner chooses a plan by keyboard, pays at Stripe, plans a lower one, cancels and resumes, though no webhook comes", async () => {
  const { id, owner } = await createOrganization(server);
  const page = await browser.open(`${server.url}/organizations/${id}/settings/billing`, { cookie: owner.cookie });
  await page.getByRole("heading", { name: "Billing", level: 1 }).waitFor();
  await page.getByText("This organization pays nothing.").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Choose Business" }).press("Enter");
  await page.getByRole("dialog", { name: "Choose Business" }).getByText("The first 14 days are free.").waitFor();
  await page.getByRole("button", { name: "Go to checkout" }).press("Enter");
  await page.getByRole("button", { name: "Pay" }).press("Enter");
  await page.getByText("Free of charge until").waitFor();
  await page.getByText("Visa ending in 4242").waitFor();
  await page.getByRole("button", { name: "Choose Pro" }).press("Enter");
  await page.getByRole("button", { name: "Change plan" }).press("Enter");
  await page.getByText("Becomes Pro on").waitFor();
  // It takes the focus back when it closes.
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Cancel subscription" }).press("Enter");
  await page.getByText("Cancelled. Everything stays as it is until").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Resume subscription" }).press("Enter");
  await page.getByText("Free of charge until").waitFor();
  await page.getByLabel("Most to spend in a period, in EUR").fill("12,5x");
  await page.getByRole("button", { name: "Save" }).first().press("Enter");
  await page.getByText("Enter an amount, such as 50 or 49.90").waitFor();
  await page.getByLabel("Most to spend in a period, in EUR").fill("12,50");
  await page.getByText("Pays for 625 answers beyond the 10,000 included ones.").waitFor();
  await page.getByRole("button", { name: "Save" }).first().press("Enter");
  await page.getByText("The spending cap is saved.").waitFor();
  await page.getByLabel("Email addresses").fill("money@example.com, nonsense");
  await page.getByRole("button", { name: "Save" }).last().press("Enter");
  await page.getByText("Enter an email address such as name@example.com.").waitFor();
  await page.getByLabel("Email addresses").fill("money@example.com");
  await page.getByRole("button", { name: "Save" }).last().press("Enter");
  await page.getByText("The addresses are saved.").waitFor();
});

test("an Admin finds no Billing in the sidebar, and its address says who can open it", async () => {
  const { id } = await createOrganization(server);
  const admin = await createMember(server, id, "admin");
  const page = await browser.open(`${server.url}/organizations/${id}/settings/billing`, { cookie: admin.cookie });
  await page.getByRole("heading", { name: "Billing", level: 1 }).waitFor();
  await page.getByText("Owner").first().waitFor();
  expect(await page.getByRole("link", { name: "Billing" }).count()).toBe(0);
});

test("an Owner filters invoices, opens one and saves its PDF, by keyboard", async () => {
  const { id, owner } = await createOrganization(server);
  const page = await browser.open(`${server.url}/organizations/${id}/settings/invoices`, { cookie: owner.cookie });
  await page.getByText("No invoice yet").waitFor();
  await createInvoice(server, id, { status: "paid", document: invoiceDocument({ number: "E-1" }) });
  await createInvoice(server, id, { document: invoiceDocument({ number: "E-2" }) });
  await page.reload();
  await page.getByRole("combobox", { name: "Show" }).press("Enter");
  await page.getByRole("option", { name: "Paid" }).press("Enter");
  await page.getByText("E-2").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "E-1" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Invoice E-1" });
  await dialog.getByText("Pro, October 2026").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download PDF of E-1" }).press("Enter");
  expect((await saved).suggestedFilename()).toBe("E-1.pdf");
});
