import { useState } from "react";
import { z } from "zod";
import { messageOf } from "#browser/api/api-error.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { pagesUsual, type SiteEstimate } from "../contract/sites.ts";
import { t } from "./messages.ts";
import { SiteFields, SiteFieldValues } from "./site-fields.tsx";
import { useSiteActions } from "./sites.ts";

const Form = SiteFieldValues.extend({
  domain: z.string().trim().min(1, t("addDomainsDialog.enterAddress")),
});

/** Adds a website: first what reading it would be, then which of its pages, how many and how often. */
export function AddDomainsDialog({ open, onClose, onAdded }: { open: boolean; onClose: () => void; onAdded: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t("addDomainsDialog.title")} sentence={t("addDomainsDialog.sentence")}>
      <DomainForm onAdded={onAdded} />
    </Dialog>
  );
}

function DomainForm({ onAdded }: { onAdded: () => void }) {
  const { addDomains, estimate } = useSiteActions();
  const form = useZodForm(Form, { domain: "", include: "", exclude: "", pages_max: pagesUsual, schedule: "never" });
  const [estimated, setEstimated] = useState<{ of: string; is: SiteEstimate } | null>(null);
  const domain = form.watch("domain").trim();
  const known = estimated?.of === domain ? estimated.is : null;

  /** False where the website cannot be read, which is said at its field. */
  async function look(): Promise<boolean> {
    if (!(await form.trigger("domain"))) return false;
    const { estimate: is, error } = await estimate(domain);
    if (is) setEstimated({ of: domain, is });
    else form.setError("domain", { message: error?.message ?? "" });
    return is !== null;
  }
  async function add({ domain: address, ...settings }: z.output<typeof Form>) {
    // Nothing is read before one knows what that would be.
    if (!known) return void (await look());
    const { data } = await addDomains({ ...settings, domains: [address] });
    const refused = data.find(({ error }) => error);
    if (!refused) return onAdded();
    form.setError("domain", { message: refused.error?.message ?? "" });
  }

  return (
    <DialogForm form={form} action={known ? t("addDomainsDialog.title") : t("addDomainsDialog.estimate")} onSubmit={add}>
      <TextField
        control={form.control}
        name="domain"
        label={t("addDomainsDialog.domain")}
        hint={t("addDomainsDialog.domainHint")}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        inputMode="url"
      />
      {known && (
        <>
          <Estimate estimate={known} onAgain={look} />
          <SiteFields control={form.control} max={known.pages_max} />
        </>
      )}
    </DialogForm>
  );
}

function Estimate({ estimate, onAgain }: { estimate: SiteEstimate; onAgain: () => Promise<unknown> }) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function again() {
    setPending(true);
    await onAgain().then(
      () => setFailure(null),
      (error: unknown) => setFailure(messageOf(error)),
    );
    setPending(false);
  }
  return (
    <div className="rounded-md bg-sunken p-3 text-sm" role="status">
      <p className="font-medium [overflow-wrap:anywhere]">{estimate.title ?? estimate.address}</p>
      <p className="text-soft [overflow-wrap:anywhere]">{estimate.address}</p>
      <p className="mt-1">
        {t("addDomainsDialog.found", { from: estimate.from, pages: estimate.pages })},{" "}
        {t("addDomainsDialog.takes", { minutes: estimate.minutes, delay: estimate.delay_seconds })}
      </p>
      {failure && <Banner tone="bad">{failure}</Banner>}
      <Button size="small" className="mt-2" pending={pending} onClick={() => void again()}>
        {t("addDomainsDialog.estimateAgain")}
      </Button>
    </div>
  );
}
