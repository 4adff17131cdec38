import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { ownOrganizations } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";

/** Says what leaving means, leaves, and leads to the organizations that are left. */
export function LeaveDialog({
  organization: { id: organizationId, name },
  open,
  onClose,
}: {
  organization: { id: string; name: string };
  open: boolean;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const refresh = useRefresh(...ownOrganizations);
  const navigate = useNavigate();
  const isOnly = useMe().organizations.length === 1;

  async function leave() {
    await organizationApi(organizationId)("/leave", z.null(), { method: "POST" });
    // A page of the organization would ask for it again and find nothing, so it is left first.
    await navigate({ to: "/organizations", ignoreBlocker: true });
    client.removeQueries({ queryKey: [organizationId] });
    await refresh();
    toast(`You left ${name}.`);
  }

  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={`Leave ${name}?`}
      sentence={
        <>
          <p>
            You no longer see its projects, conversations and settings, and API keys that you created stop working. What you created stays
            there.
          </p>
          <p className="mt-2">
            {isOnly ? "It is your only organization, so you get a new one of your own." : "To come back you need a new invitation."}
          </p>
        </>
      }
      action="Leave organization"
      onConfirm={leave}
    />
  );
}
