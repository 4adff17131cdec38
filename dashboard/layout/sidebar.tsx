import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, LayoutGrid, Search } from "lucide-react";
import { Suspense } from "react";
import { projectQuery } from "#features/projects/dashboard/project.ts";
import { Kbd } from "#browser/ui/kbd.tsx";
import { useEntries, type Entry } from "#browser/ui/use-entries.ts";
import { t } from "../messages.ts";
import { NavLink } from "./nav-link.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { UserMenu } from "./user-menu.tsx";

/** Switcher, the pages of where one is, and at the foot the way to everything else. */
export function Sidebar({ organizationId, onPalette }: { organizationId: string | null; onPalette?: () => void }) {
  const { organizationId: inAddress, projectId } = useParams({ strict: false });
  return (
    <div className="flex h-full flex-col overflow-y-auto px-3 py-3">
      {organizationId && <OrganizationSwitcher organizationId={organizationId} />}
      {onPalette && (
        <button
          type="button"
          onClick={onPalette}
          className="mt-2 flex h-8 shrink-0 items-center gap-2.5 rounded-sm px-2 text-soft transition-colors duration-150 hover:text-text"
        >
          <Search aria-hidden className="size-4" />
          <span className="flex-1 text-left">{t("sidebar.goTo")}</span>
          <Kbd>{navigator.userAgent.includes("Mac") ? "⌘K" : t("sidebar.ctrlK")}</Kbd>
        </button>
      )}
      <nav aria-label={t("sidebar.pages")} className="mt-2 flex-1">
        {organizationId &&
          (inAddress !== undefined && projectId !== undefined ? (
            <ProjectPages organizationId={organizationId} projectId={projectId} />
          ) : (
            <OrganizationPages organizationId={organizationId} />
          ))}
      </nav>
      <div className="mt-4 flex flex-col gap-0.5">
        <NavLink to="/organizations" icon={LayoutGrid} exact>
          {t("sidebar.organizations")}
        </NavLink>
        <UserMenu />
      </div>
    </div>
  );
}

function OrganizationPages({ organizationId }: { organizationId: string }) {
  const settings = useEntries("settings", organizationId);
  return (
    <>
      <Entries entries={useEntries("organization", organizationId)} />
      {settings.length > 0 && (
        <>
          <h2 className="mt-4 mb-1.5 px-2 text-xs font-medium text-soft">{t("sidebar.settings")}</h2>
          <Entries entries={settings} />
        </>
      )}
    </>
  );
}

function ProjectPages({ organizationId, projectId }: { organizationId: string; projectId: string }) {
  const { data: project } = useQuery(projectQuery(organizationId, projectId));
  return (
    <>
      <Link
        to="/organizations/$organizationId/projects"
        params={{ organizationId }}
        className="inline-flex h-7 items-center gap-2 rounded-sm px-2 text-sm text-soft hover:text-text pointer-coarse:h-11"
      >
        <ArrowLeft aria-hidden className="size-3.5" />
        {t("sidebar.projects")}
      </Link>
      <p className="mb-2 truncate px-2 py-1 font-semibold">{project?.name ?? " "}</p>
      <Entries entries={useEntries("project", organizationId)} />
    </>
  );
}

function Entries({ entries }: { entries: Entry[] }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {entries.map(({ to, icon, label, Badge }) => (
        <li key={to}>
          <NavLink
            to={to}
            icon={icon}
            exact={entries.some((other) => other.to !== to && other.to.startsWith(`${to}/`))}
            badge={
              Badge && (
                <Suspense>
                  <Badge />
                </Suspense>
              )
            }
          >
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
