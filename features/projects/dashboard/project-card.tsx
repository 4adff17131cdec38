import { Link } from "@tanstack/react-router";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { Ago } from "#browser/ui/ago.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import type { Project, ProjectCard as ProjectFacts } from "../contract.ts";
import { DeleteProjectDialog, useMayDeleteProject } from "./delete-project-dialog.tsx";
import { t } from "./messages.ts";
import { RenameProjectDialog } from "./rename-project-dialog.tsx";

/** A project; all of the card is the link, its menu renames and deletes. */
export function ProjectCard({ project }: { project: ProjectFacts }) {
  const organizationId = useOrganizationId();
  return (
    <li>
      <Card className="relative flex h-full min-h-28 flex-col p-4 transition-colors duration-150 hover:border-line-strong">
        <div className="flex items-start gap-2">
          <h2 className="min-w-0 flex-1 truncate py-0.5 font-semibold">
            <Link
              to="/organizations/$organizationId/projects/$projectId"
              params={{ organizationId, projectId: project.id }}
              className="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-1 focus-visible:after:outline-accent"
            >
              {project.name}
            </Link>
          </h2>
          <ProjectMenu project={project} />
        </div>
        <p dir="auto" className="line-clamp-2 text-left text-sm text-soft">
          {project.description}
        </p>
        <p className="mt-auto flex flex-wrap justify-between gap-x-3 pt-3 text-sm text-soft tabular-nums">
          <span>{countsOf(project)}</span>
          <span>
            {t.rich("projectCard.lastActivity", {
              unseen: (text) => <span className="sr-only">{text}</span>,
              ago: () => <Ago time={project.last_active_at} />,
            })}
          </span>
        </p>
      </Card>
    </li>
  );
}

/** "2 agents · 14 sources · 1,204 conversations"; what the reader may not see is left out. */
function countsOf({ agent_count, source_count, conversation_count }: ProjectFacts): string {
  const counts = { agents: agent_count, sources: source_count, conversations: conversation_count };
  return things.flatMap((thing) => (counts[thing] === null ? [] : countOf(counts[thing], thing))).join(" · ");
}

const things = ["agents", "sources", "conversations"] as const;

/** The API counts so far. */
const countedMax = 10_000;

const countOf = (count: number, thing: (typeof things)[number]) =>
  count >= countedMax ? t(`projectCard.${thing}OrMore`, { count: formatNumber(countedMax) }) : t(`projectCard.${thing}`, { count });

function ProjectMenu({ project }: { project: Project }) {
  const can = useCan();
  const mayDelete = useMayDeleteProject(project);
  const [dialog, setDialog] = useState<"rename" | "delete" | null>(null);
  if (!can("project:update") && !mayDelete) return null;

  return (
    <div className="relative z-10 -mt-0.5 -mr-1.5 pointer-coarse:-my-2.5 pointer-coarse:-mr-3">
      <Menu
        trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("projectCard.actions", { name: project.name })} />}
      >
        {can("project:update") && (
          <MenuItem icon={Pencil} onSelect={() => setDialog("rename")}>
            {t("projectCard.rename")}
          </MenuItem>
        )}
        {mayDelete && (
          <MenuItem icon={Trash2} danger onSelect={() => setDialog("delete")}>
            {t("projectCard.deleteProject")}
          </MenuItem>
        )}
      </Menu>
      <RenameProjectDialog project={project} open={dialog === "rename"} onClose={() => setDialog(null)} />
      <DeleteProjectDialog project={project} open={dialog === "delete"} onClose={() => setDialog(null)} />
    </div>
  );
}
