import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { AgentPicker } from "./agent-caps.tsx";
import { budgetQuery } from "./budget-query.ts";
import { t } from "./messages.ts";

const BudgetForm = lazy(() => import("./budget-form.tsx").then((module) => ({ default: module.BudgetForm })));

/** The budget on the Usage page, for those who can read it; others do not see it. */
export function BudgetSection(props: { AddAgent: AgentPicker }) {
  return useCan()("budget:read") ? <Section {...props} /> : null;
}

function Section({ AddAgent }: { AddAgent: AgentPicker }) {
  const organizationId = useOrganizationId();
  const budget = useQuery(budgetQuery(organizationId));
  return (
    <section className="mt-8 border-t pt-7" aria-labelledby="budget">
      <h2 id="budget" className="text-base font-semibold">
        {t("budgetSection.budget")}
      </h2>
      <p className="mt-1 mb-4 max-w-180 text-sm text-soft">{t("budgetSection.sentence")}</p>
      <Loaded query={budget} failure={t("budgetSection.failed")} permission="budget:read" skeleton={<SkeletonRows rows={5} />}>
        {(loaded) => (
          <Suspense fallback={<SkeletonRows rows={5} />}>
            <BudgetForm key={organizationId} budget={loaded} AddAgent={AddAgent} />
          </Suspense>
        )}
      </Loaded>
    </section>
  );
}
