import { expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createMember, createOrganization } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();

test("an Admin creates a role from their own permissions, gives it, changes it beside a colleague, and deletes it, by keyboard", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const admin = await createMember(server, id, "admin");
  const ann = await createMember(server, id, "viewer");
  await server.database.admin.query("update users set name = 'Ann Example' where id = $1", [ann.id]);
  const page = await browser.open(`${server.url}/organizations/${id}/settings/roles`, { cookie: admin.cookie });
  await page.getByRole("table", { name: "Roles" }).waitFor();
  await page.getByRole("button", { name: "New role" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "New role" });
  await dialog.getByLabel("Name", { exact: true }).fill("Owner");
  await dialog.getByRole("combobox", { name: "Start from" }).press("Enter");
  await page.getByRole("option", { name: "Viewer" }).press("Enter");
  await dialog.getByRole("status").getByText("9 permissions").waitFor();
  expect(await dialog.getByRole("checkbox", { name: "Export everything" }).isDisabled()).toBe(true);
  await dialog.getByRole("checkbox", { name: "Create agents" }).press("Space");
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Create role" }).press("Enter");
  await dialog.getByText("Owner is a role of the product.").waitFor();
  await dialog.getByLabel("Name", { exact: true }).fill("Support");
  await page.keyboard.press("Enter");
  await page.getByText("The role Support can be given now.").waitFor();
  await dialog.waitFor({ state: "hidden" });

  const [role] = (await server.database.admin.query("select id from custom_roles where organization_id = $1", [id])).rows;
  await call(server, admin, `PATCH /v1/organizations/${id}/members/${ann.membershipId}`, { role: role.id });
  await page.getByRole("tab", { name: "Permissions" }).press("Enter");
  await page.getByRole("columnheader", { name: "Support" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Roles" }).press("Enter");

  await page.reload();
  await page
    .getByRole("row", { name: /Support/ })
    .getByText("1 member")
    .waitFor();
  await page.getByRole("button", { name: "Actions for Support" }).press("Enter");
  await page.getByRole("menuitem", { name: "Edit" }).press("Enter");
  const edit = page.getByRole("dialog", { name: "Edit the role Support" });
  await edit.getByText("1 member has this role. What you change applies to them at once.").waitFor();
  await edit.getByLabel("Description").fill("Answers visitors.");
  await call(server, owner, `PATCH /v1/organizations/${id}/roles/${role.id}`, { description: "Talks to visitors." });
  await edit.getByRole("button", { name: "Save" }).press("Enter");
  await edit.getByText("Somebody else saved this while you were writing").waitFor();
  await edit.getByText("Talks to visitors.").waitFor();
  await expectAccessible(page);
  await edit.getByRole("button", { name: "Save mine" }).press("Enter");
  await edit.waitFor({ state: "hidden" });
  await page.getByText("Answers visitors.").waitFor();

  await page.getByRole("button", { name: "Actions for Support" }).press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  const remove = page.getByRole("dialog", { name: "Delete the role Support?" });
  await remove.getByRole("button", { name: "Delete role" }).press("Enter");
  await remove.getByText("Choose the role that they get.").waitFor();
  await remove.getByRole("combobox", { name: "They get the role" }).press("Enter");
  await page.getByRole("option", { name: /^Member/ }).press("Enter");
  await expectAccessible(page);
  await remove.getByRole("button", { name: "Delete role" }).press("Enter");
  await page.getByText("The role Support is deleted.").waitFor();
  await expect.poll(() => page.getByRole("row", { name: /Support/ }).count()).toBe(0);
  const members = await call<{ data: { id: string; role: string }[] }>(server, owner, `GET /v1/organizations/${id}/members`);
  expect(members.body.data.find((member) => member.id === ann.membershipId)?.role).toBe("member");
});
