import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { ConflictNotice } from "#browser/ui/conflict-notice.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { FormFooter } from "#browser/ui/form-footer.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { Budget, budgetKinds, type UpdateBudget } from "../contract.ts";
import { AgentCaps, type AgentPicker } from "./agent-caps.tsx";
import { budgetQuery, warningsKey } from "./budget-query.ts";
import { BudgetForm as Schema, fieldLabels, valuesOf } from "./budget-values.ts";
import { CapRow } from "./cap-row.tsx";

/** A cap for each kind of usage, and for single agents. */
export function BudgetForm({ budget, AddAgent }: { budget: Budget | null; AddAgent: AgentPicker }) {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const may = useCan()("budget:update");
  const whoMay = useWhoMay();
  const form = useZodForm(Schema, valuesOf(budget));
  const { save, conflict } = useVersionedForm(form, {
    record: budget,
    valuesOf,
    read: () => client.fetchQuery({ ...budgetQuery(organizationId), staleTime: 0 }),
    write: (body, version) => organizationApi(organizationId)("/budget", Budget, { method: "PUT", body, version }),
  });
  const { isDirty, isSubmitting } = form.formState;

  async function submit(values: UpdateBudget) {
    const saved = await save(values);
    if (!saved) return;
    client.setQueryData(budgetQuery(organizationId).queryKey, saved);
    await client.invalidateQueries({ queryKey: warningsKey(organizationId) });
    toast("The budget is saved.");
  }

  return (
    <Form form={form} onSubmit={submit}>
      <Card>
        <div className="divide-y">
          {budgetKinds.map((kind) => (
            <CapRow key={kind} control={form.control} kind={kind} budget={budget} disabled={!may} />
          ))}
        </div>
        <AgentCaps control={form.control} budget={budget} disabled={!may} AddAgent={AddAgent} />
        {conflict && <ConflictNotice form={form} conflict={conflict} labels={fieldLabels} />}
        {may ? (
          <FormFooter form={form} hint={budget?.updated_at ? `Saved on ${formatDate(budget.updated_at)}` : "Not set yet"} />
        ) : (
          <CardFooter>{whoMay("budget:update", "change the budget")}</CardFooter>
        )}
      </Card>
      <UnsavedChanges when={isDirty && !isSubmitting} />
    </Form>
  );
}
