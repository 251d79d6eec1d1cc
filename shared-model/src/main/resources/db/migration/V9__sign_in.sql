-- What stands between a stolen or guessed password and an account.

-- An authenticator app (RFC 6238). The secret is encrypted under this installation's key. Every code
-- belongs to a step of 30 s; last_step only rises, so no code works twice.
create table totp (
  user_id uuid primary key references app_user on delete cascade,
  secret bytea not null,
  last_step bigint not null default 0,
  confirmed_at timestamptz,
  created_at timestamptz not null default now()
);

-- What helps who has lost the app, each once. They rest as HMACs.
create table recovery_code (
  id uuid primary key,
  user_id uuid not null references totp on delete cascade,
  code_hash bytea not null,
  constraint a_recovery_code_is_unique unique (user_id, code_hash)
);

-- How often somebody guessed wrong: at an account, or from an address. The subject is an HMAC: this
-- table tells nobody who tried to sign in, and one for an unknown login looks like any other.
create table guess (
  subject bytea primary key,
  tries int not null default 0,
  at timestamptz not null,
  blocked_until timestamptz,
  constraint tries_are_not_negative check (tries >= 0)
);

create index guess_by_age on guess (at);

grant select, insert, update, delete on guess to errand_engine;
