import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followOrganization } from "#browser/api/live/follow-organization.ts";
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
      leave = followOrganization(organizationId, (news) =>
        reader.add(news === "stale" ? { keys: allShown(organizationId), lists: false } : shownIn(organizationId, news.event, news.data)),
      );
    }, beginMs);
    return () => {
      clearTimeout(timer);
      leave();
      reader.end();
    };
  }, [client, organizationId]);
}
