import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { useOrganizationId } from "#browser/api/organization.ts";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import type { Agent } from "../contract.ts";
import { useAgentActions } from "./agents-query.ts";

/** Asks, deletes and leads to the agents that are left. */
export function DeleteAgentDialog({ agent, open, onClose }: { agent: Agent; open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const { remove } = useAgentActions();
  const navigate = useNavigate();

  async function confirm() {
    const to = "/organizations/$organizationId/projects/$projectId/agents";
    await remove(agent.id, () => navigate({ to, params: { organizationId, projectId: agent.project_id }, ignoreBlocker: true }));
    toast(`${agent.name} is deleted.`);
  }

  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={`Delete ${agent.name}?`}
      sentence="It stops answering wherever it is embedded, and its conversations are deleted with it. This cannot be undone."
      action="Delete agent"
      onConfirm={confirm}
    />
  );
}
