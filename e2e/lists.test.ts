import { expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import {
  call,
  createAgent,
  createCustomRole,
  createKey,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  upload,
} from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { askAll } from "#testing/visitor.ts";

const server = useServer();
const browser = useBrowser();

test("by keyboard several API keys are revoked at once, counted before; a key is renamed, and the list sorted", async () => {
  const { id, owner } = await createOrganization(server);
  for (const name of ["Warehouse", "Archive", "Importer"]) await createKey(server, id, owner.id, ["project:read"], { name });
  const page = await browser.open(`${server.url}/organizations/${id}/settings/api-keys`, { cookie: owner.cookie });
  const names = async () => (await page.getByRole("row").locator("td:nth-child(2)").allInnerTexts()).map((text) => text.split("\n")[0]);
  await page.getByText("3 keys", { exact: true }).waitFor();
  expect(await names()).toEqual(["Importer", "Archive", "Warehouse"]);
  await page.getByRole("button", { name: "Name", exact: true }).press("Enter");
  await expect.poll(names, { timeout: 15_000 }).toEqual(["Archive", "Importer", "Warehouse"]);

  await page.getByRole("button", { name: "Actions for Archive" }).press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill("Long-term archive");
  await page.keyboard.press("Enter");
  await page.getByRole("row", { name: "Long-term archive" }).waitFor();

  await page.getByRole("checkbox", { name: "Select Warehouse" }).press("Space");
  await page.getByRole("checkbox", { name: "Select Importer" }).press("Space");
  await page.getByText("2 keys selected").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Revoke 2 keys" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Revoke 2 keys?" });
  await dialog.getByText(/^Warehouse/).waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Revoke 2 keys" }).press("Enter");
  await page.getByText("1 key", { exact: true }).waitFor();
  const left = await call<{ data: { name: string }[] }>(server, owner, `GET /v1/organizations/${id}/api-keys`);
  expect(left.body.data.map(({ name }) => name)).toEqual(["Long-term archive"]);
});

test("of several members that are removed at once, one who is refused is named and the others go", async () => {
  const { id, owner } = await createOrganization(server);
  const members = [
    await createMember(server, id, "member"),
    await createMember(server, id, "member"),
    await createMember(server, id, "viewer"),
  ];
  const page = await browser.open(`${server.url}/organizations/${id}/members`, { cookie: owner.cookie, width: 390 });
  await page.getByText("4 members", { exact: true }).waitFor();
  // Nobody removes themselves.
  expect(await page.getByRole("checkbox", { name: /^Select Test Person/ }).count()).toBe(3);
  await page.getByRole("checkbox", { name: "Select all" }).click();
  await page.getByRole("button", { name: "Remove 3 members" }).click();
  // Gone by another way meanwhile.
  await call(server, members[0]!, `POST /v1/organizations/${id}/leave`);
  await page.getByRole("dialog").getByRole("button", { name: "Remove 3 members" }).click();
  await page.getByText(/^2 of 3 were removed from Test Company\./).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("1 member", { exact: true }).waitFor();
});

