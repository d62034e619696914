package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mufakat/internal/gradebook"
	"mufakat/internal/report"
	"mufakat/internal/review"
	"mufakat/internal/store"
	"mufakat/scenes"
)

// resultsJSON is `kuis hasil --json`.
type resultsJSON struct {
	Profile  string        `json:"profil"`
	Attempts []attemptJSON `json:"percobaan"` // the latest first
}

type attemptJSON struct {
	ID     int64              `json:"id"`   // the number by which this command knows it
	Source string             `json:"asal"` // a pack's name
	Exam   string             `json:"ujian"`
	Title  string             `json:"judul"`
	Begun  time.Time          `json:"mulai"`
	State  string             `json:"keadaan"` // berjalan, selesai
	Result *attemptResultJSON `json:"hasil"`   // null where it is not handed in, and where the exam does not let it be told
}

type attemptResultJSON struct {
	At      time.Time `json:"dinilai"` // at the hand-in, or when somebody graded an essay
	Points  float64   `json:"poin"`
	Max     float64   `json:"poin_tertinggi"`
	Percent float64   `json:"nilai"` // 0–100
	Pending int       `json:"esai_menunggu"`
	Passed  *bool     `json:"lulus"` // null while essays wait, and where no pass mark is set
}

// resultsOptions tell which results are wanted, and how.
type resultsOptions struct {
	outputOptions
	which   string // a number, or an exam; empty: the list of all
	profile string // empty: the current one
}

// resultsCommand shows a trainee's own attempts, or writes one of them to a file.
func (p *program) resultsCommand() *cobra.Command {
	var o resultsOptions
	cmd := &cobra.Command{
		Use:     "hasil [NOMOR|UJIAN]",
		Aliases: []string{"results"},
		Short:   "Tampilkan hasil ujian sendiri, atau tulis ke berkas untuk widyaiswara",
		Long: `Tanpa argumen: daftar percobaan ujian dengan nomornya. Dengan nomor, atau dengan
id ujian (percobaannya yang terakhir dikumpulkan): hasil dan pembahasannya,
sejauh yang boleh ditampilkan menurut aturan ujian itu.

--keluar menulis ke berkas: .txt, .md, .csv (satu baris setiap soal), atau
.json. Berkas .json memuat seluruh percobaan untuk widyaiswara, termasuk kunci
jawabannya; serahkan kepadanya saja.`,
		Example: `  mufakat kuis hasil
  mufakat kuis hasil 3
  mufakat kuis hasil akhir --keluar budi.json`,
		DisableFlagsInUseLine: true,
		Args:                  atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.which = args[0]
			}
			if err := o.check(cmd, o.asCSV); err != nil {
				return err
			}
			if o.which == "" && (o.asCSV || o.file != "") {
				return cannot("Sebut dulu nomor atau ujiannya, misalnya: mufakat kuis hasil 3 --keluar hasil.txt")
			}
			return p.results(o)
		},
	}
	o.addTo(cmd, "cetak sebagai CSV, satu baris setiap soal", "tulis ke `BERKAS` ini: .txt, .md, .csv, atau .json")
	cmd.Flags().StringVar(&o.profile, "profil", "", "hasil profil `NAMA`, bukan profil yang sedang dipakai")
	return cmd
}

func (p *program) results(o resultsOptions) error {
	comma, err := comma(o.separator)
	if err != nil {
		return err
	}
	s, err := p.openStore()
	if err != nil {
		return err
	}
	defer s.Close()
	who, err := findProfile(s, o.profile)
	if err != nil {
		return err
	}
	attempts, err := s.Attempts(who.ID)
	if err != nil {
		return err
	}
	slices.Reverse(attempts)
	if o.which == "" {
		return p.listResults(who, attempts, o.asJSON)
	}
	id, err := handedInAttempt(who, attempts, o.which)
	if err != nil {
		return err
	}
	saved, err := s.Attempt(id)
	if err != nil {
		return err
	}
	return p.result(scenes.NewSheet(saved, who), comma, o)
}

