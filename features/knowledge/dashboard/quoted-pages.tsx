import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Source } from "../contract.ts";
import { PassagePages } from "./passage-pages.tsx";
import { quotedQuery, sourceQuery } from "./sources.ts";

/** The pages of a PDF that a quote is on, as pictures with its passage marked; nothing where the source has no pages or is gone. */
export function QuotedPages({ sourceId, quote }: { sourceId: string; quote: string }) {
  const { data: source } = useQuery({ ...sourceQuery(useOrganizationId(), useProjectId(), sourceId), retry: false });
  return source?.has_file && source.media_type === "application/pdf" ? <OfSource source={source} quote={quote} /> : null;
}

function OfSource({ source, quote }: { source: Source; quote: string }) {
  const { data: passage } = useQuery(quotedQuery(useOrganizationId(), useProjectId(), source, quote));
  if (!passage?.places) return null;
  return (
    <div className="mt-2 flex flex-col gap-2">
      <PassagePages source={source} places={passage.places} />
    </div>
  );
}
