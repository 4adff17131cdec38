import type { Installation } from "#features/identity/contract.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import type { Subscription } from "../contract.ts";
import { LimitList } from "./limit-list.tsx";
import { t } from "./messages.ts";
import { useSubscriptionActions } from "./subscription-query.ts";
import { sentenceOf } from "./subscription-words.ts";
import type { Acting } from "./use-acting.ts";

/** What the organization has now, how much of it is used, and how it ends. */
export function CurrentPlan({
  subscription,
  nameOf,
  mode,
  acting: { pending, run },
}: {
  subscription: Subscription;
  nameOf: (plan: string | null) => string | null;
  mode: Installation["billing"];
  acting: Acting;
}) {
  const { cancel, resume } = useSubscriptionActions();
  const { plan, next_plan, period_starts_at, period_ends_at, subscribed, cancels_at } = subscription;
  return (
    <SettingsSection title={t("currentPlan.currentPlan")} sentence={sentenceOf(subscription, nameOf(next_plan), mode)}>
      <Card>
        <div className="p-5">
          <p className="mb-4 text-xl font-semibold">{nameOf(plan)}</p>
          <LimitList subscription={subscription} />
        </div>
        <CardFooter>
          <span>{t("currentPlan.answers", { from: formatDate(period_starts_at), to: formatDate(period_ends_at) })}</span>
          {subscribed && (
            <Button size="small" pending={pending} onClick={() => run(cancels_at ? resume : cancel)}>
              {cancels_at ? t("currentPlan.resumeSubscription") : t("currentPlan.cancelSubscription")}
            </Button>
          )}
        </CardFooter>
      </Card>
    </SettingsSection>
  );
}
