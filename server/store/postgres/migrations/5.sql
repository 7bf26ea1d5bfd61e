-- What other systems show to be let in: hash is the sha-256 of it.
create table tokens (
  id text collate "C" primary key,
  hash text not null unique,
  name text not null,
  scopes text not null,
  maker text not null,
  made_at bigint not null,
  expires bigint not null,
  used_at bigint,
  revoked_at bigint
);

-- Long work; told is JSON that only whoever does it understands.
create table jobs (
  id text collate "C" primary key,
  person text not null,
  made_at bigint not null,
  beat bigint not null,
  stop boolean not null,
  told text not null,
  input bytea not null
);
create index jobs_by_person on jobs (person, made_at);
