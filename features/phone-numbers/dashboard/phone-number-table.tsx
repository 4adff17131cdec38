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
import { t } from "./messages.ts";
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
  return <Table label={t("phoneNumberTable.phoneNumbers")} columns={columns} rows={numbers} rowKey={({ id }) => id} />;
}

const allColumns: Column<PhoneNumber>[] = [
  { id: "number", head: t("phoneNumberTable.number"), phone: "title", cell: (number) => <Number number={number} /> },
  {
    id: "use",
    head: t("phoneNumberTable.use"),
    phone: "second",
    cell: ({ use }) => <span className="whitespace-nowrap">{use.map((one) => wordsOfUse[one].label).join(", ")}</span>,
  },
  { id: "verified", head: t("phoneNumberTable.verified"), phone: "second", cell: (number) => <Verified number={number} /> },
  {
    id: "actions",
    head: <span className="sr-only">{t("phoneNumberTable.actions")}</span>,
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
        {primary && <StatusBadge tone="accent">{t("phoneNumberTable.primary")}</StatusBadge>}
        {default_sender && <StatusBadge tone="plain">{t("phoneNumberTable.defaultSender")}</StatusBadge>}
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
    if (isPhone) return t("phoneNumberTable.verified");
    return (
      <span title={formatDateTime(number.verified_at)}>
        <StatusBadge tone="good">{t("phoneNumberTable.verified")}</StatusBadge>
      </span>
    );
  }
  if (!number.receives_sms) return <span className="text-soft">{t("phoneNumberTable.noSms")}</span>;
  if (!may || isPhone) return t("phoneNumberTable.notVerified");
  return (
    <>
      <Button
        size="small"
        aria-label={t("phoneNumberTable.verifyNumber", { international: number.international })}
        onClick={() => setVerifying(true)}
      >
        {t("phoneNumberTable.verify")}
      </Button>
      <VerifyDialog number={number} open={isVerifying} onClose={() => setVerifying(false)} />
    </>
  );
}
