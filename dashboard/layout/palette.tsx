import { Dialog } from "@base-ui/react/dialog";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Folder, LayoutGrid, Plus, type LucideIcon } from "lucide-react";
import { projectsQuery } from "#dashboard/api/project.ts";
import { useMe } from "#dashboard/api/session.ts";
import { Initials } from "#dashboard/ui/initials.tsx";
import { commandInput, commandItem } from "./command-classes.ts";
import { useEntries } from "./use-entries.ts";

/** Ctrl/⌘ K: every page, project and organization, by typing. */
export function Palette({ organizationId, onClose }: { organizationId: string | null; onClose: () => void }) {
  const { organizations } = useMe();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0.2_0.02_250/0.4)]" />
        <Dialog.Popup className="fixed inset-x-4 top-[12vh] z-40 mx-auto max-w-140 rounded-lg bg-surface shadow-lg outline-none">
          <Dialog.Title className="sr-only">Go to a page, a project or an organization</Dialog.Title>
          <Command label="Go to">
            <Command.Input autoFocus placeholder="Go to a page, a project or an organization" className={commandInput} />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1">
              <Command.Empty className="px-2 py-6 text-center text-soft">Nothing has this name.</Command.Empty>
              {organizationId && <Places organizationId={organizationId} onClose={onClose} />}
              <Group heading="Organizations">
                {organizations.map(({ id, name }) => (
                  <Place key={id} id={id} to={`/organizations/${id}/projects`} label={name} onClose={onClose} />
                ))}
                <Place id="all" to="/organizations" label="All organizations" icon={LayoutGrid} onClose={onClose} />
                <Place id="new" to="/organizations?new=true" label="New organization" icon={Plus} onClose={onClose} />
              </Group>
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Places({ organizationId, onClose }: { organizationId: string; onClose: () => void }) {
  const { projectId } = useParams({ strict: false });
  const inProject = useEntries("project", organizationId);
  const inOrganization = [...useEntries("organization", organizationId), ...useEntries("settings", organizationId)];
  const { data: projects } = useQuery(projectsQuery(organizationId));
  return (
    <>
      <Group heading="Pages">
        {(projectId === undefined ? inOrganization : [...inProject, ...inOrganization]).map(({ to, label, icon }) => (
          <Place key={to} id={to} to={to} label={label} icon={icon} onClose={onClose} />
        ))}
      </Group>
      {projects && projects.data.length > 0 && (
        <Group heading="Projects">
          {projects.data.map(({ id, name }) => (
            <Place key={id} id={id} to={`/organizations/${organizationId}/projects/${id}`} label={name} icon={Folder} onClose={onClose} />
          ))}
        </Group>
      )}
    </>
  );
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-soft"
    >
      {children}
    </Command.Group>
  );
}

function Place({ id, to, label, icon: Icon, onClose }: { id: string; to: string; label: string; icon?: LucideIcon; onClose: () => void }) {
  const navigate = useNavigate();
  function go() {
    onClose();
    void navigate({ href: to });
  }
  return (
    <Command.Item value={`${label} ${id}`} onSelect={go} className={commandItem}>
      {Icon ? (
        <span className="flex size-6 shrink-0 items-center justify-center">
          <Icon aria-hidden className="size-4 text-soft" />
        </span>
      ) : (
        <Initials name={label} look="plain" />
      )}
      <bdi className="truncate">{label}</bdi>
    </Command.Item>
  );
}
