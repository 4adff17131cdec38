import { useQueries } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useState } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import type { Source } from "#features/knowledge/contract.ts";
import { sourcePath, sourcesKey } from "#features/knowledge/dashboard/sources.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { SourceQuestions } from "../contract.ts";
import { t } from "./messages.ts";
import { questionsQuery } from "./questions-query.ts";

type Props = { sources: readonly Source[]; onDone: () => void };

/** Has questions written for several sources at once, with what all of it takes said first. Nothing where no model can write them. */
export function WriteForSources({ sources, onDone }: Props) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const [asks, setAsks] = useState(false);
  const known = useQueries({ queries: sources.map((source) => questionsQuery(organizationId, projectId, source)) });
  const refresh = useRefresh(sourcesKey(organizationId, projectId));
  const open = known.flatMap(({ data }, at) =>
    data && data.model !== null && data.without > 0 && data.writing?.status !== "running" ? [{ source: sources[at]!, ...data }] : [],
  );
  const sum = (of: (one: (typeof open)[number]) => number) => open.reduce((all, one) => all + of(one), 0);
  if (open.length === 0 || known.some(({ isPending }) => isPending)) return null;

  async function write() {
    const refused: string[] = [];
    for (const { source } of open) {
      const started = organizationApi(organizationId)(sourcePath(projectId, source.id, "/questions"), SourceQuestions, {
        method: "POST",
        body: {},
      });
      await started.catch((error: unknown) => refused.push(`${source.name}: ${messageOf(error)}`));
    }
    await refresh();
    if (refused.length > 0) throw new Error(refused.join(" "));
    onDone();
  }

  return (
    <>
      <Button size="small" icon={Sparkles} onClick={() => setAsks(true)}>
        {t("questions.write")}
      </Button>
      <ConfirmDialog
        open={asks}
        onClose={() => setAsks(false)}
        look="primary"
        title={t("questions.costTitle", { count: sum(({ without }) => without) })}
        sentence={
          <>
            <p className="mb-2">
              {t("questions.ofSources", { count: open.length })}{" "}
              {t("questions.cost", {
                model: open[0]!.model!,
                input: sum(({ tokens }) => tokens.input),
                output: sum(({ tokens }) => tokens.output),
              })}
            </p>
            <p>{t("questions.costSentence")}</p>
          </>
        }
        action={t("questions.write")}
        onConfirm={write}
      />
    </>
  );
}
