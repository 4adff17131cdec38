import { leaveTenant } from "#access/leave-tenant.ts";
import { operation, type NamingCall } from "#access/operation.ts";
import { OpenedTestPage, OpenTestPage } from "../contract.ts";
import { opensTestPage, testPageEnded } from "./test-page.ts";

export const openTestPage = operation({
  name: "test_page.open",
  summary: "Whose test page a shared link leads to.",
  scope: "public",
  within: { organization: organizationOfLink },
  kind: "read",
  input: OpenTestPage,
  output: OpenedTestPage,
  example: ({ test_page_secret }) => ({ input: { secret: test_page_secret } }),
  async run({ platform, organizationId, db }, { secret }) {
    const agent = await db
      .selectFrom("agents")
      .select(["id", "name", "test_page_version"])
      .where("organization_id", "=", organizationId)
      .where("id", "=", secret.split(".")[0] ?? "")
      .executeTakeFirst();
    if (!agent || !opensTestPage(platform, agent, secret)) throw testPageEnded();
    return { agent_id: agent.id, agent_name: agent.name };
  },
});

async function organizationOfLink({ platform, input }: NamingCall & { input: { secret: string } }): Promise<string> {
  const organizationId = await leaveTenant(platform, "which agent a shared link shows").organizationOf("test_page", input.secret);
  if (!organizationId) throw testPageEnded();
  return organizationId;
}
