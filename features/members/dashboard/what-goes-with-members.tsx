/** What becomes of a membership that ends, and of what was made through it. */
export function WhatGoesWithMembers() {
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5">
      <li>Access ends at once, in every open tab.</li>
      <li>API keys that they created stop working.</li>
      <li>Invitations that they sent and nobody has answered are revoked.</li>
      <li>Projects, agents and documents that they created stay.</li>
      <li>To come back they need a new invitation.</li>
    </ul>
  );
}
