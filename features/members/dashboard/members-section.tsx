import type { UseQueryResult } from "@tanstack/react-query";
import { SearchX, UserPlus, Users } from "lucide-react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatCount } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Pager } from "#browser/ui/pager.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { Member } from "../contract.ts";
import { MemberList } from "./member-list.tsx";
import { useMembersAddress } from "./members-address.ts";
import { membersPerPage } from "./members-query.ts";
import { SectionHead } from "./section-head.tsx";

/** The members that were asked for, a page at a time. */
export function MembersSection({
  members,
  isAlone,
  isEverybody,
  onShowAll,
}: {
  members: UseQueryResult<{ data: Member[]; total: number }>;
  /** Nothing is above it. */
  isAlone: boolean;
  /** Nothing is filtered, and nobody is invited. */
  isEverybody: boolean;
  onShowAll: () => void;
}) {
  const { name } = useOrganization();
  const address = useMembersAddress();
  const mayInvite = useCan()("member:invite");
  const page = address.page ?? 1;
  return (
    <section aria-label="Members">
      {!isAlone && <SectionHead>Members</SectionHead>}
      <Loaded query={members} what="The members" permission="member:list" skeleton={<SkeletonRows />}>
        {({ data, total }) => (
          <>
            {data.length > 0 ? (
              <MemberList members={data} total={total} />
            ) : total === 0 ? (
              <EmptyState icon={SearchX} title="Nobody matches this" action={<Button onClick={onShowAll}>Show all</Button>}>
                The search covers names and email addresses.
              </EmptyState>
            ) : (
              <EmptyState
                icon={SearchX}
                title="This page is past the end of the list"
                action={<Button onClick={() => address.go({ page: undefined })}>Show the first page</Button>}
              >
                There are {formatCount(total, "member")}.
              </EmptyState>
            )}
            {total === 1 && isEverybody && mayInvite && (
              <div className="mt-4">
                <EmptyState
                  icon={Users}
                  title="You are the only one here"
                  action={
                    <Button icon={UserPlus} onClick={address.openInvite}>
                      Invite people
                    </Button>
                  }
                >
                  Invite those who work with you in {name}. They see its projects as soon as they join.
                </EmptyState>
              </div>
            )}
          </>
        )}
      </Loaded>
      <Pager
        page={page}
        perPage={membersPerPage}
        total={members.data?.total ?? 0}
        onChange={(next) => address.go({ page: next > 1 ? next : undefined })}
      />
    </section>
  );
}
