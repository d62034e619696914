-- What was practised, how it is planned, and by which levels of a rubric an essay was scored.

-- Answers to single questions, in the order in which they were given; only ever added. What is remembered follows from them.
CREATE TABLE review (
	id         INTEGER PRIMARY KEY,
	profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
	source     TEXT    NOT NULL,                            -- the pack or file that the question came from
	item       TEXT    NOT NULL,                            -- the question's key: practice.ItemID
	at         TEXT    NOT NULL,
	fraction   REAL    NOT NULL CHECK (fraction BETWEEN 0 AND 1),
	took       INTEGER NOT NULL,                            -- nanoseconds; 0: not measured
	sure       INTEGER NOT NULL CHECK (sure IN (0, 1)),
	exam       INTEGER NOT NULL CHECK (exam IN (0, 1))      -- given in an exam
) STRICT;
CREATE INDEX review_source ON review (profile_id, source);

CREATE TABLE practice_plan (
	profile_id INTEGER NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
	source     TEXT    NOT NULL,
	exam_at    TEXT,                                        -- NULL: no exam ahead
	per_day    INTEGER NOT NULL,                            -- questions asked for the first time on one day
	PRIMARY KEY (profile_id, source)
) STRICT, WITHOUT ROWID;

ALTER TABLE mark ADD COLUMN levels TEXT CHECK (json_valid(levels)); -- JSON list, one number for each aspect; NULL: given without a rubric
