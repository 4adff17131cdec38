import { Dialog } from "@base-ui/react/dialog";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Check, Folder, LayoutGrid, Plus, User, type LucideIcon } from "lucide-react";
import { useDeferredValue, useState, type ReactNode } from "react";
import { projectsPerPage, projectsQuery } from "#dashboard/api/project.ts";
import { useMe } from "#dashboard/api/session.ts";
import { Initials } from "#dashboard/ui/initials.tsx";
import { commandInput, commandItem } from "./command-classes.ts";
import { byLabel } from "./command-filter.ts";
import { useEntries } from "./use-entries.ts";

/** Ctrl/⌘ K: every page, project and organization, by typing. */
export function Palette({ organizationId, onClose }: { organizationId: string | null; onClose: () => void }) {
  const { organizations } = useMe();
  const [words, setWords] = useState("");
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0.2_0.02_250/0.4)]" />
        <Dialog.Popup className="fixed inset-x-4 top-[12vh] z-40 mx-auto max-w-140 rounded-lg bg-surface shadow-lg outline-none">
          <Dialog.Title className="sr-only">Go to a page, a project or an organization</Dialog.Title>
          <Command label="Go to" filter={byLabel}>
            <Command.Input
              autoFocus
              placeholder="Go to a page, a project or an organization"
              value={words}
              onValueChange={setWords}
              className={commandInput}
            />
            <Command.List label="Places" className="max-h-[50vh] overflow-y-auto p-1">
              <Command.Empty className="px-2 py-6 text-center text-soft">Nothing has this name.</Command.Empty>
              <Group heading="Pages">
                {organizationId && <OrganizationPages organizationId={organizationId} onClose={onClose} />}
                <Place to="/organizations" label="Organizations" icon={LayoutGrid} onClose={onClose} />
                <Place to="/organizations?new=true" label="New organization" icon={Plus} onClose={onClose} />
                <Place to="/profile" label="Profile" icon={User} onClose={onClose} />
              </Group>
              {organizationId && <Projects organizationId={organizationId} words={words} onClose={onClose} />}
              <Group heading="Organizations">
                {organizations.map(({ id, name }) => (
                  <Place key={id} to={`/organizations/${id}/projects`} label={name} isHere={id === organizationId} onClose={onClose} />
                ))}
              </Group>
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Those of the project in the address first. */
function OrganizationPages({ organizationId, onClose }: { organizationId: string; onClose: () => void }) {
  const { projectId } = useParams({ strict: false });
  const inProject = useEntries("project", organizationId);
  const inOrganization = [...useEntries("organization", organizationId), ...useEntries("settings", organizationId)];
  return (projectId === undefined ? inOrganization : [...inProject, ...inOrganization]).map(({ to, label, icon }) => (
    <Place key={to} to={to} label={label} icon={icon} onClose={onClose} />
  ));
}

/** The projects of the organization; where one call does not hold all of them, those that the server finds. */
function Projects({ organizationId, words, onClose }: { organizationId: string; words: string; onClose: () => void }) {
  const first = useQuery(projectsQuery(organizationId));
  const hasMore = (first.data?.total ?? 0) > projectsPerPage;
  const query = useDeferredValue(words.trim());
  const found = useQuery({
    ...projectsQuery(organizationId, 1, query),
    enabled: hasMore && query !== "",
    placeholderData: keepPreviousData,
  });
  const projects = (query !== "" && found.data?.data) || first.data?.data || [];
  if (projects.length === 0) return null;
  return (
    <Group heading="Projects">
      {projects.map(({ id, name }) => (
        <Place key={id} to={`/organizations/${organizationId}/projects/${id}`} label={name} icon={Folder} onClose={onClose} />
      ))}
    </Group>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-soft"
    >
      {children}
    </Command.Group>
  );
}

type PlaceProps = { to: string; label: string; icon?: LucideIcon; isHere?: boolean; onClose: () => void };

function Place({ to, label, icon: Icon, isHere = false, onClose }: PlaceProps) {
  const navigate = useNavigate();
  function go() {
    onClose();
    void navigate({ href: to });
  }
  return (
    <Command.Item value={to} keywords={[label]} onSelect={go} className={commandItem}>
      {Icon ? (
        <span className="flex size-6 shrink-0 items-center justify-center">
          <Icon aria-hidden className="size-4 text-soft" />
        </span>
      ) : (
        <Initials name={label} look={isHere ? "selected" : "plain"} />
      )}
      <bdi className="min-w-0 flex-1 truncate">{label}</bdi>
      {isHere && <Check aria-label="You are here" className="size-4 text-accent" />}
    </Command.Item>
  );
}
