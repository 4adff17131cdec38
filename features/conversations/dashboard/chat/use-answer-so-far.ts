import { useEffect, useState } from "react";
import { organizationPath } from "#browser/api/api.ts";
import { followAnswer, type AnswerSoFar } from "#browser/api/live/follow-answer.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Message } from "../../contract.ts";
import { conversationPath } from "../conversations.ts";

/** The answer that the agent is giving in a conversation at this moment, until it is among the messages; null where there is none. */
export function useAnswerSoFar(conversationId: string, messages: readonly Message[]): Message | null {
  const path = organizationPath(useOrganizationId(), conversationPath(useProjectId(), conversationId, "/answers"));
  const [said, setSaid] = useState<(AnswerSoFar & { begunAt: string }) | null>(null);
  useEffect(() => {
    const end = followAnswer(path, (answer) =>
      setSaid(
        (before) => answer && { ...answer, begunAt: before?.messageId === answer.messageId ? before.begunAt : new Date().toISOString() },
      ),
    );
    return () => {
      end();
      setSaid(null);
    };
  }, [path]);
  if (!said || said.text === "" || messages.some(({ id }) => id === said.messageId)) return null;
  const { messageId: id, text, begunAt: created_at } = said;
  const nothing = {
    attachments: [],
    citations: [],
    outcome: null,
    author: null,
    rating: null,
    agent_version: null,
    model: null,
    tool_calls: [],
    confirmation: null,
  };
  return { id, role: "agent", text, ...nothing, created_at };
}
