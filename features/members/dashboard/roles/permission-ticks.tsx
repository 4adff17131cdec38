import { useId } from "react";
import { useController, type FieldValues } from "react-hook-form";
import type { Permission } from "#access/permissions.ts";
import { Button } from "#browser/ui/button.tsx";
import { CheckLine } from "#browser/ui/check-line.tsx";
import { FieldError, type FieldProps } from "#browser/ui/field.tsx";
import { t } from "../messages.ts";
import { isReading, usePermissionGroups, type PermissionGroup } from "./permission-words.ts";

type Fixed = Partial<Record<Permission, { checked: boolean; why: string }>>;

/** Any of the permissions that are offered, ticked one by one, by group or by a preset. The value is their names. */
export function PermissionTicks<V extends FieldValues, T>({
  control,
  name,
  label,
  hint,
  offered,
  fixed = {},
  everything,
}: Omit<FieldProps<V, T>, "className"> & {
  offered: readonly Permission[];
  /** Those that are there as they are, and why one cannot tick them or take their tick away. */
  fixed?: Fixed;
  /** What the preset that ticks all of them is called: "Everything I can do". */
  everything: string;
}) {
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({ control, name });
  const id = useId();
  const chosen: ReadonlySet<string> = new Set(value ?? []);
  const error = fieldState.error?.message;
  const choose = (is: (permission: Permission) => boolean) => onChange(offered.filter((one) => (fixed[one] ? chosen.has(one) : is(one))));
  const set = (permissions: readonly Permission[], checked: boolean) =>
    choose((one) => (permissions.includes(one) ? checked : chosen.has(one)));
  const groups = usePermissionGroups()
    .map((group) => ({ ...group, permissions: group.permissions.filter((one) => offered.includes(one.name)) }))
    .filter((group) => group.permissions.length > 0);
  return (
    <fieldset aria-describedby={[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined}>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Button size="small" ref={ref} onClick={() => choose(isReading)}>
          {t("permissionTicks.readOnly")}
        </Button>
        <Button size="small" onClick={() => choose(() => true)}>
          {everything}
        </Button>
        <Button size="small" look="ghost" disabled={chosen.size === 0} onClick={() => choose(() => false)}>
          {t("permissionTicks.none")}
        </Button>
        <span role="status" className="ml-auto text-sm text-soft tabular-nums">
          {t("permissionTicks.counted", { count: chosen.size })}
        </span>
      </div>
      <div className="max-h-[min(24rem,36vh)] overflow-y-auto rounded-sm border sm:max-h-[min(24rem,45vh)]">
        <div className="sm:columns-2 sm:gap-0">
          {groups.map((group) => (
            <TickGroup key={group.label} {...group} chosen={chosen} fixed={fixed} onSet={set} onBlur={onBlur} />
          ))}
        </div>
      </div>
      {error && (
        <div className="mt-1.5">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
      {hint && (
        <div id={`${id}-hint`} className="mt-1.5 text-sm text-soft">
          {hint}
        </div>
      )}
    </fieldset>
  );
}

function TickGroup({
  label,
  permissions,
  chosen,
  fixed,
  onSet,
  onBlur,
}: PermissionGroup & {
  chosen: ReadonlySet<string>;
  fixed: Fixed;
  onSet: (permissions: readonly Permission[], checked: boolean) => void;
  onBlur: () => void;
}) {
  const free = permissions.map(({ name }) => name).filter((one) => !fixed[one]);
  const count = free.filter((one) => chosen.has(one)).length;
  const isAll = free.length > 0 && count === free.length;
  return (
    <div role="group" aria-label={label} className="flex break-inside-avoid flex-col gap-1.5 px-4 py-3">
      <CheckLine
        checked={isAll}
        mixed={count > 0 && !isAll}
        onChange={() => onSet(free, !isAll)}
        onBlur={onBlur}
        label={label}
        disabled={free.length === 0}
      />
      <div className="flex flex-col gap-1.5 pl-6.5">
        {permissions.map(({ name: one, words }) => (
          <CheckLine
            key={one}
            checked={fixed[one]?.checked ?? chosen.has(one)}
            onChange={(checked) => onSet([one], checked)}
            onBlur={onBlur}
            look="plain"
            label={words}
            hint={fixed[one]?.why}
            disabled={fixed[one] !== undefined}
          />
        ))}
      </div>
    </div>
  );
}
