import type { Control } from "react-hook-form";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import type { CreateProject } from "../contract.ts";
import { t } from "./messages.ts";

export type ProjectValues = { name: string; description?: string | null | undefined };

/** Name and description of a project. */
export function ProjectFields({
  control,
  readOnly = false,
}: {
  control: Control<ProjectValues, unknown, CreateProject>;
  readOnly?: boolean;
}) {
  return (
    <>
      <TextField control={control} name="name" label={t("projectFields.name")} readOnly={readOnly} autoComplete="off" />
      <TextArea
        control={control}
        name="description"
        label={t("projectFields.description")}
        hint={t("projectFields.descriptionHint")}
        readOnly={readOnly}
      />
    </>
  );
}
