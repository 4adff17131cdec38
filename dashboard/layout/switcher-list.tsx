import { Command } from "cmdk";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import { useMe } from "#browser/api/session.ts";
import { cn } from "#browser/ui/cn.ts";
import { Initials } from "#browser/ui/initials.tsx";
import { useOpen } from "#browser/ui/opened.ts";
import { t } from "../messages.ts";
import { commandInput, commandItem } from "./command-classes.ts";
import { rank } from "./rank.ts";
import { useSwitchOrganization } from "./use-switch-organization.ts";

/** The user's organizations, searched as one types; Enter opens the best match. */
export function SwitcherList({ organizationId, onDone }: { organizationId: string; onDone: () => void }) {
  const { organizations } = useMe();
  const [words, setWords] = useState("");
  const open = useOpen();
  const switchTo = useSwitchOrganization();
  const found = rank(organizations, words, ({ name }) => name);

  function go(to: () => Promise<void>) {
    onDone();
    void to();
  }

  return (
    <Command label={t("switcherList.switchOrganization")} shouldFilter={false}>
      <Command.Input
        autoFocus
        placeholder={t("switcherList.findAnOrganization")}
        value={words}
        onValueChange={setWords}
        className={commandInput}
      />
      <p role="status" className="px-3 pt-4 pb-2 text-center text-soft empty:hidden">
        {found.length === 0 && t("switcherList.noOrganizationHas")}
      </p>
      <Command.List label={t("switcherList.organizations")} className="max-h-72 overflow-y-auto p-1">
        {found.map(({ id, name }) => (
          <Command.Item key={id} value={id} onSelect={() => go(() => switchTo(id))} className={commandItem}>
            <Initials name={name} look={id === organizationId ? "selected" : "plain"} />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            {id === organizationId && <Check aria-label={t("switcherList.youAreHere")} className="size-4 text-accent" />}
          </Command.Item>
        ))}
        <Command.Item value="new" onSelect={() => go(() => open("/organizations", { new: true }))} className={cn(commandItem, "mt-1")}>
          <span className="flex size-6 items-center justify-center">
            <Plus aria-hidden className="size-4 text-soft" />
          </span>
          {t("switcherList.newOrganization")}
        </Command.Item>
      </Command.List>
    </Command>
  );
}
