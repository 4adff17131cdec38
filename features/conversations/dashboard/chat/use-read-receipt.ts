import { useEffect, useSyncExternalStore } from "react";
import { useOrganization } from "#browser/api/organization.ts";
import type { Conversation } from "../../contract.ts";
import { useConversationActions } from "../conversations.ts";

/** What is shown for less than this was passed by, on the way to another one. */
const glanceMs = 1_000;

/** Notes that the caller has read what is shown, while the tab is seen. One that fails is tried again with the next message. */
export function useReadReceipt({ id, unread }: Conversation, lastMessageId: string | undefined): void {
  const { read_only: isReadOnly } = useOrganization();
  const isSeen = useSyncExternalStore(subscribe, () => document.visibilityState === "visible");
  const { markRead } = useConversationActions(id);
  useEffect(() => {
    if (!unread || !isSeen || isReadOnly) return;
    const timer = setTimeout(() => void markRead().catch(() => {}), glanceMs);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- what is done is the same each time
  }, [id, unread, lastMessageId, isSeen, isReadOnly]);
}

function subscribe(changed: () => void): () => void {
  document.addEventListener("visibilitychange", changed);
  return () => document.removeEventListener("visibilitychange", changed);
}
