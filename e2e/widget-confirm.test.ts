import { afterAll, beforeEach, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, useBrowser } from "#testing/browser.ts";
import { createAgent, createOrganization, createProject } from "#testing/factories.ts";
import { startModelServer } from "#testing/model-server.ts";
import { useServer } from "#testing/server.ts";
import { asJson, orderTool, startToolServer } from "#testing/tool-server.ts";
import { useCustomerSite } from "./customer-site.ts";
import { greeting, message, openChat } from "./lamp-desk.ts";

const [orders, models] = await Promise.all([startToolServer(), startModelServer()]);
const variables = { CONNECTOR_ALLOW: orders.host, MODEL_NAME: "local-small", MODEL_BASE_URL: models.url, MODEL_API_KEY: "sk-local" };
const server = useServer({ variables });
let agent = "";
const tag = () => `<script src="${server.url}/widget.js" data-agent="${agent}" async></script>`;
const site = useCustomerSite((path) => (path === "/" ? { body: tag() } : undefined));
const browser = useBrowser();
afterAll(() => Promise.all([orders.close(), models.close()]));

let page: Page;
beforeEach(async () => {
  orders.requests.length = 0;
  orders.answer((_, response) => asJson(response, { status: "cancelled" }));
  models.script({ toolCall: { name: "cancel_order", arguments: { order_number: "A-1" } } }, { text: ["I can cancel order A-1."] });
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  const tool = orderTool(orders.url, {
    name: "cancel_order",
    when: "When a visitor wants to cancel an order.",
    method: "POST",
    parameters: [{ name: "order_number", type: "string", description: "", required: true, in: "body" }],
    confirm: "Cancel this order?",
    answer: "The order is {/status}.",
  });
  agent = await createAgent(server, organization, project, { tools: [tool], greeting });
  page = await browser.open(`${site.url}/`);
  await openChat(page);
  await message(page).fill("Cancel order A-1");
  await message(page).press("Enter");
});

const card = () => page.getByRole("group", { name: "To be confirmed" });

test("a visitor sees what would be sent, also after a reload, says yes by the keyboard, and reads what came of it", async () => {
  await card().getByText("Cancel this order?").waitFor();
  await card().getByText("A-1").waitFor();
  await expectAccessible(page);
  await page.reload();
  await openChat(page);
  await card().getByText(`It is sent to ${orders.host}.`).waitFor();
  expect(orders.requests).toEqual([]);
  await card().getByRole("button", { name: "Yes, send it" }).press("Enter");
  await page.getByRole("log").getByText("The order is cancelled.").waitFor();
  await card().getByText("It is sent.", { exact: true }).waitFor();
  expect(await card().getByRole("button").count()).toBe(0);
  // The buttons are gone; the focus is on what comes next.
  await expect.poll(() => page.evaluate("document.activeElement.shadowRoot?.activeElement?.textContent")).toBe("Talk to a person");
  expect(orders.requests).toMatchObject([{ body: '{"order_number":"A-1"}' }]);
});

test("after a no nothing is sent", async () => {
  await card().getByRole("button", { name: "No" }).click();
  await card().getByText("It was not sent.").waitFor();
  expect(orders.requests).toEqual([]);
});
