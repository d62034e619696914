package review

import (
	"fmt"
	"slices"

	"mufakat/internal/plaintext"
	"mufakat/internal/quiz"
)

// FactsText is an exam in a list: "9 soal · 20 menit · batas lulus 60 %".
func FactsText(b *quiz.Blueprint) string {
	minutes, pass := "tanpa batas waktu", ""
	if b.Minutes > 0 {
		minutes = fmt.Sprintf("%d menit", b.Minutes)
	}
	if b.Pass > 0 {
		pass = "batas lulus " + PercentText(b.Pass)
	}
	return joined(fmt.Sprintf("%d soal", b.Size()), minutes, pass)
}

// ChancesText tells how often an exam may be sat, and how often it was begun; empty where there is no limit.
func ChancesText(b *quiz.Blueprint, begun int) string {
	switch left := b.Attempts - begun; {
	case b.Attempts == 0:
		return ""
	case left <= 0:
		return fmt.Sprintf("kesempatan habis (%d kali)", b.Attempts)
	case begun == 0:
		return fmt.Sprintf("%d kesempatan", b.Attempts)
	default:
		return fmt.Sprintf("sisa %d dari %d kesempatan", left, b.Attempts)
	}
}

// Rules tell what one should know of an exam before it is sat, a paragraph each.
func Rules(b *quiz.Blueprint) (rules []string) {
	if len(b.Sections) > 1 {
		var sections []string
		for i, s := range b.Sections {
			own := quiz.Blueprint{Sections: []quiz.Section{s}}
			about := fmt.Sprintf("%d soal", own.Size())
			if s.Pass > 0 {
				about += ", batas lulus " + PercentText(s.Pass)
			}
			sections = append(sections, fmt.Sprintf("%s (%s)", SectionTitle(b, i), about))
		}
		rules = append(rules, "Bagiannya: "+plaintext.Enumerate(sections)+".")
	}
	if slices.ContainsFunc(b.Sections, func(s quiz.Section) bool { return s.Pass > 0 }) {
		rules = append(rules, "Lulus berarti mencapai setiap batas lulus yang disebut di sini.")
	}
	if b.Minutes > 0 {
		rules = append(rules, fmt.Sprintf("Waktunya %d menit, dihitung terus sejak ujian dimulai, juga selama Mufakat ditutup. Begitu habis, jawaban dikumpulkan otomatis.", b.Minutes))
	}
	rules = append(rules, "Setiap jawaban langsung tersimpan. Bila terputus, ujian dilanjutkan dari tempat terakhir.")
	return append(rules, revealText(b.After))
}

// OwnerText tells before an exam under which name and NIP the result is kept, and what for where one of them is not known yet.
// Either is empty where it was never given.
func OwnerText(name, nip string) string {
	switch {
	case name == "" && nip == "":
		return "Nama dan NIP Anda belum diisi; dari keduanya hasil Anda dikenali."
	case name == "":
		return fmt.Sprintf("NIP Anda %s; nama Anda belum diisi. Dari keduanya hasil Anda dikenali.", nip)
	case nip == "":
		return fmt.Sprintf("Atas nama %s, tanpa NIP. Dengan NIP, hasil Anda tidak tertukar dengan hasil orang lain.", name)
	}
	return fmt.Sprintf("Atas nama %s, NIP %s.", name, nip)
}

// parts are what is shown after the hand-in, or not, by their names.
func parts(show quiz.Reveal, shown bool) (names []string) {
	for _, part := range []struct {
		shown bool
		name  string
	}{{show.Score, "nilai"}, {show.Answers, "jawaban yang diberikan"}, {show.Key, "kunci"}, {show.Feedback, "umpan balik"}} {
		if part.shown == shown {
			names = append(names, part.name)
		}
	}
	return names
}

func revealText(show quiz.Reveal) string {
	shown := parts(show, true)
	if len(shown) == 0 {
		return "Sesudah dikumpulkan, hasilnya tidak langsung ditampilkan; pengajar yang menyampaikannya."
	}
	return "Sesudah dikumpulkan ditampilkan: " + plaintext.Enumerate(shown) + "."
}

// OutcomeText tells in a few words what an attempt that was handed in came to: "nilai 66,67 %, lulus". Where the score is not
// told, it tells only that it was handed in.
func OutcomeText(b *quiz.Blueprint, percent float64, pending int, passed bool) string {
	if !b.After.Score {
		return "sudah dikumpulkan"
	}
	text := "nilai " + PercentText(percent)
	switch {
	case pending > 0:
		text = "nilai sementara " + PercentText(percent) + ", " + PendingText(pending)
	case !b.Passable():
	case passed:
		text += ", lulus"
	default:
		text += ", belum lulus"
	}
	return text
}
