import { z } from "zod";
import { operation } from "#access/operation.ts";
import { SignInMethod } from "../contract.ts";

export const listSignInMethods = operation({
  name: "sign_in_method.list",
  summary: "How the caller can sign in: by password, with Google, or both.",
  scope: "account",
  kind: "read",
  input: z.object({}),
  output: z.object({ data: z.array(SignInMethod) }),
  example: () => ({}),
  async run({ db, actor }) {
    const rows = await db
      .selectFrom("accounts")
      .select(["id", "provider_id as provider", "created_at"])
      .where("user_id", "=", actor.id)
      .orderBy("created_at")
      .execute();
    return { data: rows as z.input<typeof SignInMethod>[] };
  },
});
