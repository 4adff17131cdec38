import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { sealHours } from "#features/audit/server/seal-audit-log.ts";
import { newId } from "#platform/ids.ts";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createMember, createOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();

test("an Admin finds by keyboard who changed what, sees before and after, and takes the entries that are left along", async () => {
  const { id, owner } = await createOrganization(server, "Northwind");
  const admin = await createMember(server, id, "admin");
  await server.database.admin.query(
    `insert into audit_entries (organization_id, id, created_at, actor_type, actor_label, action, after)
     values ($1, $2, '2026-03-02T09:30:00Z', 'operator', 'Operator', 'operator.suspend_organization', '{"reason": "Reported for spam."}')`,
    [id, newId("aud")],
  );
  await sealHours(server.platform, 60_000, new AbortController().signal);
  await call(
    server,
    owner,
    `PATCH /v1/organizations/${id}`,
    { name: "Northwind Trading" },
    { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" },
  );
  await call(server, owner, `POST /v1/organizations/${id}/projects`, { name: "Help centre" });

  const page = await browser.open(`${server.url}/organizations/${id}/projects`, { cookie: admin.cookie });
  await page.getByRole("link", { name: "Audit Log" }).press("Enter");
  const renamed = page.getByRole("button", { name: /changed the name from “Northwind” to “Northwind Trading”/ });
  await renamed.waitFor();
  await page.getByRole("button", { name: /The operator suspended the organization: Reported for spam\. .*Sealed/ }).waitFor();
  await renamed.press("Enter");
  await page.getByRole("row", { name: "Name Northwind Northwind Trading" }).waitFor();
  expect(await renamed.innerText()).toContain("Firefox on Linux");
  await expectAccessibleInBothThemes(page);

  await page.keyboard.press("Escape");
  await renamed.evaluate((element) => element.blur());
  await page.keyboard.press("/");
  await page.keyboard.type("project");
  await page.getByRole("button", { name: /created the project “Help centre”/ }).waitFor();
  await renamed.waitFor({ state: "hidden" });
  expect(new URL(page.url()).search).toBe("?query=project");
  await page.getByRole("button", { name: "Export" }).press("Enter");
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).press("Enter");
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.split("\r\n").filter(Boolean).length).toBe(2);
  expect(text).toContain("created the project “Help centre”");

  await page.getByRole("searchbox").fill("nothing like it");
  await page.getByText("No entry matches").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).first().press("Enter");
  await renamed.waitFor();
  expect(await page.getByRole("searchbox").inputValue()).toBe("");

  await page.getByRole("combobox", { name: "What was acted on" }).press("Enter");
  await page.getByRole("option", { name: "Projects" }).press("Enter");
  await renamed.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: /created the project “Help centre”/ }).waitFor();
  expect(new URL(page.url()).search).toBe("?what=project");
});

test("on a phone the log is a list that fits, and a Member learns who can read it", async () => {
  const { id, owner } = await createOrganization(server, "Northwind");
  await call(server, owner, `PATCH /v1/organizations/${id}`, { name: "Northwind Trading" });
  const page = await browser.open(`${server.url}/organizations/${id}/audit-log`, { cookie: owner.cookie, width: 390, height: 800 });
  await page.getByRole("button", { name: /changed the name/ }).click();
  await page.getByRole("table", { name: "What changed" }).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  const member = await createMember(server, id, "member");
  const closed = await browser.open(`${server.url}/organizations/${id}/audit-log`, { cookie: member.cookie });
  await closed.getByText("Owners and Admins can.").waitFor();
  expect(await closed.getByRole("link", { name: "Audit Log" }).count()).toBe(0);
});
