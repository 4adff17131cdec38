import { afterAll, beforeEach, expect, test } from "vitest";
import type { AgentDraft } from "#features/agents/contract/versions.ts";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { call, createAgent, createMember, createOrganization, createProject, type TestMember } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { roomsTool, startMcpServer } from "#testing/mcp-server.ts";
import { orderTool, startToolServer } from "#testing/tool-server.ts";

const [orders, rooms] = await Promise.all([startToolServer(), startMcpServer()]);
const server = useServer({ variables: { CONNECTOR_ALLOW: `${orders.host},${rooms.host}` } });
const browser = useBrowser();
afterAll(() => Promise.all([orders.close(), rooms.close()]));

let mira: TestMember;
let viewer: TestMember;
let api = "";
let address = "";
beforeEach(async () => {
  orders.requests.length = 0;
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  const agent = await createAgent(server, organization, project, { name: "Desk" });
  [mira, viewer] = [await createMember(server, organization.id, "member"), await createMember(server, organization.id, "viewer")];
  api = `/v1/organizations/${organization.id}/projects/${project}/agents/${agent}`;
  address = `${server.url}/organizations/${organization.id}/projects/${project}/agents/${agent}/tools`;
});

test("a tool is added with a secret, tried and saved in the draft, and its secret is not shown again", async () => {
  const page = await browser.open(address, { cookie: mira.cookie });
  await page.getByText("No tools yet").waitFor();
  await expectAccessibleInBothThemes(page);
  await page.getByRole("button", { name: "Add tool" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add tool" });
  await dialog.getByRole("button", { name: "Save in draft" }).press("Enter");
  for (const wrong of ["Name the tool.", "Say when the agent is to use it.", "Enter an address such as https://api.example.com/orders."])
    await dialog.getByText(wrong).waitFor();
  await dialog.getByRole("textbox", { name: "Name" }).fill("order_status");
  await dialog.getByRole("textbox", { name: "When the agent uses it" }).fill("When a visitor asks where their order is.");
  await dialog.getByRole("textbox", { name: "Address" }).fill("http://10.0.0.1/orders");
  await dialog.getByRole("button", { name: "Add parameter" }).press("Enter");
  const parameter = dialog.getByRole("group", { name: "Parameter 1" });
  await parameter.getByRole("textbox", { name: "Name" }).fill("number");
  await parameter.getByRole("textbox", { name: "Description" }).fill("The order's number.");
  await dialog.getByRole("button", { name: "Save in draft" }).press("Enter");
  await dialog.getByText("The address leads into a private network, which this installation does not open.").waitFor();
  await dialog.getByRole("textbox", { name: "Address" }).fill(`${orders.url}/orders`);
  await dialog.getByRole("button", { name: "Add secret" }).press("Enter");
  const header = dialog.getByRole("group", { name: "Header 1" });
  await header.getByRole("textbox", { name: "Secret", exact: true }).fill("tk-0123456789");
  await dialog.getByRole("textbox", { name: "What the agent reads of the answer" }).fill("It is {/status}.");
  const attempt = dialog.getByRole("region", { name: "Try it" });
  await attempt.getByRole("textbox", { name: "number" }).fill("A-1");
  await attempt.getByRole("button", { name: "Call the tool" }).press("Enter");
  await attempt.getByText("It is sent.").waitFor();
  expect(orders.requests).toMatchObject([{ path: "/orders?number=A-1", headers: { authorization: "Bearer tk-0123456789" } }]);
  await header.getByRole("textbox", { name: "New secret" }).waitFor();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Save in draft" }).press("Enter");
  await page.getByRole("list", { name: "Tools" }).getByText("order_status").waitFor();
  await page.getByRole("tab", { name: "Tools not published" }).waitFor();
  const draft = (await call<AgentDraft>(server, mira, `GET ${api}/draft`)).body;
  expect(draft).toMatchObject({ changed: ["tools"], settings: { tools: [{ name: "order_status", headers: [{ before: "Bearer " }] }] } });
  expect(JSON.stringify(draft)).not.toContain("tk-0123456789");

  await page.getByRole("button", { name: "Change order_status" }).press("Enter");
  const change = page.getByRole("dialog", { name: "Change order_status" });
  await change.getByRole("textbox", { name: "Name" }).first().fill("order_state");
  expect(await change.getByRole("checkbox", { name: "The visitor confirms it first" }).isChecked()).toBe(false);
  await change.getByRole("combobox", { name: "Method" }).click();
  await page.getByRole("option", { name: "DELETE" }).click();
  expect(await change.getByRole("checkbox", { name: "The visitor confirms it first" }).isChecked()).toBe(true);
  await change.getByRole("textbox", { name: "What they are asked" }).fill("Cancel it?");
  await change.getByRole("button", { name: "Save in draft" }).press("Enter");
  await page.getByRole("list", { name: "Tools" }).getByText("order_state").waitFor();
  await page.getByRole("button", { name: "Remove order_state" }).press("Enter");
  await page.getByRole("button", { name: "Remove tool" }).press("Enter");
  await page.getByText("No tools yet").waitFor();
  expect((await call<AgentDraft>(server, mira, `GET ${api}/draft`)).body.changed).toEqual([]);
});

test("tools of a server are read and ticked one by one, and the studio says which changed since", async () => {
  rooms.tools = [roomsTool(), roomsTool({ name: "book", description: "Books a room." })];
  const page = await browser.open(address, { cookie: mira.cookie });
  await page.getByRole("button", { name: "Add MCP server" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add MCP server" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("hotel");
  await dialog.getByRole("textbox", { name: "Address" }).fill("http://10.0.0.1/mcp");
  await dialog.getByRole("button", { name: "Read its tools" }).press("Enter");
  await dialog.getByText("The address leads into a private network, which this installation does not open.").first().waitFor();
  await dialog.getByRole("textbox", { name: "Address" }).fill(rooms.url);
  await dialog.getByRole("button", { name: "Read its tools" }).press("Enter");
  await dialog.getByText("Books a room.").waitFor();
  await dialog.getByRole("button", { name: "Save in draft" }).press("Enter");
  await dialog.getByText("Tick at least one tool.").waitFor();
  await dialog.getByRole("checkbox", { name: /^free-rooms/ }).click();
  expect(await dialog.getByRole("checkbox", { name: "The visitor confirms it first" }).isChecked()).toBe(true);
  await dialog.getByRole("checkbox", { name: "The visitor confirms it first" }).click();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Save in draft" }).press("Enter");
  await page.getByRole("list", { name: "Tools" }).getByText("hotel").waitFor();
  const tools = async () => (await call<AgentDraft>(server, mira, `GET ${api}/draft`)).body.settings.tools;
  expect(await tools()).toMatchObject([{ kind: "mcp", name: "hotel", tools: [{ name: "free-rooms", confirm: null }] }]);

  rooms.tools = [roomsTool({ description: "Says which rooms are free, and at which price." })];
  await page.reload();
  await page.getByText("1 tool changed and sleeps").waitFor();
  await page.getByRole("button", { name: "Change hotel" }).press("Enter");
  const change = page.getByRole("dialog", { name: "Change hotel" });
  await change.getByRole("button", { name: "Read its tools" }).press("Enter");
  await change.getByText("Changed, sleeps").waitFor();
  await expectAccessibleInBothThemes(page);
  await change.getByRole("checkbox", { name: /^free-rooms/ }).click();
  await change.getByRole("button", { name: "Save in draft" }).press("Enter");
  await expect.poll(async () => JSON.stringify(await tools())).toContain("at which price");
  await expect.poll(() => page.getByText("1 tool changed and sleeps").count()).toBe(0);
});

test("somebody who can read an agent sees its tools and cannot change them, on a phone too", async () => {
  await call(server, mira, `PATCH ${api}/draft`, { tools: [orderTool(orders.url)] });
  const page = await browser.open(address, { cookie: viewer.cookie, width: 390, height: 844 });
  await page.getByRole("list", { name: "Tools" }).getByText("order_status").waitFor();
  expect(await page.getByRole("button", { name: "Add tool" }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "Change order_status" }).count()).toBe(0);
  await expectAccessibleInBothThemes(page);
});
