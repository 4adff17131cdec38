import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { PasswordField } from "#browser/ui/password-field.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { t } from "./messages.ts";
import { newPasswordFields, passwordsMatch } from "./new-password.ts";
import { PasswordRules } from "./password-rules.tsx";

const ChangePassword = z
  .object({
    currentPassword: z.string().min(1, t("changePasswordForm.currentPasswordMissing")),
    ...newPasswordFields,
    revokeOtherSessions: z.boolean(),
  })
  .refine(passwordsMatch.test, passwordsMatch.refusal);

/** Changes the password by the current one; all other sessions are signed out, unless the person chooses otherwise. */
export function ChangePasswordForm() {
  const refresh = useRefresh(["me"]);
  const form = useZodForm(ChangePassword, { currentPassword: "", password: "", confirm_password: "", revokeOtherSessions: true });
  const { control } = form;
  const password = useWatch({ control, name: "password" });

  async function change({ currentPassword, password: newPassword, revokeOtherSessions }: z.output<typeof ChangePassword>) {
    const body = { currentPassword, newPassword, revokeOtherSessions };
    await api("/api/auth/change-password", z.unknown(), { method: "POST", body });
    form.reset();
    await refresh();
    toast(revokeOtherSessions ? t("changePasswordForm.changedEverywhere") : t("changePasswordForm.changed"));
  }

  return (
    <SettingsForm form={form} onSubmit={change} hint={t("changePasswordForm.hint")} action={t("changePasswordForm.changePassword")}>
      <CardFields>
        <PasswordField
          control={control}
          name="currentPassword"
          label={t("changePasswordForm.currentPassword")}
          autoComplete="current-password"
        />
        <PasswordField
          control={control}
          name="password"
          label={t("changePasswordForm.newPassword")}
          autoComplete="new-password"
          hint={<PasswordRules password={password} />}
        />
        <PasswordField
          control={control}
          name="confirm_password"
          label={t("changePasswordForm.confirmPassword")}
          autoComplete="new-password"
        />
        <Checkbox control={control} name="revokeOtherSessions" label={t("changePasswordForm.everywhere")} />
      </CardFields>
    </SettingsForm>
  );
}
