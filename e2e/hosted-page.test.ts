import { expect, test } from "vitest";
import { expectAccessible, useBrowser } from "#testing/browser.ts";
import { useServer } from "#testing/server.ts";
import { ask, expectCited, greeting, question, useLampDesk } from "./lamp-desk.ts";

const server = useServer();
const desk = useLampDesk(server);
const browser = useBrowser();

test("a page of its own is turned on beside the websites, and anyone with its address chats there, on a phone too", async () => {
  const studio = `${server.url}/organizations/${desk.organizationId}/projects/${desk.projectId}/agents/${desk.agentId}/website`;
  const page = await browser.open(studio, { cookie: desk.owner.cookie });
  await page.getByRole("checkbox", { name: "Chat page" }).check();
  await page.getByRole("textbox", { name: "Title" }).fill("Ask the lamp desk");
  await page.getByRole("textbox", { name: "Description" }).fill("Lamps, orders and returns.");
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  const address = page.getByRole("textbox", { name: "Address of the chat page" });
  await address.waitFor();
  const url = await address.inputValue();
  expect(url).toBe(`${server.url}/chat/${desk.agentId}`);
  await expectAccessible(page, "main");

  for (const [width, height, dark] of [
    [1280, 800, false],
    [390, 844, true],
  ] as const) {
    await page.context().clearCookies();
    const guest = await browser.open(url, { width, height, dark });
    expect(await guest.title()).toBe("Ask the lamp desk");
    await guest.getByText(greeting).waitFor();
    await ask(guest, question);
    await expectCited(guest);
    await expectAccessible(guest);
    expect(
      await guest.evaluate("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"),
    ).toBe(true);
    await guest.reload();
    await guest.getByText(question).first().waitFor();
  }
});
