import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { use, useMemo } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { formatDateTime } from "#browser/ui/format.ts";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Conversation } from "../../contract.ts";
import { conversationQuery, messagesQuery } from "../conversations.ts";
import { t } from "../messages.ts";
import { websiteName } from "../place-of.ts";
import { VisitorFacts, VisitorOffer } from "../visitor-offer.ts";
import { Fact } from "./fact.tsx";
import { Section } from "./section.tsx";
import { summarize } from "./summarize.ts";
import { SummarySection } from "./summary-section.tsx";
import { TagsSection } from "./tags-section.tsx";
import { UnansweredSection } from "./unanswered-section.tsx";

/** What is known of a conversation and of its visitor, beside what was said. */
export function DetailsPane({ conversationId }: { conversationId: string }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { data: conversation } = useQuery(conversationQuery(organizationId, projectId, conversationId));
  const { data: messages } = useQuery(messagesQuery(organizationId, projectId, conversationId));
  const offer = use(VisitorOffer);
  const summary = useMemo(() => messages && summarize(messages), [messages]);
  if (!conversation || !summary) return <SkeletonDetails />;
  return (
    <>
      <SummarySection conversationId={conversationId} summary={summary} />
      <UnansweredSection questions={summary.unanswered} />
      {offer && (
        <div className="flex flex-col gap-2 border-b px-4 pt-3 pb-3.5 text-sm">
          <h3 className="font-semibold">{t("detailsPane.lead")}</h3>
          {offer(conversationId)}
        </div>
      )}
      <VisitorSection conversation={conversation} />
      <TagsSection key={conversationId} conversation={conversation} />
    </>
  );
}

/** What is known of the visitor without asking them. */
function VisitorSection({ conversation }: { conversation: Conversation }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const known = use(VisitorFacts);
  const { origin, test, created_at, agent_id, agent_name } = conversation;
  return (
    <Section title={t("visitorSection.title")}>
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-2 gap-y-1.5 text-sm [&_dd]:[overflow-wrap:anywhere] [&_dt]:text-soft">
        <Fact name={t("visitorSection.firstSeen")}>{formatDateTime(created_at)}</Fact>
        <Fact name={t("visitorSection.website")}>
          {origin === null ? t("placeOf.noWebsite") : <bdi dir="ltr">{websiteName(origin)}</bdi>}
        </Fact>
        {known?.(conversation.id)}
        {test && <Fact name={t("visitorSection.testChat")}>{t("visitorSection.yes")}</Fact>}
        <Fact name={t("visitorSection.agent")}>
          <Link
            to="/organizations/$organizationId/projects/$projectId/agents/$agentId"
            params={{ organizationId, projectId, agentId: agent_id }}
            className="text-accent underline underline-offset-2"
          >
            <bdi>{agent_name}</bdi>
          </Link>
        </Fact>
      </dl>
    </Section>
  );
}

function SkeletonDetails() {
  return (
    <div role="status" aria-label={t("detailsPane.loading")} className="flex flex-col gap-3 p-4">
      <Skeleton className="h-4 w-1/3" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="mt-4 h-4 w-1/3" />
      <Skeleton className="h-20 w-full" />
    </div>
  );
}
