import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fingerprint } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { Column } from "#browser/ui/column.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { FactorCode, PasskeyAsked, WaitingSignIn } from "../../contract/factors.ts";
import { t } from "../messages.ts";
import { useEnter } from "../use-enter.ts";
import { askPasskey, hasPasskeys } from "./passkey.ts";

/** The second step of a sign-in: a code of an app, a passkey, or a recovery code. */
export function SecondStepPage() {
  const waiting = useQuery({
    queryKey: ["me", "second-step"],
    queryFn: ({ signal }) =>
      api("/api/auth/sign-in/second-factor", WaitingSignIn, { signal }).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Column title={t("secondStepPage.title")} sentence={waiting.data ? t("secondStepPage.sentence", { email: waiting.data.email }) : ""}>
      <Loaded query={waiting} failure={t("secondStepPage.failed")} skeleton={<SkeletonRows rows={2} />}>
        {(data) => (data ? <SecondStepForm waiting={data} /> : <Over />)}
      </Loaded>
    </Column>
  );
}

function Over() {
  return (
    <>
      <p className="mb-5">{t("secondStepPage.over")}</p>
      <Link to="/sign-in" className={buttonClasses({ look: "primary", size: "large" })}>
        {t("secondStepPage.signInAgain")}
      </Link>
    </>
  );
}

const Fields = z.object({ code: FactorCode, remember: z.boolean() });

function SecondStepForm({ waiting }: { waiting: z.output<typeof WaitingSignIn> }) {
  const [isRecovering, setIsRecovering] = useState(!waiting.app && !(waiting.passkey && hasPasskeys()));
  const form = useZodForm(Fields, { code: "", remember: false });
  const { control, formState } = form;
  const enter = useEnter();
  const asksCode = isRecovering || waiting.app;

  async function show(body: object) {
    await api("/api/auth/sign-in/second-factor", z.unknown(), { method: "POST", body });
    await enter();
  }

  return (
    <Form form={form} onSubmit={show} className="flex flex-col gap-4">
      {asksCode && (
        <TextField
          key={String(isRecovering)}
          control={control}
          name="code"
          label={t(isRecovering ? "secondStepPage.recoveryCode" : "secondStepPage.code")}
          hint={t(isRecovering ? "secondStepPage.recoveryHint" : "secondStepPage.codeHint")}
          autoComplete={isRecovering ? "off" : "one-time-code"}
          inputMode={isRecovering ? "text" : "numeric"}
          maxLength={isRecovering ? 40 : 9}
          autoFocus
          large
        />
      )}
      <Checkbox control={control} name="remember" label={t("secondStepPage.remember")} />
      {asksCode && (
        <Button type="submit" look="primary" size="large" pending={formState.isSubmitting} className="w-full">
          {t("secondStepPage.signIn")}
        </Button>
      )}
      {waiting.passkey && hasPasskeys() && !isRecovering && (
        <PasskeyStep isMain={!asksCode} onAnswer={(passkey) => show({ passkey, remember: form.getValues("remember") })} />
      )}
      <div className="flex flex-wrap justify-center gap-x-5 gap-y-2 text-sm">
        <button
          type="button"
          className="font-medium text-accent"
          // Leaving the field empty would move this button from under the click by what the field then says.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            form.resetField("code");
            setIsRecovering(!isRecovering);
          }}
        >
          {t(isRecovering ? "secondStepPage.useFactor" : "secondStepPage.useRecoveryCode")}
        </button>
        <Link to="/sign-in" className="font-medium text-accent">
          {t("secondStepPage.otherAccount")}
        </Link>
      </div>
    </Form>
  );
}

function PasskeyStep({ isMain, onAnswer }: { isMain: boolean; onAnswer: (passkey: object) => Promise<void> }) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function ask() {
    setPending(true);
    setFailure(null);
    try {
      const { options } = await api("/api/auth/sign-in/second-factor/passkey", PasskeyAsked, { method: "POST", body: {} });
      await onAnswer(await askPasskey(options));
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setPending(false);
    }
  }

  return (
    <div>
      <Button
        icon={Fingerprint}
        size="large"
        look={isMain ? "primary" : "secondary"}
        autoFocus={isMain}
        className="w-full"
        pending={pending}
        onClick={() => void ask()}
      >
        {t("secondStepPage.usePasskey")}
      </Button>
      {failure && <FieldError>{failure}</FieldError>}
    </div>
  );
}
