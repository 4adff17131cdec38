import { useWatch, type Control } from "react-hook-form";
import { formatDate } from "#browser/ui/format.ts";
import { StatusBadge, type Tone } from "#browser/ui/status-badge.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import type { KeptAddress, AddressRules, BillingAddress, BillingAddressInput, TaxIdCheck } from "../contract.ts";

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
            {label} <span className="font-normal text-soft">(optional)</span>
          </>
        }
        hint={example ? `Such as ${example}.` : "As your tax office writes it."}
        readOnly={readOnly}
        autoComplete="off"
      />
      {check && <Verdict check={check} at={address?.tax_id_checked_at ?? null} />}
    </div>
  );
}

function Verdict({ check, at }: { check: TaxIdCheck; at: string | null }) {
  const { tone, word, sentence } = verdicts[check];
  return (
    <p role="status" className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-soft">
      <StatusBadge tone={tone}>{word}</StatusBadge>
      <span>{at && check === "confirmed" ? `${sentence} ${formatDate(at)}.` : sentence}</span>
    </p>
  );
}

const verdicts: Record<TaxIdCheck, { tone: Tone; word: string; sentence: string }> = {
  pending: { tone: "accent", word: "Being checked", sentence: "VIES, the register of the European Union, is asked." },
  confirmed: { tone: "good", word: "Confirmed", sentence: "VIES knows this VAT ID, asked on" },
  not_known: { tone: "warn", word: "Not known", sentence: "VIES does not know this VAT ID. A new one can take some days to appear." },
  not_reached: { tone: "plain", word: "Not checked", sentence: "VIES could not be asked. It is tried again by itself." },
};
