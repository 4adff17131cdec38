import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { cn } from "#browser/ui/cn.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useConversationsSearch, View } from "../conversations-search-params.ts";
import { countsQuery, howManyQuery } from "../conversations.ts";
import { t } from "../messages.ts";
import { viewFilters, withView } from "./list-filter.ts";

const labels: Record<View, string> = {
  waiting: t("viewChips.waiting"),
  mine: t("viewChips.mine"),
  ai: t("viewChips.ai"),
  unassigned: t("viewChips.unassigned"),
  closed: t("viewChips.closed"),
};

/** The lists that a person looks at most, with how many are in them; a second press shows all again. */
export function ViewChips() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { search, replace } = useConversationsSearch();
  const { data: counts } = useQuery(countsQuery(organizationId, projectId));
  const { data: ai } = useQuery(howManyQuery(organizationId, projectId, viewFilters.ai));
  const numbers: Partial<Record<View, number | undefined>> = { ...counts, ai };
  return (
    <div role="group" aria-label={t("viewChips.label")} className="flex flex-wrap gap-1">
      {View.options.map((view) => {
        const isOn = search.view === view;
        return (
          <button
            key={view}
            type="button"
            aria-pressed={isOn}
            onClick={() => replace(withView(isOn ? undefined : view))}
            className={cn(
              "inline-flex h-7 items-center gap-1 rounded-sm border px-[7px] text-xs font-medium whitespace-nowrap transition-colors duration-150 pointer-coarse:h-11 pointer-coarse:px-3 pointer-coarse:text-sm",
              isOn ? "border-transparent bg-accent-soft text-accent" : "bg-surface text-soft hover:bg-hover",
            )}
          >
            {labels[view]}
            {numbers[view] !== undefined && (
              <span className={cn("font-semibold tabular-nums", !isOn && "text-text")}>
                {t("viewChips.count", { count: numbers[view] })}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
