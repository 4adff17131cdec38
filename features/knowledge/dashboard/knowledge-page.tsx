import { useQuery } from "@tanstack/react-query";
import { FilePlus2, Link2, MessageSquareQuote, Plus, Search, Upload } from "lucide-react";
import { useEffect, useEffectEvent, useRef, type ComponentType } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { DropOverlay } from "#browser/ui/drop-overlay.tsx";
import { Button } from "#browser/ui/button.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { Tabs } from "#browser/ui/tabs.tsx";
import { FileChooser } from "#browser/ui/file-chooser.tsx";
import { useFileDrop } from "#browser/ui/use-file-drop.ts";
import { fileEndings, type Source } from "../contract.ts";
import { AddDomainsDialog } from "./add-domains-dialog.tsx";
import { AddTab, SampleButton } from "./add-tab.tsx";
import { AddUrlsDialog } from "./add-urls-dialog.tsx";
import { AnswerDialog } from "./answer-dialog.tsx";
import { ChangesPage } from "./changes-page.tsx";
import { DomainsTab } from "./domains-tab.tsx";
import { FilesTab, wordsOfAnswers, wordsOfFiles, wordsOfUrls } from "./files-tab.tsx";
import { useKnowledgeSearch, wholeTab } from "./knowledge-search-params.ts";
import { fileRule } from "./check-file.ts";
import { t } from "./messages.ts";
import { PassagesSheet } from "./passages-sheet.tsx";
import { PasteTextDialog } from "./paste-text-dialog.tsx";
import { countQuery, sourcesQuery, wholeList } from "./sources.ts";
import { UploadDialog } from "./upload-dialog.tsx";
import { useUpload } from "./use-upload.ts";

/** What features below this one bring along. */
type KnowledgeParts = {
  QuestionSheet: ComponentType<{ open: boolean; onClose: () => void }>;
  /** In the sheet of a source, above its passages. */
  WrittenQuestions: ComponentType<{ source: Source }>;
  /** Beside what else can be done with the sources that are ticked. */
  WriteForSources: ComponentType<{ sources: readonly Source[]; onDone: () => void }>;
  /** The tab after its own, with what is added there. */
  checks: { label: string; count: number | undefined; Tab: ComponentType; Add: ComponentType };
};

/** What a project's agents answer from: adding to it, how each part stands, and what a question finds in it. */
export function KnowledgePage(parts: KnowledgeParts) {
  const { search } = useKnowledgeSearch();
  return search.changes === undefined ? <Knowledge {...parts} /> : <ChangesPage sourceId={search.changes} />;
}

const files = "file,text";
/** What is added on a tab other than by a file. */
const adding = {
  domains: { label: t("knowledgePage.addDomains"), dialog: "domains" },
  urls: { label: t("knowledgePage.addUrls"), dialog: "urls" },
  answers: { label: t("knowledgePage.addAnAnswer"), dialog: "answer" },
} as const;

function Knowledge({ QuestionSheet, WrittenQuestions, WriteForSources, checks }: KnowledgeParts) {
  const sources = useQuery(sourcesQuery(useOrganizationId(), useProjectId(), wholeList));
  const counts = useCounts();
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
  const shownTab = tab ?? (sources.data?.total === 0 && may ? "add" : "files");
  const showFiles = () => replace({ tab: "files", add: undefined });
  const addButton = (what: keyof typeof adding) => (
    <Button look="primary" icon={Plus} onClick={() => open({ tab: shownTab, add: adding[what].dialog })}>
      {adding[what].label}
    </Button>
  );
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
          {shownTab === "checks" ? <checks.Add /> : may && (shownTab === "add" || shownTab === "files" ? uploadFiles : addButton(shownTab))}
        </>
      }
    >
      <Tabs
        label={t("knowledgePage.knowledgeBase")}
        tabs={[
          { value: "add", label: t("knowledgePage.addKnowledge") },
          { value: "files", label: t("knowledgePage.files"), count: counts.files },
          { value: "domains", label: t("knowledgePage.domains"), count: counts.domains },
          { value: "urls", label: t("knowledgePage.urls"), count: counts.urls },
          { value: "answers", label: t("knowledgePage.answers"), count: counts.answers },
          { value: "checks", label: checks.label, count: checks.count },
        ]}
        value={shownTab}
        onChange={(next) => replace({ tab: next, ...wholeTab })}
      >
        <Loaded query={sources} failure={t("knowledgePage.failed")} permission="source:read" skeleton={<SkeletonRows />}>
          {({ data }) => (
            <>
              <p role="status" className="sr-only">
                {newsOf(data.filter(({ status }) => status === "processing").length)}
              </p>
              {shownTab === "add" && (
                <AddTab onFiles={(files) => upload.add(files)} onAdd={(what) => open({ tab: shownTab, add: what })} onAdded={showFiles} />
              )}
              {shownTab === "files" && (
                <FilesTab
                  all={counts.files ?? total}
                  kind={files}
                  words={wordsOfFiles}
                  icon={FilePlus2}
                  onReplace={(replaced, files) => upload.add(files, replaced)}
                  WriteForSources={WriteForSources}
                  actions={may && <SampleButton onAdded={showFiles} />}
                />
              )}
              {shownTab === "domains" && <DomainsTab action={may && addButton("domains")} />}
              {shownTab === "urls" && (
                <FilesTab
                  all={counts.urls ?? 1}
                  kind="url"
                  words={wordsOfUrls}
                  icon={Link2}
                  onReplace={(replaced, files) => upload.add(files, replaced)}
                  WriteForSources={WriteForSources}
                  actions={may && addButton("urls")}
                />
              )}
              {shownTab === "answers" && (
                <FilesTab
                  all={counts.answers ?? 1}
                  kind="answer"
                  words={wordsOfAnswers}
                  icon={MessageSquareQuote}
                  onReplace={(replaced, files) => upload.add(files, replaced)}
                  WriteForSources={WriteForSources}
                  actions={may && addButton("answers")}
                />
              )}
              {shownTab === "checks" && <checks.Tab />}
            </>
          )}
        </Loaded>
      </Tabs>
      <PassagesSheet sourceId={source} onClose={close} WrittenQuestions={WrittenQuestions} />
      <QuestionSheet open={ask === true} onClose={close} />
      <PasteTextDialog open={add === "text" && may} onClose={close} onAdded={showFiles} />
      <AddUrlsDialog open={add === "urls" && may} onClose={close} onAdded={() => replace({ tab: "urls", add: undefined })} />
      <AddDomainsDialog open={add === "domains" && may} onClose={close} onAdded={() => replace({ tab: "domains", add: undefined })} />
      <AnswerDialog open={add === "answer" && may} onClose={close} onSaved={() => replace({ tab: "answers", add: undefined })} />
      <UploadDialog upload={upload} onDone={showFiles} />
      {isOver && <DropOverlay title={t("dropOverlay.title")} rule={fileRule} />}
    </Page>
  );
}

/** How many there are on each tab; undefined until that is known. */
function useCounts() {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const count = (kind: string) => countQuery(organizationId, projectId, kind);
  return {
    files: useQuery(count(files)).data,
    domains: useQuery(count("domain")).data,
    urls: useQuery(count("url")).data,
    answers: useQuery(count("answer")).data,
  };
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
