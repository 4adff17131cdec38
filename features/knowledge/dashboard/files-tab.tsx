import { useQuery } from "@tanstack/react-query";
import { FilePlus2, SearchX } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Pager } from "#browser/ui/pager.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useSettled } from "#browser/ui/use-settled.ts";
import { SourceStatus, type Source, type SourceSort } from "../contract.ts";
import { fileRule } from "./check-file.ts";
import { SourceList } from "./source-list.tsx";
import { sourcesPerPage, sourcesQuery } from "./sources.ts";

/** Fewer than these are seen at a glance and need no search. */
const searchFrom = 8;
const statuses = [
  { value: "all", label: "All statuses" },
  { value: "processing", label: "Processing" },
  { value: "synced", label: "Synced" },
  { value: "failed", label: "Failed" },
];

/** Everything that the knowledge base reads, live. */
export function FilesTab({
  all,
  actions,
  onReplace,
}: {
  /** How many there are without a filter. */
  all: number;
  actions: ReactNode;
  onReplace: (source: Source, files: File[]) => void;
}) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const may = useCan()("source:create");
  const whoMay = useWhoMay();
  const [words, setWords] = useState("");
  const [status, setStatus] = useState("all");
  const [sort, setSort] = useState<SourceSort>("-created_at");
  const [page, setPage] = useState(1);
  const query = useSettled(words.trim());
  const chosen = SourceStatus.safeParse(status).data;
  const sources = useQuery(sourcesQuery(organizationId, projectId, { page, query: query || undefined, status: chosen, sort }));
  const filter = (change: () => void) => {
    setPage(1);
    change();
  };

  if (all === 0) {
    return (
      <EmptyState icon={FilePlus2} title="No files yet" action={actions}>
        {may
          ? "Agents answer from what is here. Upload a document, paste a text, or begin with the sample."
          : whoMay("source:create", "add them", "What they add appears here.")}
      </EmptyState>
    );
  }
  return (
    <>
      {all > searchFrom && (
        <div className="mb-3 flex flex-wrap gap-2">
          <SearchField label="Search files" value={words} onChange={(next) => filter(() => setWords(next))} className="sm:w-64" />
          <Select
            aria-label="Status"
            className="w-36"
            options={statuses}
            value={status}
            onChange={(next) => filter(() => setStatus(next))}
          />
        </div>
      )}
      <Loaded query={sources} what="The files" permission="source:read" skeleton={<SkeletonRows />}>
        {({ data, total }) =>
          data.length === 0 ? (
            <EmptyState
              icon={SearchX}
              title="No file matches this"
              action={
                <Button
                  onClick={() =>
                    filter(() => {
                      setWords("");
                      setStatus("all");
                    })
                  }
                >
                  Show all
                </Button>
              }
            >
              The search covers names.
            </EmptyState>
          ) : (
            <>
              <SourceList sources={data} total={total} onReplace={onReplace} sort={sort} onSort={(next) => filter(() => setSort(next))} />
              <Pager page={page} perPage={sourcesPerPage} total={total} onChange={setPage} />
              {may && (
                <p className="mt-3 text-sm text-soft sm:text-right pointer-coarse:hidden">Drop files anywhere on this page. {fileRule}.</p>
              )}
            </>
          )
        }
      </Loaded>
    </>
  );
}
