import { z } from "zod";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import type { Source } from "../contract.ts";
import { SiteSchedule, type Site, type UpdateSite } from "../contract/sites.ts";
import { t } from "./messages.ts";
import { ScheduleField } from "./schedule-field.tsx";
import { SiteFields, SiteFieldValues } from "./site-fields.tsx";
import { useSiteActions } from "./sites.ts";

type DialogState = { source: Source; site: Site; open: boolean; onClose: () => void };

/** How a website is read from the next time on; of a single page when. */
export function SiteSettingsDialog({ source, site, open, onClose }: DialogState) {
  const { updateSite } = useSiteActions();
  async function save(settings: UpdateSite) {
    await updateSite(source.id, settings);
    onClose();
  }
  const common = {
    open,
    onClose,
    title: t("siteSettings.title", { name: source.name }),
    sentence: t(source.status === "processing" ? "siteSettings.whileReading" : "siteSettings.sentence"),
    action: t("siteSettings.save"),
    onSubmit: save,
  };
  if (source.kind === "url")
    return (
      <FormDialog {...common} schema={JustSchedule} values={{ schedule: site.schedule }}>
        {({ control }) => <ScheduleField control={control} name="schedule" />}
      </FormDialog>
    );
  const { include, exclude, pages_max, schedule } = site;
  return (
    <FormDialog
      {...common}
      schema={SiteFieldValues}
      values={{ include: include.join("\n"), exclude: exclude.join("\n"), pages_max, schedule }}
    >
      {({ control }) => <SiteFields control={control} />}
    </FormDialog>
  );
}

const JustSchedule = z.object({ schedule: SiteSchedule });
