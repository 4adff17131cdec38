import type { UseQueryResult } from "@tanstack/react-query";
import { MailPlus, UserPlus } from "lucide-react";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import type { Invitation } from "../contract.ts";
import { InvitationTable } from "./invitation-table.tsx";
import { useMembersSearch } from "#features/members/dashboard/members-search-params.ts";
import { SectionHead } from "#features/members/dashboard/section-head.tsx";
import { t } from "./messages.ts";

/** The pending invitations; above the members only where there are any. */
export function InvitationsSection({
  invitations,
  isAlone,
  isFiltered,
  onShowAll,
}: {
  invitations: UseQueryResult<{ data: Invitation[]; total: number; per_page: number }>;
  /** No members are below it. */
  isAlone: boolean;
  isFiltered: boolean;
  onShowAll: () => void;
}) {
  const { search, go, open } = useMembersSearch();
  const mayInvite = useCan()("member:invite");
  const total = invitations.data?.total ?? 0;
  // What fails to load is said, what is not there yet or not at all takes no room above the members.
  if (!isAlone && total === 0 && !invitations.isError) return null;
  return (
    <section aria-label={t("invitationsSection.pendingInvitations")} className={isAlone ? undefined : "mb-6"}>
      {!isAlone && <SectionHead>{t("invitationsSection.pendingInvitations")}</SectionHead>}
      <PagedList
        query={invitations}
        failure={t("invitationsSection.failed")}
        permission="member:list"
        counted={(count) => t("invitationsSection.counted", { count })}
        page={search.invitations_page}
        onPage={(next) => go({ invitations_page: next })}
        empty={
          <EmptyState
            icon={MailPlus}
            title={t("invitationsSection.none")}
            action={
              mayInvite && (
                <Button icon={UserPlus} onClick={() => open({ dialog: "invite" })}>
                  {t("invitationsSection.invitePeople")}
                </Button>
              )
            }
          >
            {t("invitationsSection.noneSentence")}
          </EmptyState>
        }
        narrowed={
          isFiltered && {
            title: t("invitationsSection.noMatch"),
            sentence: t("invitationsSection.noMatchSentence"),
            onReset: onShowAll,
          }
        }
      >
        {({ data }) => <InvitationTable invitations={data} />}
      </PagedList>
    </section>
  );
}
