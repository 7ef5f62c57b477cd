-- index attendance_by_mentor
CREATE INDEX attendance_by_mentor ON attendance (mentor_id);

-- index attendance_by_youth
CREATE INDEX attendance_by_youth ON attendance (youth_id);

-- index check_by_mentor
CREATE INDEX check_by_mentor ON mentor_check (mentor_id);

-- index closing_by_referral
CREATE INDEX closing_by_referral ON closing (referral_id);

-- index concern_by_youth
CREATE INDEX concern_by_youth ON concern (youth_id);

-- index consent_by_youth
CREATE INDEX consent_by_youth ON consent (youth_id);

-- index departure_by_mentor
CREATE INDEX departure_by_mentor ON departure (mentor_id);

-- index end_by_day
CREATE INDEX end_by_day ON match_end (on_day);

-- index end_by_match
CREATE INDEX end_by_match ON match_end (match_id, on_day);

-- index enquiry_by_youth
CREATE INDEX enquiry_by_youth ON enquiry (youth_id);

-- index followup_by_match
CREATE INDEX followup_by_match ON followup (match_id, party, on_day);

-- index former_by_audit
CREATE INDEX former_by_audit ON former (audit_seq);

-- index former_by_mentor
CREATE INDEX former_by_mentor ON former (mentor_id);

-- index former_by_youth
CREATE INDEX former_by_youth ON former (youth_id);

-- index goal_by_youth
CREATE INDEX goal_by_youth ON goal (youth_id);

-- index grant_by_youth
CREATE INDEX grant_by_youth ON grant (youth_id, from_day);

-- index held_by_day
CREATE INDEX held_by_day ON meeting (on_day, minutes) WHERE status = 'held';

-- index held_by_match
CREATE INDEX held_by_match ON meeting (match_id, on_day) WHERE status = 'held';

-- index match_by_first_met
CREATE INDEX match_by_first_met ON match (first_met_on);

-- index match_by_mentor
CREATE INDEX match_by_mentor ON match (mentor_id);

-- index match_by_youth
CREATE INDEX match_by_youth ON match (youth_id);

-- index match_pause_by_match
CREATE INDEX match_pause_by_match ON match_pause (match_id);

-- index meeting_by_match
CREATE INDEX meeting_by_match ON meeting (match_id, on_day);

-- index mentor_by_name
CREATE INDEX mentor_by_name ON mentor (name_fold);

-- index mentor_pause_by_mentor
CREATE INDEX mentor_pause_by_mentor ON mentor_pause (mentor_id);

-- index money_by_day
CREATE INDEX money_by_day ON money (on_day);

-- index no_show_by_day
CREATE INDEX no_show_by_day ON meeting (on_day) WHERE status = 'no-show';

-- index note_by_grant
CREATE INDEX note_by_grant ON note (grant_id) WHERE grant_id IS NOT NULL;

-- index note_by_match
CREATE INDEX note_by_match ON note (match_id, until_day);

-- index note_draft
CREATE UNIQUE INDEX note_draft ON note (match_id, from_day, until_day) WHERE issued_on IS NULL;

-- index override_by_record
CREATE INDEX override_by_record ON rule_override (rule, kind, record_id);

-- index planned_by_day
CREATE INDEX planned_by_day ON meeting (on_day) WHERE status = 'planned';

-- index planned_followup
CREATE INDEX planned_followup ON followup (on_day) WHERE status = 'planned';

-- index referral_by_day
CREATE INDEX referral_by_day ON referral (on_day);

-- index referral_by_youth
CREATE INDEX referral_by_youth ON referral (youth_id, on_day);

-- index remark_by_mentor
CREATE INDEX remark_by_mentor ON remark (mentor_id);

-- index remark_by_youth
CREATE INDEX remark_by_youth ON remark (youth_id);

-- index reopening_by_match
CREATE INDEX reopening_by_match ON match_reopening (match_id, on_day);

-- index revision_by_goal
CREATE INDEX revision_by_goal ON goal_revision (goal_id, on_day);

