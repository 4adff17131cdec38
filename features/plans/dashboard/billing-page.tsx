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
    <Page title="Billing" sentence="The organization's plan, what it may cost, and who is told.">
      <Loaded
        query={subscription}
        failure="The subscription could not be loaded."
        skeleton={<SkeletonRows rows={8} />}
        permission="billing:read"
      >
        {(found) => (
          <Loaded query={plans} failure="The plans could not be loaded." skeleton={<SkeletonRows rows={8} />} permission="billing:read">
            {(all) => (
              <Loaded query={installation} failure="The installation could not be loaded." skeleton={<SkeletonRows rows={8} />}>
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
      Pay what is due
    </button>
  );
  return (
    <>
      {past_due_since && (
        <Banner tone="bad" action={isPaidHere && pay} className="mb-6">
          {isPaidHere ? `The payment of ${formatDate(past_due_since)} failed.` : `A payment is due since ${formatDate(past_due_since)}.`}
          {suspends_at && ` The organization is suspended on ${formatDate(suspends_at)} unless it is paid.`}
        </Banner>
      )}
      <CurrentPlan subscription={subscription} nameOf={nameOf} mode={mode} acting={acting} />
      <SettingsSection
        title="Spending Cap"
        sentence="The most that answers beyond the included ones can cost in a period. Empty means no cap."
      >
        <SpendCapForm subscription={subscription} />
      </SettingsSection>
      <SettingsSection
        title="Plans"
        sentence={
          isPaidHere
            ? "A higher one takes effect at once, a lower one when the period ends."
            : "Ask the operator of this installation for another one."
        }
      >
        <PlanCards subscription={subscription} plans={plans} isChosenHere={isPaidHere} />
      </SettingsSection>
      {isPaidHere && (
        <SettingsSection title="Payment Method" sentence="Stored by Stripe.">
          <Card className="flex flex-wrap items-center justify-between gap-3 p-5">
            <span>{payment_method ?? "None yet. You are asked for one when you choose your first plan."}</span>
            <Button size="small" pending={acting.pending} onClick={() => acting.run(openPortal)}>
              Manage at Stripe
            </Button>
          </Card>
        </SettingsSection>
      )}
      <SettingsSection
        title="Billing Emails"
        sentence={`Who receives mail about billing.${isPaidHere ? " Stripe writes to the first." : ""}`}
      >
        <BillingEmailsForm key={emails.join()} emails={emails} />
      </SettingsSection>
      <SettingsSection title="Address and Tax ID" sentence="What appears on invoices. Change both in Organization Settings.">
        <AddressCard />
      </SettingsSection>
    </>
  );
}
