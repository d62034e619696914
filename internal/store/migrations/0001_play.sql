-- Who plays, what was decided, and what came of it. Times are RFC 3339 in UTC with nine digits, so that they sort as text.

CREATE TABLE profile (
	id         INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again, so that a window left open cannot write to another's profile
	name       TEXT    NOT NULL,
	name_key   TEXT    NOT NULL UNIQUE,           -- the name in lower case, which SQLite can only do for ASCII
	nip        TEXT    NOT NULL DEFAULT '',       -- digits, or empty
	created_at TEXT    NOT NULL,
	chosen     INTEGER NOT NULL                   -- the highest is the current profile
) STRICT;

CREATE TABLE run (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
	source     TEXT    NOT NULL,                  -- the pack or file that the case came from
	case_id    TEXT    NOT NULL,
	title      TEXT    NOT NULL,                  -- the case's, for the history of a case that is gone
	hash       TEXT    NOT NULL,
	seed       INTEGER NOT NULL,                  -- an unsigned number's 64 bits
	mode       TEXT    NOT NULL CHECK (mode IN ('latihan', 'penilaian')),
	in_group   INTEGER NOT NULL CHECK (in_group IN (0, 1)),
	state      TEXT    NOT NULL CHECK (state IN ('open', 'finished', 'abandoned')),
	begun_at   TEXT    NOT NULL,
	touched_at TEXT    NOT NULL                   -- of the last change
) STRICT;
CREATE INDEX run_profile ON run (profile_id);

-- A decision is never removed: rewinding marks it as withdrawn.
CREATE TABLE decision (
	id           INTEGER PRIMARY KEY,
	run_id       INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	number       INTEGER NOT NULL CHECK (number >= 0), -- of active decisions before it
	passage      TEXT    NOT NULL,
	option       TEXT    NOT NULL,
	place        INTEGER NOT NULL,
	target       TEXT    NOT NULL,
	decided_at   TEXT    NOT NULL,
	reason       TEXT    NOT NULL,
	hands        TEXT,                                 -- JSON list of numbers; NULL where no hands were counted
	withdrawn_at TEXT                                  -- NULL: active
) STRICT;
CREATE INDEX decision_run ON decision (run_id, number);
CREATE UNIQUE INDEX decision_active ON decision (run_id, number) WHERE withdrawn_at IS NULL;

-- A run that is rewound and finished again has several results.
CREATE TABLE result (
	id            INTEGER PRIMARY KEY,
	run_id        INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	finished_at   TEXT    NOT NULL,
	decisions     INTEGER NOT NULL,
	ending        TEXT    NOT NULL,
	ending_title  TEXT    NOT NULL,
	ending_rank   INTEGER NOT NULL,
	trust         REAL    NOT NULL,
	commitment    REAL    NOT NULL,
	understanding REAL    NOT NULL,
	total         REAL    NOT NULL,
	score_low     REAL    NOT NULL,
	score_high    REAL    NOT NULL,
	guessing      REAL    NOT NULL
) STRICT;
CREATE INDEX result_run ON result (run_id);

-- What the trainee wrote in a run's debrief, and where in it they are.
CREATE TABLE note (
	run_id   INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
	key      TEXT    NOT NULL,
	text     TEXT    NOT NULL,
	saved_at TEXT    NOT NULL,
	PRIMARY KEY (run_id, key)
) STRICT, WITHOUT ROWID;

-- Concept cards that were opened, and when first.
CREATE TABLE seen (
	profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
	code       TEXT    NOT NULL,
	seen_at    TEXT    NOT NULL,
	PRIMARY KEY (profile_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
