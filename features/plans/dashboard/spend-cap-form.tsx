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
import { useSubscriptionActions } from "./subscription-query.ts";
import { formatMoney } from "./subscription-words.ts";

/** The most that answers beyond the included ones may cost in a period; empty means no cap. */
export function SpendCapForm({ subscription }: { subscription: Subscription }) {
  const { spend_cap: cap, currency, answers } = subscription;
  const { saveSpendCap } = useSubscriptionActions();
  const refusal = useRefusal("billing:update", (roles) => `${roles} change the cap.`);
  const form = useZodForm(Amount, { spend_cap: written(cap) });
  const typed = Amount.safeParse({ spend_cap: useWatch({ control: form.control, name: "spend_cap" }) });
  const spent = answers.spent > 0 ? `${formatMoney(answers.spent, currency)} spent so far` : "Nothing spent so far";

  async function save({ spend_cap }: z.output<typeof Amount>) {
    const saved = await saveSpendCap(spend_cap);
    form.reset({ spend_cap: written(saved.spend_cap) });
    toast(spend_cap === null ? "The spending cap is taken away." : "The spending cap is saved.");
  }

  return (
    <SettingsForm
      form={form}
      onSubmit={save}
      hint={answers.price === null ? "Applies as soon as you can pay for more answers" : spent}
      refusal={refusal}
    >
      <CardFields>
        <TextField
          control={form.control}
          name="spend_cap"
          label={`Most to spend in a period, in ${currency.toUpperCase()}`}
          hint={typed.success ? consequenceOf(typed.data.spend_cap, subscription) : undefined}
          inputMode="decimal"
          disabled={refusal !== null}
          autoComplete="off"
          placeholder="No cap"
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
      context.addIssue({ code: "custom", message: "Enter an amount, such as 50 or 49.90, or leave it empty for no cap." });
      return z.NEVER;
    })
    .pipe(SpendCap.shape.spend_cap),
});

function consequenceOf(cap: number | null, { answers: { included, price } }: Subscription): string {
  if (price === null) return `This plan has ${formatNumber(included)} answers, and you cannot buy more.`;
  if (cap === null) return "Agents answer every question, and you pay for each answer.";
  const more = price === 0 ? 0 : Math.floor(cap / price);
  if (more === 0) return `Agents stop after the ${formatNumber(included)} included answers.`;
  return `Pays for ${formatNumber(more)} answers beyond the ${formatNumber(included)} included ones. Then agents stop until the next period.`;
}
