import { Link } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { cn } from "#browser/ui/cn.ts";
import { formatNumber, formatShare } from "#browser/ui/format.ts";
import { asOpened } from "#browser/ui/opened.ts";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { PassageText } from "#features/knowledge/dashboard/passage-text.tsx";
import { QuotedPages } from "#features/knowledge/dashboard/quoted-pages.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Why } from "../contract.ts";
import { t } from "./messages.ts";

type Props = {
  passage: Why["found"][number];
  isSure: boolean;
  /** What the answer did with it, in a word. */
  used: string | null;
};

/** A passage that was weighed for an answer, with how sure that is, and whether the answer made use of it. */
export function TriedPassage({ passage, isSure, used }: Props) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { title, source_id, headings, text, confidence, score } = passage;
  return (
    <article className="rounded-md border p-4">
      <header className="mb-2 flex flex-wrap items-center gap-x-2.5 text-sm">
        <FileText aria-hidden className="size-4 shrink-0 text-soft" />
        <Link
          to="/organizations/$organizationId/projects/$projectId/knowledge"
          params={{ organizationId, projectId }}
          search={{ tab: "files", source: source_id }}
          {...asOpened}
          className="min-w-40 flex-1 truncate rounded-sm font-medium text-accent hover:underline"
        >
          {title}
        </Link>
        {used && <StatusBadge tone="accent">{used}</StatusBadge>}
        <span className="text-soft tabular-nums">{t("triedPassage.score", { score: formatNumber(Math.round(score * 100) / 100) })}</span>
        <span className={cn("tabular-nums", isSure ? "font-medium text-good" : "text-soft")}>
          {t("triedPassage.sure", { confidence: formatShare(confidence) })}
        </span>
      </header>
      <PassageText headings={headings} text={text} />
      <QuotedPages sourceId={source_id} quote={text} />
    </article>
  );
}
