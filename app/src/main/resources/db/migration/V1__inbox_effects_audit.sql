-- Times are milliseconds since 1970. Placeholders hold what the databases write differently.

-- One row for each subject with open deliveries.
--   token: who works on it; null when nobody does
--   wake_at: without a token the earliest due time; with one the end of the lease
--   generation: grows with each delivery
create table subject (
  subject text not null primary key,
  lane text not null,
  generation bigint not null,
  token text,
  wake_at bigint not null
);
-- With the lane in it, the subjects of a lane that has its share are passed over without reading their rows.
create index subject_wake on subject (wake_at, lane);
create index subject_held on subject (lane, wake_at) where token is not null;

create table delivery (
  seq ${counted_key},
  guid text not null unique,
  subject text not null,
  lane text not null,
  event text not null,
  same_as text,
  state text not null check (state in ('open', 'done', 'superseded', 'dead')),
  due_at bigint not null,
  tries integer not null default 0,
  cause text,
  received_at bigint not null,
  closed_at bigint
);
create index delivery_open on delivery (subject, seq) where state = 'open';
create index delivery_dead on delivery (seq) where state = 'dead';
create index delivery_closed on delivery (closed_at) where closed_at is not null;

-- Apart from its delivery, since SQLite writes a row anew as a whole, with a long body in it, when any of it changes.
-- It goes when the delivery is done.
create table payload (
  seq ${key},
  body ${bytes} not null
);

create table effect (
  key text not null primary key,
  digest text not null,
  state text not null check (state in ('intended', 'done')),
  token text not null,
  remote text,
  at bigint not null
);
create index effect_at on effect (at);

create table fact (
  kind text not null,
  subject text not null,
  key text not null,
  json text not null,
  at bigint not null,
  primary key (kind, subject, key)
);

create table audit (
  seq bigint not null primary key,
  at bigint not null,
  key text not null unique,
  kind text not null,
  repository text not null,
  subject text,
  details text not null,
  previous_hash text not null,
  hash text not null
);
create index audit_repository on audit (repository, seq);
create index audit_time on audit (at);

-- The end of the chain, in one row: whoever appends locks it first.
create table audit_end (
  id integer not null primary key check (id = 1),
  seq bigint not null,
  hash text not null
);
insert into audit_end (id, seq, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
