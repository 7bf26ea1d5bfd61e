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
