import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useForm, type UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { changedSettings, pickSettings } from "../../contract/compare-settings.ts";
import { AgentSettings, settingFields, type ChangeSettings, settingNames, type SettingName } from "../../contract/settings.ts";
import type { AgentDraft } from "../../contract/versions.ts";
import type { DraftResult, DraftValues } from "../agent-form.ts";
import { t } from "../messages.ts";
import { useStudioActions } from "./studio-query.ts";

/** `invalid`: a field has something in it that cannot be saved; it says so itself. */
export type Saving =
  | { state: "saved" | "saving" | "invalid" }
  | { state: "failed"; message: string }
  | { state: "conflict"; by: string; names: readonly SettingName[] };

const pauseMs = 700;

export type DraftForm = {
  form: UseFormReturn<DraftValues, unknown, DraftResult>;
  saving: Saving;
  /** Saves what is not saved yet; the draft as the server has it, or null where that was not possible. */
  save: () => Promise<AgentDraft | null>;
  /** Saves settings that a dialog asks for, at once. @throws what the server says against them */
  put: (changes: ChangeSettings) => Promise<void>;
  /** Of a conflict: puts their values into the form. */
  useTheirs: () => void;
  /** Of a conflict: overwrites the fields that both changed. */
  keepMine: () => void;
};

/**
 * A form over an agent's draft that saves itself shortly after one stops typing, field by field against the version that it was
 * filled with. What a colleague changed in other fields meanwhile is taken over and said; where both changed the same, one chooses.
 */
export function useDraftForm(draft: AgentDraft): DraftForm {
  const { saveDraft, readDraft } = useStudioActions(draft.agent_id);
  const form = useForm<DraftValues, unknown, DraftResult>({
    resolver: zodResolver(AgentSettings),
    defaultValues: draft.settings,
    mode: "onChange",
  });
  const [saving, setSaving] = useState<Saving>({ state: "saved" });
  const known = useRef(draft);
  const theirs = useRef<AgentDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<AgentDraft | null> | null>(null);

  function fill(next: AgentDraft) {
    known.current = next;
    theirs.current = null;
    form.reset(next.settings);
    setSaving({ state: "saved" });
  }

  async function save(): Promise<AgentDraft | null> {
    clearTimeout(timer.current);
    timer.current = undefined;
    await running.current;
    running.current = write().finally(() => (running.current = null));
    return running.current;
  }

  async function put(changes: ChangeSettings): Promise<void> {
    await save();
    known.current = await saveDraft(changes, known.current.version);
    takeOver(known.current, Object.keys(changes) as SettingName[]);
  }

  async function write(): Promise<AgentDraft | null> {
    const { settings, version } = known.current;
    const { values, isValid } = readForm(form.getValues(), settings);
    const changed = changedSettings(settings, values);
    const settled: Saving = { state: isValid ? "saved" : "invalid" };
    if (changed.length === 0) {
      setSaving(settled);
      return isValid ? known.current : null;
    }
    setSaving({ state: "saving" });
    try {
      known.current = await saveDraft(pickSettings(values, changed), version);
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) return meetTheirs(changed);
      setSaving({ state: "failed", message: messageOf(error) });
      return null;
    }
    setSaving(settled);
    return isValid ? known.current : null;
  }

  /** @param mine the fields that were to be saved */
  async function meetTheirs(mine: readonly SettingName[]): Promise<AgentDraft | null> {
    const stands = await readDraft().catch(() => null);
    if (!stands) {
      setSaving({ state: "failed", message: t("studio.notSaved") });
      return null;
    }
    const by = stands.updated_by_label ?? "";
    const touched = changedSettings(known.current.settings, stands.settings);
    takeOver(
      stands,
      touched.filter((name) => !mine.includes(name)),
    );
    const names = touched.filter((name) => mine.includes(name));
    if (names.length > 0) {
      theirs.current = stands;
      setSaving({ state: "conflict", by, names });
      return null;
    }
    known.current = stands;
    toast(t("studio.bothKept", { by }));
    return write();
  }

  function takeOver(stands: AgentDraft, names: readonly SettingName[]) {
    for (const name of names) form.setValue(name, stands.settings[name]);
  }

  const changed = useEffectEvent(() => {
    if (theirs.current) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), pauseMs);
    setSaving((now) => (now.state === "failed" ? now : { state: "saving" }));
  });
  const leave = useEffectEvent(() => {
    if (timer.current !== undefined) void save();
  });
  /** A page that is left or hidden has no time to wait for a pause; the browser asks first while something is on its way. */
  const hide = useEffectEvent((event: Event) => {
    const isUnsaved = timer.current !== undefined || running.current !== null;
    leave();
    if (isUnsaved && event.type === "beforeunload") event.preventDefault();
  });
  const arrive = useEffectEvent((next: AgentDraft) => {
    const isSame = next.version === known.current.version && changedSettings(next.settings, known.current.settings).length === 0;
    if (isSame || timer.current !== undefined || running.current || theirs.current) return;
    // What could not be saved yet is kept: it meets theirs when it is.
    const { values, isValid } = readForm(form.getValues(), known.current.settings);
    if (!isValid || changedSettings(known.current.settings, values).length > 0) return;
    fill(next);
  });
  useEffect(() => {
    const stop = form.subscribe({ formState: { values: true }, callback: ({ name }) => name !== undefined && changed() });
    return () => {
      stop();
      leave();
    };
  }, [form]);
  useEffect(() => arrive(draft), [draft]);
  const retry = useEffectEvent(() => {
    if (saving.state === "failed") void save();
  });
  useEffect(() => {
    for (const event of ["visibilitychange", "beforeunload", "pagehide"]) addEventListener(event, hide, true);
    addEventListener("online", retry);
    return () => {
      for (const event of ["visibilitychange", "beforeunload", "pagehide"]) removeEventListener(event, hide, true);
      removeEventListener("online", retry);
    };
  }, []);

  return {
    form,
    saving,
    save,
    put,
    useTheirs: () => theirs.current && fill(theirs.current),
    keepMine: () => {
      if (theirs.current) known.current = theirs.current;
      theirs.current = null;
      void save();
    },
  };
}

/** What can be saved of the form; a field that is wrong counts as unchanged. */
function readForm(typed: DraftValues, settings: AgentSettings): { values: AgentSettings; isValid: boolean } {
  const read = settingNames.map((name) => [name, settingFields[name].safeParse(typed[name])] as const);
  const values = Object.fromEntries(read.map(([name, { success, data }]) => [name, success ? data : settings[name]]));
  return { values: values as AgentSettings, isValid: read.every(([, { success }]) => success) };
}
