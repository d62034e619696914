package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"mufakat/internal/gradebook"
	"mufakat/internal/plaintext"
	"mufakat/internal/review"
)

// AttemptFormat is the way in which the ending of a file's name wants an attempt to be written: .txt or .md for what the review
// tells, .csv for a table of its items with this sign between the cells, .json for the whole attempt as an instructor's copy of
// the program reads it, whatever the review tells. The error is a sentence about another ending.
func AttemptFormat(path string, s *gradebook.Sheet, r *review.Review, comma rune) (write func(io.Writer) error, err error) {
	format, ok := formatOf(path)
	switch {
	case ok:
		return func(w io.Writer) error { return WriteAttempt(w, format, s, r) }, nil
	case endingOf(path) == ".csv":
		return func(w io.Writer) error { return WriteAttemptCSV(w, s, r, comma) }, nil
	default:
		return nil, errEnding(path, ".txt, .md, .csv, atau .json")
	}
}

// AttemptFile writes an attempt at an exam to a new file and returns its absolute name; see [AttemptFormat] for its ending
// (where it has none, it gets that of usual), and [NewFile] for the errors.
func AttemptFile(path string, usual Format, s *gradebook.Sheet, r *review.Review) (full string, err error) {
	path = withEnding(path, usual.Extension())
	write, err := AttemptFormat(path, s, r, ',')
	if err != nil && path != "" {
		return "", err
	}
	return NewFile(path, write)
}

// AttemptName is a name for the file of an attempt, by which the files of a class are told apart:
// "hasil-akhir-budi-2026-11-21-0900.txt".
func AttemptName(f Format, s *gradebook.Sheet) string {
	parts := []string{"hasil", PlainName(s.Exam.ID), PlainName(s.Name), s.Attempt.Started.Local().Format("2006-01-02-1504")}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "-") + f.Extension()
}

// WriteAttempt writes a review of a sheet's attempt; as [JSON] the sheet itself, with everything in it. The error is w's.
func WriteAttempt(w io.Writer, f Format, s *gradebook.Sheet, r *review.Review) error {
	if f == JSON {
		return gradebook.Encode(w, s)
	}
	p := printer{format: f}
	p.heading(1, p.literal(r.Title))
	who := strings.TrimSpace(s.Name)
	if s.NIP != "" {
		who = strings.TrimSpace(who + " (NIP " + s.NIP + ")")
	}
	p.paragraph(p.literal(strings.TrimPrefix(who+" · "+Date(r.Started), " · ")))
	for _, text := range []string{r.ScoreText(), r.PassText(), r.TimeText(), r.ClockText(), r.HiddenText()} {
		if text != "" {
			p.paragraph(p.literal(text))
		}
	}
	if r.Show.Score {
		p.attemptShares(r)
	}
	if len(r.Items) > 0 {
		p.heading(2, "Soal demi soal")
	}
	for _, it := range r.Items {
		p.attemptItem(it)
	}
	_, err := io.WriteString(w, strings.TrimRight(p.b.String(), "\n")+"\n")
	return err
}

// attemptShares are what was earned by section and by learning objective.
func (p *printer) attemptShares(r *review.Review) {
	if len(r.Sections) > 0 {
		p.heading(2, "Menurut bagian")
		for _, s := range r.Sections {
			p.line("- %s: %s", p.literal(s.Title), s.Text())
		}
		p.line("")
	}
	if len(r.Objectives) > 0 {
		p.heading(2, "Menurut tujuan belajar")
		for _, o := range r.Objectives {
			p.line("- %s: %s", p.literal(o.Tag), o.Text())
		}
		p.line("")
	}
}

func (p *printer) attemptItem(it review.Item) {
	title := fmt.Sprintf("Soal %d", it.Number)
	if it.ID != "" {
		title += " (" + p.literal(it.ID) + ")"
	}
	p.heading(3, title)
	if score := it.ScoreText(); score != "" {
		p.paragraph(score)
	}
	if it.Text != "" {
		p.markdown(it.Text)
	}
	p.attemptLines(it)
	given, right := it.Beside()
	for _, part := range [][2]string{{"Jawaban", given}, {"Kunci", right}} {
		if part[1] != "" {
			p.paragraph(part[0] + ": " + p.literal(part[1]))
		}
	}
	for _, source := range it.Feedback {
		p.paragraph("Umpan balik:")
		p.markdown(source)
	}
	for _, l := range it.Levels {
		p.line("- %s: %s", p.literal(l.Aspect), p.literal(l.Text()))
	}
	if len(it.Levels) > 0 {
		p.line("")
	}
	if it.Comment != "" {
		p.paragraph("Catatan penilai: " + p.literal(it.Comment))
	}
}

// attemptLines list what there was to be chosen, joined or put in order, each line with what is to be said of it in brackets.
func (p *printer) attemptLines(it review.Item) {
	if caption := it.LinesText(); caption != "" {
		p.paragraph(caption + ":")
	}
	for i, l := range it.Lines {
		text, feedback, between := l.Text, l.Feedback, "\n\n"
		if p.format == Text {
			text, feedback, between = plaintext.Line(text), plaintext.Line(feedback), "\n"
		}
		if l.Remark != "" {
			text += " [" + p.literal(l.Remark) + "]"
		}
		if feedback != "" {
			text += between + feedback
		}
		mark := fmt.Sprintf("%d. ", i+1)
		p.line("%s%s", mark, strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(mark))))
	}
	if len(it.Lines) > 0 {
		p.line("")
	}
}
