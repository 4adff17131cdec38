import { useEffect, useEffectEvent, useState } from "react";

/** Takes files that are dropped anywhere on the page. @returns whether some hover over it now */
export function useFileDrop(onFiles: (files: File[]) => void, enabled: boolean): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    if (!enabled) return;
    // Each child that the pointer enters tells of it, and so does each that it leaves.
    let depth = 0;
    const handlers: Record<string, (event: DragEvent) => void> = {
      dragenter: () => setOver((depth += 1) > 0),
      dragleave: () => setOver((depth = Math.max(0, depth - 1)) > 0),
      dragover: () => {},
      drop: (event) => {
        depth = 0;
        setOver(false);
        take(filesOf(event));
      },
    };
    const handle = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      handlers[event.type]?.(event);
    };
    const names = ["dragenter", "dragleave", "dragover", "drop"] as const;
    for (const name of names) addEventListener(name, handle);
    return () => {
      for (const name of names) removeEventListener(name, handle);
      setOver(false);
    };
  }, [enabled]);
  return isOver;
}

/** A folder comes as a file that cannot be read: it is left out. */
function filesOf({ dataTransfer }: DragEvent): File[] {
  return [...(dataTransfer?.items ?? [])].flatMap((item) => {
    if (item.kind !== "file" || item.webkitGetAsEntry()?.isDirectory) return [];
    return item.getAsFile() ?? [];
  });
}
