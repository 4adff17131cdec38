import { RefreshCw } from "lucide-react";
import { useState, type ComponentType } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { formatBytes } from "#browser/ui/format.ts";
import { ListHead } from "#browser/ui/list-head.tsx";
import { PhoneSort } from "#browser/ui/phone-sort.tsx";
import { useChoice, type Choice } from "#browser/ui/use-choice.ts";
import { SourceSort, type Source } from "../contract.ts";
import { t } from "./messages.ts";
import { SourceTable } from "./source-table.tsx";
import { useSourceActions } from "./sources.ts";

/** The sources of a page: how many there are, in which order, what they hold, and several synced or deleted at once. */
export function SourceList({
  sources,
  total,
  sizeBytes,
  onReplace,
  WriteForSources,
  sort,
  onSort,
}: {
  sources: readonly Source[];
  total: number;
  /** What all of them hold together, on every page. */
  sizeBytes: number;
  onReplace: (source: Source, files: File[]) => void;
  WriteForSources: ComponentType<{ sources: readonly Source[]; onDone: () => void }>;
  sort: SourceSort;
  onSort: (sort: SourceSort) => void;
}) {
  const can = useCan();
  const mayDelete = can("source:delete");
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
        {can("source:update") && <SyncChosen choice={choice} />}
        {can("source:update") && choice.chosen.length > 0 && <WriteForSources sources={choice.chosen} onDone={choice.clear} />}
        {sizeBytes > 0 && choice.chosen.length === 0 && <span>{t("sourceList.stored", { size: formatBytes(sizeBytes) })}</span>}
        <PhoneSort orders={orders} value={sort} onChange={(next) => onSort(SourceSort.parse(next))} />
      </ListHead>
      <SourceTable sources={sources} onReplace={onReplace} sort={sort} onSort={onSort} choice={choice} />
    </>
  );
}

/** Reads again those of the ticked that can be. */
function SyncChosen({ choice }: { choice: Choice<Source> }) {
  const { syncOne, refresh } = useSourceActions();
  const [pending, setPending] = useState(false);
  const all = choice.chosen.filter((source) => source.can_sync);
  async function sync() {
    setPending(true);
    const refused: string[] = [];
    for (const { id, name } of all) await syncOne(id).catch((error: unknown) => refused.push(`${name}: ${messageOf(error)}`));
    await refresh();
    setPending(false);
    if (refused.length > 0)
      toast.error(t("sourceList.notSynced", { done: all.length - refused.length, all: all.length, why: refused.join(" ") }));
    else toast(t("sourceList.synced", { count: all.length }));
    choice.clear();
  }
  return (
    all.length > 0 && (
      <Button size="small" icon={RefreshCw} pending={pending} onClick={() => void sync()}>
        {t("sourceList.sync", { count: all.length })}
      </Button>
    )
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
