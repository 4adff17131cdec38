/** @jsxImportSource preact */
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Turn } from "../chat.ts";
import { Icon } from "../icon.tsx";
import { filesWords as words } from "../words.ts";
import { sizeOf } from "./size-of.ts";

export type Attachment = NonNullable<Turn["attachments"]>[number];
type SentProps = {
  attachment: Attachment;
  /** Where the browser holds it, once it has been fetched. */
  addressOf(id: string): Promise<string>;
};

const sideMax = 220;

/** A file of a message: an image to look at, anything else to be downloaded. */
export function Sent({ attachment, addressOf }: SentProps): VNode {
  const { id, name, kind, size_bytes, width, height } = attachment;
  const [address, setAddress] = useState("");
  const [hasFailed, setFailed] = useState(false);
  const [isCard, setCard] = useState(kind !== "image");
  const picture = useRef<HTMLAnchorElement>(null);

  // It is fetched when it comes into sight.
  useEffect(() => {
    if (!picture.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      addressOf(id).then(setAddress, () => setCard(true));
    });
    observer.observe(picture.current);
    return () => observer.disconnect();
  }, [id, isCard, addressOf]);

  async function download(): Promise<void> {
    setFailed(false);
    try {
      const link = document.createElement("a");
      Object.assign(link, { href: await addressOf(id), download: name });
      link.click();
    } catch {
      setFailed(true);
    }
  }

  // Its place is kept free until it is there.
  const scale = Math.min(1, sideMax / Math.max(width ?? 1, height ?? 1));
  if (!isCard)
    return (
      <a ref={picture} class="picture" href={address || undefined} download={name} aria-label={`${words.download} ${name}`}>
        {/* The page may not allow images from memory. */}
        <img
          src={address || undefined}
          width={Math.round((width ?? 0) * scale)}
          height={Math.round((height ?? 0) * scale)}
          alt={name}
          onError={() => address && setCard(true)}
        />
      </a>
    );
  return (
    <button type="button" class="file" onClick={() => void download()}>
      <Icon name="document" />
      <span>
        <bdi title={name}>{name}</bdi>
        {hasFailed ? (
          <span class="bad" role="alert">
            {words.notShown}
          </span>
        ) : (
          <span class="soft">{sizeOf(size_bytes)}</span>
        )}
        <span class="sr">{words.download}</span>
      </span>
    </button>
  );
}
