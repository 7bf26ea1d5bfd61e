-- Wholes of a document at moments further back: what was logged after one makes any later moment. The newest lies in document_bases.
create table document_old_bases (
  document text collate "C" not null references documents (name),
  seq bigint not null,
  base bytea not null,
  primary key (document, seq)
);
