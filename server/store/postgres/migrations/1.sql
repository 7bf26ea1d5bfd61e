-- Texts are compared byte by byte, as in the embedded database, whatever the locale of the server.
create table streams (
  stream text collate "C" primary key,
  seq bigint not null,
  wake bigint
) with (fillfactor = 80);
create index streams_wake on streams (wake, stream) where wake is not null;

create table events (
  stream text collate "C" not null,
  seq bigint not null,
  at bigint not null,
  by text not null,
  cause text collate "C" not null,
  hash text not null,
  event text not null,
  primary key (stream, seq)
);
create index events_cause on events (stream, cause, seq);

-- What was answered without any event.
create table answers (
  stream text collate "C" not null,
  cause text collate "C" not null,
  hash text not null,
  at bigint not null,
  answer text not null,
  primary key (stream, cause)
);
create index answers_at on answers (at);

-- Facts about people, beside the record. facts is null once erased.
create table personal (
  stream text collate "C" not null,
  seq bigint not null,
  subject text collate "C" not null,
  facts text,
  primary key (stream, seq)
);
create index personal_subject on personal (subject);

create table snapshots (
  stream text collate "C" primary key,
  seq bigint not null,
  version bigint not null,
  state text not null
);

create table reactions (
  n bigint generated always as identity primary key,
  id text collate "C" not null unique,
  at bigint not null,
  reaction text not null
);
create index reactions_at on reactions (at, n);

create table rows (
  model text collate "C" not null,
  id text collate "C" not null,
  sort double precision not null,
  keys text not null,
  row text not null,
  text text not null,
  primary key (model, id)
) with (fillfactor = 80);
create index rows_sort on rows (model, sort, id);

create table row_keys (
  model text collate "C" not null,
  name text collate "C" not null,
  value text collate "C" not null,
  sort double precision not null,
  id text collate "C" not null,
  primary key (model, name, value, sort, id)
);

create table rows_versions (
  model text primary key,
  version bigint not null
);

create table documents (
  name text collate "C" primary key,
  head bigint not null,
  frozen boolean not null
) with (fillfactor = 80);

create table document_bases (
  document text collate "C" primary key references documents (name),
  seq bigint not null,
  base bytea not null
);

create table document_updates (
  document text collate "C" not null,
  seq bigint not null,
  by text not null,
  at bigint not null,
  bytes bytea not null,
  primary key (document, seq)
);

create table files (
  id text primary key,
  type text not null,
  bytes bytea not null,
  by text not null,
  at bigint not null
);

create table accounts (
  person text primary key,
  login text not null unique,
  password text not null,
  failures bigint not null,
  locked_until bigint not null
);

create table sign_ins (
  token text primary key,
  person text not null,
  account boolean not null,
  expires bigint not null
);
create index sign_ins_person on sign_ins (person);

create table invitations (
  token text primary key,
  person text not null,
  expires bigint not null
);
