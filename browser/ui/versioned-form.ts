import { useEffect, useRef, useState } from "react";
import type { DefaultValues, FieldValues, UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { ApiError } from "#browser/api/api-error.ts";
import { useZodForm } from "./form.tsx";

/** What a colleague saved while one typed; for ConflictNotice. */
export type Conflict<Values> = {
  theirs: Values;
  /** Puts their values into the form. */
  useTheirs: () => void;
  /** Lets the next save overwrite theirs; ConflictNotice calls it and sends the form again. */
  keepMine: () => void;
};

/**
 * A form over a record that colleagues change as well. It saves against the version whose values it was filled with, so
 * that nothing is overwritten unseen, and takes over newer values by itself while nothing was typed. Where records have
 * no version, the last who saves is right.
 *
 * @param record what is known of the record now; null for one that was never set, which counts as version 0
 * @param read asks the server what stands now, past any cache
 * @param write sends the form's values with the version as If-Match
 * @param onSaved what follows, with the saved record; not called while a conflict is shown
 */
export function useVersionedForm<Values extends FieldValues, Result, Saved extends object>(
  schema: z.ZodType<Result, Values>,
  {
    record,
    valuesOf,
    read,
    write,
    onSaved,
  }: {
    record: Saved | null;
    valuesOf: (record: Saved | null) => Values;
    read?: () => Promise<Saved | null>;
    write: (values: Result, version: number) => Promise<Saved>;
    onSaved: (saved: Saved) => unknown;
  },
): { form: UseFormReturn<Values, unknown, Result>; submit: (values: Result) => Promise<void>; conflict: Conflict<Values> | null } {
  const form = useZodForm(schema, valuesOf(record) as DefaultValues<Values>);
  const version = useRef(versionOf(record));
  const [theirs, setTheirs] = useState<{ record: Saved | null } | null>(null);
  const { isDirty } = form.formState;

  function fill(next: Saved | null) {
    version.current = versionOf(next);
    form.reset(valuesOf(next));
    setTheirs(null);
  }

  const newest = versionOf(record);
  useEffect(() => {
    if (!isDirty && newest !== version.current) fill(record);
    // oxlint-disable-next-line react/exhaustive-deps -- only a newer version or a clean form is a reason to fill
  }, [newest, isDirty]);

  async function submit(values: Result): Promise<void> {
    setTheirs(null);
    const saved = await write(values, version.current).catch(showTheirs);
    if (!saved) return;
    fill(saved);
    await onSaved(saved);
  }

  async function showTheirs(error: unknown): Promise<null> {
    if (!read || !(error instanceof ApiError) || error.status !== 409) throw error;
    const stands = await read();
    if (versionOf(stands) === version.current) throw error;
    setTheirs({ record: stands });
    return null;
  }

  const conflict = theirs && {
    theirs: valuesOf(theirs.record),
    useTheirs: () => fill(theirs.record),
    keepMine: () => {
      version.current = versionOf(theirs.record);
    },
  };
  return { form, submit, conflict };
}

const versionOf = (record: object | null) =>
  record !== null && "version" in record && typeof record.version === "number" ? record.version : 0;
