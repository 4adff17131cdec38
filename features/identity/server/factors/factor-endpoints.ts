import type { z } from "zod";
import type { UserActor } from "#access/actor.ts";
import { sendInstallationJob } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db, OpenTransaction } from "#platform/database/transaction.ts";
import { conflict, invalid, notFound } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";
import type { Confirming } from "../../contract.ts";
import { factorsMax, type Factor, type factorInputs } from "../../contract/factors.ts";
import { lockUser } from "../account-mails.ts";
import { confirmAct, wrongCode } from "../confirm-act.ts";
import { endSessions } from "../confirm-email.ts";
import { factorCodeMail } from "../mails.ts";
import { sendAccountMail } from "../send-account-mail.ts";
import { sessionsEnded } from "../tell-streams.ts";
import { newAppSecret, sealAppSecret, stepOfCode } from "./authenticator-app.ts";
import { optionsOfNewPasskey, passkeysOf, readNewPasskey } from "./passkeys.ts";
import { renewRecoveryCodes } from "./recovery-codes.ts";
import { beginStep, countTry, endStep, findStep, stepOver, type WaitingStep } from "./waiting-steps.ts";

type Input<Name extends keyof typeof factorInputs> = z.output<(typeof factorInputs)[Name]>;
type AsQueue = OpenTransaction["asQueue"];
type Change = "factor_added" | "factor_removed" | "recovery_codes_made";

const codeLimit = { name: "codes that change factors", points: 10, seconds: 3600 };
const tryLimit = { name: "codes of an app that is added", points: 30, seconds: 3600 };

/**
 * The second factors of the account of a session. What gives or takes one is confirmed by the password or a mailed code;
 * the first one ends all other sessions, since none of these has shown it.
 */
