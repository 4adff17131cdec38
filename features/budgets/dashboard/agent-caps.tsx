import { translate } from "#browser/translate.ts";
import { X } from "lucide-react";
import type { ComponentType } from "react";
import { useController, type Control } from "react-hook-form";
import { Button } from "#browser/ui/button.tsx";
import { NumberField } from "#browser/ui/number-field.tsx";
import { usageKinds } from "#features/usage/contract.ts";
import { agentBudgetKinds, type Budget, type UpdateBudget } from "../contract.ts";
import { noCaps, type BudgetValues } from "./budget-values.ts";
import { CapStanding } from "./cap-standing.tsx";
import { t } from "./messages.ts";

/** Lets an agent be chosen that is not `taken`: of agents, the features above know only ids and names. */
export type AgentPicker = ComponentType<{ taken: readonly string[]; onAdd: (agent: { id: string; name: string }) => void }>;

/** Caps of single agents, which hold beside those of the whole organization. */
export function AgentCaps({
  control,
  budget,
  disabled,
  AddAgent,
}: {
  control: Control<BudgetValues, unknown, UpdateBudget>;
  budget: Budget | null;
  disabled: boolean;
  AddAgent: AgentPicker;
}) {
  const { field } = useController({ control, name: "agents" });
  const remove = (id: string) => field.onChange(Object.fromEntries(Object.entries(field.value).filter(([other]) => other !== id)));
  const rows = Object.entries(field.value);
  return (
    <div className="border-t px-5 py-4">
      <h3 className="font-semibold">{t("agentCaps.individualAgents")}</h3>
      <p className="mt-0.5 text-sm text-soft">{t("agentCaps.sentence")}</p>
      {rows.length > 0 && (
        <ul aria-label={t("agentCaps.list")} className="mt-3 divide-y border-y">
          {rows.map(([id, { name }]) => (
            <li key={id} className="flex items-start gap-3 py-3">
              <fieldset className="min-w-0 flex-1">
                <legend className="font-medium [overflow-wrap:anywhere]">{name}</legend>
                <div className="mt-2 grid gap-4 sm:grid-cols-3">
                  {agentBudgetKinds.map((kind) => {
                    const kept = budget?.agents[id];
                    const cap = kept?.[kind] ?? null;
                    return (
                      <div key={kind} className="flex min-w-0 flex-col gap-2">
                        <NumberField
                          control={control}
                          name={`agents.${id}.${kind}`}
                          label={translate(usageKinds[kind].label)}
                          min={0}
                          disabled={disabled}
                        />
                        {cap !== null && (
                          <CapStanding kind={kind} cap={cap} used={kept?.used[kind] ?? 0} reserved={kept?.reserved[kind] ?? 0} />
                        )}
                      </div>
                    );
                  })}
                </div>
              </fieldset>
              {!disabled && (
                <Button look="ghost" square size="small" icon={X} aria-label={t("agentCaps.remove", { name })} onClick={() => remove(id)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {!disabled && (
        <AddAgent taken={Object.keys(field.value)} onAdd={({ id, name }) => field.onChange({ ...field.value, [id]: noCaps(name) })} />
      )}
    </div>
  );
}
