import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { Installation } from "#features/identity/contract.ts";
import type { Plan, Subscription } from "../contract.ts";
import { AddressCard } from "#features/addresses/dashboard/address-card.tsx";
import { BillingEmailsForm } from "./billing-emails-form.tsx";
import { CurrentPlan } from "./current-plan.tsx";
import { t } from "./messages.ts";
import { PlanCards } from "./plan-cards.tsx";
import { SpendCapForm } from "./spend-cap-form.tsx";
import { plansQuery, subscriptionQuery, useSubscriptionActions } from "./subscription-query.ts";
import { useActing } from "./use-acting.ts";

/** What the organization has subscribed to, what pays for it, and who reads of it. */
export function BillingPage() {
  const organizationId = useOrganizationId();
  const subscription = useQuery(subscriptionQuery(organizationId));
  const plans = useQuery(plansQuery(organizationId));
  const installation = useQuery(installationQuery);
  useReturn();
  return (
    <Page title={t("billingPage.billing")} sentence={t("billingPage.sentence")}>
      <Loaded
        query={subscription}
        failure={t("billingPage.subscriptionFailed")}
        skeleton={<SkeletonRows rows={8} />}
        permission="billing:read"
      >
        {(found) => (
          <Loaded query={plans} failure={t("billingPage.plansFailed")} skeleton={<SkeletonRows rows={8} />} permission="billing:read">
            {(all) => (
              <Loaded query={installation} failure={t("billingPage.installationFailed")} skeleton={<SkeletonRows rows={8} />}>
                {({ billing }) => <Content key={organizationId} subscription={found} plans={all} mode={billing} />}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

/** A person who comes back from Stripe's pages sees the current state there, before Stripe's message arrives. */
function useReturn() {
  const { checkout } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { refresh } = useSubscriptionActions();
  useEffect(() => {
    if (checkout === undefined) return;
    refresh()
      .catch((error: unknown) => toast.error(messageOf(error)))
      .finally(() => void navigate({ to: ".", search: {}, replace: true }));
    // Once for each return: the actions are created again on every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [checkout]);
}

/** `mode`: with Stripe an Owner chooses and pays here, else the operator sets the plan. */
function Content({ subscription, plans, mode }: { subscription: Subscription; plans: Plan[]; mode: Installation["billing"] }) {
  const nameOf = (plan: string | null) => plans.find((each) => each.plan === plan)?.name ?? null;
  const { openPortal } = useSubscriptionActions();
  const acting = useActing();
  const isPaidHere = mode === "stripe";
  const { past_due_since, suspends_at, payment_method, emails } = subscription;
  const pay = (
    <button type="button" className="cursor-pointer" onClick={() => acting.run(openPortal)}>
      {t("billingPage.pay")}
    </button>
  );
  return (
    <>
      {past_due_since && (
        <Banner tone="bad" action={isPaidHere && pay} className="mb-6">
          {t(isPaidHere ? "billingPage.paymentFailed" : "billingPage.paymentDue", { date: formatDate(past_due_since) })}
          {suspends_at && ` ${t("billingPage.suspendedOn", { date: formatDate(suspends_at) })}`}
        </Banner>
      )}
      <CurrentPlan subscription={subscription} nameOf={nameOf} mode={mode} acting={acting} />
      <SettingsSection title={t("billingPage.spendingCap")} sentence={t("billingPage.capSentence")}>
        <SpendCapForm subscription={subscription} />
      </SettingsSection>
      <SettingsSection title={t("billingPage.plans")} sentence={isPaidHere ? t("billingPage.whenItChanges") : t("billingPage.askOperator")}>
        <PlanCards subscription={subscription} plans={plans} isChosenHere={isPaidHere} />
      </SettingsSection>
      {isPaidHere && (
        <SettingsSection title={t("billingPage.paymentMethod")} sentence={t("billingPage.storedByStripe")}>
          <Card className="flex flex-wrap items-center justify-between gap-3 p-5">
            <span>{payment_method ?? t("billingPage.noMethod")}</span>
            <Button size="small" pending={acting.pending} onClick={() => acting.run(openPortal)}>
              {t("billingPage.manageAtStripe")}
            </Button>
          </Card>
        </SettingsSection>
      )}
      <SettingsSection
        title={t("billingPage.billingEmails")}
        sentence={isPaidHere ? t("billingPage.whoReceivesStripe") : t("billingPage.whoReceives")}
      >
        <BillingEmailsForm key={emails.join()} emails={emails} />
      </SettingsSection>
      <SettingsSection title={t("billingPage.addressTitle")} sentence={t("billingPage.addressSentence")}>
        <AddressCard />
      </SettingsSection>
    </>
  );
}
