import { useEffect, useRef, useState } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import type { Source } from "../contract.ts";
import { checkFile } from "./check-file.ts";
import { t } from "./messages.ts";
import { useSourceActions } from "./sources.ts";

/** The state of one chosen file. `share` is 0–1; what is `refused` has to be corrected first, what `failed` can be sent again. */
export type UploadState =
  | { is: "ready" | "waiting" }
  | { is: "sending"; share: number }
  | { is: "stored"; note: string | null }
  | { is: "refused" | "failed"; sentence: string };

export type UploadItem = { id: number; file: File; state: UploadState };

const atOnce = 3;

/**
 * The files that were chosen and what becomes of each. Every file is a request of its own, so that one that fails or is
 * stopped takes no other along. With `replaces`, that source goes when the new file is stored.
 */
export function useUpload() {
  const { upload, refresh, remove } = useSourceActions();
  const [items, setItems] = useState<UploadItem[]>([]);
  const [replaces, setReplaces] = useState<Source | null>(null);
  const [stop, setStop] = useState<AbortController | null>(null);
  const lastId = useRef(0);
  useStopOnLeave(stop);

  const change = (id: number, state: UploadState) => setItems((all) => all.map((item) => (item.id === id ? { ...item, state } : item)));

  function add(files: readonly File[], replaced: Source | null = null) {
    setReplaces(replaced);
    const chosen = files.map((file) => ({ id: (lastId.current += 1), file, state: judge(file) }));
    setItems((all) => {
      const kept = replaced ? [] : all;
      return [...kept, ...chosen.filter(({ file }) => !kept.some((item) => isSame(item.file, file)))];
    });
  }

  async function send(): Promise<void> {
    const queue = items.filter(({ state }) => state.is === "ready" || state.is === "failed");
    const controller = new AbortController();
    setStop(controller);
    for (const { id } of queue) change(id, { is: "waiting" });
    const work = async () => {
      for (let item = queue.shift(); item; item = queue.shift()) {
        change(item.id, controller.signal.aborted ? { is: "ready" } : await sendOne(item, controller.signal));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    setStop(null);
    await refresh();
  }

  async function sendOne({ id, file }: UploadItem, signal: AbortSignal): Promise<UploadState> {
    const form = new FormData();
    form.append("file", file);
    change(id, { is: "sending", share: 0 });
    try {
      const onProgress = (share: number) => change(id, { is: "sending", share });
      const { data } = await upload(form, { signal, onProgress });
      const outcome = data[0];
      if (outcome?.error) return { is: "refused", sentence: outcome.error.message };
      if (replaces) return { is: "stored", note: await removeReplaced(replaces.id) };
      return { is: "stored", note: outcome?.same_as ? t("useUpload.sameContent") : null };
    } catch (error) {
      return signal.aborted ? { is: "ready" } : { is: "failed", sentence: messageOf(error) };
    }
  }

  const removeReplaced = (id: string) =>
    remove(id).then(
      () => null,
      (error: unknown) => t("useUpload.oldRemains", { error: messageOf(error) }),
    );

  return {
    items,
    replaces: items.length > 0 ? replaces : null,
    isSending: stop !== null,
    add,
    send,
    stop: () => stop?.abort(),
    drop: (id: number) => setItems((all) => all.filter((item) => item.id !== id)),
    clear: () => setItems([]),
  };
}

export type Upload = ReturnType<typeof useUpload>;

function judge(file: File): UploadState {
  const sentence = checkFile(file);
  return sentence ? { is: "refused", sentence } : { is: "ready" };
}

const isSame = (one: File, other: File) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/** Leaving the page stops what is under way. The dialog asks before. */
function useStopOnLeave(stop: AbortController | null) {
  useEffect(() => () => stop?.abort(), [stop]);
}
