import { useEffect, useState } from "react";

type Side = "right" | "center" | "left";
type Place = { side: Side; bottom: number };
type Rect = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

const marginPx = 16;
const stepPx = 8;
const gapPx = 4;
const widthPx = 356;
/** Before one is drawn: a sentence of one line. */
const heightPx = 48;
/** Sonner lets a second and a third one look out behind the first. */
const stackPx = 32;
const lowest: Place = { side: "right", bottom: marginPx };
const pressable =
  "a[href], button, input, select, textarea, summary, [role=menuitem], [role=menuitemradio], [role=option], [role=tab], [role=checkbox], [role=combobox]";

/** The lowest place, at the right if it can be, where toasts cover nothing that can be pressed, as long as there are some. */
export function useToastPlace(isShown: boolean): Place {
  const [place, setPlace] = useState(lowest);
  useEffect(() => {
    if (!isShown) return;
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setPlace((now) => next(now)));
    };
    look();
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    addEventListener("scroll", look, { capture: true, passive: true });
    addEventListener("resize", look);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      removeEventListener("scroll", look, { capture: true });
      removeEventListener("resize", look);
    };
  }, [isShown]);
  return place;
}

/** Where they are, if that is free: what can be read is not moved about. */
function next(now: Place): Place {
  const taken = pressableRects();
  const height = toastHeight();
  const isFree = (place: Place) => !taken.some((rect) => meet(rect, rectOf(place, height)));
  if (isFree(now) && now.bottom + height <= innerHeight) return now;
  const sides: Side[] = innerWidth < 600 ? ["center"] : ["right", "left", "center"];
  for (let bottom = marginPx; bottom + height + marginPx <= innerHeight; bottom += stepPx)
    for (const side of sides) if (isFree({ side, bottom })) return { side, bottom };
  return lowest;
}

function rectOf({ side, bottom }: Place, height: number): Rect {
  const width = Math.min(widthPx, innerWidth - 2 * marginPx);
  const left = { left: marginPx, center: (innerWidth - width) / 2, right: innerWidth - width - marginPx }[side];
  return { left, right: left + width, top: innerHeight - bottom - height, bottom: innerHeight - bottom };
}

function toastHeight(): number {
  const heights = [...document.querySelectorAll("[data-sonner-toast]")].map((toast) => toast.getBoundingClientRect().height);
  return Math.max(heightPx, ...heights) + (heights.length > 1 ? stackPx : 0);
}

/** On top of the page: behind an open dialog nothing can be pressed. */
function pressableRects(): Rect[] {
  const dialog = [...document.querySelectorAll("[role=dialog]")].at(-1);
  return pressablesIn(dialog ?? document).flatMap((element) => {
    if (element.closest("[data-sonner-toaster]")) return [];
    const rect = element.getBoundingClientRect();
    return rect.width > 0 && rect.height > 0 && rect.bottom > 0 && rect.top < innerHeight ? [rect] : [];
  });
}

/** Those of the test chat as well, which are in a root of their own. */
function pressablesIn(part: ParentNode): Element[] {
  const chats = [...part.querySelectorAll("botcadence-widget")].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return [part, ...chats].flatMap((root) => [...root.querySelectorAll(pressable)]);
}

const meet = (one: Rect, other: Rect) =>
  one.left < other.right + gapPx && other.left < one.right + gapPx && one.top < other.bottom + gapPx && other.top < one.bottom + gapPx;
