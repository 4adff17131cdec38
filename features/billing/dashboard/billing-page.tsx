import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#dashboard/api/api-error.ts";
import { useOrganizationId } from "#dashboard/api/organization.ts";
import { Banner } from "#dashboard/ui/banner.tsx";
import { Button } from "#dashboard/ui/button.tsx";
import { Card, CardFooter } from "#dashboard/ui/card.tsx";
import { formatDate } from "#dashboard/ui/format.ts";
import { Loaded } from "#dashboard/ui/loaded.tsx";
import { Page } from "#dashboard/ui/page.tsx";
import { SettingsSection } from "#dashboard/ui/settings-section.tsx";
import { SkeletonRows } from "#dashboard/ui/skeleton.tsx";
import type { Plan, Subscription } from "../contract.ts";
import { BillingEmailsForm } from "./billing-emails-form.tsx";
import { LimitList } from "./limit-list.tsx";
import { PlanCards } from "./plan-cards.tsx";
import { plansQuery, subscriptionQuery, useSubscriptionActions } from "./subscription-query.ts";
import { sentenceOf } from "./subscription-words.ts";

/** What the organization has subscribed to, what pays for it, and who reads of it. */
export function BillingPage() {
  const organizationId = useOrganizationId();
  const subscription = useQuery(subscriptionQuery(organizationId));
  const plans = useQuery(plansQuery(organizationId));
  useReturn();
  return (
    <Page title="Billing" sentence="The organization's plan, what pays for it, and who is told.">
      <Loaded query={subscription} what="The subscription" skeleton={<SkeletonRows rows={8} />} permission="billing:read">
        {(found) => (
          <Loaded query={plans} what="The plans" skeleton={<SkeletonRows rows={8} />} permission="billing:read">
            {(all) => <Content subscription={found} plans={all} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

/** Whoever comes back from Stripe's pages sees what stands there now, before its message arrives. */
function useReturn() {
  const { checkout } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { refresh } = useSubscriptionActions();
  useEffect(() => {
    if (checkout === undefined) return;
    refresh()
      .catch((error: unknown) => toast.error(messageOf(error)))
      .finally(() => void navigate({ to: ".", search: {}, replace: true }));
    // Once for each return: the actions are made anew with every drawing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [checkout]);
}

function Content({ subscription, plans }: { subscription: Subscription; plans: Plan[] }) {
  const nameOf = (plan: string | null) => plans.find((each) => each.plan === plan)?.name ?? null;
  const actions = useSubscriptionActions();
  const [pending, setPending] = useState(false);
  const run = (act: () => Promise<unknown>) => {
    setPending(true);
    act()
      .catch((error: unknown) => toast.error(messageOf(error)))
      .finally(() => setPending(false));
  };
  const payment = (
    <button type="button" className="cursor-pointer" onClick={() => run(actions.openPortal)}>
      Pay what is due
    </button>
  );
  return (
    <>
      {subscription.past_due_since && (
        <Banner tone="bad" action={payment} className="mb-6">
          The payment of {formatDate(subscription.past_due_since)} failed.
          {subscription.suspends_at && ` The organization is suspended on ${formatDate(subscription.suspends_at)} unless it is paid.`}
        </Banner>
      )}
      <SettingsSection title="Current Plan" sentence={sentenceOf(subscription, nameOf(subscription.next_plan))}>
        <Card>
          <div className="p-5">
            <p className="mb-4 text-xl font-semibold">{nameOf(subscription.plan)}</p>
            <LimitList subscription={subscription} />
          </div>
          {subscription.subscribed && (
            <CardFooter>
              <span>What is used this month</span>
              {subscription.cancels_at ? (
                <Button size="small" pending={pending} onClick={() => run(actions.resume)}>
                  Resume subscription
                </Button>
              ) : (
                <Button size="small" pending={pending} onClick={() => run(actions.cancel)}>
                  Cancel subscription
                </Button>
              )}
            </CardFooter>
          )}
        </Card>
      </SettingsSection>
      <SettingsSection title="Plans" sentence="A higher one takes effect at once, a lower one when the period ends.">
        <PlanCards subscription={subscription} plans={plans} />
      </SettingsSection>
      <SettingsSection title="Payment Method" sentence="Kept by Stripe, where invoices are too.">
        <Card className="flex flex-wrap items-center justify-between gap-3 p-5">
          <span>{subscription.payment_method ?? "None yet. It is asked for with the first plan."}</span>
          <Button size="small" pending={pending} onClick={() => run(actions.openPortal)}>
            Manage at Stripe
          </Button>
        </Card>
      </SettingsSection>
      <SettingsSection title="Billing E-mails" sentence="Who is written to about money. Stripe writes to the first.">
        <BillingEmailsForm key={subscription.emails.join()} emails={subscription.emails} />
      </SettingsSection>
      <SettingsSection title="Address and Tax ID" sentence="What invoices carry.">
        <AddressLink />
      </SettingsSection>
    </>
  );
}

function AddressLink() {
  const organizationId = useOrganizationId();
  return (
    <Card className="p-5">
      They stand in{" "}
      <Link to="/organizations/$organizationId/settings" params={{ organizationId }} className="text-accent underline underline-offset-2">
        Organization Settings
      </Link>
      .
    </Card>
  );
}
