import type { UseQueryResult } from "@tanstack/react-query";
import { MailPlus, SearchX, UserPlus } from "lucide-react";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Pager } from "#browser/ui/pager.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { Invitation } from "../contract.ts";
import { InvitationTable } from "./invitation-table.tsx";
import { useMembersAddress } from "#features/members/dashboard/members-address.ts";
import { invitationsPerPage } from "./invitations-query.ts";
import { SectionHead } from "#features/members/dashboard/section-head.tsx";

/** The pending invitations; above the members only where there are any. */
export function InvitationsSection({
  invitations,
  isAlone,
  isFiltered,
  onShowAll,
}: {
  invitations: UseQueryResult<{ data: Invitation[]; total: number }>;
  /** No members stand below it. */
  isAlone: boolean;
  isFiltered: boolean;
  onShowAll: () => void;
}) {
  const address = useMembersAddress();
  const total = invitations.data?.total ?? 0;
  const page = address.invitations_page ?? 1;
  // What fails to load is said, what is not there yet or not at all takes no room above the members.
  if (!isAlone && total === 0 && !invitations.isError) return null;
  return (
    <section aria-label="Pending invitations" className={isAlone ? undefined : "mb-6"}>
      {!isAlone && <SectionHead>Pending invitations</SectionHead>}
      <Loaded query={invitations} what="The invitations" permission="member:list" skeleton={<SkeletonRows />}>
        {({ data }) =>
          data.length > 0 ? (
            <InvitationTable invitations={data} />
          ) : total > 0 ? (
            <EmptyState
              icon={SearchX}
              title="The list ends before this page"
              action={<Button onClick={() => address.go({ invitations_page: undefined })}>Show the first page</Button>}
            >
              Some were answered or revoked.
            </EmptyState>
          ) : (
            <NoInvitations isFiltered={isFiltered} onShowAll={onShowAll} />
          )
        }
      </Loaded>
      <Pager
        page={page}
        perPage={invitationsPerPage}
        total={total}
        onChange={(next) => address.go({ invitations_page: next > 1 ? next : undefined })}
      />
    </section>
  );
}

function NoInvitations({ isFiltered, onShowAll }: { isFiltered: boolean; onShowAll: () => void }) {
  const address = useMembersAddress();
  const mayInvite = useCan()("member:invite");
  if (isFiltered) {
    return (
      <EmptyState icon={SearchX} title="No such invitation is pending" action={<Button onClick={onShowAll}>Show all</Button>}>
        The search looks at e-mail addresses.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={MailPlus}
      title="No invitation is pending"
      action={
        mayInvite && (
          <Button icon={UserPlus} onClick={address.openInvite}>
            Invite people
          </Button>
        )
      }
    >
      People you invite are listed here until they join.
    </EmptyState>
  );
}
