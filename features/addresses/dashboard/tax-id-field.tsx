import { useWatch, type Control } from "react-hook-form";
import { formatDate } from "#browser/ui/format.ts";
import { StatusBadge, type Tone } from "#browser/ui/status-badge.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import type { KeptAddress, AddressRules, BillingAddress, BillingAddressInput, TaxIdCheck } from "../contract.ts";
import { t } from "./messages.ts";

/** The tax ID under its country's name, and what VIES said of the one that is saved. */
export function TaxIdField({
  control,
  rules,
  address,
  readOnly,
}: {
  control: Control<BillingAddressInput, unknown, KeptAddress>;
  rules: AddressRules;
  address: BillingAddress | null;
  readOnly: boolean;
}) {
  const { label, example } = rules.tax_id;
  const typed = useWatch({ control, name: "tax_id" });
  const check = typed !== "" && typed === address?.tax_id ? address?.tax_id_check : null;
  return (
    <div>
      <TextField
        control={control}
        name="tax_id"
        label={
          <>
            {t.rich("addressFields.optional", {
              label,
              soft: (text) => <span className="font-normal text-soft">{text}</span>,
            })}
          </>
        }
        hint={example ? t("taxIdField.example", { example }) : t("taxIdField.asWritten")}
        readOnly={readOnly}
        autoComplete="off"
      />
      {check && <Verdict check={check} at={address?.tax_id_checked_at ?? null} />}
    </div>
  );
}

function Verdict({ check, at }: { check: TaxIdCheck; at: string | null }) {
  const { tone, word, sentence } = verdicts[check];
  const isDated = at !== null && check === "confirmed";
  return (
    <p role="status" className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-soft">
      <StatusBadge tone={tone}>{word}</StatusBadge>
      <span>{isDated ? t("taxIdField.confirmedOn", { date: formatDate(at) }) : sentence}</span>
    </p>
  );
}

const verdicts: Record<TaxIdCheck, { tone: Tone; word: string; sentence: string }> = {
  pending: { tone: "accent", word: t("taxIdField.beingChecked"), sentence: t("taxIdField.beingCheckedSentence") },
  confirmed: { tone: "good", word: t("taxIdField.confirmed"), sentence: t("taxIdField.confirmedSentence") },
  not_known: { tone: "warn", word: t("taxIdField.notKnown"), sentence: t("taxIdField.notKnownSentence") },
  not_reached: { tone: "plain", word: t("taxIdField.notChecked"), sentence: t("taxIdField.notCheckedSentence") },
};
