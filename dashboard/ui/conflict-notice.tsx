import { TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "./button.tsx";
import type { Conflict } from "./versioned-form.ts";

/**
 * Inside a form, above its foot: a colleague saved the same record meanwhile. Shows both values of each field that
 * differs and lets one choose. "Save mine" sends the form again.
 *
 * @param labels the form's fields by name, in the order in which they are shown; others are not compared
 */
export function ConflictNotice<Values extends Record<string, unknown>>({
  conflict,
  labels,
  show = (_name, value) => value,
}: {
  conflict: Conflict<Values>;
  labels: Partial<Record<keyof Values & string, string>>;
  /** A value in words, where the form keeps a code. */
  show?: (name: keyof Values & string, value: string) => string;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { theirs, mine, useTheirs, keepMine } = conflict;
  const names = (Object.keys(labels) as (keyof Values & string)[]).filter((name) => shown(theirs[name]) !== shown(mine[name]));

  return (
    <section aria-label="Conflicting change" className="border-t bg-warn-soft/60 px-5 py-4">
      <h3 ref={heading} tabIndex={-1} className="flex items-start gap-2 font-semibold outline-none">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        Somebody else saved this while you were writing
      </h3>
      {names.length === 0 ? (
        <p className="mt-1 text-soft">They wrote the same as you.</p>
      ) : (
        <dl className="mt-3 overflow-hidden rounded-md border bg-surface">
          {names.map((name) => (
            <div key={name} className="border-b p-3 last:border-b-0">
              <dt className="text-xs font-medium text-soft">{labels[name]}</dt>
              <dd className="mt-1 grid gap-x-6 gap-y-2 sm:grid-cols-2">
                <Version whose="Saved now" value={show(name, shown(theirs[name]))} />
                <Version whose="Yours" value={show(name, shown(mine[name]))} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" onClick={useTheirs}>
          Use theirs
        </Button>
        <Button size="small" type="submit" onClick={keepMine}>
          Save mine
        </Button>
      </div>
    </section>
  );
}

function Version({ whose, value }: { whose: string; value: string }) {
  return (
    <span className="min-w-0">
      <span className="block text-xs text-soft">{whose}</span>
      <span className="block break-words whitespace-pre-wrap">{value || <span className="text-soft">Empty</span>}</span>
    </span>
  );
}

const shown = (value: unknown) => (value === null || value === undefined ? "" : String(value));
