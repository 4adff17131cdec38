import type { Page } from "playwright-core";
import sharp from "sharp";
import { beforeEach, expect, test } from "vitest";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createAgent, createMember, createOrganization, createProject, type TestMember } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";
import { launcher, message } from "./lamp-desk.ts";

/** A visitor on another origin and somebody of the team, who send each other files. */
const server = useServer();
const browser = useBrowser();
let agent = "";
const site = useCustomerSite((path) =>
  path === "/" ? { body: `<script src="${server.url}/widget.js" data-agent="${agent}" async></script>` } : undefined,
);
let colleague: TestMember;
let address = "";
beforeEach(async () => {
  const organization = await createOrganization(server);
  const project = await createProject(server, organization.id, organization.owner.id);
  agent = await createAgent(server, organization, project, { name: "Desk", greeting: "Hello. Ask about parcels." });
  colleague = await createMember(server, organization.id, "member");
  address = `${server.url}/organizations/${organization.id}/projects/${project}/conversations`;
});

type SentFile = { name: string; mimeType: string; buffer: Buffer };
const textFile = (name: string, text: string): SentFile => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
async function photo(name = "lamp.png"): Promise<SentFile> {
  const image = sharp({ create: { width: 640, height: 480, channels: 3, background: "#48a" } });
  return { name, mimeType: "image/png", buffer: await image.png().toBuffer() };
}
const inWidget = (page: Page, selector: string) => page.locator(`botcadence-widget ${selector}`);
const chosen = (page: Page) => page.getByRole("list", { name: "Files to send" }).getByRole("listitem");
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const download = (page: Page, name: string) => page.getByLabel("Files", { exact: true }).getByText(name, { exact: true });
/** Whether an image was fetched and could be decoded. */
const isShown = (page: Page, name: string) =>
  page.getByRole("img", { name, exact: true }).evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0);

async function openWidget(): Promise<Page> {
  const page = await browser.open(`${site.url}/`);
  await launcher(page).click();
  await page.getByText("Hello. Ask about parcels.").waitFor();
  // It is loaded with the first thing that is done in the chat.
  await message(page).hover();
  await button(page, "Attach files").waitFor();
  return page;
}
async function textOf(page: Page, open: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), open()]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

test("a visitor sends a file first of all, the team sees it, answers with one, and a reload keeps both", async () => {
  const visitor = await openWidget();
  await inWidget(visitor, "input[type=file]").setInputFiles([await photo(), textFile("order.svg", "<svg>Order 7</svg>")]);
  await expect.poll(() => chosen(visitor).count()).toBe(2);
  await expect.poll(() => inWidget(visitor, "progress").count()).toBe(0);
  await expectAccessible(visitor);
  await button(visitor, "Send").click();
  await visitor.getByText(/^I cannot look into files\./).waitFor();
  expect(await chosen(visitor).count()).toBe(0);
  await expect.poll(() => isShown(visitor, "lamp.webp")).toBe(true);
  expect(await textOf(visitor, () => download(visitor, "order.svg.txt").click())).toBe("<svg>Order 7</svg>");

  const team = await browser.open(address, { cookie: colleague.cookie });
  await team.getByRole("list", { name: "Conversations" }).getByRole("link").first().click();
  await expect.poll(() => isShown(team, "lamp.webp")).toBe(true);
  await button(team, "Look at lamp.webp").click();
  const large = team.getByRole("dialog", { name: "lamp.webp" });
  await large.getByRole("img").waitFor();
  await expectAccessibleInBothThemes(team);
  await team.keyboard.press("Escape");
  await large.waitFor({ state: "detached" });
  expect(await textOf(team, () => download(team, "order.svg.txt").click())).toBe("<svg>Order 7</svg>");

  await button(team, "Take over").first().click();
  await team.getByRole("textbox", { name: "Reply to the visitor" }).waitFor();
  await team.locator("input[type=file]").setInputFiles([textFile("label.txt", "Stick it on the parcel.")]);
  await expect.poll(() => chosen(team).count()).toBe(1);
  await expect.poll(() => chosen(team).getByRole("progressbar").count()).toBe(0);
  await expectAccessibleInBothThemes(team);
  await team.keyboard.press("Control+Enter");
  await download(team, "label.txt").waitFor();
  expect(await textOf(visitor, () => download(visitor, "label.txt").click())).toBe("Stick it on the parcel.");

  await Promise.all([visitor.reload(), team.reload()]);
  await launcher(visitor).click();
  await expect.poll(() => isShown(visitor, "lamp.webp")).toBe(true);
  await download(visitor, "label.txt").waitFor();
  await download(team, "label.txt").waitFor();
  await expect.poll(() => isShown(team, "lamp.webp")).toBe(true);
  await expectAccessible(visitor);
});

