import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { Field, inputClasses } from "#browser/ui/field.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { t } from "./messages.ts";

/** A link to pass on by hand. A new one is created each time, because only its hash is stored. */
export function InvitationLinkDialog({ email, ask, onClose }: { email: string; ask: () => Promise<string>; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const [opened] = useState(() => Date.now());
  const link = useQuery({
    queryKey: [organizationId, "invitation link", email, opened],
    queryFn: ask,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: installation } = useQuery(installationQuery);
  return (
    <Dialog open onClose={onClose} title={t("invitationLinkDialog.title", { email })} sentence={t("invitationLinkDialog.sentence")}>
      <DialogBody>
        {link.isPending && <Skeleton className="h-14" />}
        {link.isError && <ErrorState failure={t("invitationLinkDialog.failed")} error={link.error} onRetry={() => void link.refetch()} />}
        {link.data && (
          <Field
            label={t("invitationLinkDialog.invitationLink")}
            hint={installation?.mail === "smtp" && t("invitationLinkDialog.whoOpens")}
          >
            {(ties) => (
              <input {...ties} readOnly className={inputClasses} value={link.data} onFocus={(event) => event.currentTarget.select()} />
            )}
          </Field>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t("invitationLinkDialog.close")}</Button>
        {link.data && <CopyButton look="primary" text={link.data} label={t("invitationLinkDialog.copyLink")} />}
      </DialogActions>
    </Dialog>
  );
}
