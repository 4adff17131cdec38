import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog, DialogActions, DialogBody, DialogClose } from "#browser/ui/dialog.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { CodeSent } from "#features/identity/contract.ts";
import { signInMethodsQuery } from "#features/identity/dashboard/account-queries.ts";
import { unconfirmed, useConfirmation } from "#features/identity/dashboard/use-confirmation.tsx";
import { AccountClosed, AccountClosing } from "../contract.ts";
import { t } from "./messages.ts";
import { WhatHappens } from "./what-happens.tsx";

/** Shows what happens to each organization; then the password, or a mailed code, closes the account. */
export function CloseAccountDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t("closeAccountDialog.title")} sentence={t("closeAccountDialog.sentence")}>
      <Steps onClose={onClose} />
    </Dialog>
  );
}

function Steps({ onClose }: { onClose: () => void }) {
  const closing = useQuery({
    queryKey: ["me", "closing"],
    queryFn: ({ signal }) => api("/v1/me/closing", AccountClosing, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const methods = useQuery(signInMethodsQuery);
  const skeleton = (
    <div className="p-5">
      <SkeletonRows rows={2} />
    </div>
  );
  return (
    <Loaded query={closing} failure={t("closeAccountDialog.organizationsFailed")} skeleton={skeleton}>
      {({ organizations }) =>
        organizations.some(({ outcome }) => outcome === "hand_over") ? (
          <>
            <DialogBody>
              <WhatHappens organizations={organizations} onLeave={onClose} />
            </DialogBody>
            <DialogActions>
              <DialogClose>{t("closeAccountDialog.close")}</DialogClose>
            </DialogActions>
          </>
        ) : (
          <Loaded query={methods} failure={t("closeAccountDialog.methodsFailed")} skeleton={skeleton}>
            {(data) => (
              <CloseForm
                organizations={organizations}
                hasPassword={data.some(({ provider }) => provider === "credential")}
                onStale={() => void closing.refetch()}
                onClose={onClose}
              />
            )}
          </Loaded>
        )
      }
    </Loaded>
  );
}

const Confirmation = z.object({ password: z.string(), code: z.string() });

function CloseForm({
  organizations,
  hasPassword,
  onStale,
  onClose,
}: AccountClosing & { hasPassword: boolean; onStale: () => void; onClose: () => void }) {
  const form = useZodForm(Confirmation, unconfirmed);
  const deletes = organizations.filter(({ outcome }) => outcome === "deleted").map(({ id }) => id);
  const { fields, asksForCode, onSubmit } = useConfirmation<z.output<typeof Confirmation>, AccountClosed>({
    form,
    hasPassword,
    act: (_values, confirming) =>
      api("/v1/me", z.union([CodeSent, AccountClosed]), { method: "DELETE", body: { deletes, ...confirming } }).catch((error: unknown) => {
        onStale();
        throw error;
      }),
    onDone() {
      // The whole page is left, and with it everything that was read as this user.
      sessionStorage.clear();
      location.assign("/sign-in?closed=true");
    },
  });
  return (
    <DialogForm
      form={form}
      onSubmit={onSubmit}
      action={asksForCode ? t("closeAccountDialog.sendTheCode") : t("closeAccountDialog.deleteAccount")}
      look={asksForCode ? "primary" : "danger"}
      asksBeforeClosing={false}
    >
      <WhatHappens organizations={organizations} onLeave={onClose} />
      {fields}
    </DialogForm>
  );
}
