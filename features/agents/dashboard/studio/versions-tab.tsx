import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { Button } from "#browser/ui/button.tsx";
import { messageOf } from "#browser/api/api-error.ts";
import { Card } from "#browser/ui/card.tsx";
import { CheckLine } from "#browser/ui/check-line.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { Sheet } from "#browser/ui/sheet.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Agent } from "../../contract.ts";
import type { AgentVersion } from "../../contract/versions.ts";
import { useAgentActions } from "../agents-query.ts";
import { t } from "../messages.ts";
import { Changes } from "./changes.tsx";
import { useStudioActions, versionsQuery } from "./studio-query.ts";

/** What was published, when and by whom, and the way back to it. */
export function VersionsTab({ agent, may }: { agent: Agent; may: boolean }) {
  const [page, setPage] = useState(1);
  const versions = useQuery(versionsQuery(useOrganizationId(), useProjectId(), agent.id, page));
  const [shown, show] = useState<AgentVersion | null>(null);
  const [restored, restore] = useState<AgentVersion | null>(null);
  const { rollBack } = useStudioActions(agent.id);
  const { update } = useAgentActions();
  async function require(requires_checks: boolean) {
    await update(agent.id, { requires_checks }).catch((error: unknown) => toast.error(messageOf(error)));
  }
  return (
    <>
      <Card className="p-5">
        <CheckLine
          checked={agent.requires_checks}
          onChange={(isTicked) => void require(isTicked)}
          disabled={!may}
          label={t("versionsTab.requiresChecks")}
          hint={t("versionsTab.requiresChecksHint")}
        />
      </Card>
      <PagedList
        query={versions}
        failure={t("versionsTab.failed")}
        permission="agent:read"
        counted={(count) => t("versionsTab.counted", { count })}
        page={page}
        onPage={setPage}
        empty={null}
      >
        {({ data }) => (
          <>
            <Card>
              <ol aria-label={t("versionsTab.list")}>
                {data.map((version) => (
                  <li key={version.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t px-5 py-3 first:border-t-0">
                    <div className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere]">
                      <p className="flex flex-wrap items-center gap-2 font-medium">
                        {t("versionsTab.version", { number: version.number })}
                        {version.number === agent.published_version && <StatusBadge tone="good">{t("versionsTab.answers")}</StatusBadge>}
                        {version.restores !== null && (
                          <span className="font-normal text-soft">{t("versionsTab.restores", { number: version.restores })}</span>
                        )}
                      </p>
                      <p className="text-sm text-soft">
                        {version.published_by_label && `${version.published_by_label} · `}
                        <Ago time={version.published_at} />
                      </p>
                      {version.note && <p className="text-sm">{version.note}</p>}
                    </div>
                    {version.number !== agent.published_version && (
                      <span className="flex gap-2">
                        <Button size="small" onClick={() => show(version)}>
                          {t("versionsTab.compare")}
                        </Button>
                        {may && (
                          <Button size="small" onClick={() => restore(version)}>
                            {t("versionsTab.rollBack")}
                          </Button>
                        )}
                      </span>
                    )}
                  </li>
                ))}
              </ol>
            </Card>
            <Sheet
              open={shown !== null}
              onClose={() => show(null)}
              title={t("versionsTab.compareTitle", { number: shown?.number ?? 0 })}
              sentence={t("versionsTab.compareSentence", { number: agent.published_version })}
            >
              <div className="p-5">{shown && <Changes before={shown.settings} after={agent} />}</div>
            </Sheet>
            <ConfirmDialog
              open={restored !== null}
              onClose={() => restore(null)}
              look="primary"
              title={t("versionsTab.rollBackTitle", { number: restored?.number ?? 0 })}
              sentence={t("versionsTab.rollBackSentence", { number: agent.published_version + 1 })}
              action={t("versionsTab.rollBack")}
              onConfirm={async () => {
                const { number } = await rollBack(restored!.number);
                toast(t("publishDialog.published", { number }));
              }}
            />
          </>
        )}
      </PagedList>
    </>
  );
}
