import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createKey, createMember, createOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();
const sql = (text: string, values: unknown[]) => server.database.admin.query(text, values);
const giveFactor = (userId: string) => sql("update users set second_factor = true where id = $1", [userId]);

test("an Owner asks for a second factor; on the day a member is led to adding one, and is in again", async () => {
  const organization = await createOrganization(server, "Northwind");
  const member = await createMember(server, organization.id, "member");
  await createKey(server, organization.id, member.id, ["project:read"], { name: "Nightly sync" });
  const page = await browser.open(`${server.url}/organizations/${organization.id}/projects`, { cookie: organization.owner.cookie });
  await page.getByRole("link", { name: "Security", exact: true }).press("Enter");
  await page.getByRole("heading", { name: "Security", level: 1 }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("checkbox", { name: "Require a second factor" }).press("Space");
  await page.getByText("2 members have no second factor yet").waitFor();
  await page.getByRole("list", { name: "Members without a second factor" }).getByText("API keys: Nightly sync").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Add a second factor to your own account first").waitFor();
  await giveFactor(organization.owner.id);
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("The second factor is saved").waitFor();
  await page.getByText("1 member has no second factor yet").waitFor();

  const theirs = await browser.open(`${server.url}/organizations/${organization.id}/projects`, { cookie: member.cookie });
  await theirs.getByRole("heading", { name: "Projects", level: 1 }).waitFor();
  await sql("update security_policies set second_factor_from = now() - interval '1 minute' where organization_id = $1", [organization.id]);
  // While the page is open, and when somebody comes.
  await theirs.getByRole("link", { name: "Team Members" }).click();
  await theirs.getByRole("heading", { name: "A second factor is asked for here" }).waitFor();
  await theirs.goto(`${server.url}/organizations/${organization.id}/members`);
  await theirs.getByText("Northwind lets you in once your account has a second factor.").waitFor();
  await expectAccessibleInBothThemes(theirs);
  expect(new URL(theirs.url()).pathname).toBe("/second-factor-required");
  await theirs.getByRole("link", { name: "Add a second factor" }).click();
  await theirs.getByText("You have no second factor.").waitFor();
  await giveFactor(member.id);
  await theirs.goto(`${server.url}/second-factor-required?organization=${organization.id}`);
  await theirs.getByRole("link", { name: "Try again" }).press("Enter");
  await theirs.getByRole("heading", { name: "Projects", level: 1 }).waitFor();
});

test("a page of security settings that cannot be loaded says so", async () => {
  const organization = await createOrganization(server);
  const page = await browser.open(`${server.url}/organizations/${organization.id}/projects`, { cookie: organization.owner.cookie });
  await page.route("**/security", (route) =>
    route.request().resourceType() === "document" ? route.continue() : route.fulfill({ status: 500 }),
  );
  await page.goto(`${server.url}/organizations/${organization.id}/settings/security`);
  await page.getByText("The security settings could not be loaded.").waitFor();
  await expectAccessibleInBothThemes(page);
});
