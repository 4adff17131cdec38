import { useCan } from "#browser/api/organization.ts";
import { ListHead } from "#browser/ui/list-head.tsx";
import { PhoneSort } from "#browser/ui/phone-sort.tsx";
import { useChoice } from "#browser/ui/use-choice.ts";
import { SourceSort, type Source } from "../contract.ts";
import { t } from "./messages.ts";
import { SourceTable } from "./source-table.tsx";
import { useSourceActions } from "./sources.ts";

/** The sources of a page: how many there are, in which order, and several deleted at once. */
export function SourceList({
  sources,
  total,
  onReplace,
  sort,
  onSort,
}: {
  sources: readonly Source[];
  total: number;
  onReplace: (source: Source, files: File[]) => void;
  sort: SourceSort;
  onSort: (sort: SourceSort) => void;
}) {
  const mayDelete = useCan()("source:delete");
  const { remove, refresh } = useSourceActions();
  const choice = useChoice(sources, () => mayDelete);
  const bulk = {
    choice,
    says: {
      act: (count: number) => t("sourceList.delete", { count }),
      ask: (count: number) => t("sourceList.deleteTitle", { count }),
      done: (count: number) => t("sourceList.deleted", { count }),
      partly: (done: number, all: number) => t("sourceList.partlyDeleted", { done, all }),
    },
    nameOf: ({ name }: Source) => name,
    sentence: t("sourceList.deleteSentence"),
    act: ({ id }: Source) => remove(id),
    refresh,
  };
  return (
    <>
      <ListHead total={total} counted={(count) => t("sourceList.counted", { count })} bulk={mayDelete ? bulk : undefined}>
        <PhoneSort orders={orders} value={sort} onChange={(next) => onSort(SourceSort.parse(next))} />
      </ListHead>
      <SourceTable sources={sources} onReplace={onReplace} sort={sort} onSort={onSort} choice={choice} />
    </>
  );
}

const orders: { value: SourceSort; label: string }[] = [
  { value: "-created_at", label: t("sourceList.newestFirst") },
  { value: "created_at", label: t("sourceList.oldestFirst") },
  { value: "name", label: t("sourceList.byName") },
  { value: "-size_bytes", label: t("sourceList.largestFirst") },
  { value: "-passage_count", label: t("sourceList.mostPassagesFirst") },
  { value: "status", label: t("sourceList.byStatus") },
];