-- index stand_in_meetings
CREATE INDEX stand_in_meetings ON meeting (stand_in_id) WHERE stand_in_id IS NOT NULL;

-- index substitution_by_match
CREATE INDEX substitution_by_match ON substitution (match_id);

-- index substitution_by_mentor
CREATE INDEX substitution_by_mentor ON substitution (mentor_id);

-- index thanks_by_mentor
CREATE INDEX thanks_by_mentor ON thanks (mentor_id);

-- index visitation_by_youth
CREATE INDEX visitation_by_youth ON visitation (youth_id, on_day);

-- index wish_by_mentor
CREATE INDEX wish_by_mentor ON wish (mentor_id);

-- index wish_by_youth
CREATE INDEX wish_by_youth ON wish (youth_id);

-- index youth_by_name
CREATE INDEX youth_by_name ON youth (name_fold);

-- table attendance
CREATE TABLE attendance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE RESTRICT,
    youth_id INTEGER REFERENCES youth (id) ON DELETE RESTRICT,
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK ((mentor_id IS NULL) <> (youth_id IS NULL)),
    UNIQUE (event_id, mentor_id),
    UNIQUE (event_id, youth_id)
) STRICT;

-- table audit
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    command TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('add', 'change', 'remove')),
    kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    fields TEXT NOT NULL
) STRICT;

-- table closing
CREATE TABLE closing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    referral_id INTEGER NOT NULL REFERENCES referral (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    reason TEXT NOT NULL CHECK (reason <> '' AND reason NOT GLOB '*[^a-z0-9-]*'),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table concern
CREATE TABLE concern (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    told_to TEXT NOT NULL DEFAULT '' CHECK (length(told_to) <= 120),
    by_role TEXT NOT NULL DEFAULT '' CHECK (length(by_role) <= 60),
    receipt_on TEXT CHECK (receipt_on IS date(receipt_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (receipt_on IS NULL OR receipt_on >= on_day)
) STRICT;

-- table consent
CREATE TABLE consent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind <> '' AND kind NOT GLOB '*[^a-z0-9-]*'),
    data TEXT NOT NULL DEFAULT '' CHECK (length(data) <= 200),
    parties TEXT NOT NULL DEFAULT '' CHECK (length(parties) <= 200),
    purpose TEXT NOT NULL DEFAULT '' CHECK (length(purpose) <= 500),
    given_by TEXT NOT NULL CHECK (given_by IN ('youth', 'guardian', 'both')),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    review_on TEXT CHECK (review_on IS date(review_on, '+0 days')),
    withdrawn_on TEXT CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
, told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))) STRICT;

-- table deferral
CREATE TABLE deferral (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL CHECK (rule <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    record_id INTEGER NOT NULL,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    until_day TEXT NOT NULL CHECK (until_day IS date(until_day, '+0 days')),
    why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table departure
CREATE TABLE departure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('left', 'declined')),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    returned_on TEXT CHECK (returned_on IS date(returned_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (returned_on IS NULL OR returned_on >= on_day)
) STRICT;

-- table enquiry
CREATE TABLE enquiry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    youth_id INTEGER REFERENCES youth (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    source TEXT NOT NULL CHECK (source <> '' AND source NOT GLOB '*[^a-z0-9-]*'),
    asker TEXT NOT NULL DEFAULT '' CHECK (length(asker) <= 120),
    about TEXT NOT NULL DEFAULT '' CHECK (length(about) <= 500),
    answer TEXT CHECK (answer IN ('yes', 'no')),
    answered_on TEXT CHECK (answered_on IS date(answered_on, '+0 days')),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK ((answer IS NULL) = (answered_on IS NULL)),
    CHECK (answered_on IS NULL OR answered_on >= on_day)
) STRICT;

-- table event
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    kind TEXT NOT NULL CHECK (kind <> '' AND kind NOT GLOB '*[^a-z0-9-]*'),
    minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 60000),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table followup
CREATE TABLE followup (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    party TEXT NOT NULL CHECK (party <> '' AND party NOT GLOB '*[^a-z0-9-]*'),
    kind TEXT NOT NULL CHECK (kind IN ('talk', 'closing', 'contact')),
    status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'no-answer')),
    via TEXT CHECK (via <> '' AND via NOT GLOB '*[^a-z0-9-]*'),
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (rating IS NULL OR status = 'held')
) STRICT;

