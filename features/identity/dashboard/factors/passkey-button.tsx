import { Fingerprint } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { Button } from "#browser/ui/button.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { PasskeyBegun } from "../../contract/factors.ts";
import { t } from "../messages.ts";
import { useEnter } from "../use-enter.ts";
import { askPasskey, hasPasskeys } from "./passkey.ts";

/** The way in with a passkey alone. `restore`: as the way back into an account that is closed. */
export function PasskeyButton({ restore = false, onClosed }: { restore?: boolean; onClosed: (sentence: string) => void }) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const enter = useEnter();
  if (!hasPasskeys()) return null;

  async function signIn() {
    setPending(true);
    setFailure(null);
    try {
      const { step, options } = await api("/api/auth/sign-in/passkey/begin", PasskeyBegun, { method: "POST", body: {} });
      const body = { step, passkey: await askPasskey(options), restore };
      await api("/api/auth/sign-in/passkey", z.unknown(), { method: "POST", body });
      await enter();
    } catch (error) {
      if (error instanceof ApiError && error.code === "account_closed") onClosed(error.message);
      else setFailure(messageOf(error));
    } finally {
      setPending(false);
    }
  }

  return (
    <div className={restore ? undefined : "mt-4"}>
      <Button
        icon={Fingerprint}
        size="large"
        look={restore ? "primary" : "secondary"}
        autoFocus={restore}
        className="w-full"
        pending={pending}
        onClick={() => void signIn()}
      >
        {t(restore ? "passkeyButton.restore" : "passkeyButton.signIn")}
      </Button>
      {failure && <FieldError>{failure}</FieldError>}
    </div>
  );
}
