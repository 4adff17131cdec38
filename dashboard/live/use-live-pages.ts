import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followOrganization } from "#browser/api/live/follow-organization.ts";
import { noteTyping } from "#features/conversations/dashboard/chat/use-visitor-typing.ts";
import { readerOf } from "./read-again.ts";
import { allShown, shownIn } from "./shown-in.ts";

/** First the page itself is read; what happens meanwhile is in the beginning of the stream. */
const beginMs = 300;

/** Keeps what pages show of an organization up to date with what others do in it, and what jobs do. */
export function useLivePages(organizationId: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (organizationId === undefined) return;
    const reader = readerOf(client, organizationId);
    let leave = () => {};
    const timer = setTimeout(() => {
      leave = followOrganization(organizationId, (news) => {
        if (news === "stale") return reader.add({ keys: allShown(organizationId), lists: false });
        const { event, data } = news;
        if (event !== "conversation.typing") return reader.add(shownIn(organizationId, event, data));
        if (data.by === "visitor" && data.project_id) noteTyping(client, organizationId, data.project_id, data.id);
      });
    }, beginMs);
    return () => {
      clearTimeout(timer);
      leave();
      reader.end();
    };
  }, [client, organizationId]);
}
