import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { ApiError } from "#browser/api/api-error.ts";
import { t } from "../messages.ts";
import type { PasskeyBegun } from "../../contract/factors.ts";

type Options = PasskeyBegun["options"];

/** Browsers know passkeys of named hosts alone, and only over https or on this very machine. */
export const hasPasskeys = () => "PublicKeyCredential" in window && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname);

/** Has the browser make a passkey. @throws ApiError with the sentence that says why there is none */
export const makePasskey = (options: Options) =>
  startRegistration({ optionsJSON: options as never }).catch((error: unknown) => {
    const isKnown = (error as Error | null)?.name === "InvalidStateError";
    throw new ApiError(0, "passkey", t(isKnown ? "passkey.known" : "passkey.notMade"), { cause: error });
  });

/** Has the browser ask for a passkey. @throws ApiError with a sentence where none was shown */
export const askPasskey = (options: Options) =>
  startAuthentication({ optionsJSON: options as never }).catch((error: unknown) => {
    throw new ApiError(0, "passkey", t("passkey.notShown"), { cause: error });
  });
