import { useQuery } from "@tanstack/react-query";
import { Search, Upload } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { Button } from "#browser/ui/button.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { Tabs } from "#browser/ui/tabs.tsx";
import { FileChooser } from "#browser/ui/file-chooser.tsx";
import { useFileDrop } from "#browser/ui/use-file-drop.ts";
import { fileEndings } from "../contract.ts";
import { AddTab, SampleButton } from "./add-tab.tsx";
import { DropOverlay } from "./drop-overlay.tsx";
import { FilesTab } from "./files-tab.tsx";
import { useKnowledgeSearch } from "./knowledge-search-params.ts";
import { t } from "./messages.ts";
import { PassagesSheet } from "./passages-sheet.tsx";
import { PasteTextDialog } from "./paste-text-dialog.tsx";
import { QuestionSheet } from "./question-sheet.tsx";
import { sourcesQuery, wholeList } from "./sources.ts";
import { UploadDialog } from "./upload-dialog.tsx";
import { useUpload } from "./use-upload.ts";

/** What a project's agents answer from: adding to it, how each part stands, and what a question finds in it. */
export function KnowledgePage() {
  const sources = useQuery(sourcesQuery(useOrganizationId(), useProjectId(), wholeList));
  const may = useCan()("source:create");
  const {
    search: { tab, source, ask, add },
    replace,
    open,
    ...address
  } = useKnowledgeSearch();
  const close = () => address.close("source", "ask", "add");
  const upload = useUpload();
  const isOver = useFileDrop((files) => upload.add(files), may && !upload.replaces);
  const total = sources.data?.total ?? 0;
  const shownTab = tab ?? (total === 0 && may ? "add" : "files");
  const showFiles = () => replace({ tab: "files", add: undefined });
  const uploadButton = useUploadAsked(add === "files" && may, close);
  const uploadFiles = (
    <FileChooser label={t("knowledgePage.uploadFiles")} accept={fileEndings} onFiles={(files) => upload.add(files)}>
      {(choose) => (
        <Button ref={uploadButton} look="primary" icon={Upload} onClick={choose}>
          {t("knowledgePage.uploadFiles")}
        </Button>
      )}
    </FileChooser>
  );

  return (
    <Page
      title={t("knowledgePage.knowledgeBase")}
      sentence={t("knowledgePage.sentence")}
      actions={
        <>
          {total > 0 && (
            <Button icon={Search} onClick={() => open({ tab: shownTab, ask: true })}>
              {t("knowledgePage.tryAQuestion")}
            </Button>
          )}
          {may && uploadFiles}
        </>
      }
    >
      <Loaded query={sources} failure={t("knowledgePage.failed")} permission="source:read" skeleton={<SkeletonRows />}>
        {({ data }) => (
          <>
            <p role="status" className="sr-only">
              {newsOf(data.filter(({ status }) => status === "processing").length)}
            </p>
            <Tabs
              label={t("knowledgePage.knowledgeBase")}
              tabs={[
                { value: "add", label: t("knowledgePage.addKnowledge") },
                { value: "files", label: t("knowledgePage.files"), count: total },
              ]}
              value={shownTab}
              onChange={(next) => replace({ tab: next })}
            >
              {shownTab === "add" ? (
                <AddTab onFiles={(files) => upload.add(files)} onPaste={() => open({ tab: shownTab, add: "text" })} onAdded={showFiles} />
              ) : (
                <FilesTab
                  all={total}
                  onReplace={(replaced, files) => upload.add(files, replaced)}
                  actions={may && <SampleButton onAdded={showFiles} />}
                />
              )}
            </Tabs>
          </>
        )}
      </Loaded>
      <PassagesSheet sourceId={source} onClose={close} />
      <QuestionSheet open={ask === true} onClose={close} />
      <PasteTextDialog open={add === "text" && may} onClose={close} onAdded={showFiles} />
      <UploadDialog upload={upload} onDone={showFiles} />
      {isOver && <DropOverlay />}
    </Page>
  );
}

/** Chooses files when the address asks for it; a browser that does not open its window by itself has the focus on the button. */
function useUploadAsked(isAsked: boolean, done: () => void) {
  const button = useRef<HTMLButtonElement>(null);
  const choose = useEffectEvent(() => {
    button.current?.focus();
    button.current?.click();
    done();
  });
  useEffect(() => {
    if (isAsked) choose();
  }, [isAsked]);
  return button;
}

/** For those who do not see the list change. */
function newsOf(processing: number): string {
  return processing > 0 ? t("knowledgePage.processing", { count: processing }) : "";
}
