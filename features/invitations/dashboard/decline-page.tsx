import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { Column } from "#browser/ui/column.tsx";
import { Banner } from "#browser/ui/banner.tsx";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { CheckLine } from "#browser/ui/check-line.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { invitationPath, invitationQuery } from "#features/identity/dashboard/invitation.ts";
import { DeadEnd } from "./dead-end.tsx";

/** Ends an invitation, and with it the mails. Asks first: mail programs open links by themselves. */
export function DeclinePage() {
  const { token } = useParams({ from: "/invitations/$token/decline" });
  const [everyone, setEveryone] = useState(false);
  const invitation = useQuery(invitationQuery(token, null));
  const decline = useMutation({
    mutationFn: () =>
      api(`${invitationPath(token)}/decline`, z.null(), { method: "POST", body: { from: everyone ? "everyone" : "organization" } }),
  });
  if (invitation.error instanceof ApiError && invitation.error.status === 404) {
    return <DeadEnd title="This invitation does not exist" sentence="It ended long ago. You will get no more mail about it." />;
  }
  if (decline.isSuccess) {
    return (
      <DeadEnd
        title="You are not invited again"
        sentence={
          everyone
            ? "No organization on this installation can mail an invitation to your address any more."
            : `${invitation.data?.organization} cannot mail an invitation to your address any more.`
        }
      />
    );
  }
  return (
    <Loaded
      query={invitation}
      failure="The invitation could not be loaded."
      skeleton={<Column title="Decline the invitation">{null}</Column>}
    >
      {({ organization, inviter, email }) => (
        <Column
          title={`Decline the invitation of ${organization}`}
          sentence={`${inviter === null ? "It was" : `${inviter} had it`} mailed to ${email}. The link ends, and ${organization} cannot invite this address again.`}
        >
          {decline.error && (
            <Banner tone="bad" className="mb-5">
              {messageOf(decline.error)}
            </Banner>
          )}
          <div className="mb-5">
            <CheckLine
              checked={everyone}
              onChange={setEveryone}
              label="Decline for every other organization too"
              hint="This installation no longer mails invitations to this address."
            />
          </div>
          <div className="flex flex-col gap-2">
            <Button look="primary" size="large" pending={decline.isPending} onClick={() => decline.mutate()}>
              Decline invitation
            </Button>
            <Link to="/invitations/$token" params={{ token }} className={buttonClasses({ size: "large" })}>
              See the invitation
            </Link>
          </div>
        </Column>
      )}
    </Loaded>
  );
}
