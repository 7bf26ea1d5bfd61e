-- What other systems show to be let in: hash is the sha-256 of it.
create table tokens (
  id text primary key,
  hash text not null unique,
  name text not null,
  scopes text not null,
  maker text not null,
  made_at integer not null,
  expires integer not null,
  used_at integer,
  revoked_at integer
) strict, without rowid;

-- Long work; told is JSON that only whoever does it understands.
create table jobs (
  id text primary key,
  person text not null,
  made_at integer not null,
  beat integer not null,
  stop integer not null,
  told text not null,
  input blob not null
) strict;
create index jobs_by_person on jobs (person, made_at);
