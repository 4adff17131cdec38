import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { formatDateTime } from "#browser/ui/format.ts";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import { phone, useMediaQuery } from "#browser/ui/use-media-query.ts";
import type { PhoneNumber } from "../contract.ts";
import { PhoneNumberMenu } from "./phone-number-menu.tsx";
import { wordsOfUse } from "./words-of-use.ts";
import { VerifyDialog } from "./verify-dialog.tsx";

/** Each number as it is dialled from abroad and at home, what it is for, and its state. */
export function PhoneNumberTable({ numbers }: { numbers: readonly PhoneNumber[] }) {
  const can = useCan();
  const installation = useQuery(installationQuery).data;
  const canVerify = installation !== undefined && installation.sms !== "none";
  const mayAct = can("phone_number:update") || can("phone_number:delete");
  const columns = allColumns.filter(({ id }) => (id !== "verified" || canVerify) && (id !== "actions" || mayAct));
  return <Table label="Phone numbers" columns={columns} rows={numbers} rowKey={({ id }) => id} />;
}

const allColumns: Column<PhoneNumber>[] = [
  { id: "number", head: "Number", phone: "title", cell: (number) => <Number number={number} /> },
  {
    id: "use",
    head: "Use",
    phone: "second",
    cell: ({ use }) => <span className="whitespace-nowrap">{use.map((one) => wordsOfUse[one].label).join(", ")}</span>,
  },
  { id: "verified", head: "Verified", phone: "second", cell: (number) => <Verified number={number} /> },
  {
    id: "actions",
    head: <span className="sr-only">Actions</span>,
    align: "right",
    phone: "right",
    cell: (number) => <PhoneNumberMenu number={number} />,
  },
];

function Number({ number: { international, national, label, primary, default_sender } }: { number: PhoneNumber }) {
  const isSame = national === international;
  return (
    <div className="py-1">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-medium whitespace-nowrap tabular-nums">{international}</span>
        {primary && <StatusBadge tone="accent">Primary</StatusBadge>}
        {default_sender && <StatusBadge tone="plain">Default sender</StatusBadge>}
      </div>
      {(label || !isSame) && (
        <div className="text-sm wrap-anywhere text-soft">
          {!isSame && <span className="whitespace-nowrap tabular-nums">{national}</span>}
          {label && !isSame && " · "}
          {label}
        </div>
      )}
    </div>
  );
}

function Verified({ number }: { number: PhoneNumber }) {
  const may = useCan()("phone_number:update");
  const isPhone = useMediaQuery(phone);
  const [isVerifying, setVerifying] = useState(false);
  if (number.verified_at) {
    if (isPhone) return "Verified";
    return (
      <span title={formatDateTime(number.verified_at)}>
        <StatusBadge tone="good">Verified</StatusBadge>
      </span>
    );
  }
  if (!number.receives_sms) return <span className="text-soft">Receives no SMS</span>;
  if (!may || isPhone) return "Not verified";
  return (
    <>
      <Button size="small" aria-label={`Verify ${number.international}`} onClick={() => setVerifying(true)}>
        Verify
      </Button>
      <VerifyDialog number={number} open={isVerifying} onClose={() => setVerifying(false)} />
    </>
  );
}
