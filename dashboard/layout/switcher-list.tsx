import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Check, Plus } from "lucide-react";
import { useMe } from "#dashboard/api/session.ts";
import { Initials } from "#dashboard/ui/initials.tsx";
import { commandInput, commandItem } from "./command-classes.ts";
import { byLabel } from "./command-filter.ts";

/** The user's organizations, searched as one types. */
export function SwitcherList({ organizationId, onDone }: { organizationId: string; onDone: () => void }) {
  const { organizations } = useMe();
  const navigate = useNavigate();

  function go(to: () => Promise<void>) {
    onDone();
    void to();
  }

  return (
    <Command label="Switch organization" filter={byLabel}>
      <Command.Input autoFocus placeholder="Find an organization" className={commandInput} />
      <Command.List label="Organizations" className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-4 text-center text-soft">No organization has this name.</Command.Empty>
        {organizations.map(({ id, name }) => (
          <Command.Item
            key={id}
            value={id}
            keywords={[name]}
            onSelect={() => go(() => navigate({ to: "/organizations/$organizationId/projects", params: { organizationId: id } }))}
            className={commandItem}
          >
            <Initials name={name} look={id === organizationId ? "selected" : "plain"} />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            {id === organizationId && <Check aria-label="You are here" className="size-4 text-accent" />}
          </Command.Item>
        ))}
        <Command.Separator className="-mx-1 my-1 h-px bg-line" alwaysRender />
        <Command.Item
          forceMount
          value="new"
          onSelect={() => go(() => navigate({ to: "/organizations", search: { new: true } }))}
          className={commandItem}
        >
          <span className="flex size-6 items-center justify-center">
            <Plus aria-hidden className="size-4 text-soft" />
          </span>
          New organization
        </Command.Item>
      </Command.List>
    </Command>
  );
}
