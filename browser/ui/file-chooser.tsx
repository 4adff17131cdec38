import { useId, type ChangeEvent, type ReactNode } from "react";

/** Opens the system's own window for choosing files with some endings; `children` gets the function that opens it. */
export function FileChooser({
  label,
  accept,
  multiple = true,
  onFiles,
  children,
}: {
  label: string;
  accept: readonly string[];
  multiple?: boolean;
  onFiles: (files: File[]) => void;
  children: (open: () => void) => ReactNode;
}) {
  const id = useId();
  function take({ target }: ChangeEvent<HTMLInputElement>) {
    if (target.files && target.files.length > 0) onFiles([...target.files]);
    // The same file chosen again is a change again.
    target.value = "";
  }
  return (
    <>
      <input id={id} type="file" hidden aria-label={label} multiple={multiple} accept={accept.join(",")} onChange={take} />
      {children(() => document.getElementById(id)?.click())}
    </>
  );
}
