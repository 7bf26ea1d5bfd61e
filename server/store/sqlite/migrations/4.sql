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
