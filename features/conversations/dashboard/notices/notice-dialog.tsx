import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody, DialogClose } from "#browser/ui/dialog.tsx";
import { Field } from "#browser/ui/field.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Select } from "#browser/ui/select.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { NoticeChoice, type NoticeSettings } from "../../contract/notices.ts";
import { t } from "../messages.ts";
import { useBrowserNotices } from "./browser-notices.ts";
import { noticesQuery, useSetNotices } from "./notices.ts";

/** How somebody hears of conversations that wait: by mail, and in this browser. */
export function NoticeDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t("noticeDialog.title")} sentence={t("noticeDialog.sentence")}>
      <DialogBody>
        <ByMail />
        <InBrowser />
      </DialogBody>
      <DialogActions>
        <DialogClose look="primary">{t("noticeDialog.done")}</DialogClose>
      </DialogActions>
    </Dialog>
  );
}

function ByMail() {
  const query = useQuery(noticesQuery(useOrganizationId()));
  return (
    <Loaded
      query={query}
      failure={t("noticeDialog.failed")}
      permission="conversation:reply"
      skeleton={
        <div role="status" aria-label={t("noticeDialog.loading")}>
          <SkeletonRows rows={1} />
        </div>
      }
    >
      {(settings) => <MailChoice {...settings} />}
    </Loaded>
  );
}

const options = [
  { value: "at_once", label: t("noticeDialog.atOnce") },
  { value: "quarterly", label: t("noticeDialog.quarterly") },
  { value: "off", label: t("noticeDialog.off") },
];

function MailChoice({ mail, sends }: NoticeSettings) {
  const set = useSetNotices();
  const [chosen, setChosen] = useState<string | null>(null);
  async function choose(value: string) {
    setChosen(value);
    try {
      await set(NoticeChoice.parse({ mail: value }));
      toast(t("noticeDialog.saved"));
    } catch (error) {
      toast.error(messageOf(error));
    }
    setChosen(null);
  }
  return (
    <Field label={t("noticeDialog.mail")} hint={sends ? t("noticeDialog.mailHint") : t("noticeDialog.noMail")}>
      {(ties) => (
        <Select
          {...ties}
          options={options}
          value={chosen ?? mail}
          onChange={(value) => void choose(value)}
          disabled={!sends || undefined}
        />
      )}
    </Field>
  );
}

const sentences = {
  on: t("noticeDialog.browserOn"),
  off: t("noticeDialog.browserOff"),
  refused: t("noticeDialog.browserRefused"),
  missing: t("noticeDialog.browserMissing"),
};

function InBrowser() {
  const { state, turnOn, turnOff } = useBrowserNotices();
  return (
    <section aria-label={t("noticeDialog.browser")} className="flex flex-col items-start gap-2">
      <h3 className="text-sm font-medium">{t("noticeDialog.browser")}</h3>
      <p role="status" className="text-sm text-soft">
        {sentences[state]}
      </p>
      {state === "off" && <Button onClick={() => void turnOn()}>{t("noticeDialog.turnOn")}</Button>}
      {state === "on" && <Button onClick={turnOff}>{t("noticeDialog.turnOff")}</Button>}
    </section>
  );
}
