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
import { t } from "./messages.ts";

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
    return <DeadEnd title={t("declinePage.gone")} sentence={t("declinePage.goneSentence")} />;
  }
  if (decline.isSuccess) {
    return (
      <DeadEnd
        title={t("declinePage.done")}
        sentence={
          everyone ? t("declinePage.doneEverywhere") : t("declinePage.doneSentence", { organization: invitation.data?.organization ?? "" })
        }
      />
    );
  }
  return (
    <Loaded query={invitation} failure={t("declinePage.failed")} skeleton={<Column title={t("declinePage.title")}>{null}</Column>}>
      {({ organization, inviter, email }) => (
        <Column
          title={t("declinePage.titleOf", { organization })}
          sentence={
            inviter === null
              ? t("declinePage.mailed", { email, organization })
              : t("declinePage.mailedBy", { inviter, email, organization })
          }
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
              label={t("declinePage.everywhere")}
              hint={t("declinePage.everywhereHint")}
            />
          </div>
          <div className="flex flex-col gap-2">
            <Button look="primary" size="large" pending={decline.isPending} onClick={() => decline.mutate()}>
              {t("declinePage.decline")}
            </Button>
            <Link to="/invitations/$token" params={{ token }} className={buttonClasses({ size: "large" })}>
              {t("declinePage.see")}
            </Link>
          </div>
        </Column>
      )}
    </Loaded>
  );
}
