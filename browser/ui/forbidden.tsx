import { Lock } from "lucide-react";
import type { Permission } from "#access/permissions.ts";
import { rolesThatMay } from "#browser/api/who-may.ts";
import { t } from "../messages.ts";

/** A page that one's role does not open, and whose role does. */
export function Forbidden({ permission }: { permission: Permission }) {
  return (
    <div className="flex flex-col items-center rounded-lg border px-6 py-10 text-center">
      <Lock aria-hidden className="size-7 text-soft" strokeWidth={1.5} />
      <h2 className="mt-2 text-base font-semibold">{t("forbidden.title")}</h2>
      <p className="mt-1.5 max-w-96 text-soft">{t("forbidden.sentence", { roles: rolesThatMay(permission) })}</p>
    </div>
  );
}
