import { useQuery } from "@tanstack/react-query";
import { useState, type RefObject } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { SavedReply } from "../contract.ts";
import { fillIn, type Known } from "./fill-in.ts";
import { t } from "./messages.ts";
import { ReplyPicker } from "./reply-picker.tsx";
import { SavedReplyForm } from "./saved-reply-form.tsx";
import { savedRepliesQuery, useSavedReplyActions } from "./saved-replies.ts";

type DialogProps = {
  open: boolean;
  onClose: () => void;
  known: Known;
  /** Where it goes to; it has the focus afterwards. */
  field: RefObject<HTMLTextAreaElement | null>;
  onInsert: (text: string) => void;
};

/** What else than the list is before one. */
type Task = { does: "write"; reply: SavedReply | null } | { does: "delete"; reply: SavedReply };

/** The project's saved replies: to find one and insert it, and for who can write them, to do so. */
export function SavedRepliesDialog({ open, onClose, field, ...props }: DialogProps) {
  const [task, setTask] = useState<Task | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const { remove } = useSavedReplyActions();
  const back = () => setTask(null);
  return (
    <>
      <Dialog open={open && task === null} onClose={onClose} title={t("savedReplies.title")} finalFocus={field}>
        <Choose {...props} chosen={chosen} onChosen={setChosen} onTask={setTask} onClose={onClose} />
      </Dialog>
      <SavedReplyForm
        open={open && task?.does === "write"}
        reply={task?.reply ?? null}
        onClose={back}
        onSaved={({ id }) => {
          setChosen(id);
          back();
        }}
      />
      <ConfirmDialog
        open={open && task?.does === "delete"}
        onClose={back}
        title={t("savedReplies.deleteTitle", { name: task?.reply?.name ?? "" })}
        sentence={t("savedReplies.deleteSentence")}
        action={t("savedReplies.deleteAction")}
        onConfirm={async () => task?.reply && remove(task.reply.id)}
      />
    </>
  );
}

type ChooseProps = Omit<DialogProps, "open" | "field"> & {
  chosen: string | null;
  onChosen: (id: string | null) => void;
  onTask: (task: Task) => void;
};

function Choose({ chosen, onChosen, known, onInsert, onTask, onClose }: ChooseProps) {
  const query = useQuery(savedRepliesQuery(useOrganizationId(), useProjectId()));
  const refusal = useRefusal("project:update", (roles) => t("savedReplies.whoMay", { roles }));
  const reply = query.data?.find(({ id }) => id === chosen);
  function insert({ text }: SavedReply) {
    onInsert(fillIn(text, known));
    onClose();
  }
  return (
    <>
      <DialogBody>
        <Loaded
          query={query}
          failure={t("savedReplies.failed")}
          permission="conversation:reply"
          skeleton={
            <div role="status" aria-label={t("savedReplies.loading")}>
              <SkeletonRows rows={4} />
            </div>
          }
        >
          {(replies) =>
            replies.length === 0 ? (
              <div className="py-4 text-center">
                <p className="font-medium">{t("savedReplies.none")}</p>
                <p className="text-soft">{t("savedReplies.noneSentence")}</p>
              </div>
            ) : (
              <ReplyPicker replies={replies} chosen={chosen} onChosen={onChosen} onTake={insert} />
            )
          }
        </Loaded>
        {reply && (
          <section aria-label={t("savedReplies.preview")} className="rounded-md bg-sunken px-3 py-2.5">
            <p dir="auto" className="line-clamp-6 text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">
              {fillIn(reply.text, known)}
            </p>
            {refusal === null && (
              <div className="mt-2 flex gap-2">
                <Button size="small" onClick={() => onTask({ does: "write", reply })}>
                  {t("savedReplies.edit")}
                </Button>
                <Button size="small" look="ghost" onClick={() => onTask({ does: "delete", reply })}>
                  {t("savedReplies.delete")}
                </Button>
              </div>
            )}
          </section>
        )}
      </DialogBody>
      <DialogActions>
        {refusal === null ? (
          <Button onClick={() => onTask({ does: "write", reply: null })}>{t("savedReplies.add")}</Button>
        ) : (
          <p className="mr-auto self-center text-sm text-soft">{refusal}</p>
        )}
        <Button look="primary" disabled={!reply} onClick={() => reply && insert(reply)}>
          {t("savedReplies.insert")}
        </Button>
      </DialogActions>
    </>
  );
}
