-- Sums by day (level 0) and by blocks of days (level 1): see tally-spans.ts.
create table tallies (
  tally text collate "C" not null,
  level bigint not null,
  era bigint not null,
  grp text collate "C" not null,
  figure text collate "C" not null,
  span bigint not null,
  value bigint not null,
  primary key (tally, level, era, grp, figure, span)
) with (fillfactor = 80);

-- How far each tally was made from the record.
create table tallies_made (
  tally text collate "C" primary key,
  after text collate "C" not null,
  done boolean not null
);

-- Texts of rows apart from them: they hardly ever change, and many hits are few pages. grams: pairs of neighbouring letters (grams.ts), and the model as `model:…`.
create table row_texts (
  model text collate "C" not null,
  id text collate "C" not null,
  text text not null,
  grams tsvector not null,
  primary key (model, id)
) with (fillfactor = 80);
insert into row_texts (model, id, text, grams)
  select model, id, text, array_to_tsvector(array(
    select 'model:' || model
    union select substr(text || ' ', place, 2) from generate_series(1, length(text)) as place where substr(text, place, 1) <> ' '
  )) from rows where text <> '';
create index row_texts_grams on row_texts using gin (grams);
alter table rows drop column text;

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

-- Streams with events after since that nobody outside was told of yet; n counts the commits that brought them.
create table news (
  stream text collate "C" primary key,
  since bigint not null,
  n bigint not null
) with (fillfactor = 80);

-- What is told to one subscription. next_at: when it is tried next, null once it ended (as ended says: done, dead). payload is JSON.
create table deliveries (
  id text collate "C" primary key,
  channel text collate "C" not null,
  subscription text collate "C" not null,
  stream text collate "C" not null,
  seq bigint not null,
  payload text not null,
  made_at bigint not null,
  next_at bigint,
  attempts bigint not null,
  tried_at bigint,
  ended text,
  note text not null
) with (fillfactor = 80);
create index deliveries_due on deliveries (next_at) where next_at is not null;
create index deliveries_open on deliveries (channel, subscription, stream, seq) where next_at is not null;
create index deliveries_of on deliveries (channel, subscription, made_at, seq);
create index deliveries_ended on deliveries (made_at) where next_at is null;

-- Where other systems are told. secret stays readable, for every telling is signed with it; events is JSON.
create table webhooks (
  id text collate "C" primary key,
  name text not null,
  url text not null,
  secret text not null,
  events text not null,
  sees text not null,
  maker text not null,
  made_at bigint not null,
  failing_since bigint,
  disabled_at bigint,
  disabled_why text
);

-- The key with which this house vouches for what leaves it, PKCS#8 PEM. One row at most, for ever the same.
create table house_key (
  one int primary key check (one = 1),
  secret text not null
);

-- Sums made from the record, packed: see tally-blocks.ts.
create table tally_blocks (
  tally text collate "C" not null,
  era bigint not null,
  grp text collate "C" not null,
  figures text not null,
  primary key (tally, era, grp)
) with (fillfactor = 80);
