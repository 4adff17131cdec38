import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useState } from "react";
import { Initials } from "#browser/ui/initials.tsx";
import { useDebounced } from "#browser/ui/use-debounced.ts";
import { t } from "../../messages.ts";
import { commandInput, commandItem } from "../command-classes.ts";
import type { PaletteItem } from "./palette-item.ts";
import { useFound } from "./use-found.ts";
import { usePaletteGroups } from "./use-palette-groups.ts";

/** Ctrl/⌘ K: every page, project and organization, what can be done there, and what a project holds, by typing. */
export function Palette({ organizationId, onClose }: { organizationId: string | null; onClose: () => void }) {
  const [words, setWords] = useState("");
  const typed = words.trim();
  const settled = useDebounced(typed);
  const known = usePaletteGroups(organizationId ?? "", words, settled);
  const found = useFound(organizationId ?? "", settled);
  // What was found by earlier words is not below later ones.
  const isSettled = settled === typed;
  // What the server finds stands last: nothing moves under the reader's hand when it comes.
  const shown = [...known.groups, ...(isSettled ? found.groups : [])].filter(({ items }) => items.length > 0);
  const isSearching = !isSettled || known.isSearching || found.isSearching;
  const hasFailed = isSettled && (known.hasFailed || found.hasFailed);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0.2_0.02_250/0.4)]" />
        <Dialog.Popup className="fixed inset-x-4 top-[12vh] z-40 mx-auto max-w-140 rounded-lg bg-surface shadow-lg outline-none">
          <Dialog.Title className="sr-only">{t("palette.title")}</Dialog.Title>
          <Command label={t("palette.goTo")} shouldFilter={false}>
            <Command.Input
              autoFocus
              placeholder={t("palette.placeholder")}
              value={words}
              onValueChange={setWords}
              className={commandInput}
            />
            <Command.List label={t("palette.places")} className="max-h-[50vh] overflow-y-auto p-1">
              {shown.map(({ heading, items }) => (
                <Command.Group
                  key={heading}
                  heading={heading}
                  className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-soft"
                >
                  {items.map((item) => (
                    <Item key={item.key} item={item} onClose={onClose} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
            <p role="status" className="px-3 py-6 text-center text-soft empty:hidden">
              {isSearching
                ? shown.length === 0 && t("palette.searching")
                : hasFailed
                  ? t("palette.failed")
                  : shown.length === 0 && t("palette.nothing")}
            </p>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Item({ item: { key, label, icon: Icon, isHere = false, go }, onClose }: { item: PaletteItem; onClose: () => void }) {
  function choose() {
    onClose();
    go();
  }
  return (
    <Command.Item value={key} onSelect={choose} className={commandItem}>
      {Icon ? (
        <span className="flex size-6 shrink-0 items-center justify-center">
          <Icon aria-hidden className="size-4 text-soft" />
        </span>
      ) : (
        <Initials name={label} look={isHere ? "selected" : "plain"} />
      )}
      <bdi className="min-w-0 flex-1 truncate">{label}</bdi>
      {isHere && <Check aria-label={t("palette.youAreHere")} className="size-4 text-accent" />}
    </Command.Item>
  );
}
