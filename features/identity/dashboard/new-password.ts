import { z } from "zod";
import { NewPassword } from "../contract.ts";
import { t } from "./messages.ts";

/** A new password and its repetition, as the fields of a form. */
export const newPasswordFields = {
  password: NewPassword,
  confirm_password: z.string().min(1, t("newPassword.repeat")),
};

/** Refuses a repetition that is not the same. */
export const passwordsMatch = {
  test: (values: { password: string; confirm_password: string }) => values.password === values.confirm_password,
  refusal: {
    path: ["confirm_password"],
    message: t("newPassword.different"),
    // Said even while another field is wrong.
    when: () => true,
  },
};
