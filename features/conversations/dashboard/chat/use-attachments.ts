import { useEffect, useRef, useState } from "react";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { attachmentBytesMax, attachmentsPerMessageMax, type Attachment } from "../../contract/attachment.ts";
import { useConversationActions } from "../conversations.ts";
import { t } from "../messages.ts";

/** `share`: how much of it has been sent, from 0 to 1. What is `failed` for another reason than the file itself can be tried again. */
type ChosenState =
  | { is: "sending"; share: number }
  | { is: "ready"; attachment: Attachment }
  | { is: "failed"; sentence: string; canRetry: boolean };
export type ChosenFile = { key: number; conversationId: string; file: File; state: ChosenState; stop: AbortController };

/**
 * The files that were chosen for the next reply, of each conversation its own. Each is uploaded at once, so that it only has
 * to be named when the reply is sent.
 */
export function useAttachments(conversationId: string) {
  const { upload } = useConversationActions(conversationId);
  const [all, setAll] = useState<readonly ChosenFile[]>([]);
  const lastKey = useRef(0);
  const latest = useRef(all);
  useEffect(() => void (latest.current = all), [all]);
  useEffect(() => () => latest.current.forEach(({ stop }) => stop.abort()), []);
  const chosen = all.filter((one) => one.conversationId === conversationId);

  const change = (key: number, state: ChosenState) => setAll((now) => now.map((one) => (one.key === key ? { ...one, state } : one)));

  async function send({ key, file, stop }: Pick<ChosenFile, "key" | "file" | "stop">): Promise<void> {
    const form = new FormData();
    form.append("file", file);
    try {
      const attachment = await upload(form, { signal: stop.signal, onProgress: (share) => change(key, { is: "sending", share }) });
      change(key, { is: "ready", attachment });
    } catch (error) {
      if (!stop.signal.aborted) change(key, { is: "failed", sentence: messageOf(error), canRetry: !isOfTheFile(error) });
    }
  }

  function begin(file: File): ChosenFile {
    const one = { key: (lastKey.current += 1), conversationId, file, stop: new AbortController() };
    if (file.size > attachmentBytesMax) return { ...one, state: { is: "failed", sentence: t("chosenFiles.tooLarge"), canRetry: false } };
    void send(one);
    return { ...one, state: { is: "sending", share: 0 } };
  }

  return {
    chosen,
    /** Those that a reply can name. */
    ready: chosen.flatMap(({ state }) => (state.is === "ready" ? [state.attachment.id] : [])),
    isSending: chosen.some(({ state }) => state.is === "sending"),
    hasFailed: chosen.some(({ state }) => state.is === "failed"),
    /** @returns false where more were chosen than a message can have: the first of them are taken */
    add(files: readonly File[]): boolean {
      const room = attachmentsPerMessageMax - chosen.length;
      const taken = files.slice(0, room).map(begin);
      setAll((now) => [...now, ...taken]);
      return files.length <= room;
    },
    retry(one: ChosenFile): void {
      change(one.key, { is: "sending", share: 0 });
      void send(one);
    },
    remove({ key, stop }: ChosenFile): void {
      stop.abort();
      setAll((now) => now.filter((one) => one.key !== key));
    },
    /** After they were sent. */
    clear: () => setAll((now) => now.filter((one) => one.conversationId !== conversationId)),
  };
}

export type Attachments = ReturnType<typeof useAttachments>;

/** Whether the same file would be refused again. */
const isOfTheFile = (error: unknown) => error instanceof ApiError && [409, 413, 415, 422].includes(error.status);
