import { Link } from "@tanstack/react-router";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { ListHead } from "#browser/ui/list-head.tsx";
import { asOpened } from "#browser/ui/opened.ts";
import { Table, type Column } from "#browser/ui/table.tsx";
import { useChoice } from "#browser/ui/use-choice.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Check } from "../contract.ts";
import { CheckMenu } from "./check-menu.tsx";
import { ChangeBadge, expectedOf } from "./check-words.tsx";
import { useChecksSearch } from "./checks-search-params.ts";
import { useCheckActions } from "./checks.ts";
import { t } from "./messages.ts";

/** The checks of a page, what changed with the last run first. */
export function CheckList({ checks, total }: { checks: readonly Check[]; total: number }) {
  const mayDelete = useCan()("check:delete");
  const { removeOne, refresh } = useCheckActions();
  const choice = useChoice(checks, () => mayDelete);
  const bulk = {
    choice,
    says: {
      act: (count: number) => t("checksTab.delete", { count }),
      ask: (count: number) => t("checksTab.deleteTitle", { count }),
      done: (count: number) => t("checksTab.deleted", { count }),
      partly: (done: number, all: number) => t("checksTab.partlyDeleted", { done, all }),
    },
    nameOf: ({ question }: Check) => question,
    sentence: t("checksTab.deleteSentence"),
    act: ({ id }: Check) => removeOne(id),
    refresh,
  };
  return (
    <>
      <ListHead total={total} counted={(count) => t("checksTab.counted", { count })} bulk={mayDelete ? bulk : undefined} />
      <Table
        label={t("checksTab.tab")}
        columns={columns}
        rows={checks}
        rowKey={({ id }) => id}
        choice={choice}
        nameOf={({ question }) => question}
      />
    </>
  );
}

const columns: Column<Check>[] = [
  { id: "question", head: t("checkColumns.question"), phone: "title", cell: (check) => <Question check={check} /> },
  {
    id: "expected",
    head: t("checkColumns.expected"),
    phone: "second",
    width: "26%",
    cell: (check) => <span className="line-clamp-2 text-sm text-soft [overflow-wrap:anywhere]">{expectedOf(check)}</span>,
  },
  {
    id: "agent",
    head: t("checkColumns.agent"),
    phone: "hidden",
    width: "16%",
    cell: ({ agent_name }) => (
      <span dir="auto" className="line-clamp-2 text-sm text-soft [overflow-wrap:anywhere]">
        {agent_name ?? t("checkColumns.builtIn")}
      </span>
    ),
  },
  { id: "state", head: t("checkColumns.state"), phone: "right", width: "140px", cell: ({ last }) => <ChangeBadge last={last} /> },
  {
    id: "actions",
    head: <span className="sr-only">{t("checkColumns.actions")}</span>,
    align: "right",
    width: "64px",
    phone: "right",
    cell: (check) => <CheckMenu check={check} />,
  },
];

function Question({ check: { id, question } }: { check: Check }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { search } = useChecksSearch();
  return (
    <Link
      to="/organizations/$organizationId/projects/$projectId/knowledge"
      params={{ organizationId, projectId }}
      search={{ ...search, check: id }}
      {...asOpened}
      resetScroll={false}
      title={question}
      dir="auto"
      className="line-clamp-2 rounded-sm text-left font-medium [overflow-wrap:anywhere] hover:underline"
    >
      {question}
    </Link>
  );
}
