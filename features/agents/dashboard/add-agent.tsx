import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Select } from "#browser/ui/select.tsx";
import { projectsQuery } from "#features/projects/dashboard/project.ts";
import type { Agent } from "../contract.ts";
import { agentNamesQuery } from "./agents-query.ts";
import { t } from "./messages.ts";

/** Chooses an agent of any project: first the project, then the agent. */
export function AddAgent({ taken, onAdd }: { taken: readonly string[]; onAdd: (agent: Pick<Agent, "id" | "name">) => void }) {
  const organizationId = useOrganizationId();
  const [projectId, setProjectId] = useState<string | null>(null);
  const projects = useQuery(projectsQuery(organizationId));
  const agents = useQuery({ ...agentNamesQuery(organizationId, projectId ?? ""), enabled: projectId !== null });
  const choices = (agents.data ?? []).filter(({ id }) => !taken.includes(id));
  if (projects.data?.data.length === 0) return null;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Select
        aria-label={t("addAgent.project")}
        className="w-auto min-w-44"
        placeholder={t("addAgent.add")}
        options={(projects.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={projectId}
        onChange={setProjectId}
        disabled={!projects.data}
      />
      {agents.data &&
        (choices.length === 0 ? (
          <span className="text-sm text-soft">{agents.data.length === 0 ? t("addAgent.none") : t("addAgent.allListed")}</span>
        ) : (
          <Select
            aria-label={t("addAgent.agent")}
            className="w-auto min-w-44"
            placeholder={t("addAgent.choose")}
            options={choices.map(({ id, name }) => ({ value: id, label: name }))}
            value={null}
            onChange={(id) => {
              const agent = choices.find((choice) => choice.id === id);
              if (agent) onAdd(agent);
            }}
          />
        ))}
      {agents.isError && <span className="text-sm text-bad">{t("addAgent.notListed")}</span>}
    </div>
  );
}
