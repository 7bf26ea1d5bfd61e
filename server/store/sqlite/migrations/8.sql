-- Sums made from the record, packed: see tally-blocks.ts. Of what lies there already, nothing moves: a newer making is packed.
create table tally_blocks (
  tally text not null,
  era integer not null,
  grp text not null,
  figures text not null,
  primary key (tally, era, grp)
) strict, without rowid;
