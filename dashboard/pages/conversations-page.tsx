import type { ComponentProps } from "react";
import { SaveAsCheck } from "#features/checks/dashboard/save-as-check.tsx";
import { AnswerOffer } from "#features/conversations/dashboard/answer-offer.ts";
import { VisitorOffer } from "#features/conversations/dashboard/visitor-offer.ts";
import { LeadPanel } from "#features/leads/dashboard/lead-panel.tsx";
import { ConversationsPage } from "#features/conversations/dashboard/conversations-page.tsx";

/** Conversations, with what is known of their visitors, and of which an answer can be saved as a check. */
export function ProjectConversationsPage() {
  return (
    <AnswerOffer value={offerCheck}>
      <VisitorOffer value={offerVisitor}>
        <ConversationsPage />
      </VisitorOffer>
    </AnswerOffer>
  );
}

const offerCheck = (given: ComponentProps<typeof SaveAsCheck>) => <SaveAsCheck {...given} />;
const offerVisitor = (conversationId: string) => <LeadPanel key={conversationId} conversationId={conversationId} />;
