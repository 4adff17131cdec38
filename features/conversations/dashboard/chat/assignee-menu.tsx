import { ChevronDown, User, UserX } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { Initials } from "#browser/ui/initials.tsx";
import { Menu, MenuItem, MenuSeparator } from "#browser/ui/menu.tsx";
import { useKeys } from "#browser/ui/use-keys.ts";
import type { Conversation } from "../../contract.ts";
import { useConversationActions } from "../conversations.ts";
import { t } from "../messages.ts";
import { useTeam } from "../team.ts";

/** Who has the conversation, or whom it is meant for; who can assign chooses somebody else. */
export function AssigneeMenu({ conversation: { id, assigned_to: to } }: { conversation: Conversation }) {
  const can = useCan();
  const may = can("conversation:assign");
  const { mine, members } = useTeam();
  const { update } = useConversationActions(id);
  const [open, setOpen] = useState(false);
  useKeys({ a: may ? () => setOpen(true) : undefined });
  const name = to === null ? t("assigneeMenu.nobody") : to.membership_id === mine ? t("assigneeMenu.you") : to.name;
  const who = (
    <>
      {to === null ? (
        <span
          aria-hidden
          className="flex size-5 shrink-0 items-center justify-center rounded-full border border-dashed border-line-strong text-soft"
        >
          <User className="size-3" />
        </span>
      ) : (
        <Initials name={to.name} look="person" size="tiny" />
      )}
      <span className="sr-only">{t("assigneeMenu.assignedTo")}</span>
      <bdi className="truncate">{name}</bdi>
    </>
  );
  if (!may) return <span className="relative flex h-7 max-w-44 items-center gap-1.5 text-sm font-medium">{who}</span>;

  function assign(membershipId: string | null): void {
    update({ assigned_to: membershipId }).catch((error: unknown) => toast.error(messageOf(error)));
  }
  return (
    <Menu
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-keyshortcuts="a"
          className="relative flex h-7 max-w-44 items-center gap-1.5 rounded-sm border border-line-strong bg-surface px-1.5 text-sm font-medium transition-colors duration-150 hover:bg-hover pointer-coarse:h-11 pointer-coarse:px-3"
        >
          {who}
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-soft" />
        </button>
      }
    >
      {mine !== null && can("conversation:reply") && <MenuItem onSelect={() => assign(mine)}>{t("assigneeMenu.you")}</MenuItem>}
      {members.map(({ id: memberId, name: memberName }) => (
        <MenuItem key={memberId} onSelect={() => assign(memberId)}>
          <Initials name={memberName} look="person" size="tiny" />
          <bdi className="max-w-56 truncate">{memberName}</bdi>
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={UserX} onSelect={() => assign(null)}>
        {t("assigneeMenu.nobody")}
      </MenuItem>
    </Menu>
  );
}
