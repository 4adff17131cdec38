/** @jsxImportSource preact */
import type { VNode } from "preact";

const paths = {
  close: "m6 6 12 12M18 6 6 18",
  restart: "M12 20h8M16.4 4.6a2 2 0 0 1 2.9 2.9L8 18.8 4 20l1.2-4Z",
  send: "M12 19V5m-6 6 6-6 6 6",
  forward: "M5 12h14m-6-6 6 6-6 6",
  stop: "M7 7h10v10H7Z",
  document: "M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7Zm0 0v4h4M9 12h6M9 16h4",
  warning: "M12 8v5m0 3v.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z",
};

export function Icon({ name }: { name: keyof typeof paths }): VNode {
  return (
    <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
