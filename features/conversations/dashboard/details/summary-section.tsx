import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { t } from "../messages.ts";
import { ModelSummary } from "./model-summary.tsx";
import { Section } from "./section.tsx";
import type { Summary } from "./summarize.ts";

/** Of a long conversation the last ones say enough. */
const shownMax = 5;

/** What was asked, what was answered from where, and what is open, made of the messages alone. */
export function SummarySection({ conversationId, summary: { asked, answered, open } }: { conversationId: string; summary: Summary }) {
  return (
    <Section title={t("summarySection.title")}>
      <ModelSummary conversationId={conversationId} />
      <p className="text-xs text-soft">{t("summarySection.madeOf")}</p>
      {asked.length === 0 ? (
        <p className="text-sm text-soft">{t("summarySection.nothing")}</p>
      ) : (
        <dl className="flex flex-col gap-2 text-sm">
          <Part name={t("summarySection.answered")} of={answered} keyOf={({ text }) => text}>
            {({ text, sources, person }) => (
              <>
                <Quoted text={text} />
                {sources.map((source) => (
                  <SourceLink key={source.source_id} {...source} />
                ))}
                {person !== null && (
                  <span className="block text-soft">
                    {person === "" ? t("summarySection.bySomebody") : t("summarySection.by", { name: person })}
                  </span>
                )}
              </>
            )}
          </Part>
          <Part name={t("summarySection.open")} of={open} keyOf={(text) => text}>
            {(text) => (
              <span className="font-medium">
                <Quoted text={text} />
              </span>
            )}
          </Part>
        </dl>
      )}
    </Section>
  );
}

function Part<One>({
  name,
  of,
  keyOf,
  children,
}: {
  name: string;
  of: readonly One[];
  keyOf: (one: One) => string;
  children: (one: One) => ReactNode;
}) {
  if (of.length === 0) return null;
  const shown = of.slice(-shownMax);
  return (
    <div>
      <dt className="text-soft">{name}</dt>
      {of.length > shown.length && <dd className="text-soft">{t("summarySection.earlier", { count: of.length - shown.length })}</dd>}
      {shown.map((one) => (
        <dd key={keyOf(one)} className="mt-0.5 [overflow-wrap:anywhere]">
          {children(one)}
        </dd>
      ))}
    </div>
  );
}

function Quoted({ text }: { text: string }) {
  return (
    <span dir="auto" className="line-clamp-3 text-left">
      {text}
    </span>
  );
}

function SourceLink({ source_id, title }: { source_id: string; title: string }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  return (
    <span className="block text-soft">
      {t.rich("summarySection.from", {
        title,
        source: (words) => (
          <Link
            to="/organizations/$organizationId/projects/$projectId/knowledge"
            params={{ organizationId, projectId }}
            search={{ tab: "files", source: source_id }}
            className="text-accent underline underline-offset-2"
          >
            <bdi>{words}</bdi>
          </Link>
        ),
      })}
    </span>
  );
}
