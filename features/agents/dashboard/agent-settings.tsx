import { toast } from "sonner";
import { useCan } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { FormFooter } from "#browser/ui/form-footer.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import type { Agent } from "../contract.ts";
import { AgentForm, valuesOf, type AgentResult } from "./agent-form.ts";
import { useAgentActions } from "./agents-query.ts";
import { ModelFields } from "./model-fields.tsx";
import { OriginsField } from "./origins-field.tsx";

/** Everything that makes an agent what it is; those who cannot change it read it. */
export function AgentSettings({ agent }: { agent: Agent }) {
  const may = useCan()("agent:update");
  const whoMay = useWhoMay();
  const { update } = useAgentActions();
  const form = useZodForm(AgentForm, valuesOf(agent));
  const { isDirty, isSubmitting } = form.formState;

  async function save(values: AgentResult) {
    form.reset(valuesOf(await update(agent.id, values)));
    toast("The agent is saved.");
  }

  return (
    <Form form={form} onSubmit={save}>
      <Card>
        <div className="flex flex-col gap-5 p-5">
          <TextField
            control={form.control}
            name="name"
            label="Name"
            hint="Visitors see it above the chat."
            readOnly={!may}
            autoComplete="off"
          />
          <TextArea
            control={form.control}
            name="instructions"
            label="Instructions"
            hint="How it should speak, and what it should leave to people. A model follows them; the built-in answerer only quotes."
            rows={5}
            readOnly={!may}
          />
          <TextArea
            control={form.control}
            name="greeting"
            label="Greeting"
            hint="What it says before a visitor asks anything."
            readOnly={!may}
          />
        </div>
        <div className="flex flex-col gap-5 border-t p-5">
          <ModelFields control={form.control} disabled={!may} />
        </div>
        <div className="border-t p-5">
          <OriginsField control={form.control} disabled={!may} />
        </div>
        {may ? (
          <FormFooter form={form} hint="Changes apply from the next answer." className={isDirty ? "sticky bottom-0" : undefined} />
        ) : (
          <CardFooter>{whoMay("agent:update", "change it")}</CardFooter>
        )}
      </Card>
      <UnsavedChanges when={isDirty && !isSubmitting} />
    </Form>
  );
}