export function createFactors(platform: Platform) {
  const inIdentity = <T>(run: (db: Db, asQueue: AsQueue) => Promise<T>) =>
    leaveTenant(platform, "an account changes its second factors").identity(({ db, asQueue }) => run(db, asQueue));

  return {
    async list(actor: UserActor): Promise<Response> {
      return inIdentity(async (db) => {
        const data = await factorsOf(db).where("user_id", "=", actor.id).orderBy("created_at").orderBy("id").execute();
        const { left } = await db
          .selectFrom("recovery_codes")
          .select((count) => count.fn.countAll<number>().as("left"))
          .where("user_id", "=", actor.id)
          .executeTakeFirstOrThrow();
        return Response.json({ data, recovery_codes_left: Number(left) });
      });
    },

    beginApp: (actor: UserActor, confirming: Confirming) =>
      confirmed(actor, confirming, async (db) => {
        await requireRoom(db, actor.id);
        const { secret, uri } = newAppSecret(actor.label);
        const step = await beginStep(db, "add_app", { userId: actor.id, sealed: sealAppSecret(platform, actor.id, secret) });
        return { step, secret, uri };
      }),

    /** @throws AppError 422 at `code` where the app shows another one */
    async addApp(actor: UserActor, { step: token, code, name }: Input<"addApp">): Promise<Response> {
      await platform.limits.take(tryLimit, actor.id);
      const added = await inIdentity(async (db, asQueue) => {
        const { sealed } = await ownStep(db, "add_app", token, actor);
        const step = sealed && stepOfCode(platform, actor.id, sealed, code);
        if (step === null) {
          await countTry(db, token);
          return null;
        }
        await endStep(db, token);
        return add(db, asQueue, actor, { kind: "app", name, ...sealed!, last_step: step });
      });
      if (!added) throw invalid({ code: "This is not the code that the app shows now. Check the time of the device." });
      return Response.json(added);
    },

    beginPasskey: (actor: UserActor, confirming: Confirming) =>
      confirmed(actor, confirming, async (db) => {
        await requireRoom(db, actor.id);
        const known = (await passkeysOf(db, actor.id)).map(({ credential_id }) => credential_id!);
        const options = await optionsOfNewPasskey(platform, actor, known);
        return { step: await beginStep(db, "add_passkey", { userId: actor.id, challenge: options.challenge }), options };
      }),

    async addPasskey(actor: UserActor, { step: token, passkey, name }: Input<"addPasskey">): Promise<Response> {
      const added = await inIdentity(async (db, asQueue) => {
        const { challenge } = await ownStep(db, "add_passkey", token, actor);
        await endStep(db, token);
        const read = challenge && (await readNewPasskey(platform, challenge, passkey));
        return read ? add(db, asQueue, actor, { kind: "passkey", name, ...read }) : null;
      }).catch((error: unknown) => {
        throw (error as { code?: unknown } | null)?.code === "23505" ? conflict("This passkey belongs to an account already.") : error;
      });
      if (!added) throw invalid({ passkey: "The browser made no passkey that can be used here. Try once more." });
      return Response.json(added);
    },

    async rename(actor: UserActor, { factor_id, name }: Input<"rename">): Promise<Response> {
      const renamed = await inIdentity((db) =>
        db.updateTable("factors").set({ name }).where("user_id", "=", actor.id).where("id", "=", factor_id).executeTakeFirst(),
      );
      if (renamed.numUpdatedRows === 0n) throw notFound();
      return Response.json({ status: true });
    },

    remove: (actor: UserActor, { factor_id, ...confirming }: Input<"remove">) =>
      confirmed(actor, confirming, async (db, asQueue) => {
        await lockUser(db, actor.id);
        const removed = await db
          .deleteFrom("factors")
          .where("user_id", "=", actor.id)
          .where("id", "=", factor_id)
          .returning("name")
          .executeTakeFirst();
        if (!removed) throw notFound();
        await tell(asQueue, actor, "factor_removed", removed.name);
        return { status: true };
      }),

    renewRecoveryCodes: (actor: UserActor, confirming: Confirming) =>
      confirmed(actor, confirming, async (db, asQueue) => {
        await lockUser(db, actor.id);
        const factor = await db.selectFrom("factors").select("id").where("user_id", "=", actor.id).executeTakeFirst();
        if (!factor) throw conflict("Recovery codes come with a second factor. Add one first.");
        const recovery_codes = await renewRecoveryCodes(db, actor.id);
        await tell(asQueue, actor, "recovery_codes_made");
        return { recovery_codes };
      }),
  };

  /** Does it in one transaction with what confirms it; answers 202 where a code was mailed first. */
  async function confirmed<T>(actor: UserActor, confirming: Confirming, act: (db: Db, asQueue: AsQueue) => Promise<T>): Promise<Response> {
    const confirmation = await confirmAct(
      platform,
      {
        actor,
        act: { name: "change-factors" },
        limit: codeLimit,
        prepare: async () => (code) => factorCodeMail(actor.label, code),
      },
      confirming,
    );
    if (confirmation instanceof Response) return confirmation;
    const done = await inIdentity(async (db, asQueue) => ((await confirmation(db)) ? { answer: await act(db, asQueue) } : null));
    if (!done) throw wrongCode();
    return Response.json(done.answer);
  }

  async function ownStep(db: Db, kind: "add_app" | "add_passkey", token: string, { id }: UserActor): Promise<WaitingStep> {
    const step = await findStep(db, kind, token);
    if (!step || step.userId !== id) throw stepOver();
    return step;
  }

  /** With the first factor come recovery codes. */
  async function add(db: Db, asQueue: AsQueue, actor: UserActor, row: NewFactor) {
    await lockUser(db, actor.id);
    const before = await requireRoom(db, actor.id);
    const id = newId("fac");
    await db
      .insertInto("factors")
      .values({ user_id: actor.id, id, ...row })
      .execute();
    const factor: Factor = await factorsOf(db).where("user_id", "=", actor.id).where("id", "=", id).executeTakeFirstOrThrow();
    if (before === 0) {
      await db.updateTable("sessions").set({ factor_at: new Date() }).where("id", "=", actor.sessionId).execute();
      await endSessions(db, actor.id, actor.sessionId);
      await sessionsEnded(platform, db, actor.id);
    }
    await tell(asQueue, actor, "factor_added", factor.name);
    return { factor, recovery_codes: before === 0 ? await renewRecoveryCodes(db, actor.id) : null };
  }

  async function tell(asQueue: AsQueue, { label: email }: UserActor, change: Change, name?: string): Promise<void> {
    const told = { kind: "factors_changed" as const, email, change, name, ip: requestFrom()?.ip };
    await sendInstallationJob(platform, sendAccountMail, told, { asQueue });
  }
}

type NewFactor = { name: string } & (
  | { kind: "app"; sealed: Buffer; key_version: string; last_step: number }
  | { kind: "passkey"; credential_id: string; public_key: Buffer; counter: number; transports: string[] }
);

/** @returns how many factors there are @throws AppError 409 where no more fit */
async function requireRoom(db: Db, userId: string): Promise<number> {
  const rows = await db.selectFrom("factors").select("id").where("user_id", "=", userId).execute();
  if (rows.length >= factorsMax) throw conflict("An account has at most ten second factors. Remove one first.");
  return rows.length;
}

const factorsOf = (db: Db) => db.selectFrom("factors").select(["id", "kind", "name", "created_at", "last_used_at"]).$castTo<Factor>();
