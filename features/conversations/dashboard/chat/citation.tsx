import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { QuotedPages } from "#features/knowledge/dashboard/quoted-pages.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Citation as Quoted } from "#features/answering/contract.ts";
import { t } from "../messages.ts";

/** A source that an answer rests on; it opens to what was quoted and the way to the source. */
export function Citation({ citation: { title, heading, text, source_id, url }, number }: { citation: Quoted; number: number }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)} className="group rounded-sm border bg-sunken">
      <summary className="flex min-h-8 items-center gap-2 rounded-sm px-2 text-sm select-none pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 shrink-0 text-soft transition-transform duration-150 group-open:rotate-90" />
        <span className="text-soft tabular-nums">{number}</span>
        <span className="truncate">
          <bdi className="font-medium">{title}</bdi>
          {heading && (
            <>
              {" · "}
              <bdi className="text-soft">{heading}</bdi>
            </>
          )}
        </span>
      </summary>
      <div className="px-3 pb-3 text-sm">
        <blockquote dir="auto" className="border-s-2 border-line-strong ps-3 break-words whitespace-pre-wrap">
          {text}
        </blockquote>
        {isOpen && <QuotedPages sourceId={source_id} quote={text} />}
        <p className="mt-2 flex gap-4">
          <Link
            to="/organizations/$organizationId/projects/$projectId/knowledge"
            params={{ organizationId, projectId }}
            search={{ tab: "files", source: source_id }}
            className="font-medium text-accent underline underline-offset-2"
          >
            {t("citation.seeTheSource")}
          </Link>
          {url && (
            <a href={url} target="_blank" rel="noreferrer" className="font-medium text-accent underline underline-offset-2">
              {t("citation.openThePage")}
            </a>
          )}
        </p>
      </div>
    </details>
  );
}
