import { translate } from "#browser/translate.ts";
import { useState } from "react";
import { z } from "zod";
import { Banner } from "#browser/ui/banner.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { AddUrls, SiteSchedule } from "../contract/sites.ts";
import { linesOf } from "./lines.ts";
import { t } from "./messages.ts";
import { ScheduleField } from "./schedule-field.tsx";
import { useSiteActions } from "./sites.ts";

type DialogState = { open: boolean; onClose: () => void; onAdded: () => void };
const Form = z.object({ urls: z.string().transform(linesOf).pipe(AddUrls.shape.urls), schedule: SiteSchedule });
/** An address that cannot be read, with its line as it is in the field now. */
type Refused = { line: number; address: string; error: string };

/** Adds pages of the web: many at a time, each with its own outcome. */
export function AddUrlsDialog({ open, onClose, onAdded }: DialogState) {
  return (
    <Dialog open={open} onClose={onClose} title={t("addUrlsDialog.title")} sentence={t("addUrlsDialog.sentence")}>
      <UrlsForm onAdded={onAdded} />
    </Dialog>
  );
}

function UrlsForm({ onAdded }: { onAdded: () => void }) {
  const { addUrls } = useSiteActions();
  const form = useZodForm(Form, { urls: "", schedule: "never" });
  const [result, setResult] = useState<{ added: number; refused: Refused[] }>({ added: 0, refused: [] });

  async function add(values: z.output<typeof Form>) {
    const { data } = await addUrls(values);
    const refused = data.flatMap(({ error }, index) =>
      error ? [{ address: values.urls[index] ?? "", error: translate(error.message) }] : [],
    );
    if (refused.length === 0) return onAdded();
    // What was added is done with; what is left can be mended and sent again.
    setResult({ added: data.length - refused.length, refused: refused.map((one, index) => ({ ...one, line: index + 1 })) });
    form.reset({ urls: refused.map(({ address }) => address).join("\n"), schedule: values.schedule });
  }

  return (
    <DialogForm form={form} action={t("addUrlsDialog.title")} onSubmit={add}>
      {result.refused.length > 0 && (
        <Banner tone="bad">
          <p>{result.added > 0 ? t("addUrlsDialog.partly", { count: result.added }) : t("addUrlsDialog.noneAdded")}</p>
          <ul className="mt-1 flex flex-col gap-1">
            {result.refused.map((refused) => (
              <li key={refused.line} className="[overflow-wrap:anywhere]">
                {t("addUrlsDialog.refusedLine", refused)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <TextArea
        control={form.control}
        name="urls"
        label={t("addUrlsDialog.urls")}
        hint={t("addUrlsDialog.urlsHint")}
        placeholder={t("addUrlsDialog.example")}
        rows={6}
        autoCapitalize="off"
        spellCheck={false}
      />
      <ScheduleField control={form.control} name="schedule" />
    </DialogForm>
  );
}
