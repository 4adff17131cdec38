import { useNavigate } from "@tanstack/react-router";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateAgent } from "../contract.ts";
import { useAgentActions } from "./agents-query.ts";

const greetingDefault = "Hello. How can I help?";

/** Creates an agent and opens its page. */
export function NewAgentDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { create } = useAgentActions();
  const navigate = useNavigate();

  async function submit(values: CreateAgent) {
    const { id: agentId } = await create(values);
    const to = "/organizations/$organizationId/projects/$projectId/agents/$agentId";
    await navigate({ to, params: { organizationId, projectId, agentId }, replace: true });
  }

  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="New agent"
      sentence="It answers from this project's knowledge base at once."
      schema={CreateAgent}
      values={{ name: "", greeting: greetingDefault }}
      action="Create agent"
      onSubmit={submit}
    >
      {({ control }) => (
        <>
          <TextField control={control} name="name" label="Name" hint="Visitors see it above the chat." autoComplete="off" />
          <TextArea control={control} name="greeting" label="Greeting" hint="What it says before a visitor asks anything." />
        </>
      )}
    </FormDialog>
  );
}