-- table former
CREATE TABLE former (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq) ON DELETE RESTRICT,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value ANY
) STRICT;

-- table goal
CREATE TABLE goal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE RESTRICT,
    area TEXT NOT NULL CHECK (area <> '' AND area NOT GLOB '*[^a-z0-9-]*'),
    text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 500),
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    closed_on TEXT CHECK (closed_on IS date(closed_on, '+0 days')),
    closed_how TEXT CHECK (closed_how <> '' AND closed_how NOT GLOB '*[^a-z0-9-]*'),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK ((closed_on IS NULL) = (closed_how IS NULL)),
    CHECK (closed_on IS NULL OR closed_on >= on_day)
) STRICT;

-- table goal_revision
CREATE TABLE goal_revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 500),
    why TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 200),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table goal_score
CREATE TABLE goal_score (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    view TEXT NOT NULL CHECK (view IN ('youth', 'mentor', 'coordinator')),
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    UNIQUE (goal_id, on_day, view)
) STRICT;

-- table grant
CREATE TABLE grant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE RESTRICT,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE RESTRICT,
    renews_id INTEGER REFERENCES grant (id) ON DELETE RESTRICT,
    applied_on TEXT CHECK (applied_on IS date(applied_on, '+0 days')),
    granted_on TEXT CHECK (granted_on IS date(granted_on, '+0 days')),
    declined_on TEXT CHECK (declined_on IS date(declined_on, '+0 days')),
    from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
    until_day TEXT NOT NULL CHECK (until_day IS date(until_day, '+0 days')),
    stopped_on TEXT CHECK (stopped_on IS date(stopped_on, '+0 days')),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 600000),
    rate_ore INTEGER NOT NULL CHECK (rate_ore BETWEEN 0 AND 1000000),
    payer TEXT NOT NULL DEFAULT '' CHECK (length(payer) <= 120),
    contact TEXT NOT NULL DEFAULT '' CHECK (length(contact) <= 120),
    contact_email TEXT NOT NULL DEFAULT '' CHECK (length(contact_email) <= 254),
    reference TEXT NOT NULL DEFAULT '' CHECK (length(reference) <= 80),
    legal_basis TEXT CHECK (legal_basis <> '' AND legal_basis NOT GLOB '*[^a-z0-9-]*'),
    purpose TEXT NOT NULL DEFAULT '' CHECK (length(purpose) <= 500),
    tasks TEXT NOT NULL DEFAULT '' CHECK (length(tasks) <= 1000),
    qualification TEXT NOT NULL DEFAULT '' CHECK (length(qualification) <= 200),
    assessed_on TEXT CHECK (assessed_on IS date(assessed_on, '+0 days')),
    vat TEXT NOT NULL DEFAULT 'unclear' CHECK (vat IN ('unclear', 'exempt', 'standard')),
    interpreter INTEGER NOT NULL DEFAULT 0 CHECK (interpreter IN (0, 1)),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (until_day >= from_day),
    CHECK (applied_on IS NOT NULL OR granted_on IS NOT NULL),
    CHECK (granted_on IS NULL OR declined_on IS NULL)
) STRICT;

