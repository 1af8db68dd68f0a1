-- What people look back on; nothing is decided by it. Days are dates in UTC, written yyyy-mm-dd.

create table governed (
  repository bigint not null primary key,
  owner text not null,
  name text not null,
  branch text not null,
  installation bigint not null
);

create table judgement (
  repository bigint not null,
  head text not null,
  name text not null,
  about text not null,
  conclusion text not null,
  title text not null,
  note text not null,
  findings text not null,
  day text not null,
  at bigint not null,
  primary key (repository, head, name)
);
create index judgement_day on judgement (repository, day);
create index judgement_at on judgement (repository, name, at);

create table drift (
  repository bigint not null primary key,
  found text not null,
  at bigint not null
);

create table daily_figure (
  repository bigint not null,
  day text not null,
  name text not null,
  amount bigint not null,
  primary key (repository, day, name)
);
