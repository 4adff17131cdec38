import { use, type RefObject } from "react";
import { useMe } from "#browser/api/session.ts";
import { useProject } from "#features/projects/dashboard/project.ts";
import { SavedRepliesDialog } from "#features/saved-replies/dashboard/saved-replies-dialog.tsx";
import type { Conversation } from "../../contract.ts";
import { VisitorName } from "../visitor-name.ts";

type Props = {
  conversation: Conversation;
  open: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onClose: () => void;
  onInsert: (text: string) => void;
};

/** The project's saved replies, filled in for a conversation. */
export function SavedReplies({ conversation, ...dialog }: Props) {
  const { user } = useMe();
  const project = useProject();
  const visitor = use(VisitorName);
  const known = { visitor_name: visitor, agent_name: conversation.agent_name, my_name: user.name, project_name: project.name };
  return <SavedRepliesDialog known={known} {...dialog} />;
}
