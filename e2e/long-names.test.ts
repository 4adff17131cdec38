import { expect, test } from "vitest";
import { useBrowser } from "#testing/browser.ts";
import { createAgent, createOrganization, createProject, createSource, startConversation } from "#testing/factories.ts";
import { useServer } from "#testing/server.ts";
import { askAll } from "#testing/visitor.ts";

const server = useServer();
const browser = useBrowser();
const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

test("on a phone no page is wider than the screen, however long the names are", async () => {
  const organization = await createOrganization(server, long);
  const project = await createProject(server, organization.id, organization.owner.id, long);
  const source = await createSource(server, organization.id, project);
  await server.database.admin.query("update sources set name = $1 where id = $2", [`${long}${long}.md`, source]);
  await server.database.admin.query("update projects set description = $1 where id = $2", [long.repeat(3), project]);
  const agent = await createAgent(server, organization, project, { name: long, greeting: `${long} `.repeat(4) });
  const visit = await startConversation(server, agent);
  await askAll(server, visit, `${long} ${long} ${long}?`);

  const at = `/organizations/${organization.id}`;
  const page = await browser.open(server.url, { cookie: organization.owner.cookie, width: 390, height: 844 });
  const pages: [path: string, shows: string][] = [
    ["/organizations", "You are here"],
    [`${at}/projects`, "1 source"],
    [`${at}/members`, "Team Members"],
    [`${at}/settings`, "The organization's status"],
    [`${at}/projects/${project}`, "Answers this week"],
    [`${at}/projects/${project}/agents`, "Any website"],
    [`${at}/projects/${project}/agents/${agent}`, "Test chat"],
    [`${at}/projects/${project}/agents/${agent}/website`, "Copy snippet"],
    [`${at}/projects/${project}/knowledge`, "Synced"],
    [`${at}/projects/${project}/conversations`, "Declined"],
    [`${at}/projects/${project}/conversations?conversation=${visit.conversation_id}`, "The knowledge base has no answer"],
    [`${at}/projects/${project}/settings`, "Deleted with it:"],
  ];
  for (const [path, shows] of pages) {
    await page.goto(server.url + path);
    await page.getByText(shows).first().waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth"), path).toBe(390);
  }
});