test("several files of a knowledge base are deleted at once; the list is sorted by size", async () => {
  const { id, owner } = await createOrganization(server);
  const project = await createProject(server, id, owner.id);
  const path = `/v1/organizations/${id}/projects/${project}/sources/files`;
  const files = [2, 3, 1].map((size) => ({ name: `file-${size}.txt`, bytes: "word ".repeat(size * 100) }));
  await upload(server, owner, path, files);
  const page = await browser.open(`${server.url}/organizations/${id}/projects/${project}/knowledge?tab=files`, { cookie: owner.cookie });
  const names = () => page.getByRole("row").locator("td:nth-child(2)").allInnerTexts();
  await page.getByText("3 sources", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Size" }).click();
  await expect.poll(names, { timeout: 15_000 }).toEqual(["file-3.txt", "file-2.txt", "file-1.txt"]);
  await page.getByRole("checkbox", { name: "Select file-3.txt" }).click();
  await page.getByRole("checkbox", { name: "Select file-1.txt" }).click();
  await page.getByRole("button", { name: "Delete 2 sources" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete 2 sources" }).click();
  await page.getByText("1 source", { exact: true }).waitFor();
  expect(await names()).toEqual(["file-2.txt"]);
});

test("projects are searched on the server, are in natural order, and their cards say what is in them", async () => {
  const organization = await createOrganization(server);
  const { id, owner } = organization;
  for (const number of [10, 2, 1]) await createProject(server, id, owner.id, `Shop ${number}`);
  const described = await call<{ id: string }>(server, owner, `POST /v1/organizations/${id}/projects`, {
    name: "Helpdesk",
    description: "Answers about tents.",
  });
  const agent = await createAgent(server, organization, described.body.id);
  await askAll(server, await startConversation(server, agent), "How long?");
  const page = await browser.open(`${server.url}/organizations/${id}/projects`, { cookie: owner.cookie });
  const names = () => page.getByRole("list", { name: "Projects" }).getByRole("heading").allInnerTexts();
  await page.getByRole("heading", { name: "Shop 10" }).waitFor();
  expect(await names()).toEqual(["Helpdesk", "Shop 1", "Shop 2", "Shop 10"]);
  const card = page.getByRole("listitem").filter({ hasText: "Helpdesk" });
  await card.getByText("1 agent · 0 sources · 1 conversation").waitFor();
  await card.getByText("Last activity:").waitFor();
  await expectAccessibleInBothThemes(page);
  const asked = page.waitForRequest((request) => request.url().includes("query=tents"));
  await page.getByRole("searchbox").fill("tents");
  await asked;
  await page.getByRole("heading", { name: "Shop 10" }).waitFor({ state: "hidden" });
  expect(await names()).toEqual(["Helpdesk"]);
  await page.getByRole("searchbox").fill("nothing");
  await page.getByText("No project matches this").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByRole("heading", { name: "Shop 10" }).waitFor();
});

test("a filter of the audit log names what it filters by, although no entry that is shown does; words beyond eight are told", async () => {
  const { id, owner } = await createOrganization(server);
  const project = await createProject(server, id, owner.id);
  await call(server, owner, `PATCH /v1/organizations/${id}/projects/${project}`, { name: "Winter sale" });
  const page = await browser.open(
    `${server.url}/organizations/${id}/audit-log?target=${project}&actor=${owner.id}&what=member&query=a+b+c+d+e+f+g+h+ninth+tenth`,
    { cookie: owner.cookie },
  );
  await page.getByText("On Winter sale").waitFor();
  await page.getByText("By Test Person").waitFor();
  await page.getByText("At most eight words are searched for. Left out: “ninth”, “tenth”.").waitFor();
  await expectAccessibleInBothThemes(page);
});

test("the filter by agent names the agent of the address, one beyond the first hundred too, and says where it is gone", async () => {
  const organization = await createOrganization(server);
  const { id, owner } = organization;
  const project = await createProject(server, id, owner.id);
  const agent = await createAgent(server, organization, project, { name: "Zora" });
  await server.database.admin.query(
    `insert into agents select (jsonb_populate_record(a, jsonb_build_object('id', 'agt_' || lpad(n::text, 26, '0'), 'name', 'Desk ' || n))).*
     from agents a, generate_series(1, 100) n where a.id = $1`,
    [agent],
  );
  await server.database.admin.query(
    `insert into agent_versions select (jsonb_populate_record(v, jsonb_build_object('id', 'agv_' || lpad(n::text, 26, '0'), 'agent_id', 'agt_' || lpad(n::text, 26, '0')))).*
     from agent_versions v, generate_series(1, 100) n where v.agent_id = $1`,
    [agent],
  );
  await askAll(server, await startConversation(server, agent), "How long?");
  const address = `${server.url}/organizations/${id}/projects/${project}/conversations`;
  const page = await browser.open(`${address}?agent=${agent}`, { cookie: owner.cookie });
  const filters = page.getByRole("button", { name: "More filters, 1 on" });
  await filters.click();
  const filter = page.getByRole("combobox", { name: "Agent" });
  await filter.getByText("Zora", { exact: true }).waitFor();
  await filter.press("Enter");
  await page.getByRole("option", { name: "Desk 100" }).press("Enter");
  await filter.getByText("Desk 100", { exact: true }).waitFor();
  await page.goto(`${address}?agent=agt_01kgone0000000000000000000`);
  await filters.click();
  await filter.getByText("A deleted agent", { exact: true }).waitFor();
});

test("the filter by role names the role of the address, one of the organization's own too, and says where it is gone", async () => {
  const { id, owner } = await createOrganization(server);
  const role = await createCustomRole(server, id, ["member:list"], "Night shift");
  const page = await browser.open(`${server.url}/organizations/${id}/members?role=${role}`, { cookie: owner.cookie });
  const filter = page.getByRole("combobox", { name: "Role to show" });
  await filter.getByText("Night shift", { exact: true }).waitFor();
  for (const [shown, named] of [
    ["admin", "Admin"],
    ["rol_01kgone0000000000000000000", "A deleted role"],
  ] as const) {
    await page.goto(`${server.url}/organizations/${id}/members?role=${shown}`);
    await filter.getByText(named, { exact: true }).waitFor();
  }
});

test("at a limit the dialog says who can raise it", async () => {
  const { id, owner } = await createOrganization(server);
  await server.database.admin.query("insert into record_caps (organization_id, kind, set_by, cap) values ($1, 'projects', 'operator', 1)", [
    id,
  ]);
  await createProject(server, id, owner.id);
  const page = await browser.open(`${server.url}/organizations/${id}/projects?new=true`, { cookie: owner.cookie });
  await page.getByRole("textbox", { name: "Name" }).fill("Second");
  await page.keyboard.press("Enter");
  await page
    .getByText(/^This organization can have one project\. .* ask the operator of this installation to raise the limit\.$/)
    .waitFor();
});
