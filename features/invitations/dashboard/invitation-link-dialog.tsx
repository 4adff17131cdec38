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
    <Dialog
      open
      onClose={onClose}
      title={`Link for ${email}`}
      sentence="It is shown only once. Only an account with this address can use it to join."
    >
      <DialogBody>
        {link.isPending && <Skeleton className="h-14" />}
        {link.isError && <ErrorState failure="The link could not be loaded." error={link.error} onRetry={() => void link.refetch()} />}
        {link.data && (
          <Field
            label="Invitation link"
            hint={
              installation?.mail === "smtp" && "Anyone who opens it is asked to confirm the address, because no mail has confirmed it yet."
            }
          >
            {(ties) => (
              <input {...ties} readOnly className={inputClasses} value={link.data} onFocus={(event) => event.currentTarget.select()} />
            )}
          </Field>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        {link.data && <CopyButton look="primary" text={link.data} label="Copy link" />}
      </DialogActions>
    </Dialog>
  );
}
