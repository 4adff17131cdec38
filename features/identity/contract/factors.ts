import { z } from "zod";
import { Confirming } from "../contract.ts";
import { displayName } from "./names.ts";

/** What an account can show beside its password. */
export const Factor = z.object({
  id: z.string(),
  kind: z.enum(["app", "passkey"]),
  name: z.string(),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
});
export type Factor = z.output<typeof Factor>;

export const FactorList = z.object({ data: z.array(Factor), recovery_codes_left: z.number() });
export type FactorList = z.output<typeof FactorList>;

/** An account has at most so many. */
export const factorsMax = 10;

export const recoveryCodesCount = 10;

export const FactorName = displayName("A factor").meta({ description: "What its person calls it: “Phone”, “Key ring”." });

/** What an app shows for half a minute, or a recovery code. Spaces and dashes do not count. */
export const FactorCode = z
  .string()
  .max(60, "A code is shorter than this.")
  .overwrite((code) => code.replace(/[\s-]/g, "").toLowerCase())
  .min(1, "Enter a code.");

/** What a browser hands over of WebAuthn, in base64url. It is small; a large one is none. */
const Bytes = z
  .string()
  .max(8_000)
  .regex(/^[\w-]*$/);

/** A passkey's answer to a challenge. */
export const PasskeyAnswer = z.object({
  id: Bytes,
  rawId: Bytes,
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).catch({}),
  response: z.object({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: Bytes.optional(),
  }),
});
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>;

/** A passkey that has just been made. */
export const NewPasskey = z.object({
  id: Bytes,
  rawId: Bytes,
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).catch({}),
  response: z.object({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
export type NewPasskey = z.output<typeof NewPasskey>;

/** What shows a second factor: a code, or a passkey's answer. */
const Proof = z.object({ code: FactorCode.optional(), passkey: PasskeyAnswer.optional() });
export type Proof = z.output<typeof Proof>;

/** What a mail tells the owner of an account. */
export const FactorChange = z.enum(["factor_added", "factor_removed", "factors_reset", "recovery_codes_made", "recovery_code_used"]);
export type FactorChange = z.output<typeof FactorChange>;

const Step = z.string().max(100);

/** What the addresses of factors below `/api/auth` take. */
export const factorInputs = {
  beginApp: Confirming.strict(),
  addApp: z.strictObject({ step: Step, code: FactorCode, name: FactorName }),
  beginPasskey: Confirming.strict(),
  addPasskey: z.strictObject({ step: Step, passkey: NewPasskey, name: FactorName }),
  rename: z.strictObject({ factor_id: z.string(), name: FactorName }),
  remove: Confirming.extend({ factor_id: z.string() }).strict(),
  renewRecoveryCodes: Confirming.strict(),
  secondStep: Proof.extend({ remember: z.boolean().optional() }).strict(),
  passkeySignIn: z.strictObject({ step: Step, passkey: PasskeyAnswer, restore: z.boolean().optional() }),
} as const;

/** The answer to an address and a password: without a session where that waits for a second factor. */
export const SignedIn = z.looseObject({ second_factor: z.boolean().optional() });

/** What somebody who waits at the second step can show, and whose account it is. */
export const WaitingSignIn = z.object({ email: z.string(), app: z.boolean(), passkey: z.boolean() });

/** An app that is about to be added: its secret, to type or to scan. */
export const AppBegun = z.object({ step: z.string(), secret: z.string(), uri: z.string() });
export type AppBegun = z.output<typeof AppBegun>;

/** What a browser asks an authenticator, as WebAuthn words it. */
const PasskeyOptions = z.looseObject({ challenge: z.string() });
export const PasskeyBegun = z.object({ step: z.string(), options: PasskeyOptions });
export type PasskeyBegun = z.output<typeof PasskeyBegun>;
export const PasskeyAsked = z.object({ options: PasskeyOptions });

/** `recovery_codes`: those that came with the first factor, shown only once; null where there were some. */
export const FactorAdded = z.object({ factor: Factor, recovery_codes: z.array(z.string()).nullable() });
export type FactorAdded = z.output<typeof FactorAdded>;

export const RecoveryCodes = z.object({ recovery_codes: z.array(z.string()) });
