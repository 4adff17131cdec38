import { afterAll, expect, test } from "vitest";
import { expectAccessibleInBothThemes, useBrowser } from "#testing/browser.ts";
import { createChecked, delivery } from "#testing/checks.ts";
import { createAgent } from "#testing/factories.ts";
import { startModelServer } from "#testing/model-server.ts";
import { useServer } from "#testing/server.ts";

const models = await startModelServer();
afterAll(() => models.close());
const server = useServer({ variables: { MODEL_BASE_URL: models.url, MODEL_NAME: "local-small" } });
const browser = useBrowser();

test.each([1280, 390])(
  "what a run costs is said before a model is asked, and nothing is asked where it is cancelled (%i pixels)",
  async (width) => {
    const { organization, project, create } = await createChecked(server);
    const agent_id = await createAgent(server, organization, project, { name: "Captain" });
    await create({ ...delivery, agent_id });
    await create(delivery);
    const asked = models.requests.length;
    const page = await browser.open(`${server.url}/organizations/${organization.id}/projects/${project}/knowledge?tab=checks`, {
      cookie: organization.owner.cookie,
      width,
    });
    const run = page.getByRole("button", { name: "Run checks" });
    await run.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Run 2 checks?" });
    await dialog.getByText("A model answers 1 of them. It will take about 5,000 tokens, which count in usage and budgets.").waitFor();
    await expectAccessibleInBothThemes(page);
    await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByText("The checks have not been run yet.").waitFor();
    expect(models.requests.length).toBe(asked);

    await run.press("Enter");
    await dialog.getByRole("button", { name: "Run checks" }).press("Enter");
    await page.getByText(/^Last run/).waitFor();
    expect(models.requests.length).toBe(asked + 1);
    // From now on by what the last run took.
    await run.press("Enter");
    await page.getByRole("dialog").getByText("about 120 tokens").waitFor();
  },
);
