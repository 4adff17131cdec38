import { useEffect, useRef, useState } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Source } from "../contract.ts";
import { checkFile } from "./check-file.ts";
import { t } from "./messages.ts";
import { useSourceActions } from "./sources.ts";
import { recallUploads, rememberUploads, type RememberedUpload } from "./upload-record.ts";

/**
 * The state of one chosen file. `share` is 0–1; what is `refused` has to be corrected first, what `failed` can be sent again, and
 * what is `unfinished` was on its way when the page was loaded again, so it has to be chosen again.
 */
export type UploadState = { is: "ready" | "waiting" } | { is: "sending"; share: number } | RememberedUpload["state"];

/** `file` is null after the page was loaded again. */
export type UploadItem = { id: number; name: string; size: number; lastModified: number; file: File | null; state: UploadState };

const atOnce = 3;

/**
 * The files that were chosen and what becomes of each. Every file is a request of its own, so that one that fails or is stopped
 * takes no other along. With `replaces`, the file takes the place of that source's.
 */
export function useUpload() {
  const projectId = useProjectId();
  const { upload, replaceFile, refresh } = useSourceActions();
  const [items, setItems] = useState<UploadItem[]>(() => recallUploads(projectId).map((item, id) => ({ ...item, id, file: null })));
  const [replaces, setReplaces] = useState<Source | null>(null);
  const [stop, setStop] = useState<AbortController | null>(null);
  const lastId = useRef(items.length);
  useStopOnLeave(stop);
  const isBegun = stop !== null || items.some(({ state }) => state.is === "stored" || state.is === "unfinished");
  useEffect(() => rememberUploads(projectId, replaces || !isBegun ? [] : items.map(asRemembered)), [projectId, items, replaces, isBegun]);

  const change = (id: number, state: UploadState) => setItems((all) => all.map((item) => (item.id === id ? { ...item, state } : item)));

  function add(files: readonly File[], replaced: Source | null = null) {
    setReplaces(replaced);
    const chosen = files.map((file) => ({ ...factsOf(file), id: (lastId.current += 1), file, state: judge(file) }));
    setItems((all) => {
      // What did not finish is known by name and size again: a copy of a file has another time.
      const again = (item: UploadItem) => chosen.some(({ name, size }) => name === item.name && size === item.size);
      const kept = replaced ? [] : all.filter((item) => item.state.is !== "unfinished" || !again(item));
      return [...kept, ...chosen.filter((file) => !kept.some((item) => isSame(item, file)))];
    });
  }

  async function send(): Promise<void> {
    const queue = items.filter(isSendable);
    const controller = new AbortController();
    setStop(controller);
    for (const { id } of queue) change(id, { is: "waiting" });
    const work = async () => {
      for (let item = queue.shift(); item; item = queue.shift()) {
        change(item.id, controller.signal.aborted ? { is: "ready" } : await sendOne(item.id, item.file!, controller.signal));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    setStop(null);
    await refresh();
  }

  async function sendOne(id: number, file: File, signal: AbortSignal): Promise<UploadState> {
    const form = new FormData();
    form.append("file", file);
    change(id, { is: "sending", share: 0 });
    const options = { signal, onProgress: (share: number) => change(id, { is: "sending", share }) };
    try {
      if (replaces) return storedAs(await replaceFile(replaces.id, form, options));
      const { data } = await upload(form, options);
      const [outcome] = data;
      if (!outcome?.id) return { is: "refused", sentence: outcome?.error?.message ?? t("useUpload.notStored") };
      return storedAs({ id: outcome.id, duplicate_of: outcome.duplicate_of });
    } catch (error) {
      return signal.aborted ? { is: "ready" } : { is: "failed", sentence: messageOf(error) };
    }
  }

  return {
    items,
    replaces: items.length > 0 ? replaces : null,
    isSending: stop !== null,
    add,
    send,
    stop: () => stop?.abort(),
    drop: (id: number) => setItems((all) => all.filter((item) => item.id !== id)),
    /** What was chosen for one that is the same as another source. */
    settle: (id: number, note: string) =>
      setItems((all) =>
        all.map((item) =>
          item.id === id && item.state.is === "stored" ? { ...item, state: { ...item.state, note, duplicateOf: null } } : item,
        ),
      ),
    clear: () => setItems([]),
  };
}

export type Upload = ReturnType<typeof useUpload>;

/** Chosen and not on the server, and its content is at hand. */
export const isSendable = ({ file, state }: UploadItem) => file !== null && (state.is === "ready" || state.is === "failed");

const storedAs = ({ id, duplicate_of }: Pick<Source, "id" | "duplicate_of">): UploadState => ({
  is: "stored",
  sourceId: id,
  note: null,
  duplicateOf: duplicate_of,
});

function judge(file: File): UploadState {
  const sentence = checkFile(file);
  return sentence ? { is: "refused", sentence } : { is: "ready" };
}

type Facts = Pick<File, "name" | "size" | "lastModified">;
const factsOf = ({ name, size, lastModified }: Facts): Facts => ({ name, size, lastModified });
const isSame = (one: Facts, other: Facts) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

function asRemembered({ state, ...item }: UploadItem): RememberedUpload {
  const isOver = state.is === "stored" || state.is === "refused";
  return { ...factsOf(item), state: isOver ? state : { is: "unfinished" } };
}

/** Leaving the page stops what is under way. The dialog asks before. */
function useStopOnLeave(stop: AbortController | null) {
  useEffect(() => () => stop?.abort(), [stop]);
}
