import { useRef, type ChangeEvent, type ReactNode } from "react";
import { fileEndings } from "../contract.ts";

/** Opens the system's own window for choosing files; `children` gets the function that opens it. */
export function FileChooser({
  label,
  multiple = true,
  onFiles,
  children,
}: {
  label: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
  children: (open: () => void) => ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  function take({ target }: ChangeEvent<HTMLInputElement>) {
    if (target.files && target.files.length > 0) onFiles([...target.files]);
    // The same file chosen again is a change again.
    target.value = "";
  }
  return (
    <>
      <input ref={input} type="file" hidden aria-label={label} multiple={multiple} accept={fileEndings.join(",")} onChange={take} />
      {children(() => input.current?.click())}
    </>
  );
}
