import { beforeAll, expect, test } from "vitest";
import { expectAccessible, useBrowser } from "#testing/browser.ts";
import { call } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";
import { ask, greeting, launcher, useLampDesk } from "./lamp-desk.ts";

const server = useServer();
const desk = useLampDesk(server);
const browser = useBrowser();
const site = useCustomerSite((path) => {
  if (path === "/english") return { body: desk.tag() };
  if (path === "/german") return { head: '<script>document.documentElement.lang = "de-AT"</script>', body: desk.tag() };
  if (path === "/arabic")
    return { head: '<script>document.documentElement.lang = "de"</script>', body: desk.tag('data-language="ar" async') };
  if (path === "/right-to-left")
    return { head: '<script>document.documentElement.dir = "rtl"</script>', body: desk.tag('data-language="en" async') };
  if (path === "/none") return { head: '<script>document.documentElement.removeAttribute("lang")</script>', body: desk.tag() };
  return undefined;
});
const hello = "Guten Tag. Fragen Sie nach Lampen und Bestellungen.";
beforeAll(async () => {
  const agent = `/v1/organizations/${desk.organizationId}/projects/${desk.projectId}/agents/${desk.agentId}`;
  await call(server, desk.owner, `PATCH ${agent}`, { greetings: { de: hello } }, { origin: server.url });
});

test("the chat speaks the language of its page, from the button to what is loaded later, and the agent greets in it", async () => {
  const page = await browser.open(`${site.url}/german`);
  await launcher(page, "Chat öffnen").click();
  await page.getByText(hello).waitFor();
  const field = page.getByRole("textbox", { name: "Nachricht" });
  await field.fill("Kann man eine Lampe ohne Verpackung zurückgeben?");
  await field.press("Enter");
  await page
    .getByText(/Hat das geholfen\?|Nichts davon\?|Mit einem Menschen sprechen/)
    .first()
    .waitFor();
  expect(
    await page
      .locator("botcadence-widget")
      .getByText(/Talk to|Did this|None of these/)
      .count(),
  ).toBe(0);
  await expectAccessible(page, "botcadence-widget");
});

test("the script's own attribute comes before the page, and what is read from right to left is laid out so", async () => {
  const page = await browser.open(`${site.url}/arabic`);
  await launcher(page, "فتح الدردشة").click();
  const field = page.getByRole("textbox", { name: "الرسالة" });
  await field.waitFor();
  const at = async (name: string) => (await page.getByRole("button", { name, exact: true }).first().boundingBox())!;
  const [send, close, box] = [await at("إرسال"), await at("إغلاق الدردشة"), (await field.boundingBox())!];
  expect(send.x).toBeLessThan(box.x);
  expect(close.x).toBeLessThan(box.x + box.width / 2);
  expect(
    await page.evaluate("getComputedStyle(document.querySelector('botcadence-widget').shadowRoot.querySelector('.panel')).direction"),
  ).toBe("rtl");
  await expectAccessible(page, "botcadence-widget");
});

test("on a page that is read from right to left an English chat is still read from left to right", async () => {
  const page = await browser.open(`${site.url}/right-to-left`);
  await launcher(page).click();
  await page.getByText(greeting).waitFor();
  expect(
    await page.evaluate("getComputedStyle(document.querySelector('botcadence-widget').shadowRoot.querySelector('.panel')).direction"),
  ).toBe("ltr");
});

test("a page without a language leaves it to the browser, and one in a language that the chat lacks gets English", async () => {
  const page = await browser.open(`${site.url}/none`, { locale: "fr-FR" });
  await launcher(page, "Ouvrir le chat").click();
  await page.getByText("Agent IA · Réponses avec sources").waitFor();
  await ask(
    await browser.open(`${site.url}/none`, { locale: "fi-FI" }).then(async (other) => {
      await launcher(other, "Open chat").click();
      return other;
    }),
    "Hello",
  );
});
