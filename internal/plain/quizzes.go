package plain

import (
	"time"

	"mufakat/internal/practice"
	"mufakat/internal/quiz"
)

// Quizzes are the exams that can be sat and the questions that can be practised. A source is a pack's name, or the absolute
// name of a bank's file. Its errors are sentences for the trainee, one a line.
type Quizzes interface {
	// Exams lists the exams. The error tells what could not be listed; the others are there nevertheless.
	Exams() ([]ExamInfo, error)
	// Banks lists the packs that have questions, with an error as that of Exams.
	Banks() ([]BankInfo, error)
	// Bank reads the questions of a source. The error tells what could not be read; the others are there nevertheless.
	Bank(source string) (quiz.Bank, error)
}

// ExamInfo is an exam in a list.
type ExamInfo struct {
	Source string
	*quiz.Blueprint
}

// BankInfo is what is known of a source's questions in a list.
type BankInfo struct {
	Source, Title string
	Questions     int // that can be asked
}

// Trainee is who sits the exams. Its errors are sentences for the trainee.
type Trainee interface {
	// Identity is the name and the NIP that are kept with results; either is empty where it was never given.
	Identity() (name, nip string)
	// Identify changes them, durably; an empty name leaves the one there is.
	Identify(name, nip string) error
}

// Attempts are the stored attempts at exams of the trainee. Its errors are sentences for the trainee.
type Attempts interface {
	// All lists the attempts, the latest first.
	All() ([]SavedAttempt, error)
	// Begin stores a new attempt, unless the exam's limit of attempts is reached.
	Begin(source string, paper *quiz.Paper, started time.Time) (AttemptRecord, error)
}

// SavedAttempt is an attempt in a list.
type SavedAttempt struct {
	Record    AttemptRecord
	Source    string          // of its exam
	Blueprint *quiz.Blueprint // as it was when the attempt began
	Started   time.Time

	HandedIn bool
	Percent  float64 // that were earned, 0–100; zero, as what follows, before the hand-in
	Pending  int     // essays that wait for their grade
	Passed   bool    // as in [quiz.Result]
}

// AttemptRecord is one stored attempt.
type AttemptRecord interface {
	// Attempt reads the whole attempt.
	Attempt() (*quiz.Attempt, error)
	// Append records the event that follows n others. It returns only when that is durable, or an error that says in one
	// sentence why it is not.
	Append(n int, e quiz.Event) error
}

// Exercises keep what the trainee practised, by the source of the questions. Its errors are sentences for the trainee, and a
// change is durable on return.
type Exercises interface {
	// Reviews are the answers given so far, in their order.
	Reviews(source string) ([]practice.Review, error)
	// AddReview keeps one more.
	AddReview(source string, r practice.Review) error
	// Plan is how the questions are practised, and whether that was ever said.
	Plan(source string) (plan practice.Plan, said bool, err error)
	// SetPlan keeps it.
	SetPlan(source string, plan practice.Plan) error
}
