package debrief

import (
	"fmt"
	"strings"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// ScoreText explains the nilai as a sum: "Nilai 62 = 100 − 22 − 9 − 7 …", with what guessing earns beside it. Where the
// nilai is not known exactly, it says so.
func (d *Debrief) ScoreText() string {
	s := d.Score
	if !s.Exact {
		return fmt.Sprintf("Nilai %s dari 100 (perkiraan; kasus ini terlalu luas untuk dihitung tepat). Memilih acak rata-rata %s.", s.Nilai.Text(0), s.Random.Text(0))
	}
	return fmt.Sprintf("Nilai %s. 100 jalan terbaik, 0 terburuk; memilih acak rata-rata %s.", d.SumText(), s.Random.Text(0))
}

// SumText is an exact nilai as a sum of whole numbers: "62 = 100 − 22 − 9 − 7".
func (d *Debrief) SumText() string {
	prices := make([]int, len(d.Prices))
	for i, p := range d.Prices {
		prices[i] = p.Whole
	}
	return SumText(d.Score.Whole, prices)
}

// SumText is a whole nilai as 100 minus the whole prices that are not 0: "62 = 100 − 22 − 9 − 7".
func SumText(nilai int, prices []int) string {
	sum := fmt.Sprintf("%d = 100", nilai)
	for _, price := range prices {
		if price > 0 {
			sum += fmt.Sprintf(" − %d", price)
		}
	}
	return sum
}

// GradeText tells the practice grade. It tells the nilai to two decimals where the rounded one would seem to earn another
// grade.
func (d *Debrief) GradeText() string {
	text := "Predikat latihan: " + d.Grade
	if d.Score.Exact && sim.GradeOf(d.grades, float64(d.Score.Whole)) != d.Grade {
		text += strings.Replace(fmt.Sprintf(" (nilai tepatnya %.2f)", d.Score.Nilai.Lo), ".", ",", 1)
	}
	return text + ". Ini ukuran latihan, bukan predikat resmi."
}

// CapText says that the ending held the total down; empty where it did not.
func (d *Debrief) CapText() string {
	if d.Ending.Cap == sim.NoCap || d.Score.Total < float64(d.Ending.Cap) {
		return ""
	}
	return fmt.Sprintf("Akhir ini membatasi total paling tinggi %d.", d.Ending.Cap)
}

// LowestText answers the first question: who was left furthest behind, and whether the trainee thought so. guess is a
// stakeholder's code, or empty.
func (d *Debrief) LowestText(guess string) string {
	if d.Lowest < 0 {
		return ""
	}
	people := d.Play.Case.Stakeholders
	lowest := people[d.Lowest]
	text := fmt.Sprintf("Yang paling tertinggal: %s (%s).", lowest.Name, LevelsText(d.Play.State().Levels[d.Lowest]))
	for _, s := range people {
		switch {
		case s.Code != guess:
		case s.Code == lowest.Code:
			return "Dugaan Anda tepat. " + text
		default:
			return "Dugaan Anda: " + s.ShortName() + ". " + text + " Mufakat tidak lebih kuat daripada yang tertinggal."
		}
	}
	return text
}

// LevelsText names one person's levels: "kepercayaan 30, komitmen 35", without what does not count.
func LevelsText(levels sim.Levels) string {
	var parts []string
	for k, v := range levels {
		if v != sim.Absent {
			parts = append(parts, fmt.Sprintf("%s %d", sim.Criterion(k), v))
		}
	}
	return strings.Join(parts, ", ")
}

// OptionText is the option taken in a step.
func (d *Debrief) OptionText(step int) string {
	s := d.Play.Steps[step]
	return plaintext.Line(d.Play.Case.Passages[s.Passage].Choices[s.Option].Text)
}

// OtherWay tells what would have been best at a turning point, and what could still have been had; empty where no better
// way is known.
func (d *Debrief) OtherWay(t TurningPoint) string {
	if t.Best < 0 {
		return ""
	}
	option := d.Play.Case.Passages[d.Play.Steps[t.Step].Passage].Choices[t.Best].Text
	return fmt.Sprintf("%s, lalu sisanya dimainkan sebaik mungkin: nilai masih bisa %s", plaintext.Line(option), t.Before.Text(0))
}

// LaterText names the passages where a turning point was felt again; empty where there are none.
func (d *Debrief) LaterText(t TurningPoint) string {
	var titles []string
	for _, i := range t.Later {
		titles = append(titles, d.Play.Case.Passages[d.Play.Steps[i].Passage].Title)
	}
	if titles == nil {
		return ""
	}
	return "terasa lagi di: " + strings.Join(titles, ", ")
}

// Lessons are what a step teaches, as text.
func (d *Debrief) Lessons(step int) []string {
	var lessons []string
	for _, b := range d.Play.Steps[step].Feedback {
		if b.Kind == sim.Lesson {
			lessons = append(lessons, plaintext.Line(b.Markdown))
		}
	}
	return lessons
}

// HandsText names the options of a step that had hands: "Temui warga (4 tangan), Tunda (3 tangan)"; empty where none were
// counted.
func (d *Debrief) HandsText(step int) string {
	var options []string
	for _, ch := range d.Play.Case.Passages[d.Play.Steps[step].Passage].Choices {
		options = append(options, plaintext.Line(ch.Text))
	}
	return HandsText(options, d.Play.Run.Decisions[step].Hands)
}

// HandsText is [Debrief.HandsText] for any options and their hands.
func HandsText(options []string, hands []int) string {
	var parts []string
	for i, n := range hands {
		if n > 0 && i < len(options) {
			parts = append(parts, fmt.Sprintf("%s (%d tangan)", options[i], n))
		}
	}
	return strings.Join(parts, ", ")
}

// PriceText is the price of a step: a whole number, or a range where it is not known exactly.
func (d *Debrief) PriceText(step int) string {
	if d.Score.Exact {
		return fmt.Sprint(d.Prices[step].Whole)
	}
	return d.Prices[step].Price.Text(0)
}
