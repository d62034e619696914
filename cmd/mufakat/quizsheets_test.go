package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"mufakat/internal/pack"
	"mufakat/internal/quiz"
	"mufakat/internal/store"
)

// sitExam is the command `kerjakan [-nilai] [-buka] PAKET:UJIAN NAMA NIP BENIH` of the scripts: somebody sits an exam, right or wrong as
// the seed has it, on the day of the seed. With -nilai her essays are graded, with -buka she does not hand in.
func sitExam(ts *testscript.TestScript, neg bool, args []string) {
	grade, open := slices.Contains(args, "-nilai"), slices.Contains(args, "-buka")
	args = slices.DeleteFunc(args, func(a string) bool { return a == "-nilai" || a == "-buka" })
	if neg || len(args) != 4 {
		ts.Fatalf("usage: kerjakan [-nilai] [-buka] PAKET:UJIAN NAMA NIP BENIH")
	}
	seed, err := strconv.ParseUint(args[3], 10, 64)
	ts.Check(err)
	data := ts.Getenv("MUFAKAT_DATA")
	lib := newLibrary(func() (string, error) { return data, nil })
	exams, err := lib.Exams()
	ts.Check(err)
	at := slices.IndexFunc(exams, func(e pack.ExamInfo) bool { return isExam(args[0], e.Source, e.ID) })
	if at < 0 {
		ts.Fatalf("no exam %s", args[0])
	}
	bank, err := lib.Bank(exams[at].Source)
	ts.Check(err)
	paper, err := exams[at].Compose(&bank, seed)
	ts.Check(err)

	s, err := store.Open(data, store.Options{})
	ts.Check(err)
	defer s.Close()
	who, err := findProfile(s, args[1])
	if err != nil {
		who, err = s.AddProfile(args[1], args[2])
		ts.Check(err)
	}
	begun := time.Date(2026, 11, int(seed), 1, 0, 0, 0, time.UTC)
	id, err := s.BeginAttempt(who.ID, exams[at].Source, paper, begun)
	ts.Check(err)
	n := 0
	add := func(e quiz.Event) {
		e.Elapsed = time.Duration(n+1) * time.Minute
		e.At = begun.Add(e.Elapsed)
		ts.Check(s.AppendEvent(id, n, e))
		n++
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	for i, item := range paper.Items {
		add(quiz.Event{Kind: quiz.Answer, Item: i, Response: someAnswer(item, rng.IntN(3) > 0)})
	}
	if open {
		return
	}
	add(quiz.Event{Kind: quiz.HandIn})
	for i, item := range paper.Items {
		if grade && item.Question.Kind == quiz.Essay {
			ts.Check(s.AddMark(id, quiz.Mark{Item: i, Fraction: 0.5, Comment: "=Aktornya kurang satu."}))
		}
	}
}

// someAnswer is a right answer to an item of the sample pack, or a wrong one.
func someAnswer(item quiz.Item, right bool) quiz.Response {
	q := item.Question
	switch q.Kind {
	case quiz.MultipleChoice:
		for i, o := range q.Options {
			if (o.Fraction > 0) == right {
				return quiz.Response{Options: []int{i}}
			}
		}
	case quiz.TrueFalse:
		value := q.True == right
		return quiz.Response{True: &value}
	case quiz.ShortAnswer:
		if right {
			return quiz.Response{Text: q.Patterns[0].Text}
		}
	case quiz.Numerical:
		if right {
			return quiz.Response{Text: strconv.FormatFloat(q.Numbers[0].Value, 'f', -1, 64)}
		}
	case quiz.Matching:
		if right {
			matches := make([]int, len(q.Lines()))
			for k, line := range q.Lines() {
				matches[k] = slices.Index(q.Choices(), q.Pairs[line].Right)
			}
			return quiz.Response{Matches: matches}
		}
	case quiz.Ordering:
		order := slices.Sorted(slices.Values(item.Shown))
		if !right {
			slices.Reverse(order)
		}
		return quiz.Response{Order: order}
	case quiz.Essay:
		return quiz.Response{Text: "Muara itu diperebutkan.\nYang perlu duduk bersama: nelayan."}
	}
	return quiz.Response{Text: "entah"}
}
