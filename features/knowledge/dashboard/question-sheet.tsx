import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileText, Search as SearchIcon, SearchX } from "lucide-react";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { asOpened } from "#browser/ui/opened.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { Sheet } from "#browser/ui/sheet.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { Passage, Search } from "../contract.ts";
import { t } from "./messages.ts";
import { PassageText } from "./passage-text.tsx";

const Found = z.object({ data: z.array(Passage) });
const shown = 8;
const Question = Search.pick({ query: true });

/** Shows what an agent would read before it answers a question. What was found stays until the page is left. */
export function QuestionSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const form = useZodForm(Question, { query: "" });
  const search = useMutation({
    mutationFn: (query: string) =>
      organizationApi(organizationId)(projectPath(projectId, "/search"), Found, { method: "POST", body: { query, limit: shown } }),
  });
  const found = search.data?.data;
  return (
    <Sheet open={open} onClose={onClose} title={t("questionSheet.title")} sentence={t("questionSheet.sentence")}>
      <div className="flex flex-col gap-4 p-5">
        <Form form={form} onSubmit={({ query }) => search.mutateAsync(query)} className="flex items-start gap-2">
          <TextField
            control={form.control}
            name="query"
            label={t("questionSheet.question")}
            placeholder={t("questionSheet.example")}
            autoComplete="off"
            className="flex-1"
          />
          <Button type="submit" look="primary" icon={SearchIcon} pending={search.isPending} className="mt-6.5">
            {t("questionSheet.find")}
          </Button>
        </Form>
        <div aria-live="polite" className="flex flex-col gap-3">
          {found && found.length > 0 && <p className="text-sm text-soft">{t("questionSheet.found", { count: found.length })}</p>}
          {found?.map((passage) => (
            <FoundPassage key={passage.chunk_id} passage={passage} best={found[0]?.score ?? passage.score} />
          ))}
          {found?.length === 0 && (
            <EmptyState icon={SearchX} title={t("questionSheet.nothing")}>
              {t("questionSheet.nothingSentence")}
            </EmptyState>
          )}
        </div>
      </div>
    </Sheet>
  );
}

function FoundPassage({ passage, best }: { passage: Passage; best: number }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const share = best > 0 ? Math.max(0, passage.score / best) : 0;
  return (
    <article className="rounded-md border p-4">
      <header className="mb-2 flex items-center gap-2.5 text-sm">
        <FileText aria-hidden className="size-4 shrink-0 text-soft" />
        <Link
          to="/organizations/$organizationId/projects/$projectId/knowledge"
          params={{ organizationId, projectId }}
          search={{ tab: "files", source: passage.source_id }}
          {...asOpened}
          className="min-w-0 flex-1 truncate rounded-sm font-medium text-accent hover:underline"
        >
          {passage.title}
        </Link>
        <span className="sr-only">{t("questionSheet.nearness", { percent: Math.round(share * 100) })}</span>
        <span aria-hidden title={t("questionSheet.nearnessTitle")} className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-hover">
          <span className="block h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
        </span>
      </header>
      <PassageText headings={passage.headings} text={passage.text} />
    </article>
  );
}
