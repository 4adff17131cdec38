import { writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { test, vi } from "vitest";
import { useBrowser } from "#testing/browser.ts";
import { addMembership, call, createInvitation, createUser, startConversation, type TestOrganization } from "#testing/factories.ts";
import { newId } from "#platform/ids.ts";
import { useServer } from "#testing/server.ts";
import { useCustomerSite } from "./customer-site.ts";

/**
 * Takes the pictures of the documentation, of a filled organization:
 * `TAKE_PICTURES=1 npm test -- --project e2e e2e/take-pictures.test.ts`. Look at each before you commit it.
 */
const isAsked = process.env.TAKE_PICTURES === "1";
const folder = new URL("../docs/pictures/", import.meta.url);

const server = useServer();
const browser = useBrowser();
let agent = "";
const site = useCustomerSite((path) =>
  path === "/" ? { body: `<script src="${server.url}/widget.js" data-agent="${agent}" data-theme="light" async></script>` } : undefined,
);

const handbook = `# Delivery

Delivery costs 4.90 euros. Orders above 60 euros are delivered free of charge. Parcels arrive within two to three working days.

# Returns

Lamps may be returned within 30 days of delivery, also without their original packaging. The buyer pays for the parcel.

# Warranty

Every lamp has a warranty of three years. Send us a photo of the defect and the number of the order.
`;
const questions = [
  "How much does delivery cost?",
  "How long is the warranty?",
  "May I return a lamp without its packaging?",
  "Do you ship to the Moon?",
];

test.runIf(isAsked)("takes the pictures of the documentation", { timeout: 300_000 }, async () => {
  const organization = await fillOrganization();
  const at = `/v1/organizations/${organization.id}`;
  const post = (path: string, body: object) => call<{ id: string }>(server, organization.owner, `POST ${at}${path}`, body);
  const project = (await post("/projects", { name: "Help centre", description: "Answers about orders and lamps." })).body.id;
  for (const [name, text] of [
    ["Customer handbook", handbook],
    ["Opening hours", "The shop is open Monday to Saturday from 9 to 18."],
  ])
    await post(`/projects/${project}/sources/texts`, { name, text });
  const statuses = async () =>
    (await call<{ data: { status: string }[] }>(server, organization.owner, `GET ${at}/projects/${project}/sources`)).body.data;
  await vi.waitUntil(async () => (await statuses()).every(({ status }) => status === "synced"), { timeout: 30_000, interval: 200 });
  agent = (await post(`/projects/${project}/agents`, { name: "Lamp desk", greeting: "Hello. Ask about lamps and orders." })).body.id;
  for (const text of questions) {
    const { conversation_id, visitor_token } = await startConversation(server, agent);
    const as = { authorization: `Bearer ${visitor_token}`, origin: "https://shop.example" };
    await call(server, null, `POST /widget/v1/conversations/${conversation_id}/messages`, { text }, as);
  }

  const dashboard = `${server.url}/organizations/${organization.id}`;
  const pages: [name: string, address: string, heading: string][] = [
    ["overview", `/projects/${project}`, "Help centre"],
    ["team-members", "/members", "Team Members"],
    ["knowledge-base", `/projects/${project}/knowledge?tab=files`, "Knowledge Base"],
    ["agent", `/projects/${project}/agents/${agent}`, "Lamp desk"],
    ["conversations", `/projects/${project}/conversations`, "Conversation History"],
    ["usage", "/usage", "Usage"],
    ["audit-log", "/audit-log", "Audit log"],
  ];
  for (const [name, address, heading] of pages) {
    const page = await browser.open(`${dashboard}${address}`, { cookie: organization.owner.cookie });
    await page.getByRole("heading", { name: new RegExp(heading, "i"), level: 1 }).waitFor();
    if (name === "overview" || name === "agent") await page.locator("botcadence-widget").getByText("Hello. Ask about").waitFor();
    await take(page, name);
  }
  const page = await browser.open(site.url);
  await page.getByRole("button", { name: "Open chat" }).click();
  await page.getByRole("textbox", { name: "Message" }).fill(questions[0]!);
  await page.keyboard.press("Enter");
  await page.locator("botcadence-widget summary").first().waitFor();
  await take(page, "widget");
});

async function fillOrganization(): Promise<TestOrganization> {
  const { admin } = server.database;
  const id = newId("org");
  await admin.query("insert into organizations (id, name) values ($1, 'The Lamp Shop')", [id]);
  const join = async (name: string, role: string) => {
    const user = await createUser(server, `${name.split(" ")[0]!.toLowerCase()}@lamps.example`);
    await admin.query("update users set name = $2 where id = $1", [user.id, name]);
    return { ...user, membershipId: await addMembership(server, id, user, role) };
  };
  const owner = await join("Nora Lind", "owner");
  for (const [name, role] of [
    ["Ben Carter", "admin"],
    ["Ines Costa", "member"],
    ["Yuki Tanaka", "viewer"],
  ] as const)
    await join(name, role);
  const expiresAt = new Date(Date.now() + 7 * 86_400_000);
  await createInvitation(server, id, { email: "tom@lamps.example", inviter: owner, expiresAt });
  return { id, owner };
}

/** Once everything has come and nothing moves; as WebP, which has a tenth of the bytes of a PNG. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate("document.fonts.ready");
  await page.mouse.move(0, 0);
  const png = await page.screenshot({ animations: "disabled", caret: "hide" });
  const blank = await browser.open("about:blank");
  const webp = await blank.evaluate<string>(`(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,${png.toString("base64")}";
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.9).split(",")[1];
  })()`);
  await writeFile(new URL(`${name}.webp`, folder), Buffer.from(webp, "base64"));
}
