-- Who is asked to join, and the codes that confirm a hand-over.

create table invitations (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer') or role like 'rol\_%'),
  -- Null where the operator of the installation invites.
  invited_by_name text,
  created_at timestamptz(3) not null default now(),
  -- Null: does not end by itself.
  expires_at timestamptz(3),
  accepted_at timestamptz(3),
  primary key (organization_id, id)
);
-- One pending invitation per address.
create unique index invitations_pending on invitations (organization_id, lower(email)) where accepted_at is null;
select protect_table('invitations');

-- An invitation may have several links. Only hashes are stored; a mailed one proves the address that it was sent to.
create table invitation_tokens (
  organization_id text collate "C" not null,
  hash text collate "C" not null,
  invitation_id text collate "C" not null,
  mailed boolean not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, hash),
  foreign key (organization_id, invitation_id) references invitations (organization_id, id) on delete cascade
);
create index invitation_tokens_by_invitation on invitation_tokens (organization_id, invitation_id);
select protect_table('invitation_tokens');

-- Mailed to an Owner without a password who hands over to a member: one at a time, spent by its first right use.
create table ownership_codes (
  organization_id text collate "C" not null,
  owner_membership_id text collate "C" not null,
  membership_id text collate "C" not null,
  hash text collate "C" not null,
  tries integer not null default 0,
  expires_at timestamptz(3) not null,
  primary key (organization_id, owner_membership_id),
  foreign key (organization_id, owner_membership_id) references memberships (organization_id, id) on delete cascade,
  foreign key (organization_id, membership_id) references memberships (organization_id, id) on delete cascade
);
select protect_table('ownership_codes');

select jobs.create_queue('invitation.mail', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 5, "retryBackoff": true}');
select jobs.create_queue('ownership.tell', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 5, "retryBackoff": true}');
