-- One row for each table that a morning's work at the desk leaves empty, so that going back through the versions is tried on all of them.
-- Everything is invented; sealed values are zeros, which nothing opens.
INSERT INTO bank.relations (ruling, other, stage, type, outcome) SELECT ecli, 'ECLI:NL:GHXXX:2026:1', 'hoger beroep', 'conclusie', 'bekrachtigd' FROM bank.rulings ORDER BY ecli LIMIT 1;
INSERT INTO bank.searches (person, name, query) VALUES ('proef', 'smartengeld na mishandeling', 'feit=mishandeling');
INSERT INTO appointment_exceptions (adviser, day, kind) SELECT id, '2026-12-24', 'off' FROM appointment_advisers LIMIT 1;
INSERT INTO appointment_tries VALUES ('\x01', now(), true);
INSERT INTO call_copies (call, report, code, way, number, sealed, made_by, made_at, expires_at)
	SELECT call, id, decode(repeat('01', 32), 'hex'), 'sms', decode(repeat('02', 32), 'hex'), '\x00', 'proef', now(), now() + interval '1 day' FROM call_reports LIMIT 1;
INSERT INTO call_edits (call, seq, made_at, made_by, sealed) SELECT call, seq, now(), 'proef', '\x00' FROM call_utterances LIMIT 1;
INSERT INTO call_erasures (call, what, rule, gone_at, key_hash) VALUES (999999, 'audio', 'termijn', now(), repeat('0', 64));
INSERT INTO call_gaps (call, channel, start, bytes) SELECT call, channel, 0, 640 FROM call_tracks JOIN call_recordings r USING (call) JOIN calls c ON c.id = call WHERE c.consent = 'akkoord' AND r.kept AND r.state = 'open' LIMIT 1;
INSERT INTO call_heard (call, token, sealed) SELECT call, 'proef', '\x00' FROM call_recordings LIMIT 1;
INSERT INTO call_numbers (copy, number, sealed, state, made_at, expires_at) SELECT id, decode(repeat('03', 32), 'hex'), '\x00', 'waiting', now(), now() + interval '1 hour' FROM call_copies;
INSERT INTO call_pieces (call, channel, start, bytes, file) SELECT call, channel, 640, 640, 'stuk-1' FROM call_tracks JOIN call_recordings r USING (call) JOIN calls c ON c.id = call WHERE c.consent = 'akkoord' AND r.kept AND r.state = 'open' LIMIT 1;
INSERT INTO call_speakers (call, seq, role, sealed) SELECT id, 0, 'client', '\x00' FROM calls LIMIT 1;
INSERT INTO call_tries VALUES ('\x01', now(), true);
INSERT INTO conversation_tries VALUES ('\x01', now(), false);
INSERT INTO conversations VALUES (gen_random_uuid(), decode(repeat('04', 32), 'hex'), '\x00', now(), now() + interval '30 days');
INSERT INTO crawl_hosts (collection, host, boilerplate, paused_until) VALUES ('site', 'www.proef.test', '\x0102', now());
INSERT INTO erasures (at, kind, cause, subject, forgotten, person, audit) SELECT now(), 'call', 'request', decode(repeat('05', 32), 'hex'), 1, 'proef', max(seq) FROM audit_records;
INSERT INTO gaps (week, conversation, lang, outcome, topic, terms) VALUES ('2026-11-23', 7, 'nl', 'clarify', 'aangifte', '{fiets,weg}');
INSERT INTO golden_questions (collection, question, kind, pages) VALUES ('site', 'Hoe doe ik aangifte?', 'gewoon', '{/aangifte}');
INSERT INTO harvest_periods (basis, begins, ends, state, done_at, asked_at) VALUES ('changed', now() - interval '7 days', now(), 'done', now(), now());
INSERT INTO harvest_rulings (ecli, standing, heard, settled, hash, period, first_at) SELECT 'ECLI:NL:RBXXX:2026:9', 'kept', now(), now(), decode(repeat('06', 32), 'hex'), max(id), now() FROM harvest_periods;
INSERT INTO harvest_state (service) VALUES ('proef.test');
INSERT INTO harvest_terms VALUES ('hof', 'RBXXX', 'Rechtbank Proef', 'RBXXX', 'rechtbank', '2013-01-01', NULL, '');
INSERT INTO held_pages VALUES (decode(repeat('07', 32), 'hex'), decode(repeat('00', 32), 'hex'), false, now() + interval '10 minutes');
INSERT INTO settled_conflicts (pair, person) VALUES (decode(repeat('08', 32), 'hex'), 'proef');
INSERT INTO sheet_edits (kind, name, value, person) VALUES ('line', '112', '{"number": "112"}', 'proef');
INSERT INTO sheet_edits (undoes, kind, name, person) SELECT version, '', '', 'proef' FROM sheet_edits;
INSERT INTO staff_attempts VALUES (decode(repeat('09', 32), 'hex'), decode(repeat('0a', 32), 'hex'), 'n', 'v', '/medewerkers', NULL, now(), now() + interval '10 minutes');
INSERT INTO staff_reasons VALUES ('proef', decode(repeat('0b', 32), 'hex'), 'consult', now(), now() + interval '12 hours');
INSERT INTO switches (channel, off) VALUES ('model', true);
INSERT INTO wording_edits (word, topic, text, person) VALUES ('lay', 'aangifte', 'naar de politie stappen', 'proef');
INSERT INTO wording_edits (undoes, word, topic, text, person) SELECT version, '', '', '', 'proef' FROM wording_edits;
INSERT INTO shelf_public.models (name, dimension, query_prefix, passage_prefix, analyser) VALUES ('proef', 3, '', '', 1);
INSERT INTO shelf_public.vectors SELECT m.id, p.id, d.collection, '[1,0,0]' FROM shelf_public.models m, shelf_public.passages p JOIN shelf_public.documents d ON d.id = p.document LIMIT 1;
INSERT INTO shelf_staff.models (name, dimension, query_prefix, passage_prefix, analyser) VALUES ('proef', 3, '', '', 1);
INSERT INTO shelf_staff.vectors SELECT m.id, p.id, d.collection, '[1,0,0]' FROM shelf_staff.models m, shelf_staff.passages p JOIN shelf_staff.documents d ON d.id = p.document LIMIT 1;
-- The call whose sound lies there is over: putting sound back must not ask whether it still may be taken in.
UPDATE call_recordings SET state = 'gestopt', ended_at = now() WHERE call IN (SELECT call FROM call_pieces);
