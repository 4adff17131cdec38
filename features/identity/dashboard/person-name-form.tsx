import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { meQuery } from "#browser/api/session.ts";
import { Card } from "#browser/ui/card.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { FormFooter } from "#browser/ui/form-footer.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { PersonName } from "../contract.ts";

const UpdateUser = z.object({ name: PersonName });

/** Changes the user's name. */
export function PersonNameForm({ name }: { name: string }) {
  const client = useQueryClient();
  const form = useZodForm(UpdateUser, { name });

  async function rename(body: z.output<typeof UpdateUser>) {
    await api("/api/auth/update-user", z.unknown(), { method: "POST", body });
    form.reset(body);
    await client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
    toast("Your name is saved.");
  }

  return (
    <Form form={form} onSubmit={rename}>
      <Card>
        <div className="p-5">
          <TextField control={form.control} name="name" label="Name" autoComplete="name" />
        </div>
        <FormFooter form={form} hint="Up to 80 characters." />
      </Card>
    </Form>
  );
}
