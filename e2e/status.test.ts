import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createMember, createOrganization, setStatus } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();

const asOperator = async (line: string, body: object) => {
  const [method, path] = line.split(" ");
  const { status } = await call(server, { key: operatorKey(server.platform) }, `${method} /v1/operator${path}`, body);
  expect(status).toBe(200);
};

test("a member of a suspended organization reads why above every page, and in the settings since when, by whom and what came before", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const viewer = await createMember(server, id, "viewer");
  await asOperator(`POST /organizations/${id}/suspend`, { reason: "Reported for spam" });

  const page = await browser.open(`${server.url}/organizations/${id}/projects`, { cookie: viewer.cookie });
  const banner = page.getByRole("alert");
  await banner.waitFor();
  expect(await banner.textContent()).toBe(
    "This organization is suspended: Reported for spam. It is read-only, and its agents do not answer. An Owner can ask the operator of this installation.",
  );
  await expectAccessibleInBothThemes(page);
  const asOwner = await browser.open(`${server.url}/organizations/${id}/projects`, { cookie: owner.cookie });
  await asOwner.getByRole("alert").getByText("Ask the operator of this installation.").waitFor();
  expect(await asOwner.getByRole("button", { name: "New project" }).count()).toBe(0);
  await page.goto(`${server.url}/organizations/${id}/settings`);
  await page.getByText(/^since .* by Operator$/).waitFor();
  const history = page.getByRole("list", { name: "History of the status" });
  await history.getByText("Reported for spam.").waitFor();
  await history.getByText("Created.").waitFor();
  await expectAccessibleInBothThemes(page);

  await asOperator(`POST /organizations/${id}/reactivate`, {});
  const again = await browser.open(`${server.url}/organizations/${id}/settings`, { cookie: owner.cookie });
  await again.getByText("Everything works.").waitFor();
  expect(await again.getByRole("alert").count()).toBe(0);
  const lines = again.getByRole("list", { name: "History of the status" }).getByRole("listitem");
  await expect
    .poll(() => lines.allInnerTexts().then((texts) => texts.map((text) => text.split("\n")[0])))
    .toEqual(["Active", "Suspended", "Active"]);
});

test("a past due organization says until when it works, one that is being deleted until when it can be restored", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  await setStatus(server, id, "past_due");
  const day = (days: number) =>
    new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(Date.now() + days * 86_400_000);
  const page = await browser.open(`${server.url}/organizations/${id}/settings`, { cookie: owner.cookie });
  await page
    .getByRole("status")
    .getByText(`Everything works until ${day(13)}. Then it is read-only until the payment is made.`)
    .waitFor();
  await expectAccessibleInBothThemes(page);
  await setStatus(server, id, "deleting");
  await page.reload();
  await page
    .getByRole("alert")
    .getByText(`It is read-only, and is deleted for good on ${day(30)}. Until then any Owner can restore it.`)
    .waitFor();
  await page.getByText(/by ann@example.com$/).waitFor();
  await expectAccessibleInBothThemes(page);
});

test("a long history is paged", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  for (const reason of ["First", "Second", "Third", "Fourth"]) {
    await asOperator(`POST /organizations/${id}/suspend`, { reason });
    await asOperator(`POST /organizations/${id}/reactivate`, {});
  }
  const page = await browser.open(`${server.url}/organizations/${id}/settings`, { cookie: owner.cookie, width: 390 });
  const lines = page.getByRole("list", { name: "History of the status" }).getByRole("listitem");
  await page.getByText("1–5 of 8").waitFor();
  expect(await lines.count()).toBe(5);
  await page.getByRole("button", { name: "Next page" }).press("Enter");
  await page.getByText("6–8 of 8").waitFor();
  await expect.poll(() => lines.count()).toBe(4);
  await lines.getByText("Created.").waitFor();
});
