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
