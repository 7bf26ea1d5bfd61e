-- Wholes of a document at moments further back: what was logged after one makes any later moment. The newest lies in document_bases.
create table document_old_bases (
  document integer not null references documents (no),
  seq integer not null,
  base blob not null,
  primary key (document, seq)
) strict;
