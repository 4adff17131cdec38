import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { formatDate } from "#browser/ui/format.ts";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { Budget, budgetKinds, type UpdateBudget } from "../contract.ts";
import { AgentCaps, type AgentPicker } from "./agent-caps.tsx";
import { budgetQuery, warningsKey } from "./budget-query.ts";
import { BudgetForm as Schema, fieldLabels, valuesOf, type BudgetValues } from "./budget-values.ts";
import { CapRow } from "./cap-row.tsx";
import { t } from "./messages.ts";

/** A cap for each kind of usage, and for single agents. */
export function BudgetForm({ budget, AddAgent }: { budget: Budget | null; AddAgent: AgentPicker }) {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const refresh = useRefresh(warningsKey(organizationId));
  const refusal = useRefusal("budget:update", (roles) => t("budgetForm.whoMay", { roles }));
  const may = refusal === null;
  const { form, submit, conflict } = useVersionedForm<BudgetValues, UpdateBudget, Budget>(Schema, {
    record: budget,
    valuesOf,
    read: () => client.fetchQuery({ ...budgetQuery(organizationId), staleTime: 0 }),
    write: (body, version) => organizationApi(organizationId)("/budget", Budget, { method: "PUT", body, version }),
    async onSaved(saved) {
      client.setQueryData(budgetQuery(organizationId).queryKey, saved);
      await refresh();
      toast(t("budgetForm.saved"));
    },
  });

  return (
    <SettingsForm
      form={form}
      onSubmit={submit}
      hint={budget?.updated_at ? t("budgetForm.savedOn", { updatedAt: formatDate(budget.updated_at) }) : t("budgetForm.notSetYet")}
      refusal={refusal}
      conflict={conflict}
      labels={fieldLabels}
    >
      <div className="divide-y">
        {budgetKinds.map((kind) => (
          <CapRow key={kind} control={form.control} kind={kind} budget={budget} disabled={!may} />
        ))}
      </div>
      <AgentCaps control={form.control} budget={budget} disabled={!may} AddAgent={AddAgent} />
    </SettingsForm>
  );
}
