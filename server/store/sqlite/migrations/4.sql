-- Sums by day (level 0) and by blocks of days (level 1): see tally-spans.ts.
create table tallies (
  tally text not null,
  level integer not null,
  era integer not null,
  grp text not null,
  figure text not null,
  span integer not null,
  value integer not null,
  primary key (tally, level, era, grp, figure, span)
) strict, without rowid;

-- How far each tally was made from the record.
create table tallies_made (
  tally text primary key,
  after text not null,
  done integer not null
) strict, without rowid;

-- Pairs of neighbouring letters of the texts of rows: see grams.ts.
create table row_grams (
  model text not null,
  gram text not null,
  n integer not null,
  primary key (model, gram, n)
) strict, without rowid;
insert or ignore into row_grams (model, gram, n)
  with recursive letters (model, n, text, place) as (
    select model, n, text, 1 from rows where text <> ''
    union all select model, n, text, place + 1 from letters where place < length(text)
  )
  select model, substr(text || ' ', place, 2), n from letters where substr(text, place, 1) <> ' ';

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

-- Streams with events after since that nobody outside was told of yet; n counts the commits that brought them.
create table news (
  stream text primary key,
  since integer not null,
  n integer not null
) strict, without rowid;

-- What is told to one subscription. next_at: when it is tried next, null once it ended (as ended says: done, dead). payload is JSON.
create table deliveries (
  id text primary key,
  channel text not null,
  subscription text not null,
  stream text not null,
  seq integer not null,
  payload text not null,
  made_at integer not null,
  next_at integer,
  attempts integer not null,
  tried_at integer,
  ended text,
  note text not null
) strict;
create index deliveries_due on deliveries (next_at) where next_at is not null;
create index deliveries_open on deliveries (channel, subscription, stream, seq) where next_at is not null;
create index deliveries_of on deliveries (channel, subscription, made_at, seq);
create index deliveries_ended on deliveries (made_at) where next_at is null;

-- Where other systems are told. secret stays readable, for every telling is signed with it; events is JSON.
create table webhooks (
  id text primary key,
  name text not null,
  url text not null,
  secret text not null,
  events text not null,
  sees text not null,
  maker text not null,
  made_at integer not null,
  failing_since integer,
  disabled_at integer,
  disabled_why text
) strict;

-- The key with which this house vouches for what leaves it, PKCS#8 PEM. One row at most, for ever the same.
create table house_key (
  one integer primary key check (one = 1),
  secret text not null
) strict;

-- Sums made from the record, packed: see tally-blocks.ts.
create table tally_blocks (
  tally text not null,
  era integer not null,
  grp text not null,
  figures text not null,
  primary key (tally, era, grp)
) strict, without rowid;
