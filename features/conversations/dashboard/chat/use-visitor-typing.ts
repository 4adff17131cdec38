import { useQuery, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { conversationsKey } from "../conversation-facts.ts";

/** A widget tells it every few seconds; without a word for so long the visitor has stopped. */
const lastsMs = 6_000;

const typingKey = (organizationId: string, projectId: string, conversationId: string) => [
  ...conversationsKey(organizationId, projectId),
  conversationId,
  "typing",
];

/** Notes that a visitor is typing, for those who look at the conversation. */
export function noteTyping(client: QueryClient, organizationId: string, projectId: string, conversationId: string): void {
  client.setQueryData(typingKey(organizationId, projectId, conversationId), Date.now());
}

/** Whether the visitor is typing now; what they have sent since ends it. @param count of the messages that are shown */
export function useVisitorTyping(conversationId: string, count: number): boolean {
  const queryKey = typingKey(useOrganizationId(), useProjectId(), conversationId);
  const { data: told = 0 } = useQuery({ queryKey, queryFn: () => 0, enabled: false });
  const [over, setOver] = useState(0);
  useEffect(() => {
    if (told === 0) return;
    const timer = setTimeout(() => setOver(told), lastsMs);
    return () => clearTimeout(timer);
  }, [told]);
  useEffect(() => setOver(Date.now()), [count]);
  return told > over;
}
