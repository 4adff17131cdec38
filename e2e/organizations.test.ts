import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createMember, createOrganization, createProject, createUser } from "#testing/factories.ts";
import { seedManyOrganizations } from "#testing/many-organizations.ts";
import { newId } from "#platform/ids.ts";
import { useServer } from "#testing/server.ts";

const server = useServer();
const browser = useBrowser();
const longName = "The International Association of Lighthouse Keepers and Lamp Makers of the Sea";

test("a card tells name, initials, role, status, members and projects; a click switches, the address and the sidebar follow", async () => {
  const north = await createOrganization(server, "North Star");
  const user = await createMember(server, north.id, "viewer");
  await createProject(server, north.id, north.owner.id);
  await createProject(server, north.id, north.owner.id);
  await call(server, user, "POST /v1/organizations", { name: longName });
  const closing = await createOrganization(server, "Closing");
  await join(closing.id, user.id, "admin");
  await server.database.admin.query("update organizations set purge_at = '2031-02-03', deletion_requested_at = now() where id = $1", [
    closing.id,
  ]);
  const halted = await createOrganization(server, "Halted");
  await join(halted.id, user.id, "member");
  await server.database.admin.query("update organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = $1", [
    halted.id,
  ]);
  // The one that is opened now was used last.
  for (const [days, id] of [closing.id, north.id, halted.id].entries())
    await server.database.admin.query(
      "update memberships set last_active_at = now() - make_interval(days => $3 + 1) where organization_id = $1 and user_id = $2",
      [id, user.id, days],
    );

  const page = await browser.open(`${server.url}/organizations/${north.id}/projects`, { cookie: user.cookie });
  await page.getByRole("button", { name: /your menu/ }).click();
  await page.getByRole("menuitem", { name: "Organizations" }).click();
  await page.getByText("You belong to 4 organizations.", { exact: false }).waitFor();
  expect(await textsOf(page)).toEqual([
    "NSNorth StarViewerActive2 members2 projectsYou are here",
    `TI${longName}OwnerActive1 member0 projects`,
    "CLClosingAdminDeleted on 3 Feb2 members0 projects",
    "HAHaltedMemberSuspended2 members0 projects",
  ]);
  await expectAccessibleInBothThemes(page);
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);

  await page.getByRole("link", { name: "Halted" }).click();
  await page.waitForURL(`${server.url}/organizations/${halted.id}/projects`);
  await page.getByRole("button", { name: "Halted (switch organization)" }).waitFor();
  await page.getByText("It is read-only, and its agents do not answer.", { exact: false }).waitFor();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.url}/organizations`);
  await page.getByRole("link", { name: longName }).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  await expectAccessibleInBothThemes(page);
});

test("200 organizations are paged, searched and walked through by keyboard, and the palette goes to each", async () => {
  const user = await createUser(server);
  await seedManyOrganizations(server.database.admin, { organizations: 200, members: 2, userId: user.id, every: 1 });
  const page = await browser.open(`${server.url}/organizations`, { cookie: user.cookie });
  await page.getByText("1–30 of 200").waitFor();
  expect((await textsOf(page)).length).toBe(30);
  await expectAccessibleInBothThemes(page);

  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  const focused = () => page.evaluate<number>("[...document.querySelectorAll('h2 a')].indexOf(document.activeElement)");
  expect(await focused()).toBe(0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe(4);
  await page.keyboard.press("End");
  expect(await focused()).toBe(29);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  expect(await page.evaluate("document.activeElement.ariaLabel")).toBe("Search organizations");

  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByText("31–60 of 200").waitFor();
  await page.reload();
  await page.getByText("31–60 of 200").waitFor();

  const [name = ""] = await namesOf(page);
  await page.keyboard.press("/");
  await page.keyboard.type(name.toUpperCase());
  await expect.poll(() => textsOf(page).then((texts) => texts.length)).toBe(1);
  expect(new URL(page.url()).searchParams.get("page")).toBeNull();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `${name} (switch organization)` }).waitFor();
  await page.goBack();
  expect(await page.getByLabel("Search organizations").inputValue()).toBe(name.toUpperCase());
  await page.keyboard.press("/");
  await page.keyboard.type(" nowhere");
  await page.getByText("No organization has this name").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByText("1–30 of 200").waitFor();

  const other = (await namesOf(page))[7] ?? "";
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Go to a page").fill(other.replace("Company ", ""));
  await page.getByRole("option", { name: other }).waitFor();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `${other} (switch organization)` }).waitFor();
});

test("the palette goes to every page that one's role opens, to projects beyond the first hundred, and to no other", async () => {
  const { id, owner } = await createOrganization(server, "Many projects");
  const viewer = await createMember(server, id, "viewer");
  for (let number = 0; number < 101; number += 1) await createProject(server, id, owner.id, `Shelf ${String(number).padStart(3, "0")}`);
  const page = await browser.open(`${server.url}/organizations/${id}/projects`, { cookie: viewer.cookie });
  await page.getByRole("link", { name: "Shelf 000" }).click();
  await page.getByRole("heading", { name: "Shelf 000", level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("option", { name: "Profile" }).waitFor();
  const sidebar = await page.getByRole("navigation", { name: "Pages" }).getByRole("listitem").allTextContents();
  const inPalette = await page.getByRole("group", { name: "Pages" }).getByRole("option").allTextContents();
  expect(inPalette.slice(0, sidebar.length)).toEqual(sidebar);
  expect(inPalette.slice(-2)).toEqual(["Organizations", "Profile"]);
  expect(inPalette).toContain("Projects");
  await page.getByPlaceholder("Go to a page").fill("Shelf 100");
  await page.getByRole("option", { name: "Shelf 100" }).click();
  await page.getByRole("heading", { name: "Shelf 100", level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Go to a page").fill("Profile");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/profile");
});

test("a name that cannot be one is refused at its field, in the dialog and in the settings, and changes nothing", async () => {
  const { id, owner } = await createOrganization(server, "Careful");
  const page = await browser.open(`${server.url}/organizations?new=true`, { cookie: owner.cookie });
  const dialog = page.getByRole("dialog", { name: "New organization" });
  const wrong: [name: string, sentence: string][] = [
    ["   ", "An organization needs a name."],
    ["a".repeat(300), "A name has at most 80 characters."],
    ["Acme www.example.com", "A name cannot be a web address."],
    ["call +49 170 1234567", "A name cannot be a phone number."],
  ];
  for (const [name, sentence] of wrong) {
    await dialog.getByLabel("Organization Name").fill(name);
    await dialog.getByRole("button", { name: "Create organization" }).click();
    await dialog.getByText(sentence).waitFor();
    expect(await dialog.getByLabel("Organization Name").getAttribute("aria-invalid")).toBe("true");
  }
  await expectAccessibleInBothThemes(page);
  await page.goto(`${server.url}/organizations/${id}/settings`);
  for (const [name, sentence] of wrong) {
    await page.getByLabel("Organization Name").fill(name);
    await saveOfName(page).click();
    await page.getByText(sentence).waitFor();
  }
  const { rows } = await server.database.admin.query(
    "select o.name, o.version from organizations o join memberships m on m.organization_id = o.id where m.user_id = $1",
    [owner.id],
  );
  expect(rows).toEqual([{ name: "Careful", version: "1" }]);
});

test("a colleague's name is shown beside one's own and not overwritten; what is not saved is not left unasked", async () => {
  const { id, owner } = await createOrganization(server, "Before");
  const admin = await createMember(server, id, "admin");
  const page = await browser.open(`${server.url}/organizations/${id}/settings`, { cookie: owner.cookie });
  await page.getByLabel("Organization Name").fill("Mine");
  await call(server, admin, `PATCH /v1/organizations/${id}`, { name: "Theirs" });

  await page.getByRole("link", { name: "Projects" }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Cancel" }).click();
  await saveOfName(page).click();
  const conflict = page.getByRole("region", { name: "Conflicting change" });
  await conflict.getByRole("cell", { name: "Theirs" }).waitFor();
  await conflict.getByRole("cell", { name: "Mine" }).waitFor();
  await expectAccessibleInBothThemes(page);
  expect((await call(server, owner, `GET /v1/organizations/${id}`)).body).toMatchObject({ name: "Theirs", version: 2 });

  await conflict.getByRole("button", { name: "Use theirs" }).click();
  expect(await page.getByLabel("Organization Name").inputValue()).toBe("Theirs");
  await page.getByLabel("Organization Name").fill("Ours");
  await saveOfName(page).click();
  await page.getByRole("button", { name: "Ours (switch organization)" }).waitFor();
  await page.getByRole("link", { name: "Projects" }).click();
  await page.getByText("No project yet").waitFor();
});

test("a person who cannot change the name reads it, and who can", async () => {
  const { id } = await createOrganization(server, "Read only");
  const viewer = await createMember(server, id, "viewer");
  const page = await browser.open(`${server.url}/organizations/${id}/settings`, { cookie: viewer.cookie });
  expect(await page.getByLabel("Organization Name").inputValue()).toBe("Read only");
  expect(await page.getByLabel("Organization Name").getAttribute("readonly")).not.toBeNull();
  await page.getByText("Owners and Admins change the name.").waitFor();
  expect(await page.getByRole("button", { name: "Save" }).count()).toBe(0);
  await expectAccessibleInBothThemes(page);
});

/** Other settings are below the name, each with a button of its own. */
const saveOfName = (page: Page) =>
  page
    .locator("form")
    .filter({ has: page.getByLabel("Organization Name") })
    .getByRole("button", { name: "Save", exact: true });

const namesOf = (page: Page) => page.getByRole("list", { name: "Organizations" }).getByRole("heading").allTextContents();

/** What each card says, in order. */
async function textsOf(page: Page): Promise<string[]> {
  await page.getByRole("list", { name: "Organizations" }).waitFor();
  return page.getByRole("list", { name: "Organizations" }).getByRole("listitem").allTextContents();
}

async function join(organizationId: string, userId: string, role: string): Promise<void> {
  await server.database.admin.query("insert into memberships (organization_id, id, user_id, role) values ($1, $2, $3, $4)", [
    organizationId,
    newId("mem"),
    userId,
    role,
  ]);
}
