import { lazy, Suspense } from "react";
import { Dialog, DialogBody } from "#browser/ui/dialog.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import type { PhoneNumber } from "../contract.ts";
import { t } from "./messages.ts";

/** Comes when it is asked for, because it brings how every country writes its numbers. */
const PhoneNumberForm = lazy(() => import("./phone-number-form.tsx").then((module) => ({ default: module.PhoneNumberForm })));

/** Adds a number, or changes the one that is given. */
export function PhoneNumberDialog({ open, onClose, number }: { open: boolean; onClose: () => void; number: PhoneNumber | null }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={number ? t("phoneNumberDialog.edit", { international: number.international }) : t("phoneNumberDialog.addPhoneNumber")}
    >
      <Suspense
        fallback={
          <DialogBody>
            <Skeleton className="h-14" />
            <Skeleton className="h-14" />
            <Skeleton className="h-32" />
          </DialogBody>
        }
      >
        <PhoneNumberForm number={number} onClose={onClose} />
      </Suspense>
    </Dialog>
  );
}
