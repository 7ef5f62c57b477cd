BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "attendance" VALUES(1,1,1,NULL,'2018-04-01');
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
INSERT INTO "audit" VALUES(1,'2026-11-28T06:12:35Z','somebody','init','add','setting',1,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(2,'2026-11-28T06:12:35Z','somebody','init','add','setting',2,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(3,'2026-11-28T06:12:35Z','somebody','init','add','setting',3,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(4,'2026-11-28T06:12:35Z','somebody','init','add','setting',4,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(5,'2026-11-28T06:12:35Z','somebody','init','add','setting',5,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(6,'2026-11-28T06:12:35Z','somebody','init','add','setting',6,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(7,'2026-11-28T06:12:35Z','somebody','init','add','setting',7,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(8,'2026-11-28T06:12:35Z','somebody','init','add','setting',8,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(9,'2026-11-28T06:12:35Z','somebody','init','add','setting',9,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(10,'2026-11-28T06:12:35Z','somebody','init','add','setting',10,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(11,'2026-11-28T06:12:35Z','somebody','init','add','setting',11,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(12,'2026-11-28T06:12:35Z','somebody','init','add','setting',12,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(13,'2026-11-28T06:12:35Z','somebody','init','add','setting',13,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(14,'2026-11-28T06:12:35Z','somebody','init','add','setting',14,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(15,'2026-11-28T06:12:35Z','somebody','init','add','setting',15,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(16,'2026-11-28T06:12:35Z','somebody','init','add','setting',16,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(17,'2026-11-28T06:12:35Z','somebody','init','add','setting',17,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(18,'2026-11-28T06:12:35Z','somebody','init','add','setting',18,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(19,'2026-11-28T06:12:35Z','somebody','init','add','setting',19,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(20,'2026-11-28T06:12:35Z','somebody','init','add','setting',20,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(21,'2026-11-28T06:12:35Z','somebody','init','add','setting',21,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(22,'2026-11-28T06:12:35Z','somebody','init','add','setting',22,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(23,'2026-11-28T06:12:35Z','somebody','init','add','setting',23,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(24,'2026-11-28T06:12:35Z','somebody','init','add','setting',24,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(25,'2026-11-28T06:12:35Z','somebody','init','add','setting',25,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(26,'2026-11-28T06:12:35Z','somebody','init','add','setting',26,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(27,'2026-11-28T06:12:35Z','somebody','init','add','setting',27,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(28,'2026-11-28T06:12:35Z','somebody','init','add','setting',28,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(29,'2026-11-28T06:12:35Z','somebody','init','add','setting',29,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(30,'2026-11-28T06:12:35Z','somebody','init','add','setting',30,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(31,'2026-11-28T06:12:35Z','somebody','init','add','setting',31,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(32,'2026-11-28T06:12:35Z','somebody','init','add','setting',32,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(33,'2026-11-28T06:12:35Z','somebody','init','add','setting',33,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(34,'2026-11-28T06:12:35Z','somebody','init','add','setting',34,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(35,'2026-11-28T06:12:35Z','somebody','init','add','setting',35,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(36,'2026-11-28T06:12:35Z','somebody','init','add','setting',36,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(37,'2026-11-28T06:12:35Z','somebody','init','add','setting',37,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(38,'2026-11-28T06:12:35Z','somebody','init','add','setting',38,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(39,'2026-11-28T06:12:35Z','somebody','init','add','setting',39,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(40,'2026-11-28T06:12:35Z','somebody','init','add','setting',40,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(41,'2026-11-28T06:12:35Z','somebody','init','add','setting',41,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(42,'2026-11-28T06:12:35Z','somebody','init','add','setting',42,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(43,'2026-11-28T06:12:35Z','somebody','init','add','setting',43,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(44,'2026-11-28T06:12:35Z','somebody','init','add','setting',44,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(45,'2026-11-28T06:12:35Z','somebody','init','add','setting',45,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(46,'2026-11-28T06:12:35Z','somebody','init','add','setting',46,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(47,'2026-11-28T06:12:35Z','somebody','init','add','setting',47,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(48,'2026-11-28T06:12:35Z','somebody','init','add','setting',48,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(49,'2026-11-28T06:12:35Z','somebody','init','add','setting',49,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(50,'2026-11-28T06:12:35Z','somebody','init','add','setting',50,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(51,'2026-11-28T06:12:35Z','somebody','init','add','setting',51,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(52,'2026-11-28T06:12:35Z','somebody','init','add','setting',52,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(53,'2026-11-28T06:12:35Z','somebody','init','add','setting',53,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(54,'2026-11-28T06:12:35Z','somebody','init','add','setting',54,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(55,'2026-11-28T06:12:35Z','somebody','init','add','setting',55,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(56,'2026-11-28T06:12:35Z','somebody','init','add','setting',56,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(57,'2026-11-28T06:12:35Z','somebody','init','add','setting',57,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(58,'2026-11-28T06:12:35Z','somebody','init','add','setting',58,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(59,'2026-11-28T06:12:35Z','somebody','init','add','setting',59,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(60,'2026-11-28T06:12:35Z','somebody','init','add','setting',60,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(61,'2026-11-28T06:12:35Z','somebody','init','add','setting',61,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(62,'2026-11-28T06:12:35Z','somebody','init','add','setting',62,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(63,'2026-11-28T06:12:35Z','somebody','init','add','setting',63,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(64,'2026-11-28T06:12:35Z','somebody','init','add','setting',64,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(65,'2026-11-28T06:12:35Z','somebody','init','add','setting',65,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(66,'2026-11-28T06:12:35Z','somebody','init','add','setting',66,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(67,'2026-11-28T06:12:35Z','somebody','init','add','setting',67,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(68,'2026-11-28T06:12:35Z','somebody','init','add','setting',68,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(69,'2026-11-28T06:12:35Z','somebody','init','add','setting',69,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(70,'2026-11-28T06:12:35Z','somebody','init','add','setting',70,'recorded_on key value valid_from');
INSERT INTO "audit" VALUES(71,'2026-11-28T06:12:35Z','somebody','init','add','setting',71,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(72,'2026-11-28T06:12:35Z','somebody','init','add','setting',72,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(73,'2026-11-28T06:12:35Z','somebody','init','add','setting',73,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(74,'2026-11-28T06:12:35Z','somebody','init','add','setting',74,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(75,'2026-11-28T06:12:35Z','somebody','init','add','setting',75,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(76,'2026-11-28T06:12:35Z','somebody','init','add','setting',76,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(77,'2026-11-28T06:12:35Z','somebody','init','add','setting',77,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(78,'2026-11-28T06:12:35Z','somebody','init','add','setting',78,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(79,'2026-11-28T06:12:35Z','somebody','init','add','setting',79,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(80,'2026-11-28T06:12:35Z','somebody','init','add','setting',80,'recorded_on key valid_from');
INSERT INTO "audit" VALUES(81,'2026-11-28T06:12:35Z','somebody','mentor add','add','mentor',1,'recorded_on name name_fold name_sort gender town applied_on address_protected');
INSERT INTO "audit" VALUES(82,'2026-11-28T06:12:35Z','somebody','mentor check','add','mentor_check',1,'recorded_on mentor_id kind seen_on outcome');
INSERT INTO "audit" VALUES(83,'2026-11-28T06:12:35Z','somebody','mentor train','change','mentor',1,'trained_on');
INSERT INTO "audit" VALUES(84,'2026-11-28T06:12:35Z','somebody','mentor approve','change','mentor',1,'approved_on');
INSERT INTO "audit" VALUES(85,'2026-11-28T06:12:35Z','somebody','mentor add','add','mentor',2,'recorded_on name name_fold name_sort gender applied_on address_protected');
INSERT INTO "audit" VALUES(86,'2026-11-28T06:12:35Z','somebody','mentor add','add','mentor',3,'recorded_on name name_fold name_sort gender applied_on address_protected');
INSERT INTO "audit" VALUES(87,'2026-11-28T06:12:35Z','somebody','mentor add','add','mentor',4,'recorded_on name name_fold name_sort gender applied_on address_protected');
INSERT INTO "audit" VALUES(88,'2026-11-28T06:12:35Z','somebody','youth refer','add','youth',1,'recorded_on name name_fold name_sort gender address_protected');
INSERT INTO "audit" VALUES(89,'2026-11-28T06:12:35Z','somebody','youth refer','add','referral',1,'recorded_on youth_id on_day source');
INSERT INTO "audit" VALUES(90,'2026-11-28T06:12:35Z','somebody','youth refer','add','youth',2,'recorded_on name name_fold name_sort gender address_protected');
INSERT INTO "audit" VALUES(91,'2026-11-28T06:12:35Z','somebody','youth refer','add','referral',2,'recorded_on youth_id on_day source');
INSERT INTO "audit" VALUES(92,'2026-11-28T06:12:35Z','somebody','match propose','add','match',1,'recorded_on mentor_id youth_id proposed_on');
INSERT INTO "audit" VALUES(93,'2026-11-28T06:12:35Z','somebody','match accept','change','match',1,'mentor_yes_on');
INSERT INTO "audit" VALUES(94,'2026-11-28T06:12:35Z','somebody','match accept','change','match',1,'youth_yes_on');
INSERT INTO "audit" VALUES(95,'2026-11-28T06:12:35Z','somebody','match start','change','match',1,'first_met_on');
INSERT INTO "audit" VALUES(96,'2026-11-28T06:12:35Z','somebody','match start','add','meeting',1,'recorded_on match_id on_day kind status minutes');
INSERT INTO "audit" VALUES(97,'2026-11-28T06:12:35Z','somebody','meeting log','add','meeting',2,'recorded_on match_id on_day kind status minutes');
INSERT INTO "audit" VALUES(98,'2026-11-28T06:12:35Z','somebody','event add','add','event',1,'recorded_on on_day title kind minutes');
INSERT INTO "audit" VALUES(99,'2026-11-28T06:12:35Z','somebody','event attend','add','attendance',1,'recorded_on event_id mentor_id');
INSERT INTO "audit" VALUES(100,'2026-11-28T06:12:35Z','somebody','money add','add','money',1,'recorded_on on_day direction category amount_ore');
INSERT INTO "audit" VALUES(101,'2026-11-28T06:12:35Z','somebody','hours log','add','hours',1,'recorded_on on_day minutes activity');
CREATE TABLE closing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    referral_id INTEGER NOT NULL REFERENCES referral (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    reason TEXT NOT NULL CHECK (reason <> '' AND reason NOT GLOB '*[^a-z0-9-]*'),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;
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
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    kind TEXT NOT NULL CHECK (kind <> '' AND kind NOT GLOB '*[^a-z0-9-]*'),
    minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 60000),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;
INSERT INTO "event" VALUES(1,'2017-09-20','Kursus','course',180,'2018-04-01');
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
CREATE TABLE former (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    audit_seq INTEGER NOT NULL REFERENCES audit (seq) ON DELETE RESTRICT,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value ANY
) STRICT;
INSERT INTO "former" VALUES(1,83,1,NULL,'trained_on',NULL);
INSERT INTO "former" VALUES(2,84,1,NULL,'approved_on',NULL);
INSERT INTO "former" VALUES(3,93,1,1,'mentor_yes_on',NULL);
INSERT INTO "former" VALUES(4,94,1,1,'youth_yes_on',NULL);
INSERT INTO "former" VALUES(5,95,1,1,'first_met_on',NULL);
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
CREATE TABLE goal_revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 500),
    why TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 200),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;
CREATE TABLE goal_score (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id INTEGER NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    view TEXT NOT NULL CHECK (view IN ('youth', 'mentor', 'coordinator')),
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    UNIQUE (goal_id, on_day, view)
) STRICT;
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
CREATE TABLE hours (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    activity TEXT NOT NULL CHECK (length(activity) BETWEEN 1 AND 120),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;
INSERT INTO "hours" VALUES(1,'2018-03-20',90,'-matching; "og" mere','2018-04-01');
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
INSERT INTO "match" VALUES(1,1,1,'2017-10-10','2017-10-11','2017-10-12',NULL,NULL,NULL,'2017-10-20',NULL,'2018-04-01');
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
CREATE TABLE match_pause (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    resumed_on TEXT CHECK (resumed_on IS date(resumed_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (resumed_on IS NULL OR resumed_on >= on_day)
) STRICT;
CREATE TABLE match_reopening (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    match_id INTEGER NOT NULL REFERENCES match (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;
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
INSERT INTO "meeting" VALUES(1,1,'2017-10-20',NULL,'first','held',NULL,60,'','','2018-04-01',NULL);
INSERT INTO "meeting" VALUES(2,1,'2018-03-25',NULL,'regular','held',NULL,90,'','','2018-04-01',NULL);
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
    secrecy_on TEXT CHECK (secrecy_on IS date(secrecy_on, '+0 days')), channel TEXT CHECK (channel <> '' AND channel NOT GLOB '*[^a-z0-9-]*'), qualification TEXT NOT NULL DEFAULT '' CHECK (length(qualification) <= 200),
    CHECK (name IS NOT NULL OR erased_on IS NOT NULL)
) STRICT;
INSERT INTO "mentor" VALUES(1,'Ida Holm','ida holm','ida holm','female',NULL,'','','','','','Slagelse',0,'','',NULL,'2018-04-01','',NULL,'2017-09-01','2017-09-20','2017-09-21',NULL,NULL,'');
INSERT INTO "mentor" VALUES(2,'[red]Åse[/] Bæk','[red]aase[/] baek','[red]}se[/] b{k','unknown',NULL,'','','','','','',0,'','',NULL,'2018-04-01','',NULL,'2018-01-02',NULL,NULL,NULL,NULL,'');
INSERT INTO "mentor" VALUES(3,'=HYPERLINK(x)','=hyperlink(x)','=hyperlink(x)','unknown',NULL,'','','','','','',0,'','',NULL,'2018-04-01','',NULL,'2018-01-03',NULL,NULL,NULL,NULL,'');
INSERT INTO "mentor" VALUES(4,'{{ 7*7 }}','{{ 7*7 }}','{{ 7*7 }}','unknown',NULL,'','','','','','',0,'','',NULL,'2018-04-01','',NULL,'2018-01-04',NULL,NULL,NULL,NULL,'');
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
INSERT INTO "mentor_check" VALUES(1,1,'straffeattest',NULL,'2017-09-10','','approved',NULL,'2018-04-01');
CREATE TABLE mentor_pause (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
    resumed_on TEXT CHECK (resumed_on IS date(resumed_on, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK (resumed_on IS NULL OR resumed_on >= on_day)
) STRICT;
CREATE TABLE money (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    direction TEXT NOT NULL CHECK (direction IN ('income', 'expense')),
    category TEXT NOT NULL CHECK (length(category) BETWEEN 1 AND 80),
    amount_ore INTEGER NOT NULL CHECK (amount_ore BETWEEN 1 AND 1000000000000),
    text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 200),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;
INSERT INTO "money" VALUES(1,'2018-01-15','income','section-18',1250050,'','2018-04-01');
CREATE TABLE referral (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    youth_id INTEGER NOT NULL REFERENCES youth (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    source TEXT NOT NULL CHECK (source <> '' AND source NOT GLOB '*[^a-z0-9-]*'),
    referrer TEXT NOT NULL DEFAULT '' CHECK (length(referrer) <= 120),
    why TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 2000),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;
INSERT INTO "referral" VALUES(1,1,'2017-10-01','school','','','2018-04-01');
INSERT INTO "referral" VALUES(2,2,'2018-02-01','self','','','2018-04-01');
CREATE TABLE remark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mentor_id INTEGER REFERENCES mentor (id) ON DELETE CASCADE,
    youth_id INTEGER REFERENCES youth (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    CHECK ((mentor_id IS NULL) <> (youth_id IS NULL))
) STRICT;
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
CREATE TABLE scheme (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    profile TEXT NOT NULL CHECK (profile <> ''),
    created_on TEXT NOT NULL CHECK (created_on IS date(created_on, '+0 days'))
) STRICT;
INSERT INTO "scheme" VALUES(1,'slagelse','2018-04-01');
CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL CHECK (key <> ''),
    value TEXT NOT NULL,
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from, '+0 days')),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days')),
    UNIQUE (key, valid_from)
) STRICT;
INSERT INTO "setting" VALUES(1,'scheme.title','Mentorkorps Slagelse','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(2,'scheme.youth_word','den unge','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(3,'scheme.youth_word_en','young person','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(4,'youth.min_age','18','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(5,'youth.max_age','30','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(6,'youth.municipality','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(7,'youth.intake','referral','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(8,'youth.visitation','no','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(9,'youth.sources','self
psychology-service
counsellor
jobcenter
children-and-youth
parents
other','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(10,'youth.guardian_under','15','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(11,'youth.inform_under','18','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(12,'mentor.kind','volunteer','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(13,'mentor.corps_aim','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(14,'mentor.youths_min','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(15,'mentor.youths_max','2','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(16,'demands.course','yes','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(17,'demands.straffeattest','yes','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(18,'demands.secrecy','no','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(19,'demands.boerneattest_under','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(20,'match.mentor_yes','yes','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(21,'match.youth_yes','yes','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(22,'match.yes_at_visitation','no','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(23,'match.coordinator_first','yes','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(24,'match.settled_after','3','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(25,'match.months_most','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(26,'risk.weeks','8','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(27,'risk.meetings','3','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(28,'risk.no_shows','2','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(29,'remind.first_meeting_days','21','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(30,'remind.silent_days','30','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(31,'remind.waiting_days','30','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(32,'remind.consent_months','12','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(33,'remind.check_months','24','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(34,'remind.check_warn_days','60','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(35,'remind.break_months','12','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(36,'remind.section_18_day','04-01','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(37,'remind.answer_days','14','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(38,'remind.order_days','14','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(39,'remind.receipt_days','6','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(40,'remind.transition_months','6','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(41,'remind.ladder_days','7','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(42,'remind.grant_days','30','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(43,'remind.thanks_meetings','50','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(44,'remind.thanks_years','yes','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(45,'followup.talk_weeks','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(46,'followup.note_months','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(47,'followup.network','yes','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(48,'followup.first_month_talks','2','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(49,'followup.network_months','6','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(50,'followup.ladder','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(51,'grant.rate_ore','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(52,'grant.min_months','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(53,'grant.settlement','none','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(54,'grant.interpreter','no','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(55,'money.section_18','yes','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(56,'money.public_grants','no','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(57,'money.donations','no','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(58,'coordinator.hours_week_start','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(59,'coordinator.hours_week','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(60,'coordinator.board_meetings_year','4','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(61,'coordinator.courses_year','2','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(62,'coordinator.start_months','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(63,'coordinator.course_places','10','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(64,'coordinator.horizon_months','6','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(65,'goals.areas','education|uddannelse|education|skole
job|job|job|arbejde
job-application|jobansøgning|job applications|jobansøgninger
exam-nerves|eksamensangst|exam nerves
network|netværk|network
structure|struktur|structure
housing|bolig|housing
loneliness|ensomhed|loneliness
homework|lektier|homework|lektiehjælp
economy|økonomi|economy
adhd|ADHD|ADHD
hash|hash|cannabis','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(66,'goals.benefits','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(67,'goals.score_months','3','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(68,'report.yearly','yes','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(69,'report.benefit_to','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(70,'report.threshold','5','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(71,'lists.gender','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(72,'lists.source','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(73,'lists.end_reason','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(74,'lists.outcome','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(75,'lists.event_kind','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(76,'lists.meeting_kind','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(77,'lists.money_category','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(78,'lists.channel','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(79,'lists.legal_basis','','0001-01-01','2018-04-01');
INSERT INTO "setting" VALUES(80,'rules.off','','0001-01-01','2018-04-01');
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
CREATE TABLE thanks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mentor_id INTEGER NOT NULL REFERENCES mentor (id) ON DELETE CASCADE,
    on_day TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
    occasion TEXT NOT NULL CHECK (occasion IN ('years', 'meetings')),
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 100000),
    recorded_on TEXT NOT NULL CHECK (recorded_on IS date(recorded_on, '+0 days'))
) STRICT;
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
    municipality TEXT NOT NULL DEFAULT '' CHECK (length(municipality) <= 3), guardian TEXT NOT NULL DEFAULT '' CHECK (length(guardian) <= 120), guardian_phone TEXT NOT NULL DEFAULT '' CHECK (length(guardian_phone) <= 20), guardian_email TEXT NOT NULL DEFAULT '' CHECK (length(guardian_email) <= 254), guardian_choice TEXT CHECK (guardian_choice <> '' AND guardian_choice NOT GLOB '*[^a-z0-9-]*'),
    CHECK (name IS NOT NULL OR erased_on IS NOT NULL)
) STRICT;
INSERT INTO "youth" VALUES(1,'Kim Bo','kim bo','kim bo','unknown',NULL,'','','','','','',0,'','',NULL,'2018-04-01','','','','','','',NULL);
INSERT INTO "youth" VALUES(2,'Mie Sø','mie soe','mie s|','unknown',NULL,'','','','','','',0,'','',NULL,'2018-04-01','','','','','','',NULL);
CREATE INDEX mentor_by_name ON mentor (name_fold);
CREATE INDEX youth_by_name ON youth (name_fold);
CREATE INDEX departure_by_mentor ON departure (mentor_id);
CREATE INDEX check_by_mentor ON mentor_check (mentor_id);
CREATE INDEX mentor_pause_by_mentor ON mentor_pause (mentor_id);
CREATE INDEX referral_by_youth ON referral (youth_id, on_day);
CREATE INDEX referral_by_day ON referral (on_day);
CREATE INDEX closing_by_referral ON closing (referral_id);
CREATE INDEX consent_by_youth ON consent (youth_id);
CREATE INDEX match_by_mentor ON match (mentor_id);
CREATE INDEX match_by_youth ON match (youth_id);
CREATE INDEX match_by_first_met ON match (first_met_on);
CREATE INDEX end_by_match ON match_end (match_id, on_day);
CREATE INDEX end_by_day ON match_end (on_day);
CREATE INDEX reopening_by_match ON match_reopening (match_id, on_day);
CREATE INDEX match_pause_by_match ON match_pause (match_id);
CREATE INDEX meeting_by_match ON meeting (match_id, on_day);
CREATE INDEX held_by_match ON meeting (match_id, on_day) WHERE status = 'held';
CREATE INDEX held_by_day ON meeting (on_day, minutes) WHERE status = 'held';
CREATE INDEX no_show_by_day ON meeting (on_day) WHERE status = 'no-show';
CREATE INDEX attendance_by_mentor ON attendance (mentor_id);
CREATE INDEX attendance_by_youth ON attendance (youth_id);
CREATE INDEX money_by_day ON money (on_day);
CREATE INDEX remark_by_mentor ON remark (mentor_id);
CREATE INDEX remark_by_youth ON remark (youth_id);
CREATE INDEX former_by_audit ON former (audit_seq);
CREATE INDEX former_by_mentor ON former (mentor_id);
CREATE INDEX former_by_youth ON former (youth_id);
CREATE TRIGGER audit_update_refused BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_delete_refused BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE INDEX enquiry_by_youth ON enquiry (youth_id);
CREATE INDEX visitation_by_youth ON visitation (youth_id, on_day);
CREATE INDEX followup_by_match ON followup (match_id, party, on_day);
CREATE INDEX substitution_by_match ON substitution (match_id);
CREATE INDEX substitution_by_mentor ON substitution (mentor_id);
CREATE INDEX goal_by_youth ON goal (youth_id);
CREATE INDEX revision_by_goal ON goal_revision (goal_id, on_day);
CREATE INDEX grant_by_youth ON grant (youth_id, from_day);
CREATE INDEX override_by_record ON rule_override (rule, kind, record_id);
CREATE INDEX concern_by_youth ON concern (youth_id);
CREATE INDEX thanks_by_mentor ON thanks (mentor_id);
CREATE INDEX planned_by_day ON meeting (on_day) WHERE status = 'planned';
CREATE INDEX planned_followup ON followup (on_day) WHERE status = 'planned';
CREATE INDEX stand_in_meetings ON meeting (stand_in_id) WHERE stand_in_id IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('setting',80);
INSERT INTO "sqlite_sequence" VALUES('audit',101);
INSERT INTO "sqlite_sequence" VALUES('mentor',4);
INSERT INTO "sqlite_sequence" VALUES('mentor_check',1);
INSERT INTO "sqlite_sequence" VALUES('former',5);
INSERT INTO "sqlite_sequence" VALUES('youth',2);
INSERT INTO "sqlite_sequence" VALUES('referral',2);
INSERT INTO "sqlite_sequence" VALUES('match',1);
INSERT INTO "sqlite_sequence" VALUES('meeting',2);
INSERT INTO "sqlite_sequence" VALUES('event',1);
INSERT INTO "sqlite_sequence" VALUES('attendance',1);
INSERT INTO "sqlite_sequence" VALUES('money',1);
INSERT INTO "sqlite_sequence" VALUES('hours',1);
COMMIT;
PRAGMA application_id = 1296387668;
PRAGMA user_version = 2;