-- table hours
CREATE TABLE hours (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    activity TEXT NOT NULL CHECK (length(activity) BETWEEN 1 AND 120),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table match
CREATE TABLE match (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE RESTRICT,
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE RESTRICT,
    proposed_on TEXT CHECK (proposed_on IS date(proposed_on, '+0 days')),
    mentor_yes_on TEXT CHECK (mentor_yes_on IS date(mentor_yes_on, '+0 days')),
    youth_yes_on TEXT CHECK (youth_yes_on IS date(youth_yes_on, '+0 days')),
    declined_on TEXT CHECK (declined_on IS date(declined_on, '+0 days')),
    declined_by TEXT CHECK (declined_by <> '' AND declined_by NOT GLOB '*[^a-z0-9-]*'),
    declined_reason TEXT CHECK (declined_reason <> '' AND declined_reason NOT GLOB '*[^a-z0-9-]*'),
    first_met_on TEXT CHECK (first_met_on IS date(first_met_on, '+0 days')),
    coordinator_present INTEGER CHECK (coordinator_present IN (0, 1)),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (proposed_on IS NOT NULL OR first_met_on IS NOT NULL)
) STRICT;

-- table match_end
CREATE TABLE match_end (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    ended_by TEXT CHECK (ended_by <> '' AND ended_by NOT GLOB '*[^a-z0-9-]*'),
    planned TEXT CHECK (planned IN ('yes', 'talk', 'no')),
    reason TEXT CHECK (reason <> '' AND reason NOT GLOB '*[^a-z0-9-]*'),
    outcome TEXT CHECK (outcome <> '' AND outcome NOT GLOB '*[^a-z0-9-]*'),
    rematch INTEGER NOT NULL DEFAULT 0 CHECK (rematch IN (0, 1)),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table match_pause
CREATE TABLE match_pause (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    resumed_on TEXT CHECK (resumed_on IS date(resumed_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (resumed_on IS NULL OR resumed_on >= on_day)
) STRICT;

-- table match_reopening
CREATE TABLE match_reopening (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table meeting
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    at TEXT CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]' AND at < '24:00'),
    kind TEXT NOT NULL CHECK (kind <> '' AND kind NOT GLOB '*[^a-z0-9-]*'),
    status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'excused', 'no-show', 'moved', 'cancelled')),
    who TEXT CHECK (who IN ('mentor', 'youth')),
    minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 1440),
    place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 60),
    topics TEXT NOT NULL DEFAULT '' CHECK (length(topics) <= 200),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
, stand_in_id INTEGER REFERENCES mentor (id) ON DELETE RESTRICT) STRICT;

