import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { meQuery } from "#browser/api/session.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { PersonName } from "../contract.ts";
import { t } from "./messages.ts";

const UpdateUser = z.object({ name: PersonName });

/** Changes the user's name. */
export function PersonNameForm({ name }: { name: string }) {
  const refresh = useRefresh(meQuery.queryKey);
  const { form, submit } = useVersionedForm(UpdateUser, {
    record: { name },
    valuesOf: (user) => ({ name: user?.name ?? "" }),
    async write(body) {
      await api("/api/auth/update-user", z.unknown(), { method: "POST", body });
      return body;
    },
    async onSaved() {
      await refresh();
      toast(t("personNameForm.saved"));
    },
  });
  return (
    <SettingsForm form={form} onSubmit={submit} hint={t("personNameForm.hint")}>
      <CardFields>
        <TextField control={form.control} name="name" label={t("personNameForm.name")} autoComplete="name" />
      </CardFields>
    </SettingsForm>
  );
}
