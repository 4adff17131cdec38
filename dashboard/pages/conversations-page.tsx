import type { ComponentProps } from "react";
import { SaveAsCheck } from "#features/checks/dashboard/save-as-check.tsx";
import { AnswerOffer } from "#features/conversations/dashboard/answer-offer.ts";
import { ReplyRouteLine } from "#features/chat-links/dashboard/reply-route.tsx";
import { ReplyOffer } from "#features/conversations/dashboard/reply-offer.ts";
import { VisitorName } from "#features/conversations/dashboard/visitor-name.ts";
import { VisitorFacts, VisitorOffer } from "#features/conversations/dashboard/visitor-offer.ts";
import { LeadPanel } from "#features/leads/dashboard/lead-panel.tsx";
import { VisitorFactsOf } from "#features/leads/dashboard/visitor-facts.tsx";
import { useVisitorName } from "#features/leads/dashboard/use-visitor-name.ts";
import { ConversationsPage } from "#features/conversations/dashboard/conversations-page.tsx";
import { useConversationsSearch } from "#features/conversations/dashboard/conversations-search-params.ts";

/** Conversations, with what is known of their visitors, and of which an answer can be saved as a check. */
export function ProjectConversationsPage() {
  const { search } = useConversationsSearch();
  return (
    <AnswerOffer value={offerCheck}>
      <VisitorOffer value={offerVisitor}>
        <VisitorName value={useVisitorName(search.conversation)}>
          <VisitorFacts value={factsOf}>
            <ReplyOffer value={offerRoute}>
              <ConversationsPage />
            </ReplyOffer>
          </VisitorFacts>
        </VisitorName>
      </VisitorOffer>
    </AnswerOffer>
  );
}

const offerCheck = (given: ComponentProps<typeof SaveAsCheck>) => <SaveAsCheck {...given} />;
const offerRoute = (conversationId: string) => <ReplyRouteLine key={conversationId} conversationId={conversationId} />;
const factsOf = (conversationId: string) => <VisitorFactsOf key={conversationId} conversationId={conversationId} />;
const offerVisitor = (conversationId: string) => <LeadPanel key={conversationId} conversationId={conversationId} />;
