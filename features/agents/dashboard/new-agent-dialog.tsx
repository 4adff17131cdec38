import { useNavigate } from "@tanstack/react-router";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateAgent } from "../contract.ts";
import { useAgentActions } from "./agents-query.ts";

const greetingDefault = "Hello. How can I help?";

/** Creates an agent and opens its page. */
export function NewAgentDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="New agent" sentence="It answers from this project's knowledge base at once.">
      <NewAgentForm onClose={onClose} />
    </Dialog>
  );
}

function NewAgentForm({ onClose }: { onClose: () => void }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { create } = useAgentActions();
  const navigate = useNavigate();
  const form = useZodForm(CreateAgent, { name: "", greeting: greetingDefault });

  async function submit(values: CreateAgent) {
    const { id: agentId } = await create(values);
    const to = "/organizations/$organizationId/projects/$projectId/agents/$agentId";
    await navigate({ to, params: { organizationId, projectId, agentId }, replace: true });
  }

  return (
    <Form form={form} onSubmit={submit}>
      <DialogBody>
        <TextField control={form.control} name="name" label="Name" hint="Visitors see it above the chat." autoComplete="off" />
        <TextArea control={form.control} name="greeting" label="Greeting" hint="What it says before a visitor asks anything." />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" pending={form.formState.isSubmitting}>
          Create agent
        </Button>
      </DialogActions>
    </Form>
  );
}
