/** The product's mark. */
export function Logo() {
  return (
    <svg aria-hidden viewBox="0 0 36 36" className="size-9">
      <rect width="36" height="36" rx="9" className="fill-ink" />
      <g className="fill-on-ink">
        <rect x="9" y="15" width="3.4" height="6" rx="1.7" />
        <rect x="20.6" y="13" width="3.4" height="10" rx="1.7" />
        <rect x="26.4" y="16.3" width="3.4" height="3.4" rx="1.7" />
      </g>
      <rect x="14.8" y="10" width="3.4" height="16" rx="1.7" className="fill-accent" />
    </svg>
  );
}
