import { callOf, signUp, type Account } from "#testing/process/account.ts";
import { eventually, type ServerProcess } from "#testing/process/server-process.ts";

export type Visit = { url: string; conversationId: string; headers: Record<string, string> };

/** An agent that knows one text, in a project of somebody who has just signed up. */
export type Desk = { account: Account; projectId: string; agentId: string; begin(): Promise<Visit> };

export async function openDesk({ url }: ServerProcess, text: string): Promise<Desk> {
  const account = await signUp(url);
  const made = async (line: string, body: object) => (await (await callOf(account, line, body)).json()) as { id: string };
  const { id: projectId } = await made("POST /projects", { name: "Help" });
  await made(`POST /projects/${projectId}/sources/texts`, { name: "Delivery", text });
  const status = async () =>
    ((await (await callOf(account, `GET /projects/${projectId}/sources`)).json()) as { data: { status: string }[] }).data[0]?.status;
  if (!(await eventually(async () => (await status()) === "synced"))) throw new Error("The text was not read.");
  const agent = await made(`POST /projects/${projectId}/agents`, { name: "Helper" });
  return {
    account,
    projectId,
    agentId: agent.id,
    async begin() {
      const begun = await fetch(`${url}/widget/v1/agents/${agent.id}/conversations`, { method: "POST", headers: { origin: url } });
      const { conversation_id, visitor_token } = (await begun.json()) as { conversation_id: string; visitor_token: string };
      return {
        url: `${url}/widget/v1/conversations/${conversation_id}`,
        conversationId: conversation_id,
        headers: { authorization: `Bearer ${visitor_token}`, origin: url, "content-type": "application/json" },
      };
    },
  };
}
