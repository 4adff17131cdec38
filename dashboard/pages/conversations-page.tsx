import type { ComponentProps } from "react";
import { SaveAsCheck } from "#features/checks/dashboard/save-as-check.tsx";
import { AnswerOffer } from "#features/conversations/dashboard/answer-offer.ts";
import { ConversationsPage } from "#features/conversations/dashboard/conversations-page.tsx";

/** Conversations, of which an answer can be saved as a check. */
export function ProjectConversationsPage() {
  return (
    <AnswerOffer value={offerCheck}>
      <ConversationsPage />
    </AnswerOffer>
  );
}

const offerCheck = (given: ComponentProps<typeof SaveAsCheck>) => <SaveAsCheck {...given} />;
