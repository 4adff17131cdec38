import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { useOrganizationId } from "#browser/api/organization.ts";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import type { Agent } from "../contract.ts";
import { useAgentActions } from "./agents-query.ts";
import { t } from "./messages.ts";

/** Asks, deletes and leads to the agents that are left. */
export function DeleteAgentDialog({ agent, open, onClose }: { agent: Agent; open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const { remove } = useAgentActions();
  const navigate = useNavigate();

  async function confirm() {
    const to = "/organizations/$organizationId/projects/$projectId/agents";
    await remove(agent.id, () => navigate({ to, params: { organizationId, projectId: agent.project_id }, ignoreBlocker: true }));
    toast(t("deleteAgentDialog.deleted", { name: agent.name }));
  }

  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t("deleteAgentDialog.title", { name: agent.name })}
      sentence={t("deleteAgentDialog.sentence")}
      action={t("deleteAgentDialog.deleteAgent")}
      onConfirm={confirm}
    />
  );
}
