-- Keys of programs, invitations to tenants, and the log of what people did with their rights.

-- A program's key. Only its hash is kept: 256 random bits, so SHA-256 is enough.
create table api_key (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  user_id uuid not null references app_user on delete cascade,
  name text not null,
  -- Its last four characters, for people to tell keys apart.
  hint text not null,
  hash bytea not null,
  scopes text[] not null,
  queues text[] collate "C" not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint a_key_is_unique unique (hash),
  constraint a_key_has_known_scopes check (
    cardinality(scopes) > 0 and scopes <@ array ['jobs:read', 'jobs:write', 'work', 'admin']
  )
);

create index api_key_list on api_key (tenant_id, id desc);
create index api_key_of_user on api_key (user_id);

-- A tenant's owner lists its keys as the tenant; the engine finds whose a key is before any tenant is
-- known.
alter table api_key enable row level security;
alter table api_key force row level security;
grant select on api_key to errand_app;
grant select, insert, update on api_key to errand_engine;
create policy a_tenant_sees_its_own on api_key to errand_app
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
create policy the_engine_serves_all on api_key to errand_engine using (true);

-- Somebody who may become a member. The link is made from the id, the round and a key of this
-- installation, so that whoever mails it needs to be told no secret; a new round kills the old link.
-- No row level security: like users and sessions it is out of reach of both roles, because who
-- accepts has no tenant yet.
create table invitation (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  email text not null,
  role text not null,
  invited_by uuid not null references app_user,
  -- The job of its newest mail, from which the link follows.
  mail uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  constraint an_invitation_link_is_unique unique (token_hash),
  constraint an_invited_role_is_owner_member_or_viewer
    check (role in ('owner', 'member', 'viewer'))
);

create unique index an_address_is_invited_once_by_a_tenant
  on invitation (tenant_id, email) where accepted_at is null;
create index invitation_expired on invitation (expires_at);

-- Admins list users by id; a tenant lists its members.
create index app_user_members on app_user (tenant_id, id desc);
drop index app_user_of_tenant;

-- What people did with their rights. Rows are chained: each carries a hash over itself and the hash
-- before it, in the order of seq, which has no gaps. What exactly is hashed says audit_hash.
create table audit (
  seq bigint primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor uuid,
  actor_name text,
  action text not null,
  tenant_id uuid,
  subject text,
  address text,
  detail text,
  prev_hash bytea not null,
  hash bytea not null,
  constraint an_actor_is_of_a_known_kind
    check (actor_kind in ('nobody', 'user', 'admin', 'api_key', 'system'))
);

create index audit_by_action on audit (action, seq desc);
create index audit_by_actor on audit (actor, seq desc);
create index audit_by_tenant on audit (tenant_id, seq desc);
create index audit_by_time on audit (at);

-- Where the chain ends: tells when rows at its end are missing.
create table audit_head (
  seq bigint not null,
  hash bytea not null
);

create unique index there_is_one_head on audit_head ((true));
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Length and text in UTF-8, so that no two rows look alike; null has the length -1.
create function audit_field(value text) returns bytea
  language sql immutable parallel safe
  return case
    when value is null then int4send(-1)
    else int4send(octet_length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8')
  end;

-- One row's hash. Times count as whole microseconds since 1970.
create function audit_hash(entry audit) returns bytea
  language sql stable parallel safe
  return sha256(
    (entry).prev_hash
    || audit_field((entry).seq::text)
    || audit_field(((extract(epoch from (entry).at) * 1000000)::bigint)::text)
    || audit_field((entry).actor_kind)
    || audit_field((entry).actor::text)
    || audit_field((entry).actor_name)
    || audit_field((entry).action)
    || audit_field((entry).tenant_id::text)
    || audit_field((entry).subject)
    || audit_field((entry).address)
    || audit_field((entry).detail)
  );

-- The functions below run as the tables' owner, so that nobody needs rights on the head. Their path
-- is fixed: a temporary table must not pass for the head.
do $do$
begin
  execute format($create$
    create function chain_audit() returns trigger
      language plpgsql security definer set search_path = %1$I, pg_temp as $$
      declare
        head audit_head;
      begin
        -- Waits for the transaction before: rows are committed in the order of seq.
        select * into strict head from audit_head for update;
        new.seq := head.seq + 1;
        new.at := clock_timestamp();
        new.prev_hash := head.hash;
        new.hash := audit_hash(new);
        update audit_head set seq = new.seq, hash = new.hash;
        return new;
      end
      $$
    $create$, current_schema());
end
$do$;

create trigger audit_is_chained before insert on audit
  for each row execute function chain_audit();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log can only be appended to';
end
$$;

create trigger audit_is_append_only before update or delete on audit
  for each row execute function refuse_change();
create trigger audit_is_not_truncated before truncate on audit
  for each statement execute function refuse_change();

-- The head moves only when a row is appended: inside that trigger, never at the outermost level.
create trigger audit_head_follows before insert or update or delete on audit_head
  for each row when (pg_trigger_depth() < 1) execute function refuse_change();
create trigger audit_head_is_not_truncated before truncate on audit_head
  for each statement execute function refuse_change();

-- An account table: tenants have no way to it at all, so there is nothing for policies to divide.
grant select, insert on audit to errand_engine;
grant select on audit_head to errand_engine;
