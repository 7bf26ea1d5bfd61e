-- Sums made from the record, packed: see tally-blocks.ts. Of what lies there already, nothing moves: a newer making is packed.
create table tally_blocks (
  tally text collate "C" not null,
  era bigint not null,
  grp text collate "C" not null,
  figures text not null,
  primary key (tally, era, grp)
) with (fillfactor = 80);
