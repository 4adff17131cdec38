import { leaveTenant } from "#access/leave-tenant.ts";
import { process } from "#access/operation.ts";
import { OpenedTestPage, OpenTestPage } from "../contract.ts";
import { opensTestPage, testPageEnded } from "./test-page.ts";

export const openTestPage = process({
  name: "test_page.open",
  summary: "The agent whose test page a shared link opens.",
  scope: "public",
  kind: "read",
  input: OpenTestPage,
  output: OpenedTestPage,
  example: ({ test_page_secret }) => ({ input: { secret: test_page_secret } }),
  async run({ platform }, { secret }) {
    const organizationId = await leaveTenant(platform, "which agent a shared link shows").organizationOf("test_page", secret);
    const agent = organizationId ? await findShared(organizationId) : null;
    if (!agent) throw testPageEnded();
    return { agent_id: agent.id, agent_name: agent.name };

    function findShared(organization_id: string) {
      return leaveTenant(platform, "which agent a shared link shows").tenant(
        organization_id,
        async ({ db }) => {
          const found = await db
            .selectFrom("agents")
            .select(["id", "name", "test_page_version"])
            .where("organization_id", "=", organization_id)
            .where("id", "=", secret.split(".")[0] ?? "")
            .executeTakeFirst();
          return found && opensTestPage(platform, found, secret) ? found : null;
        },
        "read",
      );
    }
  },
});
