import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Ellipsis, Trash2 } from "lucide-react";
import { useState } from "react";
import { ApiError } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { AgentSettings } from "#features/agents/dashboard/agent-settings.tsx";
import { agentQuery } from "#features/agents/dashboard/agents-query.ts";
import { DeleteAgentDialog } from "#features/agents/dashboard/delete-agent-dialog.tsx";
import { SnippetCard } from "#features/agents/dashboard/snippet.tsx";
import { TestPageLink } from "#features/agents/dashboard/test-page-link.tsx";
import type { Agent } from "#features/agents/contract.ts";
import { TestChat, TestChatSkeleton } from "#features/conversations/dashboard/test-chat.tsx";
import { LeadFormSection } from "#features/leads/dashboard/form-card.tsx";
import { t } from "./messages.ts";
import { RecordNotFound } from "./not-found-page.tsx";

/** One chat agent: what it is, a chat to try it, and the ways to others. */
export function AgentPage() {
  const { agentId = "" } = useParams({ strict: false });
  const agent = useQuery(agentQuery(useOrganizationId(), useProjectId(), agentId));
  if (agent.data) return <AgentView key={agentId} agent={agent.data} />;
  if (agent.isPending) return <AgentSkeleton />;
  if (agent.error instanceof ApiError && agent.error.status === 404)
    return <RecordNotFound name="Chat agent" list={{ label: t("agentPage.all"), page: "agents" }} />;
  return (
    <Page title={t("agentPage.chatAgent")}>
      <ErrorState failure={t("agentPage.failed")} error={agent.error} onRetry={() => void agent.refetch()} />
    </Page>
  );
}

function AgentView({ agent }: { agent: Agent }) {
  return (
    <Page title={agent.name} sentence={t("agentPage.sentence")} menu={<AgentMenu agent={agent} />}>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-6">
          <AgentSettings agent={agent} />
          <LeadFormSection agentId={agent.id} />
          <SnippetCard agentId={agent.id} />
          <Card className="flex flex-col gap-3 p-5">
            <div>
              <h2 className="font-semibold">{t("agentPage.testPage")}</h2>
              <p className="text-sm text-soft">{t("agentPage.testPageSentence")}</p>
            </div>
            <TestPageLink agentId={agent.id} />
          </Card>
        </div>
        <div className="lg:sticky lg:top-7">
          {/* A saved name or greeting shows in the chat at once. */}
          <TestChat key={agent.updated_at} agentId={agent.id} />
        </div>
      </div>
    </Page>
  );
}

function AgentMenu({ agent }: { agent: Agent }) {
  const may = useCan()("agent:delete");
  const [isDeleting, setDeleting] = useState(false);
  if (!may) return null;
  return (
    <>
      <Menu trigger={<Button square icon={Ellipsis} aria-label={t("agentPage.actions", { name: agent.name })} />}>
        <MenuItem icon={Trash2} danger onSelect={() => setDeleting(true)}>
          {t("agentPage.deleteAgent")}
        </MenuItem>
      </Menu>
      <DeleteAgentDialog agent={agent} open={isDeleting} onClose={() => setDeleting(false)} />
    </>
  );
}

function AgentSkeleton() {
  return (
    <div role="status" aria-label={t("agentPage.loading")}>
      <title>{t("agentPage.loadingTitle")}</title>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="mt-1 mb-6 h-4 w-80 max-w-full" />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Card className="flex flex-col gap-5 p-5">
          {["h-9", "h-28", "h-20", "h-9"].map((height, index) => (
            <div key={index} className="flex flex-col gap-2">
              <Skeleton className="h-3.5 w-24" />
              <Skeleton className={height} />
            </div>
          ))}
        </Card>
        <TestChatSkeleton />
      </div>
    </div>
  );
}
