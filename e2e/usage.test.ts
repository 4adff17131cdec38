import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { expectAccessible, expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createMember, createOrganization, createProject } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { record, sumUp } from "#testing/usage.ts";

const server = useServer();
const browser = useBrowser();

test("a Viewer reads what was used, goes to another period, along the days and through the groups, by keyboard", async () => {
  const { id, owner } = await createOrganization(server, "Acme");
  const project = await createProject(server, id, owner.id, "Help centre");
  await server.database.admin.query("update organizations set created_at = '2026-01-05' where id = $1", [id]);
  const viewer = await createMember(server, id, "viewer");
  const act = (day: string, quantity: number) =>
    ({
      kind: "answers",
      quantity,
      key: newId("msg"),
      projectId: project,
      channel: "website",
      occurredAt: new Date(`${day}T10:00:00Z`),
    }) as const;
  await record(server, id, act("2026-02-03", 4), act("2026-03-02", 3));
  await sumUp(server, id);
  await record(server, id, act("2026-03-09", 2));

  const page = await browser.open(`${server.url}/organizations/${id}/projects`, { cookie: viewer.cookie });
  await page.getByRole("navigation").getByRole("link", { name: "Usage" }).press("Enter");
  await page.getByRole("heading", { name: /^Nothing was used in/ }).waitFor();
  await expectAccessible(page);

  await page.getByRole("combobox", { name: "Period" }).press("Enter");
  await page.getByRole("option", { name: "March 2026" }).press("Enter");
  await page.getByText("March 2026, compared with February 2026.").waitFor();
  await page.getByText("25% more than in February").waitFor();
  expect(new URL(page.url()).searchParams.get("period")).toBe("2026-03");
  const chart = page.getByRole("slider", { name: "Answers by day" });
  await chart.press("Home");
  await chart.press("ArrowRight");
  expect(await chart.getAttribute("aria-valuetext")).toBe("2 Mar: 3");
  await page.getByRole("table", { name: "Usage by project" }).getByRole("cell", { name: "Help centre" }).waitFor();
  await expectAccessibleInBothThemes(page);

  await page.getByRole("tab", { name: "Projects" }).press("End");
  await page.getByRole("tab", { name: "Kinds" }).press("Enter");
  await page.getByRole("table", { name: "Usage by kind" }).waitFor();
  await page.getByText("Show as a table").press("Enter");
  await page.getByRole("cell", { name: "9 Mar" }).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).press("Enter");
  expect((await download).suggestedFilename()).toBe("usage-2026-03-01-2026-03-31.csv");
});
