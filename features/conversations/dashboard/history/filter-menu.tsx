import { Popover } from "@base-ui/react/popover";
import { useQuery } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { useId } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { inputClasses } from "#browser/ui/field.tsx";
import { Select, type Option } from "#browser/ui/select.tsx";
import { agentNamesQuery, agentQuery } from "#features/agents/dashboard/agents-query.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useConversationsSearch } from "../conversations-search-params.ts";
import { choicesQuery } from "../conversations.ts";
import { t } from "../messages.ts";
import { outcomeOptions } from "../outcome.tsx";
import { websiteName } from "../place-of.ts";
import { useTeam } from "../team.ts";
import { countFilters, noFilters, withAssignee } from "./list-filter.ts";

/** What the list is filtered by beside the views, behind a button. */
export function FilterMenu() {
  const { search, replace } = useConversationsSearch();
  const count = countFilters(search);
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <Button
            square
            icon={ListFilter}
            aria-label={count > 0 ? t("filterMenu.filtersOn", { count }) : t("filterMenu.filters")}
            className={count > 0 ? "border-accent bg-accent-soft text-accent hover:bg-accent-soft" : undefined}
          />
        }
      />
      <Popover.Portal>
        <Popover.Positioner className="z-30" align="end" sideOffset={4} collisionPadding={8}>
          <Popover.Popup
            aria-label={t("filterMenu.filters")}
            className="motion-over flex max-h-(--available-height) w-80 max-w-(--available-width) flex-col gap-3 overflow-y-auto rounded-md bg-surface p-4 shadow-lg outline-none"
          >
            <Filters />
            {count > 0 && (
              <Button size="small" className="self-start" onClick={() => replace(noFilters)}>
                {t("filterMenu.clear")}
              </Button>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Filters() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { search, replace } = useConversationsSearch();
  const { data: choices } = useQuery(choicesQuery(organizationId, projectId));
  const { members } = useTeam();
  const people = [
    { value: "me", label: t("filterMenu.you") },
    ...members.map(({ id, name }) => ({ value: id, label: name })),
    { value: "none", label: t("filterMenu.nobody") },
  ];
  const another = { value: search.assignee ?? "", label: t("filterMenu.somebodyElse") };
  return (
    <>
      <Filter label={t("filterMenu.agent")} all={t("filterMenu.allAgents")} options={useAgentOptions()} name="agent" />
      <Filter label={t("filterMenu.outcome")} all={t("filterMenu.allOutcomes")} options={outcomeOptions} name="outcome" />
      <Filter
        label={t("filterMenu.website")}
        all={t("filterMenu.allWebsites")}
        options={withChosen(choices?.websites, search.website).map((value) => ({ value, label: websiteName(value) }))}
        name="website"
      />
      <Filter
        label={t("filterMenu.tag")}
        all={t("filterMenu.allTags")}
        options={withChosen(choices?.tags, search.tag).map((value) => ({ value, label: value }))}
        name="tag"
      />
      <Choice
        label={t("filterMenu.assignee")}
        all={t("filterMenu.anybody")}
        options={people.some(({ value }) => value === search.assignee) || search.assignee === undefined ? people : [...people, another]}
        value={search.assignee}
        onChange={(next) => replace(withAssignee(next, search.view))}
      />
      <Filter
        label={t("filterMenu.rating")}
        all={t("filterMenu.allRatings")}
        options={[
          { value: "helped", label: t("filterMenu.helped") },
          { value: "not", label: t("filterMenu.didNotHelp") },
        ]}
        name="rating"
      />
      <Filter
        label={t("filterMenu.unread")}
        all={t("filterMenu.readToo")}
        options={[{ value: "only", label: t("filterMenu.unreadOnly") }]}
        name="unread"
      />
      <Filter
        label={t("filterMenu.tests")}
        all={t("filterMenu.testsToo")}
        options={[
          { value: "none", label: t("filterMenu.testsOut") },
          { value: "only", label: t("filterMenu.testsOnly") },
        ]}
        name="tests"
      />
      <div className="grid grid-cols-2 gap-2">
        <Day label={t("filterMenu.from")} name="from" />
        <Day label={t("filterMenu.to")} name="to" />
      </div>
    </>
  );
}

/** A filter whose value the address says under its name. */
function Filter({
  name,
  ...props
}: {
  label: string;
  all: string;
  options: readonly Option[];
  name: "agent" | "outcome" | "website" | "tag" | "rating" | "unread" | "tests";
}) {
  const { search, replace } = useConversationsSearch();
  return <Choice {...props} value={search[name]} onChange={(next) => replace({ [name]: next })} />;
}

const everything = "all";

function Choice({
  label,
  all,
  options,
  value,
  onChange,
}: {
  label: string;
  all: string;
  options: readonly Option[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <div className="flex items-center gap-3">
      <span aria-hidden className="w-20 shrink-0 text-sm text-soft">
        {label}
      </span>
      <Select
        aria-label={label}
        className="min-w-0 flex-1"
        options={[{ value: everything, label: all }, ...options]}
        value={value ?? everything}
        onChange={(next) => onChange(next === everything ? undefined : next)}
      />
    </div>
  );
}

function Day({ label, name }: { label: string; name: "from" | "to" }) {
  const id = useId();
  const { search, replace } = useConversationsSearch();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm text-soft">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={search[name] ?? ""}
        onChange={({ currentTarget: { value } }) => replace({ [name]: value || undefined })}
        className={inputClasses}
      />
    </div>
  );
}

/** The one in the address may be none of the first hundred, or gone. */
function useAgentOptions(): Option[] {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { agent } = useConversationsSearch().search;
  const { data: agents = [] } = useQuery(agentNamesQuery(organizationId, projectId));
  const unlisted = agents.some(({ id }) => id === agent) ? undefined : agent;
  const named = useQuery({ ...agentQuery(organizationId, projectId, unlisted ?? ""), enabled: unlisted !== undefined });
  const options = agents.map(({ id, name }) => ({ value: id, label: name }));
  if (unlisted === undefined) return options;
  const label = named.data?.name ?? (named.isError ? t("filterMenu.aDeletedAgent") : t("filterMenu.anotherAgent"));
  return [...options, { value: unlisted, label }];
}

/** What is chosen stays to be seen, also where no new conversation has it. */
const withChosen = (known: readonly string[] = [], chosen: string | undefined) =>
  chosen === undefined || known.includes(chosen) ? known : [...known, chosen];
