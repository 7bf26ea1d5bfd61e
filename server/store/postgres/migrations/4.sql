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
