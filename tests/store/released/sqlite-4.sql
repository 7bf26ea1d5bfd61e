-- A database as version 8 left it: every table, read back by migrations.test.ts.
insert into streams (no, stream, seq, wake) values (7, 'sessions/42', 2, 5000), (9, 'topics/1', 1, null);
insert into events (n, stream, seq, at, by, cause, cause_key, hash, event) values
  (1, 7, 1, 1001, 'p-1', 'ask-1', 8625211114337436, 'h1', '{"type":"said","text":"一"}'),
  (2, 7, 2, 1002, 'p-1', 'ask-2', 4511861601853813, 'h2', '{"type":"introduced"}'),
  (3, 9, 1, 1003, 'p-2', 'ask-1', 2651918593314568, 'h3', '{"type":"introduced"}');
insert into answers (n, stream, cause, cause_key, hash, at, answer) values (1, 7, 'ask-3', 4152899325348819, 'h4', 1004, '{"refused":"closed"}');
insert into personal (stream, seq, subject, facts) values (7, 2, 'p-1', '{"name":"张三"}'), (9, 1, 'p-2', null);
insert into snapshots (stream, seq, version, state) values (7, 2, 3, '{"open":true}');
insert into reactions (n, id, at, reaction) values (1, 'sessions/42#2#x', 1002, '{"name":"x","stream":"items/1","command":{"type":"issue"}}');
insert into rows (n, model, id, sort, keys, row, text) values
  (1, 'topics', '1', 2.5, '[["state","open"]]', '{"title":"电梯"}', '电梯'),
  (2, 'topics', '2', 1.0, '[]', '{"title":"停车"}', '停车');
insert into row_keys (model, name, value, sort, id) values ('topics', 'state', 'open', 2.5, '1');
insert into rows_versions (model, version) values ('topics', 4);
insert into documents (no, name, head, frozen) values (1, 'checklists/1/suggestions', 3, 1);
insert into document_bases (document, seq, base) values (1, 2, x'0707');
insert into document_old_bases (document, seq, base) values (1, 1, x'07');
insert into document_updates (document, seq, by, at, bytes) values (1, 2, 'p-1', 1002, x'08'), (1, 3, 'p-1', 1003, x'09');
insert into accounts (person, login, password, failures, locked_until) values ('p-1', 'wang', '$argon2id$x', 1, 9000);
insert into sign_ins (token, person, account, expires) values ('t1', 'p-1', 1, 9000);
insert into invitations (token, person, expires) values ('i1', 'p-1', 9000);
insert into paper_keys (name, modulus, secret) values ('sessions/42#a', 'AQAB', 'secret'), ('sessions/42#b', 'BQAB', null);
insert into row_grams (model, gram, n) values ('topics', '电梯', 1), ('topics', '梯 ', 1), ('topics', '停车', 2), ('topics', '车 ', 2);
insert into tallies (tally, level, era, grp, figure, span, value) values ('topics~4', 0, 312, '', 'open', 20000, 2), ('topics~4', 1, 0, '', 'open', 312, 2);
insert into tallies_made (tally, after, done) values ('topics~4', '2', 1);
insert into tokens (id, hash, name, scopes, maker, made_at, expires, used_at, revoked_at) values
  ('k-1', 'hash-1', '热线', '["items:read"]', 'p-1', 1000, 9000, null, null);
insert into jobs (id, person, made_at, beat, stop, told, input) values ('j-1', 'p-1', 1000, 2000, 0, '{"stage":"done"}', x'0102');
insert into news (stream, since, n) values ('sessions/42', 1, 1);
insert into deliveries (id, channel, subscription, stream, seq, payload, made_at, next_at, attempts, tried_at, ended, note) values
  ('m-1', 'webhook', 'w-1', 'sessions/42', 1, 'null', 1000, 3000, 1, 2000, null, '503'),
  ('m-2', 'webhook', 'w-1', 'sessions/42', 2, '{"a":1}', 1001, 1001, 0, null, null, '');
insert into webhooks (id, name, url, secret, events, sees, maker, made_at, failing_since, disabled_at, disabled_why) values
  ('w-1', '热线', 'https://hooks.example.org/in', 'whsec_c2VjcmV0', '["items.*"]', 'public', 'p-1', 1000, 2000, null, null);
insert into tally_blocks (tally, era, grp, figures) values ('topics~4', 312, '', '{"open":[20000,1]}'), ('topics~4', -1, '', '{"open":[312,1]}');
insert into house_key (one, secret) values (1, '-----BEGIN PRIVATE KEY-----');
