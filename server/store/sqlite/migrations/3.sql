-- Keys that sign the papers of secret polls. secret is null once the poll is over; modulus stays.
create table paper_keys (
  name text primary key,
  modulus text not null,
  secret text
) strict, without rowid;