test("what is wrong with a file is said beside it; it is removed, tried again, and never sent by mistake", async () => {
  const visitor = await openWidget();
  const input = inWidget(visitor, "input[type=file]");
  await input.setInputFiles([
    textFile("large.txt", "x".repeat(5_000_001)),
    { name: "broken.png", mimeType: "image/png", buffer: Buffer.from("89504e470d0a1a0a00", "hex") },
  ]);
  await visitor.getByText("A file has at most 5 MB.").waitFor();
  await visitor.getByText(/^The image is damaged/).waitFor();
  expect(await button(visitor, /^Try .+ again$/).count()).toBe(0);
  expect(await button(visitor, "Send").getAttribute("aria-disabled")).toBe("true");
  await expectAccessible(visitor);
  await button(visitor, "Remove large.txt").focus();
  await visitor.keyboard.press("Enter");
  await expect.poll(() => chosen(visitor).count()).toBe(1);
  // The focus is where one writes.
  expect(await visitor.evaluate("document.activeElement.shadowRoot.activeElement.ariaLabel")).toBe("Message");
  await button(visitor, "Remove broken.png").click();

  await visitor.route("**/attachments", (route) => route.abort());
  await input.setInputFiles([textFile("order.txt", "Order 7")]);
  await visitor.getByText(/^This could not be uploaded/).waitFor();
  await visitor.unroute("**/attachments");
  await button(visitor, "Try order.txt again").click();
  await expect.poll(() => button(visitor, "Send").getAttribute("aria-disabled")).toBe("false");
  await input.setInputFiles(["a", "b", "c"].map((name) => textFile(`${name}.txt`, name)));
  await visitor.getByText(/^A message has at most 3 files/).waitFor();
  expect(await chosen(visitor).count()).toBe(3);
  await message(visitor).fill("Here are the papers.");
  await expect.poll(() => button(visitor, "Send").getAttribute("aria-disabled")).toBe("false");
  await visitor.keyboard.press("Enter");
  await expect.poll(() => button(visitor, /^(order|a|b)\.txt.*Download$/).count()).toBe(3);
});

test("images are pasted and files dropped, by the visitor and by the team", async () => {
  const visitor = await openWidget();
  const { buffer } = await photo();
  /** As the browser does it, on the field or on the chat. */
  const give = (page: Page, target: string, kind: "paste" | "drop") =>
    page.evaluate(`(() => {
      const root = document.querySelector("botcadence-widget")?.shadowRoot ?? document;
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob("${buffer.toString("base64")}"), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], "${kind}.png", { type: "image/png" }));
      const options = { bubbles: true, composed: true, cancelable: true, clipboardData: data, dataTransfer: data };
      const event = "${kind}" === "paste" ? new ClipboardEvent("paste", options) : new DragEvent("drop", options);
      root.querySelector("${target}").dispatchEvent(event);
    })()`);
  await give(visitor, "form textarea", "paste");
  await give(visitor, ".messages", "drop");
  await expect.poll(() => chosen(visitor).count()).toBe(2);
  await expect.poll(() => button(visitor, "Send").getAttribute("aria-disabled")).toBe("false");
  await button(visitor, "Send").click();
  await visitor.getByText(/^I cannot look into files\./).waitFor();

  const team = await browser.open(address, { cookie: colleague.cookie });
  await team.getByRole("list", { name: "Conversations" }).getByRole("link").first().click();
  await button(team, "Take over").first().click();
  await team.getByRole("textbox", { name: "Reply to the visitor" }).waitFor();
  await give(team, "[data-writes]", "paste");
  await give(team, "[role=log]", "drop");
  await expect.poll(() => chosen(team).count()).toBe(2);
  await expect.poll(() => chosen(team).getByRole("progressbar").count()).toBe(0);
  await button(team, "Remove paste.png").click();
  await button(team, "Send").click();
  await button(team, "Look at drop.webp").last().waitFor();
  await expect.poll(() => inWidget(visitor, ".turn.person .picture").count()).toBe(1);
});
