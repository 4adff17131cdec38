import type { UseQueryResult } from "@tanstack/react-query";
import { MailPlus, UserPlus } from "lucide-react";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { formatCount } from "#browser/ui/format.ts";
import type { Invitation } from "../contract.ts";
import { InvitationTable } from "./invitation-table.tsx";
import { useMembersSearch } from "#features/members/dashboard/members-search-params.ts";
import { SectionHead } from "#features/members/dashboard/section-head.tsx";

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
    <section aria-label="Pending invitations" className={isAlone ? undefined : "mb-6"}>
      {!isAlone && <SectionHead>Pending invitations</SectionHead>}
      <PagedList
        query={invitations}
        failure="The invitations could not be loaded."
        permission="member:list"
        counted={(count) => formatCount(count, "invitation")}
        page={search.invitations_page}
        onPage={(next) => go({ invitations_page: next })}
        empty={
          <EmptyState
            icon={MailPlus}
            title="No invitation is pending"
            action={
              mayInvite && (
                <Button icon={UserPlus} onClick={() => open({ dialog: "invite" })}>
                  Invite people
                </Button>
              )
            }
          >
            People you invite are listed here until they join.
          </EmptyState>
        }
        narrowed={
          isFiltered && {
            title: "No such invitation is pending",
            sentence: "The search covers email addresses.",
            onReset: onShowAll,
          }
        }
      >
        {({ data }) => <InvitationTable invitations={data} />}
      </PagedList>
    </section>
  );
}
