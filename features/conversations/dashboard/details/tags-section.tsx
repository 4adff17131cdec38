import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useId, useRef, useState, type FormEvent } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Conversation } from "../../contract.ts";
import { UpdateConversation } from "../../contract/handover.ts";
import { choicesQuery, useConversationActions } from "../conversations.ts";
import { t } from "../messages.ts";
import { Section } from "./section.tsx";

/** The team's own words for a conversation, by which the list can be filtered. */
export function TagsSection({ conversation: { id, tags } }: { conversation: Conversation }) {
  const may = useCan()("conversation:reply");
  const { update } = useConversationActions(id);
  const [failure, setFailure] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const add = useRef<HTMLButtonElement>(null);

  /** @returns whether it is stored */
  async function change(next: string[]): Promise<boolean> {
    const checked = UpdateConversation.safeParse({ tags: next });
    setFailure(checked.success ? null : (checked.error.issues[0]?.message ?? null));
    if (!checked.success) return false;
    try {
      await update({ tags: next });
      return true;
    } catch (error) {
      setFailure(messageOf(error));
      return false;
    }
  }
  function leave() {
    setAdding(false);
    setFailure(null);
    requestAnimationFrame(() => add.current?.focus());
  }
  return (
    <Section title={t("tagsSection.title")}>
      {tags.length === 0 && !may && <p className="text-sm text-soft">{t("tagsSection.none")}</p>}
      <ul className="flex flex-wrap gap-1 empty:hidden">
        {tags.map((tag) => (
          <li
            key={tag}
            className="inline-flex h-6 max-w-full items-center gap-1 rounded-sm bg-hover px-2 text-xs font-medium pointer-coarse:h-11 pointer-coarse:text-sm"
          >
            <bdi className="truncate">{tag}</bdi>
            {may && (
              <button
                type="button"
                aria-label={t("tagsSection.remove", { tag })}
                onClick={() => void change(tags.filter((other) => other !== tag))}
                className="-mr-1.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-soft hover:text-text pointer-coarse:size-11"
              >
                <X aria-hidden className="size-3" />
              </button>
            )}
          </li>
        ))}
        {may && !isAdding && (
          <li>
            <button
              ref={add}
              type="button"
              aria-label={t("tagsSection.addATag")}
              onClick={() => setAdding(true)}
              className="inline-flex h-6 items-center gap-1 rounded-sm border border-dashed border-line-strong px-2 text-xs font-medium text-soft hover:text-text pointer-coarse:h-11 pointer-coarse:text-sm"
            >
              <Plus aria-hidden className="size-3" />
              {t("tagsSection.add")}
            </button>
          </li>
        )}
      </ul>
      {isAdding && <NewTag onAdd={(tag) => change([...tags, tag])} onLeave={leave} />}
      {failure !== null && <FieldError>{failure}</FieldError>}
    </Section>
  );
}

/** Enter adds one and waits for the next, Escape ends. */
function NewTag({ onAdd, onLeave }: { onAdd: (tag: string) => Promise<boolean>; onLeave: () => void }) {
  const id = useId();
  const [tag, setTag] = useState("");
  const { data: choices } = useQuery(choicesQuery(useOrganizationId(), useProjectId()));
  async function add(event: FormEvent) {
    event.preventDefault();
    if (tag.trim() === "") return onLeave();
    if (await onAdd(tag.trim())) setTag("");
  }
  return (
    <form onSubmit={(event) => void add(event)} className="flex gap-2">
      <input
        autoFocus
        dir="auto"
        aria-label={t("tagsSection.tag")}
        list={id}
        value={tag}
        onChange={(event) => setTag(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // The sheet that it may be in stays open.
          event.stopPropagation();
          onLeave();
        }}
        autoComplete="off"
        className={inputClasses}
      />
      <datalist id={id}>
        {choices?.tags.map((known) => (
          <option key={known} value={known}>
            {known}
          </option>
        ))}
      </datalist>
      <Button type="submit">{t("tagsSection.add")}</Button>
    </form>
  );
}
