import { AgentsPage } from "#features/agents/dashboard/agents-page.tsx";
import { NewAgentDialog } from "#features/templates/dashboard/new-agent-dialog.tsx";

/** Chat Agents, where a new one may begin with a template. */
export function ChatAgentsPage() {
  return <AgentsPage NewAgent={NewAgentDialog} />;
}
