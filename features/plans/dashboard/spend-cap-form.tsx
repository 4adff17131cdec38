import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { SpendCap, type Subscription } from "../contract.ts";
import { t } from "./messages.ts";
import { useSubscriptionActions } from "./subscription-query.ts";
import { formatMoney } from "./subscription-words.ts";

/** The most that answers beyond the included ones may cost in a period; empty means no cap. */
export function SpendCapForm({ subscription }: { subscription: Subscription }) {
  const { spend_cap: cap, currency, answers } = subscription;
  const { saveSpendCap } = useSubscriptionActions();
  const refusal = useRefusal("billing:update", (roles) => t("spendCapForm.whoMay", { roles }));
  const form = useZodForm(Amount, { spend_cap: written(cap) });
  const typed = Amount.safeParse({ spend_cap: useWatch({ control: form.control, name: "spend_cap" }) });
  const spent =
    answers.spent > 0 ? t("spendCapForm.spent", { spent: formatMoney(answers.spent, currency) }) : t("spendCapForm.spentNothing");

  async function save({ spend_cap }: z.output<typeof Amount>) {
    const saved = await saveSpendCap(spend_cap);
    form.reset({ spend_cap: written(saved.spend_cap) });
    toast(spend_cap === null ? t("spendCapForm.removed") : t("spendCapForm.saved"));
  }

  return (
    <SettingsForm form={form} onSubmit={save} hint={answers.price === null ? t("spendCapForm.appliesOnceMore") : spent} refusal={refusal}>
      <CardFields>
        <TextField
          control={form.control}
          name="spend_cap"
          label={t("spendCapForm.mostToSpend", { currency: currency.toUpperCase() })}
          hint={typed.success ? consequenceOf(typed.data.spend_cap, subscription) : undefined}
          inputMode="decimal"
          disabled={refusal !== null}
          autoComplete="off"
          placeholder={t("spendCapForm.spendCapPlaceholder")}
          className="max-w-90"
        />
      </CardFields>
    </SettingsForm>
  );
}

/** "50" or "12.50", from minor units. */
const written = (cap: number | null) => (cap === null ? "" : (cap / 100).toFixed(2).replace(/\.00$/, ""));

/** "12.50", "12,5" or nothing, as minor units. */
const Amount = z.object({
  spend_cap: z
    .string()
    .transform((typed, context) => {
      const text = typed.trim().replace(",", ".");
      if (text === "") return null;
      if (/^\d{1,9}(\.\d{1,2})?$/.test(text)) return Math.round(Number(text) * 100);
      context.addIssue({ code: "custom", message: t("spendCapForm.wrong") });
      return z.NEVER;
    })
    .pipe(SpendCap.shape.spend_cap),
});

function consequenceOf(cap: number | null, { answers: { included, price } }: Subscription): string {
  if (price === null) return t("spendCapForm.cannotBuy", { included: formatNumber(included) });
  if (cap === null) return t("spendCapForm.unlimited");
  const more = price === 0 ? 0 : Math.floor(cap / price);
  if (more === 0) return t("spendCapForm.noMore", { included: formatNumber(included) });
  return t("spendCapForm.paysFor", { more: formatNumber(more), included: formatNumber(included) });
}
