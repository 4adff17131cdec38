import { useQuery } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { archiveDays } from "../contract.ts";
import { ExportRow } from "./export-row.tsx";
import { exportsQuery, useExportActions } from "./exports-query.ts";
import { t } from "./messages.ts";

/** Taking everything out as one archive; only for those who can. */
export function ExportSection() {
  if (!useCan()("organization:export")) return null;
  return (
    <SettingsSection
      title={t("exportSection.export")}
      sentence={
        <>
          {t.rich("exportSection.everything", {
            docs: (text) => (
              <a href="/docs/export" className="underline underline-offset-2">
                {text}
              </a>
            ),
          })}
        </>
      }
    >
      <Exports />
    </SettingsSection>
  );
}

function Exports() {
  const [page, setPage] = useState(1);
  const exports = useQuery(exportsQuery(useOrganizationId(), page));
  return (
    <PagedList
      query={exports}
      failure={t("exportSection.failed")}
      permission="organization:export"
      skeleton={<SkeletonRows rows={1} />}
      counted={(count) => t("exportSection.counted", { count })}
      page={page}
      onPage={setPage}
      empty={
        <EmptyState icon={Archive} title={t("exportSection.none")} action={<ExportButton />}>
          {t("exportSection.noneSentence", { days: archiveDays })}
        </EmptyState>
      }
    >
      {({ data }) => {
        const isRunning = data.some(({ status }) => status === "running");
        return (
          <Card>
            <ul aria-label={t("exportSection.exports")} className="divide-y">
              {data.map((one, index) => (
                <ExportRow key={one.id} export={one} isNewest={page === 1 && index === 0} />
              ))}
            </ul>
            <CardFooter>
              {isRunning ? <LeaveHint /> : t("exportSection.kept", { days: archiveDays })}
              <ExportButton disabled={isRunning} size="small" />
            </CardFooter>
          </Card>
        );
      }}
    </PagedList>
  );
}

function LeaveHint() {
  const { data: installation } = useQuery(installationQuery);
  const isMailed = installation && installation.mail !== "none";
  return isMailed ? t("exportSection.mailFollows") : t("exportSection.continues");
}

function ExportButton({ disabled = false, size = "medium" }: { disabled?: boolean; size?: "small" | "medium" }) {
  const { begin } = useExportActions();
  const [pending, setPending] = useState(false);
  async function start() {
    setPending(true);
    await begin().catch((error: unknown) => toast.error(messageOf(error)));
    setPending(false);
  }
  return (
    <Button icon={Archive} size={size} pending={pending} disabled={disabled} onClick={() => void start()}>
      {t("exportSection.exportOrganization")}
    </Button>
  );
}
