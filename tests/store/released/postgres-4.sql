-- A database as version 8 left it: every table, read back by migrations.test.ts.
insert into streams (stream, seq, wake) values ('sessions/42', 2, 5000), ('topics/1', 1, null);
insert into events (stream, seq, at, by, cause, hash, event) values
  ('sessions/42', 1, 1001, 'p-1', 'ask-1', 'h1', '{"type":"said","text":"一"}'),
  ('sessions/42', 2, 1002, 'p-1', 'ask-2', 'h2', '{"type":"introduced"}'),
  ('topics/1', 1, 1003, 'p-2', 'ask-1', 'h3', '{"type":"introduced"}');
insert into answers (stream, cause, hash, at, answer) values ('sessions/42', 'ask-3', 'h4', 1004, '{"refused":"closed"}');
insert into personal (stream, seq, subject, facts) values ('sessions/42', 2, 'p-1', '{"name":"张三"}'), ('topics/1', 1, 'p-2', null);
insert into snapshots (stream, seq, version, state) values ('sessions/42', 2, 3, '{"open":true}');
insert into reactions (id, at, reaction) values ('sessions/42#2#x', 1002, '{"name":"x","stream":"items/1","command":{"type":"issue"}}');
insert into rows (model, id, sort, keys, row) values
  ('topics', '1', 2.5, '[["state","open"]]', '{"title":"电梯"}'),
  ('topics', '2', 1.0, '[]', '{"title":"停车"}');
insert into row_keys (model, name, value, sort, id) values ('topics', 'state', 'open', 2.5, '1');
insert into rows_versions (model, version) values ('topics', 4);
insert into documents (name, head, frozen) values ('checklists/1/suggestions', 3, true);
insert into document_bases (document, seq, base) values ('checklists/1/suggestions', 2, '\x0707');
insert into document_old_bases (document, seq, base) values ('checklists/1/suggestions', 1, '\x07');
insert into document_updates (document, seq, by, at, bytes) values
  ('checklists/1/suggestions', 2, 'p-1', 1002, '\x08'), ('checklists/1/suggestions', 3, 'p-1', 1003, '\x09');
insert into accounts (person, login, password, failures, locked_until) values ('p-1', 'wang', '$argon2id$x', 1, 9000);
insert into sign_ins (token, person, account, expires) values ('t1', 'p-1', true, 9000);
insert into invitations (token, person, expires) values ('i1', 'p-1', 9000);
insert into paper_keys (name, modulus, secret) values ('sessions/42#a', 'AQAB', 'secret'), ('sessions/42#b', 'BQAB', null);
insert into row_texts (model, id, text, grams) values
  ('topics', '1', '电梯', '''model:topics'' ''电梯'' ''梯 '''), ('topics', '2', '停车', '''model:topics'' ''停车'' ''车 ''');
insert into tallies (tally, level, era, grp, figure, span, value) values ('topics~4', 0, 312, '', 'open', 20000, 2), ('topics~4', 1, 0, '', 'open', 312, 2);
insert into tallies_made (tally, after, done) values ('topics~4', '2', true);
insert into tokens (id, hash, name, scopes, maker, made_at, expires, used_at, revoked_at) values
  ('k-1', 'hash-1', '热线', '["items:read"]', 'p-1', 1000, 9000, null, null);
insert into jobs (id, person, made_at, beat, stop, told, input) values ('j-1', 'p-1', 1000, 2000, false, '{"stage":"done"}', '\x0102');
insert into news (stream, since, n) values ('sessions/42', 1, 1);
insert into deliveries (id, channel, subscription, stream, seq, payload, made_at, next_at, attempts, tried_at, ended, note) values
  ('m-1', 'webhook', 'w-1', 'sessions/42', 1, 'null', 1000, 3000, 1, 2000, null, '503'),
  ('m-2', 'webhook', 'w-1', 'sessions/42', 2, '{"a":1}', 1001, 1001, 0, null, null, '');
insert into webhooks (id, name, url, secret, events, sees, maker, made_at, failing_since, disabled_at, disabled_why) values
  ('w-1', '热线', 'https://hooks.example.org/in', 'whsec_c2VjcmV0', '["items.*"]', 'public', 'p-1', 1000, 2000, null, null);
insert into tally_blocks (tally, era, grp, figures) values ('topics~4', 312, '', '{"open":[20000,1]}'), ('topics~4', -1, '', '{"open":[312,1]}');
insert into house_key (one, secret) values (1, '-----BEGIN PRIVATE KEY-----');
