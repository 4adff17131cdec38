import { useEffect, useRef, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { ApiError } from "#browser/api/api-error.ts";

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
 * that nothing is overwritten unseen, and takes over newer values by itself while nothing was typed.
 *
 * @param record what is known of the record now; null for one that was never set, which counts as version 0
 * @param read asks the server what stands now, past any cache
 * @param write sends the form's values with the version as If-Match
 * @returns `save`, for the form's `onSubmit`: the saved record, or null when a conflict is shown instead
 */
export function useVersionedForm<Values extends FieldValues, Result, Saved extends { version: number }>(
  form: UseFormReturn<Values, unknown, Result>,
  {
    record,
    valuesOf,
    read,
    write,
  }: {
    record: Saved | null;
    valuesOf: (record: Saved | null) => Values;
    read: () => Promise<Saved | null>;
    write: (values: Result, version: number) => Promise<Saved>;
  },
): { save: (values: Result) => Promise<Saved | null>; conflict: Conflict<Values> | null } {
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

  async function save(values: Result): Promise<Saved | null> {
    setTheirs(null);
    try {
      const saved = await write(values, version.current);
      fill(saved);
      return saved;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      const stands = await read();
      if (versionOf(stands) === version.current) throw error;
      setTheirs({ record: stands });
      return null;
    }
  }

  const conflict = theirs && {
    theirs: valuesOf(theirs.record),
    useTheirs: () => fill(theirs.record),
    keepMine: () => {
      version.current = versionOf(theirs.record);
    },
  };
  return { save, conflict };
}

const versionOf = (record: { version: number } | null) => record?.version ?? 0;
