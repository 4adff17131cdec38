import type { AuditRecord } from "#access/audit.ts";
import type { ConversationRow } from "./move-handover.ts";
import type { Handover } from "../../contract/handover.ts";

/** What the audit log keeps of a move: the ids and states, and nothing of what was said or by whom. Null where nothing moved. */
export function auditedMove(before: ConversationRow, { state, moved }: { state: Handover; moved: boolean }): AuditRecord | null {
  if (!moved) return null;
  return { target: conversationTarget(before.id), before: { handover: before.handover }, after: { handover: state } };
}

/** A conversation has no name that could be kept: what was said in it stays out. */
export const conversationTarget = (id: string) => ({ type: "conversation", id, label: id });
