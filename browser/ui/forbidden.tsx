import { Lock } from "lucide-react";
import type { Permission } from "#access/permissions.ts";
import { rolesThatMay } from "#browser/api/who-may.ts";

/** A page that one's role does not open, and whose role does. */
export function Forbidden({ permission }: { permission: Permission }) {
  return (
    <div className="flex flex-col items-center rounded-lg border px-6 py-10 text-center">
      <Lock aria-hidden className="size-7 text-soft" strokeWidth={1.5} />
      <h2 className="mt-2 text-base font-semibold">Your role does not have access to this</h2>
      <p className="mt-1.5 max-w-96 text-soft">{rolesThatMay(permission)} can. Ask one of them to change your role.</p>
    </div>
  );
}
