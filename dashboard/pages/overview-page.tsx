import { Link } from "@tanstack/react-router";
import { useOrganizationId } from "#dashboard/api/organization.ts";
import { useProject } from "#dashboard/api/project.ts";
import { useEntries } from "#dashboard/layout/use-entries.ts";
import { Card } from "#dashboard/ui/card.tsx";
import { formatDate } from "#dashboard/ui/format.ts";
import { Page } from "#dashboard/ui/page.tsx";

/** A project's first page: what it is, and the ways into it. */
export function OverviewPage() {
  const project = useProject();
  const pages = useEntries("project", useOrganizationId()).slice(1);
  return (
    <Page title={project.name} sentence={project.description || `Made on ${formatDate(project.created_at)}.`}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {pages.map(({ to, label, icon: Icon }) => (
          <Card key={to} className="relative flex items-center gap-3 p-4 transition-colors duration-150 hover:border-line-strong">
            <Icon aria-hidden className="size-4 text-soft" />
            <Link to={to} className="font-medium after:absolute after:inset-0 after:rounded-lg">
              {label}
            </Link>
          </Card>
        ))}
      </div>
    </Page>
  );
}
