-- An invented match with everything that a document may print, for checking templates. Nobody real.
INSERT INTO mentor (id, name, gender, born, phone, email, languages, recorded_on, applied_on, trained_on, secrecy_on)
  VALUES (1, 'Ida Prøve', 'female', '1980-05-05', '+4520304050', 'ida@example.org', 'dansk', '2026-01-01', '2026-01-01', '2026-01-20', '2026-01-25');
INSERT INTO youth (id, name, gender, born, phone, email, address, postcode, town, languages, needs, support, recorded_on, guardian, guardian_phone,
    guardian_email, guardian_choice)
  VALUES (1, 'Kim Prøve', 'male', '2012-02-03', '+4521314151', 'kim@example.org', 'Prøvevej 1', '4200', 'Prøveby', 'dansk, arabisk', 'lektier',
    'folkeskole', '2026-01-02', 'Bo Prøve', '+4522324252', 'bo@example.org', 'asked');
INSERT INTO mentor_check (mentor_id, kind, seen_on, seen_by, outcome, review_on, recorded_on)
  VALUES (1, 'boerneattest', '2026-01-15', 'formand', 'approved', '2028-01-15', '2026-01-15');
INSERT INTO event (id, on_day, title, kind, minutes, recorded_on) VALUES (1, '2026-01-20', 'Mentorkursus', 'course', 360, '2026-01-20');
INSERT INTO attendance (event_id, mentor_id, recorded_on) VALUES (1, 1, '2026-01-20');
INSERT INTO referral (id, youth_id, on_day, source, referrer, why, recorded_on)
  VALUES (1, 1, '2026-02-01', 'school', 'Skolens vejleder', 'Vil gerne have en at tale med.', '2026-02-01');
INSERT INTO consent (youth_id, kind, data, parties, purpose, given_by, on_day, review_on, recorded_on, told)
  VALUES (1, 'participation', '', '', 'en mentor', 'both', '2026-02-02', '2027-02-02', '2026-02-02', 1),
    (1, 'sharing-mentor', 'formål, mål, bevilling, tolk, forældre og skole', 'mentor', 'at mentor ved, hvad det handler om', 'both', '2026-02-02', '2027-02-02', '2026-02-02', 1);
INSERT INTO visitation (youth_id, mentor_id, on_day, participants, place, background, so_far, purpose, support_needs, content, others, care,
    interpreter, start_on, minutes, decision, decided_on, decided_by, recorded_on)
  VALUES (1, 1, '2026-02-10', 'youth, caseworker, mentor, tolk', 'biblioteket', 'Bor hos sin far.', 'Har haft en kontaktperson.', 'Mere ro i skolen',
    'Jeg vil gerne have hjælp til lektier.', 'Lektier og ture', 'skolen', 'Ring ikke efter kl. 20.', 'arabisk', '2026-03-01', 3600, 'admitted',
    '2026-02-11', 'koordinator', '2026-02-10');
INSERT INTO grant (youth_id, mentor_id, applied_on, granted_on, from_day, until_day, minutes, rate_ore, payer, contact, legal_basis, purpose, tasks,
    qualification, interpreter, recorded_on)
  VALUES (1, 1, '2026-02-11', '2026-02-20', '2026-03-01', '2026-12-31', 3600, 51000, 'Kommunen', 'Sagsbehandler', 'child-32', 'Mere ro i skolen',
    'Lektier og ture', 'lærer', 1, '2026-02-11');
INSERT INTO match (id, mentor_id, youth_id, proposed_on, mentor_yes_on, youth_yes_on, first_met_on, coordinator_present, recorded_on)
  VALUES (1, 1, 1, '2026-02-20', '2026-02-21', '2026-02-22', '2026-03-01', 1, '2026-02-20');