-- table mentor
CREATE TABLE mentor (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    
    name TEXT CHECK (name = trim(name) AND length(name) BETWEEN 1 AND 120),
    name_fold TEXT NOT NULL DEFAULT '',
    name_sort TEXT NOT NULL DEFAULT '',
    gender TEXT NOT NULL CHECK (gender <> '' AND gender NOT GLOB '*[^a-z0-9-]*'),
    born TEXT CHECK (born IS date(born, '+0 days')),
    age_band TEXT NOT NULL DEFAULT '' CHECK (length(age_band) <= 20),
    phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 20),
    email TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 254),
    address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
    postcode TEXT NOT NULL DEFAULT '' CHECK (length(postcode) <= 4),
    town TEXT NOT NULL DEFAULT '' CHECK (length(town) <= 80),
    address_protected INTEGER NOT NULL DEFAULT 0 CHECK (address_protected IN (0, 1)),
    languages TEXT NOT NULL DEFAULT '' CHECK (length(languages) <= 500),
    interests TEXT NOT NULL DEFAULT '' CHECK (length(interests) <= 500),
    erased_on TEXT CHECK (erased_on IS date(erased_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    helps_with TEXT NOT NULL DEFAULT '' CHECK (length(helps_with) <= 500),
    capacity INTEGER CHECK (capacity BETWEEN 0 AND 20),
    applied_on TEXT NOT NULL CHECK (applied_on IS date(applied_on, '+0 days')),
    trained_on TEXT CHECK (trained_on IS date(trained_on, '+0 days')),
    approved_on TEXT CHECK (approved_on IS date(approved_on, '+0 days')),
    secrecy_on TEXT CHECK (secrecy_on IS date(secrecy_on, '+0 days')), channel TEXT CHECK (channel <> '' AND channel NOT GLOB '*[^a-z0-9-]*'), qualification TEXT NOT NULL DEFAULT '' CHECK (length(qualification) <= 200), free_times TEXT NOT NULL DEFAULT '' CHECK (length(free_times) <= 500), work TEXT NOT NULL DEFAULT '' CHECK (length(work) <= 200), background_yes_on TEXT CHECK (background_yes_on IS date(background_yes_on, '+0 days')), background TEXT NOT NULL DEFAULT '' CHECK (length(background) <= 200 AND (background = '' OR background_yes_on IS NOT NULL)), own_words TEXT NOT NULL DEFAULT '' CHECK (length(own_words) <= 4000),
    CHECK (name IS NOT NULL OR erased_on IS NOT NULL)
) STRICT;

-- table mentor_check
CREATE TABLE mentor_check (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('straffeattest', 'boerneattest')),
    ordered_on TEXT CHECK (ordered_on IS date(ordered_on, '+0 days')),
    seen_on TEXT CHECK (seen_on IS date(seen_on, '+0 days')),
    seen_by TEXT NOT NULL DEFAULT '' CHECK (length(seen_by) <= 60),
    outcome TEXT CHECK (outcome IN ('approved', 'rejected', 'no-consent')),
    review_on TEXT CHECK (review_on IS date(review_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (ordered_on IS NOT NULL OR seen_on IS NOT NULL),
    CHECK ((seen_on IS NULL) = (outcome IS NULL))
) STRICT;

-- table mentor_pause
CREATE TABLE mentor_pause (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    resumed_on TEXT CHECK (resumed_on IS date(resumed_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (resumed_on IS NULL OR resumed_on >= on_day)
) STRICT;

-- table money
CREATE TABLE money (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    direction TEXT NOT NULL CHECK (direction IN ('income', 'expense')),
    category TEXT NOT NULL CHECK (length(category) BETWEEN 1 AND 80),
    amount_ore INTEGER NOT NULL CHECK (amount_ore BETWEEN 1 AND 1000000000000),
    text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 200),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table note
CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    grant_id INTEGER REFERENCES grant (id) ON DELETE RESTRICT,
    from_day TEXT NOT NULL CHECK (from_day IS date(from_day, '+0 days')),
    until_day TEXT NOT NULL CHECK (until_day IS date(until_day, '+0 days')),
    begun_on TEXT NOT NULL CHECK (begun_on IS date(begun_on, '+0 days')),
    purpose TEXT NOT NULL DEFAULT '' CHECK (length(purpose) <= 8000),
    work TEXT NOT NULL DEFAULT '' CHECK (length(work) <= 8000),
    development TEXT NOT NULL DEFAULT '' CHECK (length(development) <= 8000),
    youth_view TEXT NOT NULL DEFAULT '' CHECK (length(youth_view) <= 8000),
    mentor_view TEXT NOT NULL DEFAULT '' CHECK (length(mentor_view) <= 8000),
    assessment TEXT NOT NULL DEFAULT '' CHECK (length(assessment) <= 8000),
    contacts TEXT NOT NULL DEFAULT '' CHECK (length(contacts) <= 8000),
    adjustment TEXT NOT NULL DEFAULT '' CHECK (length(adjustment) <= 8000),
    next_period TEXT NOT NULL DEFAULT '' CHECK (length(next_period) <= 8000),
    issued_on TEXT CHECK (issued_on IS date(issued_on, '+0 days')),
    number INTEGER UNIQUE CHECK (number > 0),
    language TEXT CHECK (language IN ('da', 'en')),
    content TEXT NOT NULL DEFAULT '' CHECK (length(content) <= 32000),
    fingerprint TEXT CHECK (length(fingerprint) = 64 AND fingerprint NOT GLOB '*[^0-9a-f]*'),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (until_day >= from_day),
    CHECK (issued_on IS NULL OR issued_on >= begun_on),
    CHECK ((issued_on IS NULL) = (number IS NULL) AND (issued_on IS NULL) = (fingerprint IS NULL) AND (issued_on IS NULL) = (language IS NULL))
) STRICT;

-- table note_print
CREATE TABLE note_print (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    form TEXT NOT NULL CHECK (form IN ('html', 'docx', 'pdf')),
    bytes TEXT NOT NULL CHECK (bytes <> ''),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    UNIQUE (note_id, form)
) STRICT;

-- table referral
CREATE TABLE referral (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    source TEXT NOT NULL CHECK (source <> '' AND source NOT GLOB '*[^a-z0-9-]*'),
    referrer TEXT NOT NULL DEFAULT '' CHECK (length(referrer) <= 120),
    why TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 2000),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table remark
CREATE TABLE remark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK ((mentor_id IS NULL) <> (youth_id IS NULL))
) STRICT;

-- table rule_override
CREATE TABLE rule_override (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL CHECK (rule <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    record_id INTEGER NOT NULL,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 200),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table scheme
CREATE TABLE scheme (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    profile TEXT NOT NULL CHECK (profile <> ''),
    created_on TEXT NOT NULL CHECK (created_on IS date(created_on, '+0 days'))
) STRICT;

-- table setting
CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL CHECK (key <> ''),
    value TEXT NOT NULL,
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    UNIQUE (key, valid_from)
) STRICT;

-- table substitution
CREATE TABLE substitution (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    until_day TEXT NOT NULL CHECK (until_day IS date(until_day, '+0 days')),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (until_day >= on_day)
) STRICT;

-- table thanks
CREATE TABLE thanks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    occasion TEXT NOT NULL CHECK (occasion IN ('years', 'meetings')),
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 100000),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;

-- table visitation
CREATE TABLE visitation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE RESTRICT,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    participants TEXT NOT NULL DEFAULT '' CHECK (length(participants) <= 300),
    place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 60),
    background TEXT NOT NULL DEFAULT '' CHECK (length(background) <= 4000),
    so_far TEXT NOT NULL DEFAULT '' CHECK (length(so_far) <= 4000),
    purpose TEXT NOT NULL DEFAULT '' CHECK (length(purpose) <= 2000),
    support_needs TEXT NOT NULL DEFAULT '' CHECK (length(support_needs) <= 2000),
    content TEXT NOT NULL DEFAULT '' CHECK (length(content) <= 2000),
    others TEXT NOT NULL DEFAULT '' CHECK (length(others) <= 500),
    care TEXT NOT NULL DEFAULT '' CHECK (length(care) <= 1000),
    interpreter TEXT NOT NULL DEFAULT '' CHECK (length(interpreter) <= 80),
    start_on TEXT CHECK (start_on IS date(start_on, '+0 days')),
    minutes INTEGER CHECK (minutes BETWEEN 1 AND 600000),
    decision TEXT CHECK (decision <> '' AND decision NOT GLOB '*[^a-z0-9-]*'),
    decided_on TEXT CHECK (decided_on IS date(decided_on, '+0 days')),
    decided_by TEXT NOT NULL DEFAULT '' CHECK (length(decided_by) <= 60),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK ((decision IS NULL) = (decided_on IS NULL)),
    CHECK (decided_on IS NULL OR decided_on >= on_day)
) STRICT;

