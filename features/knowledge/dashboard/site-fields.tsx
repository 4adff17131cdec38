import type { Control } from "react-hook-form";
import { z } from "zod";
import { NumberField } from "#browser/ui/number-field.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { AddDomains, SiteSchedule } from "../contract/sites.ts";
import { linesOf } from "./lines.ts";
import { t } from "./messages.ts";
import { ScheduleField } from "./schedule-field.tsx";

/** Which pages of a website are read, how many and how often; patterns a line each. */
export const SiteFieldValues = z.object({
  include: z.string().transform(linesOf).pipe(AddDomains.shape.include.unwrap()),
  exclude: z.string().transform(linesOf).pipe(AddDomains.shape.exclude.unwrap()),
  pages_max: AddDomains.shape.pages_max.unwrap(),
  schedule: SiteSchedule,
});
type Values = { include: string; exclude: string; pages_max: number; schedule: string };

/** The fields of these, in the dialog that adds a website and in the one that changes it. `max`: how many pages can be read here. */
export function SiteFields<V extends Values, T>({ control: own, max }: { control: Control<V, unknown, T>; max?: number }) {
  const control = own as unknown as Control<Values, unknown, unknown>;
  return (
    <>
      <TextArea control={control} name="include" label={t("siteFields.include")} hint={t("siteFields.includeHint")} rows={2} />
      <TextArea control={control} name="exclude" label={t("siteFields.exclude")} hint={t("siteFields.excludeHint")} rows={2} />
      <NumberField
        control={control}
        name="pages_max"
        label={t("siteFields.pagesMax")}
        hint={max === undefined ? undefined : t("siteFields.pagesMaxHint", { max })}
        min={1}
        {...(max !== undefined && { max })}
        unit={t("siteFields.pages")}
      />
      <ScheduleField control={control} name="schedule" />
    </>
  );
}
