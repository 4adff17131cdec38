import { useQuery } from "@tanstack/react-query";
import { Search, Upload } from "lucide-react";
import { useCan, useOrganizationId } from "#dashboard/api/organization.ts";
import { useProjectId } from "#dashboard/api/project.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { formatCount } from "#dashboard/ui/format.ts";
import { Loaded } from "#dashboard/ui/loaded.tsx";
import { Page } from "#dashboard/ui/page.tsx";
import { SkeletonRows } from "#dashboard/ui/skeleton.tsx";
import { Tabs } from "#dashboard/ui/tabs.tsx";
import { fileEndings } from "../contract.ts";
import { AddTab, SampleButton } from "./add-tab.tsx";
import { DropOverlay } from "./drop-overlay.tsx";
import { FileChooser } from "#dashboard/ui/file-chooser.tsx";
import { FilesTab } from "./files-tab.tsx";
import { useKnowledgeAddress } from "./knowledge-address.ts";
import { PassagesSheet } from "./passages-sheet.tsx";
import { QuestionSheet } from "./question-sheet.tsx";
import { sourcesQuery, wholeList } from "./sources.ts";
import { UploadDialog } from "./upload-dialog.tsx";
import { useFileDrop } from "#dashboard/ui/use-file-drop.ts";
import { useUpload } from "./use-upload.ts";

/** What a project's agents answer from: adding to it, how each part stands, and what a question finds in it. */
export function KnowledgePage() {
  const sources = useQuery(sourcesQuery(useOrganizationId(), useProjectId(), wholeList));
  const may = useCan()("source:create");
  const { tab, source, ask, go } = useKnowledgeAddress();
  const upload = useUpload();
  const isOver = useFileDrop((files) => upload.add(files), may && !upload.replaces);
  const total = sources.data?.total ?? 0;
  const shownTab = tab ?? (total === 0 && may ? "add" : "files");
  const showFiles = () => go({ tab: "files" }, { replace: true });
  const uploadButton = (
    <FileChooser label="Upload Files" accept={fileEndings} onFiles={(files) => upload.add(files)}>
      {(open) => (
        <Button look="primary" icon={Upload} onClick={open}>
          Upload Files
        </Button>
      )}
    </FileChooser>
  );

  return (
    <Page
      title="Knowledge Base"
      sentence="What your agents answer from: files and texts."
      actions={
        <>
          {total > 0 && (
            <Button icon={Search} onClick={() => go({ tab: shownTab, ask: true })}>
              Try a question
            </Button>
          )}
          {may && uploadButton}
        </>
      }
    >
      <Loaded query={sources} what="The knowledge base" permission="source:read" skeleton={<SkeletonRows />}>
        {({ data }) => (
          <>
            <p role="status" className="sr-only">
              {newsOf(data.filter(({ status }) => status === "processing").length)}
            </p>
            <Tabs
              label="Knowledge Base"
              tabs={[
                { value: "add", label: "Add Knowledge" },
                { value: "files", label: "Files", count: total },
              ]}
              value={shownTab}
              onChange={(next) => go({ tab: next }, { replace: true })}
            >
              {shownTab === "add" ? (
                <AddTab onFiles={(files) => upload.add(files)} onAdded={showFiles} />
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
      <PassagesSheet sourceId={source} onClose={() => go({ tab: shownTab })} />
      <QuestionSheet open={ask === true} onClose={() => go({ tab: shownTab })} />
      <UploadDialog upload={upload} onDone={showFiles} />
      {isOver && <DropOverlay />}
    </Page>
  );
}

/** For those who do not see the list change. */
function newsOf(processing: number): string {
  return processing > 0 ? `Processing ${formatCount(processing, "source")}` : "";
}
