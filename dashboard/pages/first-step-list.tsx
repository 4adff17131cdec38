import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { useProject } from "#features/projects/dashboard/project.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { formatDateTime } from "#browser/ui/format.ts";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { useAgentActions } from "#features/agents/dashboard/agents-query.ts";
import { snippetOf } from "#features/agents/dashboard/snippet.tsx";
import { placeOf } from "#features/conversations/dashboard/place-of.ts";
import { useSourceActions } from "#features/knowledge/dashboard/sources.ts";
import { NameOrganizationDialog } from "#features/organizations/dashboard/name-organization-dialog.tsx";
import { stepNames, type FirstSteps, type StepName } from "./first-steps.ts";
import { t } from "./messages.ts";
import { StepList } from "./step-list.tsx";
import type { ProjectFacts } from "./use-project-facts.ts";

type Content = { title: string; detail: ReactNode; action: ReactNode };

/** From a new project to an agent on one's website; each step is done where it stands. */
export function FirstStepList({ facts, steps: { done, next } }: { facts: ProjectFacts; steps: FirstSteps }) {
  const can = useCan();
  const organization = useOrganization();
  const project = useProject();
  const { addSample } = useSourceActions();
  const { create } = useAgentActions();
  const [isNaming, setNaming] = useState(false);
  const params = { organizationId: organization.id, projectId: project.id };
  const [agent] = facts.agents;
  const lookOf = (name: StepName) => (next === name ? "primary" : "secondary");

  const contents: Record<StepName, Content> = {
    organization: {
      title: t("firstStepList.nameYourOrganization"),
      detail: facts.isNamed ? organization.name : t("firstStepList.calledBySignUp", { name: organization.name }),
      action: can("organization:update") && !facts.isNamed && (
        <Button size="small" look={lookOf("organization")} onClick={() => setNaming(true)}>
          {t("firstStepList.nameIt")}
        </Button>
      ),
    },
    project: {
      title: t("firstStepList.createAProject"),
      detail: `${project.name}, ${formatDateTime(project.created_at)}`,
      action: (
        <Link
          to="/organizations/$organizationId/projects/$projectId/settings"
          params={params}
          className={open}
          aria-label={t("firstStepList.openProjectSettings")}
        >
          {t("firstStepList.open")}
        </Link>
      ),
    },
    knowledge: {
      title: t("firstStepList.addKnowledge"),
      detail: <Knowledge facts={facts} />,
      action:
        facts.sourceCount > 0 ? (
          <Link
            to="/organizations/$organizationId/projects/$projectId/knowledge"
            params={params}
            className={open}
            aria-label={t("firstStepList.openKnowledgeBase")}
          >
            {t("firstStepList.open")}
          </Link>
        ) : (
          can("source:create") && (
            <>
              <Link
                to="/organizations/$organizationId/projects/$projectId/knowledge"
                params={params}
                className={buttonClasses({ size: "small" })}
              >
                {t("firstStepList.uploadFiles")}
              </Link>
              <WorkButton look={lookOf("knowledge")} work={addSample}>
                {t("firstStepList.useSample")}
              </WorkButton>
            </>
          )
        ),
    },
    agent: {
      title: t("firstStepList.createAgent"),
      detail: agent ? t("firstStepList.agentAnswers", { name: agent.name }) : t("firstStepList.agentHint"),
      action: agent ? (
        <Link
          to="/organizations/$organizationId/projects/$projectId/agents/$agentId"
          params={{ ...params, agentId: agent.id }}
          className={open}
          aria-label={t("firstStepList.openAgent", { name: agent.name })}
        >
          {t("firstStepList.open")}
        </Link>
      ) : (
        can("agent:create") && (
          <WorkButton look={lookOf("agent")} work={() => create({ name: t("firstStepList.assistant") })}>
            {t("firstStepList.createAnAgent")}
          </WorkButton>
        )
      ),
    },
    website: {
      title: t("firstStepList.onYourWebsite"),
      detail: facts.onWebsite
        ? t("firstStepList.firstSeen", { place: placeOf(facts.onWebsite) })
        : t("firstStepList.snippetHint", { tag: "</body>" }),
      action: agent && !facts.onWebsite && (
        <CopyButton size="small" look={lookOf("website")} text={snippetOf(agent.id)} label={t("firstStepList.copySnippet")} />
      ),
    },
  };

  return (
    <>
      <StepList
        label={t("firstStepList.firstSteps")}
        steps={stepNames.map((name) => ({ ...contents[name], isDone: done.has(name), isNext: next === name }))}
      />
      <NameOrganizationDialog open={isNaming} onClose={() => setNaming(false)} />
    </>
  );
}

const open = buttonClasses({ look: "ghost", size: "small" });

function Knowledge({ facts: { sources, sourceCount } }: { facts: ProjectFacts }) {
  if (sourceCount === 0) return t("firstStepList.yourDocumentsOr");
  const reading = sources.find(({ status }) => status === "processing");
  const synced = sources.filter(({ status }) => status === "synced");
  if (reading && synced.length === 0)
    return (
      <span className="flex flex-wrap items-center gap-x-3">
        {t("firstStepList.reading", { name: reading.name })}
        <ProgressBar label={reading.name} value={reading.progress / 100} />
      </span>
    );
  if (synced.length === 0) return t("firstStepList.noneRead");
  const passages = synced.reduce((sum, { passage_count }) => sum + passage_count, 0);
  const isAll = sourceCount === sources.length;
  return isAll
    ? t("firstStepList.sourcesAndPassages", { sources: sourceCount, passages })
    : t("firstStepList.sources", { sources: sourceCount });
}

/** A button whose work is done in one click; what fails is said. */
function WorkButton({ look, work, children }: { look: "primary" | "secondary"; work: () => Promise<unknown>; children: ReactNode }) {
  const [pending, setPending] = useState(false);
  async function run() {
    setPending(true);
    await work().catch((error: unknown) => toast.error(messageOf(error)));
    setPending(false);
  }
  return (
    <Button size="small" look={look} pending={pending} onClick={() => void run()}>
      {children}
    </Button>
  );
}
