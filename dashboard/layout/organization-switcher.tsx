import { Popover } from "@base-ui/react/popover";
import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { organizationQuery } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { cn } from "#browser/ui/cn.ts";
import { Initials } from "#browser/ui/initials.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { t } from "../messages.ts";

const SwitcherList = lazy(() => import("./switcher-list.tsx").then((module) => ({ default: module.SwitcherList })));

/** The organization that one is in, and the way to the others. */
export function OrganizationSwitcher({ organizationId, compact = false }: { organizationId: string; compact?: boolean }) {
  const [open, setOpen] = useState(false);
  const { data: organization } = useQuery(organizationQuery(organizationId));
  const listed = useMe().organizations.find(({ id }) => id === organizationId);
  const name = organization?.name ?? listed?.name ?? "";
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className={cn(
          "flex h-9 items-center gap-2 rounded-sm px-2 text-left font-semibold transition-colors duration-150 hover:bg-hover pointer-coarse:h-11",
          compact ? "max-w-full" : "w-full",
        )}
      >
        <Initials name={name} look="selected" />
        <span className="relative min-w-0 flex-1 truncate">
          {t.rich("organizationSwitcher.current", { name, unseen: (text) => <span className="sr-only">{text}</span> })}
        </span>
        {!compact && <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-soft" />}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="z-50" align="start" sideOffset={4}>
          <Popover.Popup
            className="motion-over w-64 rounded-md bg-surface shadow-lg outline-none"
            aria-label={t("organizationSwitcher.switchOrganization")}
          >
            <Suspense fallback={<SkeletonRows rows={3} />}>
              <SwitcherList organizationId={organizationId} onDone={() => setOpen(false)} />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
