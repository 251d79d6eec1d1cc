-- Mails are jobs of Errand's own tenant, which has no users: docs/adr/0010 has the why.
insert into tenant (id, name) values ('00000000-0000-7000-8000-000000000001', 'Errand');

-- A mail server that hangs may hold that many attempts of all workers together, and no more.
alter table queue no force row level security; -- so that its owner may write the row
insert into queue (tenant_id, name, concurrency)
values ('00000000-0000-7000-8000-000000000001', 'mail', 8);
alter table queue force row level security;

alter table app_user
  add column phone text,
  add column otp_enabled boolean not null default false,
  -- The mail job of the newest sign-up with the address. Links that were mailed before it know of
  -- another password, and must not let this one in.
  add column sign_up_mail uuid,
  add constraint a_phone_number_is_international check (phone ~ '^\+[1-9][0-9]{6,14}$');

-- A challenge is issued by the worker that runs its mail, and has that job's id. One of kind "login"
-- is opened by the API with a link of its own and gets a code when somebody asks for one.
alter table challenge
  -- Where it was mailed to: what it proves is that somebody reads mail there.
  add column email text,
  add column sent_by uuid,
  -- A sign-in counts only while the password is the one that it knew.
  add column password_digest bytea,
  add column sends smallint not null default 0,
  alter column code_hash drop not null,
  add constraint a_login_is_sent_at_most_five_codes check (sends between 0 and 5);

update challenge c
set email = u.email
from app_user u
where u.id = c.user_id;

create index challenge_of_email on challenge (email, kind) where used_at is null;

-- The engine writes challenges now; the API uses them up.
grant select, insert, update on challenge to errand_engine;
