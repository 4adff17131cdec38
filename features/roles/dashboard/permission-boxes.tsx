import { useController, type Control } from "react-hook-form";
import type { z } from "zod";
import { permissions, type Permission } from "#access/permissions.ts";
import { useOrganization } from "#dashboard/api/organization.ts";
import { CheckLine } from "#dashboard/ui/check-line.tsx";
import { FieldError } from "#dashboard/ui/field.tsx";
import type { CreateRole } from "../contract.ts";
import { permissionGroups, permissionHints, permissionWords } from "./permission-words.ts";

type Values = z.input<typeof CreateRole>;
type Result = z.output<typeof CreateRole>;

/** A box for each permission, by what it is about. Those that one lacks cannot be given. */
export function PermissionBoxes({ control }: { control: Control<Values, unknown, Result> }) {
  const { field, fieldState } = useController({ control, name: "permissions" });
  const { permissions: own } = useOrganization();
  const names = Object.keys(permissions) as Permission[];
  const set = (name: Permission, checked: boolean) =>
    field.onChange(names.filter((one) => (one === name ? checked : field.value.includes(one))));
  return (
    <div>
      <div className="gap-x-8 sm:columns-2">
        {permissionGroups.map((group, at) => (
          <fieldset key={group.title} className="mb-5 break-inside-avoid">
            <legend className="mb-2 text-sm font-semibold">{group.title}</legend>
            <div className="flex flex-col gap-2">
              {group.names.map((name, index) => (
                <Box
                  key={name}
                  name={name}
                  isOwn={own.includes(name)}
                  checked={field.value.includes(name)}
                  onChange={(checked) => set(name, checked)}
                  onBlur={field.onBlur}
                  {...(at === 0 && index === 1 ? { inputRef: field.ref } : {})}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      {fieldState.error?.message && <FieldError>{fieldState.error.message}</FieldError>}
    </div>
  );
}

type BoxProps = Omit<Parameters<typeof CheckLine>[0], "label" | "hint" | "disabled"> & { name: Permission; isOwn: boolean };

function Box({ name, isOwn, checked, ...props }: BoxProps) {
  const isEverybodys = name === "organization:read";
  const hint = isEverybodys ? "Every role does." : isOwn ? permissionHints[name] : "Your own role does not hold this.";
  return (
    <CheckLine
      {...props}
      checked={checked || isEverybodys}
      label={<span className="font-normal">{permissionWords[name]}</span>}
      hint={hint}
      disabled={isEverybodys || (!isOwn && !checked)}
    />
  );
}
