package practice_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"mufakat/internal/practice"
)

func TestReadExamDay(t *testing.T) {
	zone := time.FixedZone("WIB", 7*60*60)
	now := time.Date(2026, 11, 21, 18, 44, 0, 0, zone)
	for text, want := range map[string]string{
		"24 Desember 2026": "24 Desember 2026", " 24 des ": "24 Desember 2026", "24-12-2026": "24 Desember 2026", "24/12": "24 Desember 2026",
		"2026-12-24": "24 Desember 2026", "24.12.2026": "24 Desember 2026", "1 mei": "1 Mei 2027", "21 Nov": "21 November 2026", "20 nov": "20 November 2027",
		"29 februari": "29 Februari 2028", "31-12-9999": "31 Desember 9999",
	} {
		day, err := practice.ReadExamDay(text, now)
		if err != nil || practice.DayText(day) != want || day.Location() != zone || day.Hour() != 0 {
			t.Errorf("%q: %v, %v, want %s at midnight", text, day, err, want)
		}
	}
	for text, want := range map[string]string{
		"": "belum terbaca", "besok": "belum terbaca", "24": "belum terbaca", "24 de": "belum terbaca", "24 12 26": "belum terbaca", "0-12-2026": "belum terbaca",
		"1-2-3-4": "belum terbaca", "24 desember dua": "belum terbaca", "99999999999999999999-1": "belum terbaca",
		"31 juni": "tidak ada", "29 februari 2027": "tidak ada", "20-11-2026": "20 November 2026 sudah lewat",
	} {
		if day, err := practice.ReadExamDay(text, now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v, want an error with %q", text, day, err, want)
		}
	}
}

// Every day that is shown is read as the same day.
func TestReadExamDayRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for range 500 {
		day := time.Date(2026, 1, 1+rng.IntN(3000), 0, 0, 0, 0, time.UTC)
		for _, text := range []string{practice.DayText(day), day.Format("2-1-2006"), day.Format("2006-01-02")} {
			if got, err := practice.ReadExamDay(text, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)); err != nil || !got.Equal(day) {
				t.Fatalf("%q: %v, %v", text, got, err)
			}
		}
	}
}

// An exam is ahead until its day is over where the trainee is.
func TestExamDay(t *testing.T) {
	zone := time.FixedZone("WIB", 7*60*60)
	plan := practice.Plan{Exam: time.Date(2026, 11, 20, 17, 0, 0, 0, time.UTC)} // midnight in Jakarta
	for _, test := range []struct {
		now   time.Time
		ahead bool
	}{
		{time.Date(2026, 11, 20, 8, 0, 0, 0, zone), true},
		{time.Date(2026, 11, 21, 23, 59, 0, 0, zone), true},
		{time.Date(2026, 11, 22, 0, 0, 0, 0, zone), false},
	} {
		if day, ahead := plan.ExamDay(test.now); ahead != test.ahead || practice.DayText(day) != "21 November 2026" {
			t.Errorf("%v: %v, %v", test.now, day, ahead)
		}
	}
	if day, ahead := (practice.Plan{}).ExamDay(time.Now()); ahead || !day.IsZero() {
		t.Errorf("no exam: %v, %v", day, ahead)
	}
}
