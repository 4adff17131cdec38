import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bot, Plus } from "lucide-react";
import { useState, type ComponentType } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Page } from "#browser/ui/page.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import { NewSearch, useSearchParams } from "#browser/ui/use-search-params.ts";
import type { Agent } from "../contract.ts";
import { agentsQuery, modelsQuery } from "./agents-query.ts";
import { t } from "./messages.ts";
import { isOffered } from "./model-select.tsx";

const columns: Column<Agent>[] = [
  { id: "name", head: t("agentsPage.name"), cell: (agent) => <Name agent={agent} />, phone: "title" },
  { id: "model", head: t("agentsPage.model"), width: "22%", cell: (agent) => <ModelName agent={agent} />, phone: "second" },
  { id: "websites", head: t("agentsPage.websites"), width: "14%", cell: (agent) => websitesOf(agent), phone: "second" },
  {
    id: "changed",
    head: t("agentsPage.changed"),
    width: "14%",
    cell: ({ updated_at }) => (
      <span className="text-soft">
        <Ago time={updated_at} />
      </span>
    ),
    phone: "hidden",
  },
];

/** The project's chat agents. @param NewAgent the dialog that creates one */
export function AgentsPage({ NewAgent }: { NewAgent: ComponentType<{ open: boolean; onClose: () => void }> }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const may = useCan()("agent:create");
  const whoMay = useWhoMay();
  const [page, setPage] = useState(1);
  const agents = useQuery(agentsQuery(organizationId, projectId, page));
  const { search, open, close } = useSearchParams(NewSearch, {});
  const newAgent = may && (
    <Button look="primary" icon={Plus} onClick={() => open({ new: true })}>
      {t("agentsPage.newAgent")}
    </Button>
  );
  const total = agents.data?.total ?? 0;

  return (
    <Page title={t("agentsPage.chatAgents")} sentence={t("agentsPage.sentence")} actions={total > 0 && newAgent}>
      <PagedList
        query={agents}
        failure={t("agentsPage.failed")}
        permission="agent:read"
        counted={(count) => t("agentsPage.counted", { count })}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={Bot} title={t("agentsPage.none")} action={newAgent}>
            {may ? t("agentsPage.noneSentence") : whoMay("agent:create", (roles) => t("agentsPage.whoMay", { roles }))}
          </EmptyState>
        }
      >
        {({ data }) => <Table label={t("agentsPage.list")} columns={columns} rows={data} rowKey={({ id }) => id} />}
      </PagedList>
      <NewAgent open={search.new === true && may} onClose={() => close("new")} />
    </Page>
  );
}

function Name({ agent }: { agent: Agent }) {
  const organizationId = useOrganizationId();
  return (
    <div className="min-w-0 py-1">
      <Link
        to="/organizations/$organizationId/projects/$projectId/agents/$agentId"
        params={{ organizationId, projectId: agent.project_id, agentId: agent.id }}
        className="font-medium [overflow-wrap:anywhere] hover:underline hover:underline-offset-2"
      >
        {agent.name}
      </Link>
      <p dir="auto" className="line-clamp-1 text-left text-sm text-soft max-md:hidden">
        {agent.greeting}
      </p>
    </div>
  );
}

/** An agent that names no model, or one that is not offered, is answered for by what the installation has. */
function ModelName({ agent: { model_name: name, model_provider_id } }: { agent: Agent }) {
  const { data: models } = useQuery(modelsQuery(useOrganizationId()));
  if (!models) return name ?? t("agentsPage.installationDefault");
  return name !== null && isOffered(models, { provider_id: model_provider_id, model_name: name })
    ? name
    : (models.default ?? t("agentsPage.builtInAnswerer"));
}

function websitesOf({ allowed_origins: origins, allow_web_views }: Agent): string {
  if (origins.length === 0) return t("agentsPage.anyWebsite");
  return `${t("agentsPage.websiteCount", { count: origins.length })}${allow_web_views ? ", apps and files" : ""}`;
}
