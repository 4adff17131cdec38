import { Cog, Key, MessageCircle, ShieldCheck, User, type LucideIcon } from "lucide-react";
import type { AuditEntry } from "../contract.ts";
import { actorWords } from "./entry-words.ts";

const icons: Record<AuditEntry["actor_type"], LucideIcon> = {
  user: User,
  api_key: Key,
  system: Cog,
  operator: ShieldCheck,
  visitor: MessageCircle,
};

/** What kind of actor it was; the sentence beside it says who. */
export function ActorIcon({ type }: { type: AuditEntry["actor_type"] }) {
  const Icon = icons[type];
  return (
    <span title={actorWords[type].one} className="flex size-8 shrink-0 items-center justify-center rounded-full bg-sunken text-soft">
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
    </span>
  );
}
