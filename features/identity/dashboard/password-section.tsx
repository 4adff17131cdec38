import { useQuery } from "@tanstack/react-query";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { signInMethodsQuery } from "./account-queries.ts";
import { ChangePasswordForm } from "./change-password-form.tsx";
import { FirstPassword } from "./first-password.tsx";
import { t } from "./messages.ts";

/** Changes the password; who came by Google alone chooses their first. */
export function PasswordSection() {
  const methods = useQuery(signInMethodsQuery);
  return (
    <Loaded query={methods} failure={t("passwordSection.failed")} skeleton={<SkeletonRows rows={3} />}>
      {(data) => (data.some(({ provider }) => provider === "credential") ? <ChangePasswordForm /> : <FirstPassword />)}
    </Loaded>
  );
}
