import { useCan } from "#browser/api/organization.ts";
import { ListHead } from "#browser/ui/list-head.tsx";
import { PhoneSort } from "#browser/ui/phone-sort.tsx";
import { useChoice } from "#browser/ui/use-choice.ts";
import { SourceSort, type Source } from "../contract.ts";
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
    verb: "Delete",
    done: "deleted",
    nameOf: ({ name }: Source) => name,
    sentence: "They are deleted for good with their passages: agents no longer answer from them. This cannot be undone.",
    act: ({ id }: Source) => remove(id),
    refresh,
  };
  return (
    <>
      <ListHead total={total} nouns={["source", "sources"]} bulk={mayDelete ? bulk : undefined}>
        <PhoneSort orders={orders} value={sort} onChange={(next) => onSort(SourceSort.parse(next))} />
      </ListHead>
      <SourceTable sources={sources} onReplace={onReplace} sort={sort} onSort={onSort} choice={choice} />
    </>
  );
}

const orders: { value: SourceSort; label: string }[] = [
  { value: "-created_at", label: "Newest first" },
  { value: "created_at", label: "Oldest first" },
  { value: "name", label: "By name" },
  { value: "-size_bytes", label: "Largest first" },
  { value: "-passage_count", label: "Most passages first" },
  { value: "status", label: "By status" },
];
