import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { ChangedPage, SiteChange } from "../contract/sites.ts";
import { t } from "./messages.ts";
import { changeQuery } from "./sites.ts";

type Passage = ChangedPage["passages"][number];

/** What one page said before and says now; passages that stayed are counted, not shown. */
export function ChangedPassages({ sourceId, change }: { sourceId: string; change: SiteChange }) {
  const page = useQuery(changeQuery(useOrganizationId(), useProjectId(), sourceId, change));
  return (
    <section aria-label={change.title} className="min-w-0 overflow-hidden rounded-lg border bg-surface">
      <header className="flex items-start gap-3 border-b px-4 py-3">
        <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          <h2 className="font-semibold">{change.title}</h2>
          <p className="text-sm text-soft">{change.url.replace(/^https?:\/\//, "")}</p>
        </div>
        <a
          href={change.url}
          target="_blank"
          rel="noreferrer"
          aria-label={t("changesPage.open")}
          className={buttonClasses({ size: "small", look: "ghost", square: true })}
        >
          <ExternalLink aria-hidden className="size-4" />
        </a>
      </header>
      <Loaded query={page} failure={t("changesPage.loadFailed")} skeleton={<SkeletonRows />}>
        {({ change: found }) =>
          found ? (
            <ol>
              {inRuns(found.passages).map((run) =>
                run.same > 0 ? (
                  <li key={run.at} className="border-t bg-sunken px-4 py-2 text-sm text-soft first:border-t-0">
                    {t("changesPage.same", { count: run.same })}
                  </li>
                ) : (
                  <Changed key={run.at} passage={run.passage} />
                ),
              )}
            </ol>
          ) : (
            <p className="p-4 text-soft">{t("changesPage.gonePage")}</p>
          )
        }
      </Loaded>
    </section>
  );
}

const words = { added: t("changesPage.added"), removed: t("changesPage.removed"), changed: t("changesPage.changed"), same: "" };
const rowColours = { added: "bg-good-soft/40", removed: "bg-bad-soft/40", changed: "", same: "" };
const wordColours = { added: "text-good", removed: "text-bad", changed: "text-soft", same: "text-soft" };

function Changed({ passage: { kind, headings, words: parts } }: { passage: Passage }) {
  return (
    <li className={cn("grid gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0 sm:grid-cols-[72px_minmax(0,1fr)]", rowColours[kind])}>
      <span className={cn("pt-0.5 text-xs font-medium", wordColours[kind])}>{words[kind]}</span>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        {headings.length > 0 && <p className="mb-1 font-semibold">{headings.join(" › ")}</p>}
        <p dir="auto" className="whitespace-pre-line">
          {parts.map(({ kind: how, text }, index) =>
            kind !== "changed" || how === "same" ? (
              <span key={index}>{kind === "changed" ? around(text, { before: index > 0, after: index < parts.length - 1 }) : text}</span>
            ) : how === "added" ? (
              <ins key={index} className="rounded-sm bg-good-soft text-good no-underline">
                {text}
              </ins>
            ) : (
              <del key={index} className="rounded-sm bg-bad-soft text-bad">
                {text}
              </del>
            ),
          )}
        </p>
      </div>
    </li>
  );
}

/** Of what stayed between two changes, so much beside each. */
const nearLength = 160;

/** What is near to a change before and after it; of a long passage the rest would hide what changed. */
function around(text: string, { before, after }: { before: boolean; after: boolean }): string {
  if (text.length <= nearLength * 3) return text;
  const head = before ? text.slice(0, nearLength).replace(/\S+$/, "") : "";
  const tail = after ? text.slice(-nearLength).replace(/^\S+/, "") : "";
  return `${head}…${tail}`;
}

type Run = { at: number; same: number; passage: Passage };

/** Passages that stayed are one line each time that some did. */
function inRuns(passages: readonly Passage[]): Run[] {
  const runs: Run[] = [];
  for (const [at, passage] of passages.entries()) {
    const last = runs.at(-1);
    if (passage.kind !== "same") runs.push({ at, same: 0, passage });
    else if (last && last.same > 0) last.same += 1;
    else runs.push({ at, same: 1, passage });
  }
  return runs;
}
