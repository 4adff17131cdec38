import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { formatCount } from "#browser/ui/format.ts";
import { Page } from "#browser/ui/page.tsx";
import { Tabs } from "#browser/ui/tabs.tsx";
import { useSettled } from "#browser/ui/use-settled.ts";
import { InvitationsSection } from "#features/invitations/dashboard/invitations-section.tsx";
import { InviteDialog } from "#features/invitations/dashboard/invite/invite-dialog.tsx";
import { useMembersAddress } from "#features/members/dashboard/members-address.ts";
import { MembersFilter } from "#features/members/dashboard/members-filter.tsx";
import { invitationsQuery } from "#features/invitations/dashboard/invitations-query.ts";
import { membersQuery } from "#features/members/dashboard/members-query.ts";
import { MembersSection } from "#features/members/dashboard/members-section.tsx";
import { SeatsLeft } from "#features/invitations/dashboard/seats-left.tsx";

/** Who works in the organization and as what, and who is asked to. */
export function MembersPage() {
  const organization = useOrganization();
  const address = useMembersAddress();
  const { show = "all", role, sort = "role" } = address;
  const [words, setWords] = useState(address.query ?? "");
  const query = useSettled(words.trim()) || undefined;
  const members = useQuery(membersQuery(organization.id, { page: address.page ?? 1, query, role, sort }));
  const invitations = useQuery(invitationsQuery(organization.id, { page: address.invitations_page ?? 1, query, role }));
  const mayInvite = useCan()("member:invite");
  const whoMay = useWhoMay();
  const isFiltered = query !== undefined || role !== undefined;

  function search(next: string) {
    setWords(next);
    address.filter({ query: next.trim() || undefined }, { replace: true });
  }
  function showAll() {
    setWords("");
    address.filter({ query: undefined, role: undefined });
  }

  return (
    <Page
      title="Team Members"
      sentence={
        <>
          {!isFiltered && members.data
            ? `${formatCount(members.data.total, "person works", "people work")} in ${organization.name}. A role applies to every project.`
            : "Who works in the organization. A role applies to every project."}{" "}
          {mayInvite && <SeatsLeft />}
          {!mayInvite && whoMay("member:invite", "invite people")}
        </>
      }
      actions={
        mayInvite && (
          <Button look="primary" icon={UserPlus} onClick={address.openInvite}>
            New Invitation
          </Button>
        )
      }
    >
      <Tabs
        label="Whom to show"
        tabs={[
          { value: "all", label: "All" },
          { value: "members", label: "Members", count: members.data?.total },
          { value: "invitations", label: "Invitations", count: invitations.data?.total },
        ]}
        value={show}
        onChange={(next) => address.filter({ show: next === "all" ? undefined : next })}
      >
        <MembersFilter
          words={words}
          onSearch={search}
          role={role}
          onRole={(next) => address.filter({ role: next })}
          sort={show === "invitations" ? null : sort}
          onSort={(next) => address.filter({ sort: next === "role" ? undefined : next })}
        />
        {show !== "members" && (
          <InvitationsSection invitations={invitations} isAlone={show === "invitations"} isFiltered={isFiltered} onShowAll={showAll} />
        )}
        {show !== "invitations" && (
          <MembersSection
            members={members}
            isAlone={show === "members" || !invitations.data?.total}
            isEverybody={!isFiltered && invitations.data?.total === 0}
            onShowAll={showAll}
          />
        )}
      </Tabs>
      {mayInvite && <InviteDialog open={address.dialog === "invite"} onClose={address.closeInvite} />}
    </Page>
  );
}
