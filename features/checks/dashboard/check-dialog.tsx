import { useQuery } from "@tanstack/react-query";
import { useController, useWatch, type Control } from "react-hook-form";
import { toast } from "sonner";
import type { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { ComboboxField } from "#browser/ui/combobox-field.tsx";
import { ConflictNotice } from "#browser/ui/conflict-notice.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { Field } from "#browser/ui/field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { agentNamesQuery } from "#features/agents/dashboard/agents-query.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { CreateCheck, Expects, type Check } from "../contract.ts";
import { sourceNamesQuery, useCheckActions } from "./checks.ts";
import { t } from "./messages.ts";

/** Adds a check, or changes one. */
export function CheckDialog({ open, check, onClose }: { open: boolean; check?: Check; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={check ? t("checkDialog.edit") : t("checkDialog.add")} sentence={t("checkDialog.sentence")}>
      <CheckForm check={check ?? null} onClose={onClose} />
    </Dialog>
  );
}

type Values = z.input<typeof CreateCheck>;
type Result = z.output<typeof CreateCheck>;
type FormControl = Control<Values, unknown, Result>;

function CheckForm({ check, onClose }: { check: Check | null; onClose: () => void }) {
  const { create, update, read } = useCheckActions();
  const { form, submit, conflict } = useVersionedForm<Values, Result, Omit<Check, "last">>(CreateCheck, {
    record: check,
    valuesOf,
    read: async () => (check ? read(check.id) : null),
    write: (body, version) => (check ? update(check.id, body, version) : create(body)),
    onSaved() {
      toast(check ? t("checkDialog.saved") : t("checkDialog.added"));
      onClose();
    },
  });
  const { control } = form;
  const expects = useWatch({ control, name: "expects" });
  const names = useNames(control, check);
  return (
    <DialogForm
      form={form}
      onSubmit={submit}
      action={check ? t("checkDialog.save") : t("checkDialog.add")}
      conflict={
        conflict && (
          <ConflictNotice
            form={form}
            conflict={conflict}
            labels={{
              question: t("checkDialog.question"),
              expects: t("checkDialog.expects"),
              expected_text: t("checkDialog.textField"),
              source_id: t("checkDialog.sourceField"),
              suggestion_counts: t("checkDialog.suggestion"),
              agent_id: t("checkDialog.agent"),
            }}
            show={(name, value) => inWords(name, value, names)}
          />
        )
      }
    >
      <TextArea
        control={control}
        name="question"
        label={t("checkDialog.question")}
        hint={t("checkDialog.questionHint")}
        placeholder={t("checkDialog.example")}
        rows={2}
      />
      <ExpectsField control={control} />
      {expects === "text" && (
        <TextArea control={control} name="expected_text" label={t("checkDialog.textField")} hint={t("checkDialog.textHint")} rows={2} />
      )}
      {expects === "source" && (
        <ComboboxField
          control={control}
          name="source_id"
          label={t("checkDialog.sourceField")}
          choices={names.sources}
          placeholder={check?.source_id === null && check.source_name ? check.source_name : t("checkDialog.chooseSource")}
          empty={t("checkDialog.noSource")}
        />
      )}
      {expects !== "declined" && (
        <Checkbox control={control} name="suggestion_counts" label={t("checkDialog.suggestion")} hint={t("checkDialog.suggestionHint")} />
      )}
      <AgentField control={control} agents={names.agents} />
    </DialogForm>
  );
}

function valuesOf(check: Omit<Check, "last"> | null): Values {
  return {
    question: check?.question ?? "",
    expects: check?.expects ?? "text",
    expected_text: check?.expected_text ?? "",
    source_id: check?.source_id ?? null,
    suggestion_counts: check?.suggestion_counts ?? false,
    agent_id: check?.agent_id ?? null,
  };
}

const kinds = [
  { value: "text", label: t("checkDialog.text") },
  { value: "source", label: t("checkDialog.source") },
  { value: "declined", label: t("checkDialog.declined") },
];

function ExpectsField({ control }: { control: FormControl }) {
  const { field } = useController({ control, name: "expects" });
  return (
    <Field label={t("checkDialog.expects")}>
      {(ties) => (
        <Select
          {...ties}
          options={kinds}
          value={field.value}
          onChange={(next) => field.onChange(Expects.parse(next))}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  );
}

const builtIn = "";

function AgentField({ control, agents }: { control: FormControl; agents: readonly { value: string; label: string }[] }) {
  const { field, fieldState } = useController({ control, name: "agent_id" });
  const options = [{ value: builtIn, label: t("checkColumns.builtIn"), hint: t("checkDialog.builtInHint") }, ...agents];
  return (
    <Field label={t("checkDialog.agent")} error={fieldState.error?.message}>
      {(ties) => (
        <Select
          {...ties}
          options={options}
          value={field.value ?? builtIn}
          onChange={(next) => field.onChange(next === builtIn ? null : next)}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  );
}

type Names = { sources: { value: string; label: string }[]; agents: { value: string; label: string }[] };

/** The sources, once they are needed, and agents to choose from; those of the check are among them in any case. */
function useNames(control: FormControl, check: Check | null): Names {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const expects = useWatch({ control, name: "expects" });
  const sources = useQuery({ ...sourceNamesQuery(organizationId, projectId), enabled: expects === "source" }).data ?? [];
  const agents = useQuery(agentNamesQuery(organizationId, projectId)).data ?? [];
  return {
    sources: choicesOf(sources, check?.source_id ?? null, check?.source_name ?? null),
    agents: choicesOf(agents, check?.agent_id ?? null, check?.agent_name ?? null),
  };
}

function choicesOf(named: readonly { id: string; name: string }[], id: string | null, name: string | null) {
  const choices = named.map((one) => ({ value: one.id, label: one.name }));
  return id === null || choices.some(({ value }) => value === id) ? choices : [{ value: id, label: name ?? id }, ...choices];
}

/** A value of the form as it is read: kinds, sources and agents are kept as codes. */
function inWords(name: string, value: string, { sources, agents }: Names): string {
  if (name === "expects") return kinds.find((kind) => kind.value === value)?.label ?? value;
  if (name === "suggestion_counts") return value === "true" ? t("checkDialog.yes") : t("checkDialog.no");
  const choices = name === "source_id" ? sources : name === "agent_id" ? agents : [];
  return choices.find((choice) => choice.value === value)?.label ?? value;
}