INSERT INTO meeting (match_id, on_day, at, kind, status, minutes, place, topics, who, stand_in_id, recorded_on)
  VALUES (1, '2026-03-01', '15:00', 'first', 'held', 60, 'biblioteket', 'education', NULL, NULL, '2026-03-01'),
    (1, '2026-03-15', NULL, 'regular', 'no-show', 0, '', '', 'youth', NULL, '2026-03-15'),
    (1, '2026-04-05', '15:00', 'regular', 'held', 60, 'biblioteket', 'education', NULL, 2, '2026-04-05'),
    (1, '2026-04-06', NULL, 'regular', 'excused', 0, '', '', 'mentor', 2, '2026-04-06');
INSERT INTO followup (match_id, on_day, party, kind, status, via, rating, note, recorded_on)
  VALUES (1, '2026-04-12', 'youth', 'talk', 'held', 'phone', 4, 'Det går godt.', '2026-04-12'),
    (1, '2026-04-13', 'mentor', 'talk', 'held', 'phone', 5, 'Rigtig godt.', '2026-04-13');
INSERT INTO goal (id, youth_id, area, text, on_day, recorded_on) VALUES (1, 1, 'education', 'Møde hver dag', '2026-03-01', '2026-03-01');
INSERT INTO goal_score (goal_id, on_day, view, score, recorded_on)
  VALUES (1, '2026-03-01', 'youth', 2, '2026-03-01'), (1, '2026-06-01', 'youth', 4, '2026-06-01');
INSERT INTO match_end (match_id, on_day, ended_by, planned, reason, outcome, rematch, recorded_on)
  VALUES (1, '2026-06-10', 'both', 'yes', 'goal-reached', 'education', 1, '2026-06-10');
INSERT INTO remark (youth_id, on_day, text, recorded_on) VALUES (1, '2026-03-02', 'En længere bemærkning.' || char(10) || 'Med to linjer.', '2026-03-02');
INSERT INTO money (on_day, direction, category, amount_ore, text, recorded_on)
  VALUES ('2026-01-02', 'income', 'section-18', 2500000, 'bevilling', '2026-01-02'), ('2026-01-20', 'expense', 'training', 650000, 'kursus', '2026-01-20');
INSERT INTO audit (at, actor, command, action, kind, record_id, fields)
  VALUES ('2026-02-01T10:00:00Z', 'koordinator', 'youth refer', 'add', 'youth', 1, 'name born');
INSERT INTO former (audit_seq, youth_id, field, value) VALUES (1, 1, 'phone', '+4520000000');

-- The same with as little as the file allows, so that a template is tried without what it may hope for.
INSERT INTO mentor (id, name, gender, recorded_on, applied_on, trained_on) VALUES (2, 'Ane', 'unknown', '2026-01-01', '2026-01-01', '2026-01-20');
INSERT INTO youth (id, name, gender, address_protected, recorded_on) VALUES (2, 'Bo', 'unknown', 1, '2026-01-02');
INSERT INTO referral (id, youth_id, on_day, source, recorded_on) VALUES (2, 2, '2026-02-01', 'self', '2026-02-01');
INSERT INTO visitation (youth_id, on_day, recorded_on) VALUES (2, '2026-02-10', '2026-02-10');
INSERT INTO match (id, mentor_id, youth_id, first_met_on, recorded_on) VALUES (2, 2, 2, '2026-03-01', '2026-03-01');
INSERT INTO match_end (match_id, on_day, recorded_on) VALUES (2, '2026-03-10', '2026-03-10');
INSERT INTO note (id, match_id, grant_id, from_day, until_day, begun_on, purpose, work, development, youth_view, mentor_view, assessment, contacts,
    adjustment, next_period, recorded_on)
  VALUES (1, 1, 1, '2026-03-01', '2026-05-31', '2026-06-01', 'Mere ro i skolen', 'Lektier', 'Han møder hver dag.', 'Det går bedre.', 'Han er modig.',
    'Forløbet virker.', 'Skolen', 'Ingen', 'Fortsæt', '2026-06-01'),
  (2, 2, NULL, '2026-03-01', '2026-05-31', '2026-06-01', '', '', '', '', '', '', '', '', '', '2026-06-01');
