import { useState } from "react";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { Select } from "#browser/ui/select.tsx";
import type { Plan, Subscription } from "../contract.ts";
import { t } from "./messages.ts";
import { useSubscriptionActions } from "./subscription-query.ts";
import { formatMoney, linesOf } from "./subscription-words.ts";

/** Every plan beside the others; the currency is chosen before the first payment and stays from then on. */
export function PlanCards({
  subscription,
  plans,
  isChosenHere,
}: {
  subscription: Subscription;
  plans: Plan[];
  /** By an Owner, and paid for at once; else they are only shown. */
  isChosenHere: boolean;
}) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [currency, setCurrency] = useState<string>(subscription.currency);
  const actions = useSubscriptionActions();
  const plan = plans.find((each) => each.plan === chosen);
  const options = (plans.find(({ prices }) => prices)?.prices ?? []).map((price) => ({
    value: price.currency as string,
    label: price.currency.toUpperCase(),
  }));
  const isHigher = (to: Plan) => plans.indexOf(to) > plans.findIndex((each) => each.plan === subscription.plan);
  return (
    <>
      {isChosenHere && subscription.status === null && (
        <div className="mb-3 flex justify-end">
          <Select aria-label={t("planCards.currency")} className="w-auto" options={options} value={currency} onChange={setCurrency} />
        </div>
      )}
      <ul className="grid gap-4 sm:grid-cols-3">
        {plans.map((each) => {
          const price = each.prices?.find((found) => found.currency === currency);
          const isCurrent = each.plan === subscription.plan;
          return (
            <li key={each.plan}>
              <Card className="flex h-full flex-col gap-3 p-5">
                <h3 className="font-semibold">{each.name}</h3>
                <p>
                  {t.rich("planCards.aMonth", {
                    price: () => <span className="text-xl font-semibold tabular-nums">{formatMoney(price?.month ?? 0, currency)}</span>,
                    soft: (text) => <span className="text-soft">{text}</span>,
                  })}
                </p>
                <p className="text-sm text-soft">{each.what}</p>
                <ul className="flex flex-1 flex-col gap-1 text-sm">
                  {linesOf(each, currency).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
                {isCurrent && !subscription.next_plan ? (
                  <p className="flex h-[34px] items-center text-sm text-soft">{t("planCards.yourPlan")}</p>
                ) : (
                  isChosenHere &&
                  (each.prices !== null || subscription.subscribed) && (
                    <Button onClick={() => setChosen(each.plan)} aria-label={t("planCards.chooseName", { name: each.name })}>
                      {isCurrent ? t("planCards.keep") : t("planCards.choose")}
                    </Button>
                  )
                )}
              </Card>
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        open={plan !== undefined}
        onClose={() => setChosen(null)}
        look="primary"
        title={plan ? t("planCards.title", { name: plan.name }) : ""}
        sentence={plan ? consequenceOf(plan, subscription, isHigher(plan)) : ""}
        action={subscription.subscribed ? t("planCards.changePlan") : t("planCards.goToCheckout")}
        onConfirm={async () => {
          if (!plan) return;
          await (subscription.subscribed ? actions.changePlan(plan.plan) : actions.subscribe(plan.plan, currency));
        }}
      />
    </>
  );
}

function consequenceOf(plan: Plan, { subscribed, plan: current }: Subscription, isHigher: boolean): string {
  if (!subscribed) return plan.trial_days > 0 ? t("planCards.trial", { days: plan.trial_days }) : t("planCards.payment");
  if (plan.plan === current) return t("planCards.cancelsPlanned");
  return isHigher ? t("planCards.higher") : t("planCards.lower");
}