-- table wish
CREATE TABLE wish (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    side TEXT NOT NULL CHECK (side IN ('mentor', 'youth')),
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    about TEXT NOT NULL CHECK (about <> '' AND about NOT GLOB '*[^a-z0-9-]*'),
    value TEXT NOT NULL DEFAULT '' CHECK (length(value) <= 100),
    force TEXT NOT NULL CHECK (force IN ('must', 'rather', 'rather-not', 'never')),
    withdrawn_on TEXT CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (CASE side WHEN 'mentor' THEN mentor_id IS NOT NULL ELSE youth_id IS NOT NULL END),
    CHECK ((about = 'person') = (mentor_id IS NOT NULL AND youth_id IS NOT NULL)),
    CHECK (withdrawn_on IS NULL OR withdrawn_on >= on_day)
) STRICT;

-- table youth
CREATE TABLE youth (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    
    name TEXT CHECK (name = trim(name) AND length(name) BETWEEN 1 AND 120),
    name_fold TEXT NOT NULL DEFAULT '',
    name_sort TEXT NOT NULL DEFAULT '',
    gender TEXT NOT NULL CHECK (gender <> '' AND gender NOT GLOB '*[^a-z0-9-]*'),
    born TEXT CHECK (born IS date(born, '+0 days')),
    age_band TEXT NOT NULL DEFAULT '' CHECK (length(age_band) <= 20),
    phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 20),
    email TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 254),
    address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
    postcode TEXT NOT NULL DEFAULT '' CHECK (length(postcode) <= 4),
    town TEXT NOT NULL DEFAULT '' CHECK (length(town) <= 80),
    address_protected INTEGER NOT NULL DEFAULT 0 CHECK (address_protected IN (0, 1)),
    languages TEXT NOT NULL DEFAULT '' CHECK (length(languages) <= 500),
    interests TEXT NOT NULL DEFAULT '' CHECK (length(interests) <= 500),
    erased_on TEXT CHECK (erased_on IS date(erased_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    needs TEXT NOT NULL DEFAULT '' CHECK (length(needs) <= 500),
    support TEXT NOT NULL DEFAULT '' CHECK (length(support) <= 80),
    municipality TEXT NOT NULL DEFAULT '' CHECK (length(municipality) <= 3), guardian TEXT NOT NULL DEFAULT '' CHECK (length(guardian) <= 120), guardian_phone TEXT NOT NULL DEFAULT '' CHECK (length(guardian_phone) <= 20), guardian_email TEXT NOT NULL DEFAULT '' CHECK (length(guardian_email) <= 254), guardian_choice TEXT CHECK (guardian_choice <> '' AND guardian_choice NOT GLOB '*[^a-z0-9-]*'), free_times TEXT NOT NULL DEFAULT '' CHECK (length(free_times) <= 500), work TEXT NOT NULL DEFAULT '' CHECK (length(work) <= 200), background_yes_on TEXT CHECK (background_yes_on IS date(background_yes_on, '+0 days')), background TEXT NOT NULL DEFAULT '' CHECK (length(background) <= 200 AND (background = '' OR background_yes_on IS NOT NULL)), own_words TEXT NOT NULL DEFAULT '' CHECK (length(own_words) <= 4000),
    CHECK (name IS NOT NULL OR erased_on IS NOT NULL)
) STRICT;

-- trigger audit_delete_refused
CREATE TRIGGER audit_delete_refused BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

-- trigger audit_update_refused
CREATE TRIGGER audit_update_refused BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

-- trigger note_is_frozen
CREATE TRIGGER note_is_frozen BEFORE UPDATE ON note WHEN OLD.issued_on IS NOT NULL AND (NEW.match_id IS NOT OLD.match_id OR NEW.grant_id IS NOT OLD.grant_id OR NEW.from_day IS NOT OLD.from_day OR NEW.until_day IS NOT OLD.until_day OR NEW.issued_on IS NOT OLD.issued_on OR NEW.number IS NOT OLD.number OR NEW.language IS NOT OLD.language OR NEW.fingerprint IS NOT OLD.fingerprint OR NOT (NEW.purpose IS OLD.purpose AND NEW.work IS OLD.work AND NEW.development IS OLD.development AND NEW.youth_view IS OLD.youth_view AND NEW.mentor_view IS OLD.mentor_view AND NEW.assessment IS OLD.assessment AND NEW.contacts IS OLD.contacts AND NEW.adjustment IS OLD.adjustment AND NEW.next_period IS OLD.next_period AND NEW.content IS OLD.content OR NEW.purpose = '' AND NEW.work = '' AND NEW.development = '' AND NEW.youth_view = '' AND NEW.mentor_view = '' AND NEW.assessment = '' AND NEW.contacts = '' AND NEW.adjustment = '' AND NEW.next_period = '' AND NEW.content = '')) BEGIN SELECT RAISE(ABORT, 'an issued note never changes'); END;

-- trigger note_print_is_frozen
CREATE TRIGGER note_print_is_frozen BEFORE UPDATE ON note_print BEGIN SELECT RAISE(ABORT, 'an issued note never changes'); END;

