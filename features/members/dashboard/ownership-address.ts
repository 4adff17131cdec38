import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { asOpened, useClose, type How } from "#browser/ui/opened.ts";

/** What the address of Organization Settings says: that the organization is being handed over. */
export const OwnershipSearch = z.object({ dialog: z.literal("hand-over").optional().catch(undefined) });

/** Reads and changes it. What opens can be left by the browser's Back. */
export function useOwnershipAddress() {
  const organizationId = useOrganizationId();
  const { dialog } = OwnershipSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const leave = useClose();
  const go = (search: z.input<typeof OwnershipSearch>, how: How) =>
    void navigate({ to: "/organizations/$organizationId/settings", params: { organizationId }, search, resetScroll: false, ...how });
  const open = () => go({ dialog: "hand-over" }, asOpened);
  const close = () => leave(() => go({}, { replace: true }));
  return { dialog, open, close };
}
