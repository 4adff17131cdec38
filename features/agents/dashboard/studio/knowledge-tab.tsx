import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useController, type Control } from "react-hook-form";
import { useOrganizationId } from "#browser/api/organization.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { CheckLine } from "#browser/ui/check-line.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Pager } from "#browser/ui/pager.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { sourcesQuery } from "#features/knowledge/dashboard/sources.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { DraftResult, DraftValues } from "../agent-form.ts";
import { t } from "../messages.ts";

type Props = { control: Control<DraftValues, unknown, DraftResult>; may: boolean };

/** Which sources of the project the agent may read: all, or those that are ticked. */
export function KnowledgeTab({ control, may }: Props) {
  const { field, fieldState } = useController({ control, name: "source_ids" });
  const chosen = field.value;
  return (
    <CardFields>
      <fieldset disabled={!may} className="flex flex-col gap-3">
        <legend className="mb-2 text-sm font-medium">{t("knowledgeTab.title")}</legend>
        <Way
          isChosen={chosen === null}
          label={t("knowledgeTab.all")}
          hint={t("knowledgeTab.allHint")}
          onChoose={() => field.onChange(null)}
        />
        <Way
          isChosen={chosen !== null}
          label={t("knowledgeTab.some")}
          hint={t("knowledgeTab.someHint")}
          onChoose={() => chosen === null && field.onChange([])}
        />
      </fieldset>
      {chosen !== null && <SourceChoice chosen={chosen} onChange={field.onChange} may={may} />}
      {fieldState.error?.message && <FieldError>{fieldState.error.message}</FieldError>}
    </CardFields>
  );
}

function Way({ isChosen, label, hint, onChoose }: { isChosen: boolean; label: string; hint: string; onChoose: () => void }) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5 pointer-coarse:min-h-11">
      <input
        id={id}
        type="radio"
        name="knowledge"
        className="mt-1 size-4 shrink-0 accent-(--accent)"
        checked={isChosen}
        onChange={onChoose}
        aria-describedby={`${id}-hint`}
      />
      <span>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <span id={`${id}-hint`} className="block text-sm text-soft">
          {hint}
        </span>
      </span>
    </div>
  );
}

function SourceChoice({ chosen, onChange, may }: { chosen: readonly string[]; onChange: (ids: string[]) => void; may: boolean }) {
  const [page, setPage] = useState(1);
  const sources = useQuery(sourcesQuery(useOrganizationId(), useProjectId(), { page }));
  return (
    <fieldset className="rounded-sm border p-4">
      <legend className="px-1 text-sm font-medium">{t("knowledgeTab.chosen", { count: chosen.length })}</legend>
      <Loaded query={sources} failure={t("knowledgeTab.failed")} permission="source:read" skeleton={<SkeletonRows rows={3} />}>
        {({ data, total, per_page }) =>
          total === 0 ? (
            <p className="text-soft">{t("knowledgeTab.none")}</p>
          ) : (
            <>
              <div className="flex flex-col gap-2.5 [overflow-wrap:anywhere]">
                {data.map(({ id, name }) => (
                  <CheckLine
                    key={id}
                    look="plain"
                    label={name}
                    disabled={!may}
                    checked={chosen.includes(id)}
                    onChange={(isTicked) => onChange(isTicked ? [...chosen, id] : chosen.filter((one) => one !== id))}
                  />
                ))}
              </div>
              <Pager page={page} total={total} perPage={per_page} onChange={setPage} />
            </>
          )
        }
      </Loaded>
    </fieldset>
  );
}
