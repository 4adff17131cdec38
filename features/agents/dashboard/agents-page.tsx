import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Bot, Plus } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { asOpened, useClose, type How } from "#browser/ui/opened.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatCount } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Pager } from "#browser/ui/pager.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import type { Agent } from "../contract.ts";
import { agentsPerPage, agentsQuery, modelsQuery } from "./agents-query.ts";
import { isOffered } from "./model-fields.tsx";
import { NewAgentDialog } from "./new-agent-dialog.tsx";

const columns: Column<Agent>[] = [
  { id: "name", head: "Name", cell: (agent) => <Name agent={agent} />, phone: "title" },
  { id: "model", head: "Model", width: "22%", cell: ({ model_name }) => <ModelName name={model_name} />, phone: "second" },
  { id: "websites", head: "Websites", width: "14%", cell: (agent) => websitesOf(agent), phone: "second" },
  {
    id: "changed",
    head: "Changed",
    width: "14%",
    cell: ({ updated_at }) => (
      <span className="text-soft">
        <Ago time={updated_at} />
      </span>
    ),
    phone: "hidden",
  },
];

/** The project's chat agents. */
export function AgentsPage() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const may = useCan()("agent:create");
  const whoMay = useWhoMay();
  const [page, setPage] = useState(1);
  const agents = useQuery(agentsQuery(organizationId, projectId, page));
  const isNew = useSearch({ strict: false }).new === true;
  const navigate = useNavigate();
  const leave = useClose();
  const go = (search: { new?: true }, how: How) =>
    void navigate({
      to: "/organizations/$organizationId/projects/$projectId/agents",
      params: { organizationId, projectId },
      search,
      ...how,
    });
  const openDialog = () => go({ new: true }, asOpened);
  const closeDialog = () => leave(() => go({}, { replace: true }));
  const newAgent = may && (
    <Button look="primary" icon={Plus} onClick={openDialog}>
      New agent
    </Button>
  );
  const total = agents.data?.total ?? 0;

  return (
    <Page title="Chat Agents" sentence="Each answers visitors from this project's knowledge base." actions={total > 0 && newAgent}>
      <Loaded query={agents} what="The chat agents" permission="agent:read" skeleton={<SkeletonRows />}>
        {({ data }) =>
          total === 0 ? (
            <EmptyState icon={Bot} title="No chat agent yet" action={newAgent}>
              {may
                ? "An agent has a name, a greeting and instructions. Try it here, then put it on your website with one line."
                : whoMay("agent:create", "create agents", "What they create appears here.")}
            </EmptyState>
          ) : (
            <Table label="Chat agents" columns={columns} rows={data} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
      <Pager page={page} perPage={agentsPerPage} total={total} onChange={setPage} />
      <NewAgentDialog open={isNew && may} onClose={closeDialog} />
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
function ModelName({ name }: { name: string | null }) {
  const { data: models } = useQuery(modelsQuery(useOrganizationId()));
  if (!models) return name ?? "Installation default";
  return name !== null && isOffered(models, name) ? name : (models.default ?? "Built-in answerer");
}

function websitesOf({ allowed_origins: origins, allow_web_views }: Agent): string {
  if (origins.length === 0) return "Any website";
  return `${formatCount(origins.length, "website")}${allow_web_views ? ", apps and files" : ""}`;
}
