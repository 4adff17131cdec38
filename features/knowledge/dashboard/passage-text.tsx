/** A passage as agents read it: the headings above it, then its words. */
export function PassageText({ headings, text }: { headings: readonly string[]; text: string }) {
  return (
    <div className="min-w-0 flex-1">
      {headings.length > 0 && (
        <p dir="auto" className="mb-0.5 text-sm font-medium text-soft">
          {headings.join(" › ")}
        </p>
      )}
      <p dir="auto" className="break-words whitespace-pre-wrap">
        {text}
      </p>
    </div>
  );
}
