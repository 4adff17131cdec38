import { translate } from "#browser/translate.ts";
import { useQuery } from "@tanstack/react-query";
import { useController, type Control } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganization } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { Field } from "#browser/ui/field.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Select } from "#browser/ui/select.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { signInMethodsQuery } from "#features/identity/dashboard/account-queries.ts";
import { unconfirmed, useConfirmation } from "#features/identity/dashboard/use-confirmation.tsx";
import { CodeSent } from "#features/identity/contract.ts";
import { Member } from "../contract.ts";
import { membersQuery, staleByMembers } from "./members-query.ts";
import { t } from "./messages.ts";

/** Makes somebody Owner and oneself Admin, confirmed by password or mailed code. Without `to` one chooses whom. */
export function HandOverDialog({ to, open, onClose }: { to?: Member; open: boolean; onClose: () => void }) {
  const { name } = useOrganization();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={to ? t("handOverDialog.handOverTo", { organization: name, name: to.user.name }) : t("handOverDialog.handOver", { name })}
      sentence={t("handOverDialog.sentence")}
    >
      <Confirmation to={to} onClose={onClose} />
    </Dialog>
  );
}

/** Asks for what the account has: a password, or else a code that comes by mail. */
function Confirmation({ to, onClose }: { to: Member | undefined; onClose: () => void }) {
  const methods = useQuery(signInMethodsQuery);
  return (
    <Loaded
      query={methods}
      failure={t("handOverDialog.failed")}
      skeleton={
        <div className="p-5">
          <SkeletonRows rows={1} />
        </div>
      }
    >
      {(data) => <HandOverForm to={to} hasPassword={data.some(({ provider }) => provider === "credential")} onClose={onClose} />}
    </Loaded>
  );
}

const HandOver = z.object({
  membership_id: z.string().min(1, t("handOverDialog.nobodyChosen")),
  password: z.string(),
  code: z.string(),
});
type Values = z.input<typeof HandOver>;

function HandOverForm({ to, hasPassword, onClose }: { to: Member | undefined; hasPassword: boolean; onClose: () => void }) {
  const organization = useOrganization();
  const refresh = useRefresh(...staleByMembers(organization.id));
  const form = useZodForm(HandOver, { membership_id: to?.id ?? "", ...unconfirmed });
  const { control } = form;
  const { fields, asksForCode, isCodeSent, onSubmit } = useConfirmation<Values, Member>({
    form,
    hasPassword,
    act: ({ membership_id }, confirming) =>
      organizationApi(organization.id)("/transfer", z.union([CodeSent, Member]), {
        method: "POST",
        body: { membership_id, ...confirming },
      }),
    async onDone({ user }) {
      await refresh();
      onClose();
      toast(t("handOverDialog.done", { name: user.name, organization: organization.name }));
    },
  });
  return (
    <DialogForm
      form={form}
      onSubmit={onSubmit}
      action={asksForCode ? t("handOverDialog.sendTheCode") : t("handOverDialog.handOverOwnership")}
      look={asksForCode ? "primary" : "danger"}
      asksBeforeClosing={false}
    >
      {to === undefined && <NewOwner control={control} disabled={isCodeSent} />}
      {fields}
    </DialogForm>
  );
}

const choicesMax = 100;

/** The members that one may choose from; in a large organization the others are found on Team Members. */
function NewOwner({ control, disabled }: { control: Control<Values, unknown, Values>; disabled: boolean }) {
  const { field, fieldState } = useController({ control, name: "membership_id" });
  const organization = useOrganization();
  const me = useMe();
  const { data } = useQuery(membersQuery(organization.id, { perPage: choicesMax }));
  const options = (data?.data ?? [])
    .filter(({ user }) => user.id !== me.user.id)
    .map(({ id, role_name, user }) => ({ value: id, label: user.name, hint: `${user.email}, ${translate(role_name)}` }));
  return (
    <Field
      label={t("handOverDialog.newOwner")}
      error={fieldState.error?.message}
      hint={data && data.total > choicesMax && t("handOverDialog.choices", { max: choicesMax })}
    >
      {(ties) => (
        <Select
          {...ties}
          options={options}
          value={field.value || null}
          onChange={field.onChange}
          onBlur={field.onBlur}
          placeholder={t("handOverDialog.choose")}
          disabled={disabled}
        />
      )}
    </Field>
  );
}
