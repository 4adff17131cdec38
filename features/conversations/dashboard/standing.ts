import { useOrganization } from "#browser/api/organization.ts";
import type { Conversation } from "../contract.ts";

/** Whether the caller has a conversation, or could write in it as one that is with the team and with nobody of it. */
export function useIsMine(): (conversation: Pick<Conversation, "handover" | "assigned_to">) => boolean {
  const { membership_id: mine } = useOrganization();
  return ({ handover, assigned_to: to }) => handover === "person" && (to === null || to.membership_id === mine);
}
