-- Attempts at exams. What was asked stands here whole, so that a bank or a pack that changes later changes no attempt.

CREATE TABLE attempt (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
	source     TEXT    NOT NULL,                            -- the pack or file that the exam came from
	exam_id    TEXT    NOT NULL,
	title      TEXT    NOT NULL,                            -- the exam's, for a history that cannot read the blueprint
	started_at TEXT    NOT NULL,
	seed       INTEGER NOT NULL,                            -- an unsigned number's 64 bits
	blueprint  TEXT    NOT NULL CHECK (json_valid(blueprint)),
	items      TEXT    NOT NULL CHECK (json_valid(items))   -- last: lists leave it where it is
) STRICT;
CREATE INDEX attempt_profile ON attempt (profile_id);

-- Events are only ever added. An attempt is over with its event hand_in, together with which its first result is stored.
CREATE TABLE event (
	attempt_id INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
	number     INTEGER NOT NULL CHECK (number >= 0),        -- of events before it
	kind       TEXT    NOT NULL CHECK (kind IN ('answer', 'flag', 'unflag', 'hand_in', 'clock_back')),
	item       INTEGER NOT NULL,
	response   TEXT    CHECK (json_valid(response)),        -- NULL: the event is no answer
	at         TEXT    NOT NULL,
	elapsed    INTEGER NOT NULL,                            -- nanoseconds since the start
	PRIMARY KEY (attempt_id, number)
) STRICT, WITHOUT ROWID;

-- What people gave for answers that a program cannot grade; the last mark of an item counts.
CREATE TABLE mark (
	attempt_id INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
	number     INTEGER NOT NULL CHECK (number >= 0),        -- of marks before it
	item       INTEGER NOT NULL,
	fraction   REAL    NOT NULL CHECK (fraction BETWEEN 0 AND 1),
	comment    TEXT    NOT NULL,
	marked_at  TEXT    NOT NULL,
	PRIMARY KEY (attempt_id, number)
) STRICT, WITHOUT ROWID;

-- What an attempt came to: once at the hand-in, and once more after each mark. The last one counts.
CREATE TABLE attempt_result (
	attempt_id INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
	marks      INTEGER NOT NULL CHECK (marks >= 0),         -- how many marks it counts
	graded_at  TEXT    NOT NULL,
	points     REAL    NOT NULL,
	max        REAL    NOT NULL,
	pending    INTEGER NOT NULL,
	passed     INTEGER NOT NULL CHECK (passed IN (0, 1)),
	fractions  TEXT    NOT NULL CHECK (json_valid(fractions)), -- JSON list, one number for each item
	PRIMARY KEY (attempt_id, marks)
) STRICT, WITHOUT ROWID;