// result gives one attempt the form that is wanted: the one that was named, or that of the file's ending, or text.
func (p *program) result(sheet gradebook.Sheet, comma rune, o resultsOptions) error {
	shown := review.Of(sheet.Attempt, sheet.Attempt.Paper.Blueprint.After)
	form := ".txt"
	switch {
	case o.asJSON:
		form = ".json"
	case o.asCSV:
		form = ".csv"
	case o.file != "":
		form = strings.TrimSpace(o.file)
	}
	write, err := report.AttemptFormat(form, &sheet, shown, comma)
	if err != nil {
		return err
	}
	if o.file != "" {
		return p.save(nil, o.outputOptions, write)
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	switch {
	case o.asJSON:
		return p.writeJSON(json.RawMessage(b.Bytes()))
	case o.asCSV:
		return p.write(b.String())
	}
	return p.write(wrappedLines(b.String()))
}

// handedInAttempt is the attempt that a word names: by its number, or by its exam the last of it that was handed in. The
// attempts stand with the latest first. The error is a sentence.
func handedInAttempt(who store.Profile, attempts []store.AttemptInfo, word string) (store.AttemptID, error) {
	number, notNumber := strconv.ParseInt(word, 10, 64)
	open := false
	for _, a := range attempts {
		if notNumber == nil && int64(a.ID) != number || notNumber != nil && !isExam(word, a.Exam.Source, a.Exam.ID) {
			continue
		}
		if _, over := a.Result(); over {
			return a.ID, nil
		}
		open = true
	}
	switch {
	case open && notNumber == nil:
		return 0, cannot("Percobaan nomor %d belum dikumpulkan. Selesaikan dan kumpulkan dulu ujiannya.", number)
	case open:
		return 0, cannot("Ujian “%s” belum dikumpulkan. Selesaikan dan kumpulkan dulu ujiannya.", word)
	case notNumber == nil:
		return 0, cannot("Percobaan nomor %d tidak ada pada %s. Nomornya ada di: mufakat kuis hasil", number, who.Name)
	}
	return 0, cannot("%s belum mengerjakan ujian “%s”. Yang sudah dikerjakan ada di: mufakat kuis hasil", who.Name, word)
}

func (p *program) listResults(who store.Profile, attempts []store.AttemptInfo, asJSON bool) error {
	if !asJSON {
		return p.write(resultsText(who, attempts))
	}
	out := resultsJSON{Profile: who.Name, Attempts: []attemptJSON{}}
	for _, a := range attempts {
		row := attemptJSON{ID: int64(a.ID), Source: a.Exam.Source, Exam: a.Exam.ID, Title: a.Title, Begun: a.Started, State: "berjalan"}
		if r, over := a.Result(); over {
			row.State = "selesai"
			if a.Blueprint.After.Score {
				row.Result = &attemptResultJSON{At: r.At, Points: r.Points, Max: r.Max, Percent: r.Percent(), Pending: r.Pending}
				if r.Pending == 0 && a.Blueprint.Passable() {
					row.Result.Passed = &r.Passed
				}
			}
		}
		out.Attempts = append(out.Attempts, row)
	}
	return p.writeJSON(out)
}

func resultsText(who store.Profile, attempts []store.AttemptInfo) string {
	if len(attempts) == 0 {
		return who.Name + " belum mengerjakan ujian apa pun. Mulai dengan: mufakat kuis\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Hasil ujian %s, yang terbaru di atas\n", who.Name)
	for _, a := range attempts {
		fmt.Fprintf(&b, "\n%s (nomor %d)\n", a.Title, a.ID)
		b.WriteString(wrapped(report.Date(a.Started)+" · "+resultText(a), "  "))
	}
	return b.String()
}

// resultText tells in a few words what an attempt came to, as far as the exam lets it be told.
func resultText(a store.AttemptInfo) string {
	r, over := a.Result()
	if !over {
		return "belum dikumpulkan"
	}
	if !a.Blueprint.After.Score {
		return "sudah dikumpulkan; nilainya tidak ditampilkan menurut aturan ujian ini"
	}
	return review.OutcomeText(a.Blueprint, r.Percent(), r.Pending, r.Passed) + " · " + review.PointsText(r.Points, r.Max)
}
