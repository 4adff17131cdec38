import { Download, FileText, ImageOff } from "lucide-react";
import { useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody, DialogClose } from "#browser/ui/dialog.tsx";
import { formatBytes } from "#browser/ui/format.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Attachment } from "../../contract/attachment.ts";
import { attachmentAddress } from "../conversations.ts";
import { t } from "../messages.ts";

type SentProps = { attachment: Attachment; address: string };

/** The files of a message: images to look at, the rest to be downloaded. */
export function SentFiles({ conversationId, attachments }: { conversationId: string; attachments: readonly Attachment[] }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  if (attachments.length === 0) return null;
  return (
    <ul aria-label={t("sentFiles.label")} className="flex max-w-full flex-wrap gap-2">
      {attachments.map((attachment) => {
        const address = attachmentAddress(organizationId, projectId, conversationId, attachment.id);
        return (
          <li key={attachment.id} className="max-w-full">
            {attachment.kind === "image" ? (
              <Picture attachment={attachment} address={address} />
            ) : (
              <FileCard attachment={attachment} address={address} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

const sideMax = 280;

/** Small, and large in a window. One that cannot be shown is a file like any other. */
function Picture({ attachment, address }: SentProps) {
  const { name, width, height } = attachment;
  const [isOpen, setOpen] = useState(false);
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <FileCard attachment={attachment} address={address} />;
  const scale = Math.min(1, sideMax / Math.max(width ?? 1, height ?? 1));
  // So that its place is kept free until it is there.
  const [smallWidth, smallHeight] = [width, height].map((side) => Math.round((side ?? 0) * scale));
  return (
    <>
      <button
        type="button"
        aria-label={t("sentFiles.open", { name })}
        className="block overflow-hidden rounded-md border border-line-strong bg-sunken"
        onClick={() => setOpen(true)}
      >
        <img
          src={address}
          width={smallWidth}
          height={smallHeight}
          alt={name}
          loading="lazy"
          className="h-auto max-w-full"
          onError={() => setBroken(true)}
        />
      </button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={<bdi>{name}</bdi>} width="wide">
        <DialogBody>
          <img
            src={address}
            width={width ?? undefined}
            height={height ?? undefined}
            alt={name}
            className="mx-auto h-auto max-h-[70vh] w-auto max-w-full"
          />
        </DialogBody>
        <DialogActions>
          <DialogClose>{t("sentFiles.close")}</DialogClose>
          <a href={address} download className={buttonClasses({ look: "primary" })}>
            <Download aria-hidden className="size-4" />
            {t("sentFiles.download")}
          </a>
        </DialogActions>
      </Dialog>
    </>
  );
}

function FileCard({ attachment: { name, kind, size_bytes }, address }: SentProps) {
  const Icon = kind === "image" ? ImageOff : FileText;
  return (
    <a
      href={address}
      download
      className="flex max-w-72 items-center gap-2.5 rounded-md border border-line-strong bg-surface px-3 py-2 text-text hover:bg-hover"
    >
      <Icon aria-hidden className="size-5 shrink-0 text-soft" />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate text-sm font-medium" title={name}>
          {name}
        </bdi>
        <span className="block text-xs text-soft">
          {t(`sentFiles.${kind}`)} · {formatBytes(size_bytes)}
        </span>
      </span>
      <Download aria-hidden className="size-4 shrink-0 text-soft" />
      <span className="sr-only">{t("sentFiles.download")}</span>
    </a>
  );
}
