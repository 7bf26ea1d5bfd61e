-- A stream goes by its number inside the database: short keys keep the pages few that a commit touches.
create table streams (
  no integer primary key,
  stream text not null unique,
  seq integer not null,
  wake integer
) strict;
create index streams_wake on streams (wake) where wake is not null;

-- Written at the end only. cause_key is a number made of stream and cause (cause-key.ts); what it finds is compared in full.
create table events (
  n integer primary key,
  stream integer not null references streams (no),
  seq integer not null,
  at integer not null,
  by text not null,
  cause text not null,
  cause_key integer not null,
  hash text not null,
  event text not null
) strict;
create unique index events_place on events (stream, seq);
create index events_cause on events (cause_key);

-- What was answered without any event. Found and compared as events are.
create table answers (
  n integer primary key,
  stream integer not null references streams (no),
  cause text not null,
  cause_key integer not null,
  hash text not null,
  at integer not null,
  answer text not null
) strict;
create index answers_cause on answers (cause_key);
create index answers_at on answers (at);

-- Facts about people, beside the record. facts is null once erased.
create table personal (
  stream integer not null,
  seq integer not null,
  subject text not null,
  facts text,
  primary key (stream, seq)
) strict, without rowid;
create index personal_subject on personal (subject);

create table snapshots (
  stream integer primary key,
  seq integer not null,
  version integer not null,
  state text not null
) strict;

create table reactions (
  n integer primary key,
  id text not null unique,
  at integer not null,
  reaction text not null
) strict;
create index reactions_at on reactions (at, n);

create table rows (
  n integer primary key,
  model text not null,
  id text not null,
  sort real not null,
  keys text not null,
  row text not null,
  text text not null
) strict;
create unique index rows_id on rows (model, id);
create index rows_sort on rows (model, sort, id);

create table row_keys (
  model text not null,
  name text not null,
  value text not null,
  sort real not null,
  id text not null,
  primary key (model, name, value, sort, id)
) strict, without rowid;

create table rows_versions (
  model text primary key,
  version integer not null
) strict, without rowid;

create table documents (
  no integer primary key,
  name text not null unique,
  head integer not null,
  frozen integer not null
) strict;

-- Apart from documents: an update of a head must not copy it.
create table document_bases (
  document integer primary key references documents (no),
  seq integer not null,
  base blob not null
) strict;

create table document_updates (
  document integer not null references documents (no),
  seq integer not null,
  by text not null,
  at integer not null,
  bytes blob not null,
  primary key (document, seq)
) strict, without rowid;

-- The bytes lie in the folder `files`.
create table files (
  id text primary key,
  type text not null,
  by text not null,
  at integer not null
) strict, without rowid;

create table accounts (
  person text primary key,
  login text not null unique,
  password text not null,
  failures integer not null,
  locked_until integer not null
) strict, without rowid;

create table sign_ins (
  token text primary key,
  person text not null,
  account integer not null,
  expires integer not null
) strict, without rowid;
create index sign_ins_person on sign_ins (person);

create table invitations (
  token text primary key,
  person text not null,
  expires integer not null
) strict, without rowid;
