import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, vi } from "vitest";
import { call, createOrganization, createProject, type TestUser } from "#testing/factories.ts";
import type { useServer } from "#testing/server.ts";

export const greeting = "Hello. Ask about lamps and orders.";
export const question = "Can items be returned without their original packaging?";
const policy =
  "# Returns policy\n\nItems may be returned without their original packaging within 30 days of delivery. " +
  "The buyer pays for the parcel. Lamps made to measure are not taken back.\n";

type LampDesk = {
  owner: TestUser;
  agentId: string;
  organizationId: string;
  projectId: string;
  /** The line that a website pastes, with attributes beside its agent. */
  tag(attributes?: string): string;
};

/** An agent that has read one document, and what a visitor does in its chat. */
export function useLampDesk(server: ReturnType<typeof useServer>): LampDesk {
  const desk: LampDesk = {
    owner: {} as TestUser,
    agentId: "",
    organizationId: "",
    projectId: "",
    tag: (attributes = "async") => `<script src="${server.url}/widget.js" data-agent="${desk.agentId}" ${attributes}></script>`,
  };
  beforeAll(async () => {
    const { id, owner } = await createOrganization(server);
    Object.assign(desk, { owner, organizationId: id, projectId: await createProject(server, id, owner.id) });
    const project = `/v1/organizations/${id}/projects/${desk.projectId}`;
    const post = (path: string, body: object) =>
      call<{ id: string }>(server, owner, `POST ${project}${path}`, body, { origin: server.url });
    const source = await post("/sources/texts", { name: "Returns policy", text: policy });
    const agent = await post("/agents", { name: "Lamp desk", greeting });
    desk.agentId = agent.body.id;
    const isSynced = async () => (await call(server, owner, `GET ${project}/sources/${source.body.id}`)).body.status === "synced";
    await vi.waitUntil(isSynced, { timeout: 30_000, interval: 200 });
  });
  return desk;
}

export function launcher(page: Page, name = "Open chat"): Locator {
  return page.locator("botcadence-widget .launcher").and(page.getByRole("button", { name }));
}

export const message = (page: Page) => page.getByRole("textbox", { name: "Message" });

export async function openChat(page: Page): Promise<void> {
  await launcher(page).click();
  await page.getByText(greeting).waitFor();
}

export async function ask(page: Page, text: string): Promise<void> {
  await message(page).fill(text);
  await message(page).press("Enter");
}

/** The answer names the document, and its chip opens to the passage. */
export async function expectCited(page: Page): Promise<void> {
  const chip = page.locator("botcadence-widget summary").first();
  await chip.waitFor();
  await page.getByRole("button", { name: "Send" }).waitFor();
  expect(await chip.textContent()).toContain("Returns policy");
  await chip.click();
  const quote = page.locator("botcadence-widget blockquote").first();
  await quote.waitFor();
  expect(await quote.textContent()).toContain("without their original packaging");
  await chip.click();
  await message(page).focus();
}

/** The name of what has the focus, across the shadow root. */
export function focused(page: Page): Promise<unknown> {
  return page.evaluate("(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).ariaLabel");
}
