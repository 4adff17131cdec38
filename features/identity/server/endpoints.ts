import { z } from "zod";
import { AppError, invalid } from "#platform/errors.ts";
import { readJsonBody } from "#platform/http/json-body.ts";
import { passwordsOf, readTexts } from "#platform/http/plain-text.ts";
import { Confirming, Email, Language, Password, PersonName } from "../contract.ts";
import { factorInputs } from "../contract/factors.ts";
import { ChosenPassword } from "./chosen-password.ts";

const Optional = z.string().optional();

/** The addresses below `/api/auth` that exist, and what their bodies must hold. Everything else better-auth knows stays shut. */
export const endpoints: Record<string, z.ZodType | null> = {
  "POST /sign-up/email": z.looseObject({
    email: Email,
    password: ChosenPassword,
    name: PersonName.optional(),
    language: Language.optional(),
    callbackURL: Optional,
    invitation_token: Optional,
  }),
  "POST /sign-in/email": z.looseObject({
    email: Email,
    password: Password.min(1, "Enter your password.").meta({ format: "password" }),
    restore: z.boolean().optional(),
  }),
  "POST /sign-in/social": z.looseObject({ provider: z.literal("google"), invitation_token: Optional, restore: z.boolean().optional() }),
  "GET /sign-in/second-factor": null,
  "POST /sign-in/second-factor/passkey": null,
  "POST /sign-in/second-factor": factorInputs.secondStep,
  "POST /sign-in/passkey/begin": null,
  "POST /sign-in/passkey": factorInputs.passkeySignIn,
  "GET /factors": null,
  "POST /factors/app/begin": factorInputs.beginApp,
  "POST /factors/app": factorInputs.addApp,
  "POST /factors/passkey/begin": factorInputs.beginPasskey,
  "POST /factors/passkey": factorInputs.addPasskey,
  "POST /factors/rename": factorInputs.rename,
  "POST /factors/remove": factorInputs.remove,
  "POST /recovery-codes": factorInputs.renewRecoveryCodes,
  "POST /sign-out": null,
  "GET /get-session": null,
  "POST /request-password-reset": z.looseObject({ email: Email }),
  "POST /reset-password": z.looseObject({ newPassword: ChosenPassword, token: z.string() }),
  "GET /account-link": null,
  "POST /verify-email": z.looseObject({ token: z.string() }),
  "POST /send-verification-email": z.looseObject({ email: Email }),
  "POST /change-password": z.looseObject({ newPassword: ChosenPassword, currentPassword: Password }),
  "POST /change-email": Confirming.extend({ newEmail: Email }).loose(),
  "POST /update-user": z.strictObject({ name: PersonName.optional(), language: Language.optional() }),
  "POST /link-social": z.looseObject({ provider: z.literal("google") }),
  "POST /unlink-account": z.strictObject({ accountId: z.string() }),
  "GET /callback/google": null,
  "GET /error": null,
};

/** The body of a call, with its texts taken as everywhere. */
export async function readBody(request: Request, schema: z.ZodType | null): Promise<Record<string, unknown>> {
  const texts = readTexts(await readJsonBody(request), schema ? passwordsOf(schema) : undefined);
  const parsed = z.record(z.string(), z.unknown()).safeParse(texts);
  if (!parsed.success) throw new AppError("invalid_request", "The body is not a JSON object.");
  return parsed.data;
}

/**
 * What the address takes of a body.
 * @throws AppError 422 with a sentence per wrong field
 */
export function check(schema: z.ZodType, body: Record<string, unknown>): Record<string, unknown> {
  if (body.invitation_token !== undefined && !(schema instanceof z.ZodObject && "invitation_token" in schema.shape)) {
    throw invalid({ invitation_token: "No invitation is accepted here." });
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".") || "body"] ??= issue.message;
  throw invalid(fields);
}
