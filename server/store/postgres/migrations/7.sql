-- The key with which this house vouches for what leaves it, PKCS#8 PEM. One row at most, for ever the same.
create table house_key (
  one int primary key check (one = 1),
  secret text not null
);
