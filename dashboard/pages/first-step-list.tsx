import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { useProject } from "#features/projects/dashboard/project.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { formatCount, formatDateTime } from "#browser/ui/format.ts";
import { ProgressBar } from "#browser/ui/progress-bar.tsx";
import { useAgentActions } from "#features/agents/dashboard/agents-query.ts";
import { snippetOf } from "#features/agents/dashboard/snippet.tsx";
import { placeOf } from "#features/conversations/dashboard/place-of.ts";
import { useSourceActions } from "#features/knowledge/dashboard/sources.ts";
import { NameOrganizationDialog } from "#features/organizations/dashboard/name-organization-dialog.tsx";
import { stepNames, type FirstSteps, type StepName } from "./first-steps.ts";
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
      title: "Name your organization",
      detail: facts.isNamed ? organization.name : `Sign-up called it “${organization.name}”`,
      action: can("organization:update") && !facts.isNamed && (
        <Button size="small" look={lookOf("organization")} onClick={() => setNaming(true)}>
          Name it
        </Button>
      ),
    },
    project: {
      title: "Create a project",
      detail: `${project.name}, ${formatDateTime(project.created_at)}`,
      action: (
        <Link
          to="/organizations/$organizationId/projects/$projectId/settings"
          params={params}
          className={open}
          aria-label="Open Project Settings"
        >
          Open
        </Link>
      ),
    },
    knowledge: {
      title: "Add knowledge",
      detail: <Knowledge facts={facts} />,
      action:
        facts.sourceCount > 0 ? (
          <Link
            to="/organizations/$organizationId/projects/$projectId/knowledge"
            params={params}
            className={open}
            aria-label="Open Knowledge Base"
          >
            Open
          </Link>
        ) : (
          can("source:create") && (
            <>
              <Link
                to="/organizations/$organizationId/projects/$projectId/knowledge"
                params={params}
                className={buttonClasses({ size: "small" })}
              >
                Upload Files
              </Link>
              <WorkButton look={lookOf("knowledge")} work={addSample}>
                Use the sample document
              </WorkButton>
            </>
          )
        ),
    },
    agent: {
      title: "Create a chat agent",
      detail: agent ? `${agent.name} answers from this knowledge` : "It answers at once; change it later",
      action: agent ? (
        <Link
          to="/organizations/$organizationId/projects/$projectId/agents/$agentId"
          params={{ ...params, agentId: agent.id }}
          className={open}
          aria-label={`Open ${agent.name}`}
        >
          Open
        </Link>
      ) : (
        can("agent:create") && (
          <WorkButton look={lookOf("agent")} work={() => create({ name: "Assistant" })}>
            Create an agent
          </WorkButton>
        )
      ),
    },
    website: {
      title: "Put it on your website",
      detail: facts.onWebsite ? `First seen on ${placeOf(facts.onWebsite)}` : "One line before </body>, done at the first question",
      action: agent && !facts.onWebsite && (
        <CopyButton size="small" look={lookOf("website")} text={snippetOf(agent.id)} label="Copy snippet" />
      ),
    },
  };

  return (
    <>
      <StepList
        label="First steps"
        steps={stepNames.map((name) => ({ ...contents[name], isDone: done.has(name), isNext: next === name }))}
      />
      <NameOrganizationDialog open={isNaming} onClose={() => setNaming(false)} />
    </>
  );
}

const open = buttonClasses({ look: "ghost", size: "small" });

function Knowledge({ facts: { sources, sourceCount } }: { facts: ProjectFacts }) {
  if (sourceCount === 0) return "Your documents, or the sample";
  const reading = sources.find(({ status }) => status === "processing");
  const synced = sources.filter(({ status }) => status === "synced");
  if (reading && synced.length === 0)
    return (
      <span className="flex flex-wrap items-center gap-x-3">
        Reading {reading.name}
        <ProgressBar label={reading.name} value={reading.progress / 100} />
      </span>
    );
  if (synced.length === 0) return "No file could be read. The Knowledge Base says why";
  const passages = synced.reduce((sum, { passage_count }) => sum + passage_count, 0);
  const isAll = sourceCount === sources.length;
  return isAll ? `${formatCount(sourceCount, "source")}, ${formatCount(passages, "passage")}` : formatCount(sourceCount, "source");
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
