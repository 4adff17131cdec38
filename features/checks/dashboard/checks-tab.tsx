import { useQuery } from "@tanstack/react-query";
import { Download, Ellipsis, ListChecks, Plus, Upload } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { CheckState, type CheckRun } from "../contract.ts";
import { CheckDialog } from "./check-dialog.tsx";
import { CheckList } from "./check-list.tsx";
import { CheckSheet } from "./check-sheet.tsx";
import { stateOptions } from "./check-words.tsx";
import { useChecksSearch } from "./checks-search-params.ts";
import { checkCountQuery, checksQuery, lastRunQuery, useCheckActions } from "./checks.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { t } from "./messages.ts";
import { RunPanel } from "./run-panel.tsx";

/** The questions whose answers are looked after, how they were answered last, and the way to ask them again. */
export function ChecksTab() {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const count = useQuery(checkCountQuery(organizationId, projectId));
  const run = useQuery(lastRunQuery(organizationId, projectId));
  const mayAdd = useCan()("check:create");
  const { search, close } = useChecksSearch();
  return (
    <>
      <Loaded query={count} failure={t("checksTab.failed")} permission="check:read" skeleton={<SkeletonRows />}>
        {(total) =>
          total === 0 ? (
            <NoChecks />
          ) : (
            <Loaded query={run} failure={t("runPanel.failedToLoad")} permission="check:read" skeleton={<SkeletonRows />}>
              {(last) => (
                <>
                  <RunPanel run={last} />
                  <Checks run={last} />
                </>
              )}
            </Loaded>
          )
        }
      </Loaded>
      <CheckDialog open={search.add === "check" && mayAdd} onClose={() => close("add")} />
      <CheckSheet checkId={search.check} onClose={() => close("check")} />
    </>
  );
}

/** The way to a new check, above the tabs. */
export function AddCheck() {
  const { open } = useChecksSearch();
  if (!useCan()("check:create")) return null;
  return (
    <Button look="primary" icon={Plus} onClick={() => open({ tab: "checks", add: "check" })}>
      {t("checksTab.add")}
    </Button>
  );
}

/** What the tab is called, and how many checks there are; undefined until that is known, and where they may not be seen. */
export function useChecksHead() {
  const enabled = useCan()("check:read");
  const { data: count } = useQuery({ ...checkCountQuery(useOrganizationId(), useProjectId()), enabled });
  return { label: t("checksTab.tab"), count };
}

function NoChecks() {
  const may = useCan()("check:create");
  const whoMay = useWhoMay();
  const [isImporting, setImporting] = useState(false);
  return (
    <>
      <EmptyState
        icon={ListChecks}
        title={t("checksTab.none")}
        action={
          may && (
            <>
              <AddCheck />
              <Button icon={Upload} onClick={() => setImporting(true)}>
                {t("checksTab.import")}
              </Button>
            </>
          )
        }
      >
        {may ? t("checksTab.noneSentence") : whoMay("check:create", (roles) => t("checksTab.whoMay", { roles }))}
      </EmptyState>
      <ImportDialog open={isImporting} onClose={() => setImporting(false)} />
    </>
  );
}

function Checks({ run }: { run: CheckRun | null }) {
  const { search: params, go, replace } = useChecksSearch();
  const { q, state, page } = params;
  const { words, query, search } = useSearchWords(q, (next) => replace({ q: next, page: 1 }));
  const checks = useQuery(checksQuery(useOrganizationId(), useProjectId(), { page, query, state }, run));
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-2">
        <SearchField label={t("checksTab.search")} value={words} onChange={search} className="sm:w-64" />
        <Select
          aria-label={t("checksTab.state")}
          className="w-52"
          options={stateOptions}
          value={state ?? "all"}
          onChange={(next) => replace({ state: CheckState.safeParse(next).data, page: 1 })}
        />
        <FileMenu />
      </div>
      <PagedList
        query={checks}
        failure={t("checksTab.failed")}
        permission="check:read"
        counted={(count) => t("checksTab.counted", { count })}
        page={page}
        onPage={(next) => go({ page: next })}
        empty={null}
        narrowed={{
          title: t("checksTab.noMatch"),
          sentence: t("checksTab.noMatchSentence"),
          onReset() {
            search("");
            replace({ q: undefined, state: undefined, page: 1 });
          },
        }}
      >
        {({ data, total }) => <CheckList checks={data} total={total} />}
      </PagedList>
    </>
  );
}

function FileMenu() {
  const may = useCan()("check:create");
  const { fileAddress } = useCheckActions();
  const [isImporting, setImporting] = useState(false);
  return (
    <>
      <Menu trigger={<Button square icon={Ellipsis} aria-label={t("checksTab.more")} />}>
        {may && (
          <MenuItem icon={Upload} onSelect={() => setImporting(true)}>
            {t("checksTab.import")}
          </MenuItem>
        )}
        <MenuItem icon={Download} render={<a href={fileAddress} download aria-label={t("checksTab.export")} />}>
          {t("checksTab.export")}
        </MenuItem>
      </Menu>
      <ImportDialog open={isImporting} onClose={() => setImporting(false)} />
    </>
  );
}
