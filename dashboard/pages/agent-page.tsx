import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Copy, Ellipsis, Trash2 } from "lucide-react";
import { useState } from "react";
import { ApiError } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { agentQuery } from "#features/agents/dashboard/agents-query.ts";
import { DeleteAgentDialog } from "#features/agents/dashboard/delete-agent-dialog.tsx";
import { OwnSettings } from "#features/agents/dashboard/own-settings.tsx";
import { DuplicateDialog } from "#features/agents/dashboard/studio/duplicate-dialog.tsx";
import { Studio } from "#features/agents/dashboard/studio/studio.tsx";
import { draftQuery } from "#features/agents/dashboard/studio/studio-query.ts";
import { IdentityCard } from "#features/agents/dashboard/identity-card.tsx";
import { SnippetCard } from "#features/agents/dashboard/snippet.tsx";
import { TestPageLink } from "#features/agents/dashboard/test-page-link.tsx";
import type { Agent } from "#features/agents/contract.ts";
import { DraftChecksState } from "#features/checks/dashboard/draft-checks.tsx";
import { TestChat, TestChatSkeleton } from "#features/conversations/dashboard/test-chat.tsx";
import { LeadFormSection } from "#features/leads/dashboard/form-card.tsx";
import { t } from "./messages.ts";
import { RecordNotFound } from "./not-found-page.tsx";

/** The studio of one chat agent. */
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
  const { tab } = useParams({ strict: false });
  const draft = useQuery(draftQuery(useOrganizationId(), agent.project_id, agent.id));
  const sentence = t("agentPage.sentence", { number: agent.published_version });
  return (
    <Page title={agent.name} sentence={sentence} menu={<AgentMenu agent={agent} />}>
      <Loaded query={draft} failure={t("agentPage.failed")} permission="agent:read" skeleton={<StudioSkeleton />}>
        {(loaded) => (
          <Studio
            agent={agent}
            draft={loaded}
            tab={tab}
            website={<WebsiteTab agent={agent} />}
            Checks={DraftChecksState}
            widget={<TestChat key={agent.updated_at} agentId={agent.id} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Where the agent answers and what it asks there: no part of a version. */
function WebsiteTab({ agent }: { agent: Agent }) {
  return (
    <>
      <OwnSettings agent={agent} />
      <LeadFormSection agentId={agent.id} />
      <SnippetCard agentId={agent.id} />
      <Card className="flex flex-col gap-3 p-5">
        <div>
          <h2 className="font-semibold">{t("agentPage.testPage")}</h2>
          <p className="text-sm text-soft">{t("agentPage.testPageSentence")}</p>
        </div>
        <TestPageLink agentId={agent.id} />
      </Card>
      <IdentityCard agentId={agent.id} />
    </>
  );
}

function AgentMenu({ agent }: { agent: Agent }) {
  const can = useCan();
  const [dialog, setDialog] = useState<"duplicate" | "delete" | null>(null);
  const close = () => setDialog(null);
  if (!can("agent:delete") && !can("agent:create")) return null;
  return (
    <>
      <Menu trigger={<Button square icon={Ellipsis} aria-label={t("agentPage.actions", { name: agent.name })} />}>
        {can("agent:create") && (
          <MenuItem icon={Copy} onSelect={() => setDialog("duplicate")}>
            {t("agentPage.duplicateAgent")}
          </MenuItem>
        )}
        {can("agent:delete") && (
          <MenuItem icon={Trash2} danger onSelect={() => setDialog("delete")}>
            {t("agentPage.deleteAgent")}
          </MenuItem>
        )}
      </Menu>
      <DuplicateDialog agent={agent} open={dialog === "duplicate"} onClose={close} />
      <DeleteAgentDialog agent={agent} open={dialog === "delete"} onClose={close} />
    </>
  );
}

function AgentSkeleton() {
  return (
    <div role="status" aria-label={t("agentPage.loading")}>
      <title>{t("agentPage.loadingTitle")}</title>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="mt-1 mb-6 h-4 w-80 max-w-full" />
      <StudioSkeleton />
    </div>
  );
}

function StudioSkeleton() {
  return (
    <>
      <Skeleton className="mb-5 h-12" />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_380px]">
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
    </>
  );
}
