package plain

import (
	"fmt"
	"strconv"
	"strings"

	"mufakat/internal/quiz"
)

// commands are those of every question of a sitting.
func (s *sitter) commands() []command {
	leave := leaveCommand("keluar dulu; ujian dapat dilanjutkan kapan saja")
	if s.sitting.Attempt.Paper.Blueprint.Minutes > 0 {
		leave = leaveCommand("keluar dulu; ujian tetap berjalan dan waktu terus dihitung")
	}
	return []command{
		{"tandai", "menandai soal ini untuk dilihat lagi, atau melepas tandanya", false, s.flag},
		{"daftar", "soal mana yang sudah dijawab, belum dijawab, dan ditandai", false, s.tellList},
		{"peta", "", false, s.tellList},
		{"soal", "soal 7 pindah ke soal ke-7", true, s.jump},
		{"lewati", "ke soal berikutnya, sama dengan enter", false, func(string) error { return s.goTo(s.at + 1) }},
		{undoWord, "kembali ke soal sebelumnya", false, func(string) error { return s.goTo(max(s.at-1, 0)) }},
		{"waktu", "sisa waktu", false, s.tellTime},
		{"kumpulkan", "mengumpulkan ujian, sesudah ditanya sekali lagi", false, func(string) error { return s.handIn() }},
		leave,
	}
}

// goTo leads to another item.
func (s *sitter) goTo(item int) error {
	s.at = min(item, len(s.items()))
	return errBack
}

func (s *sitter) jump(arg string) error {
	number, ok := s.numbered("Soal", arg, len(s.items()))
	if !ok {
		return nil
	}
	return s.goTo(number - 1)
}

// flag marks the item at hand, or takes the mark away.
func (s *sitter) flag(string) error {
	if s.at >= len(s.items()) {
		s.say("Pilih dulu soalnya, misalnya soal 1; tandai berlaku untuk soal yang sedang dibuka.")
		return nil
	}
	kind, done := quiz.Flag, "ditandai"
	if s.sitting.Attempt.Flagged(s.at) {
		kind, done = quiz.Unflag, "tidak ditandai lagi"
	}
	if err := s.keep(kind, s.at, quiz.Response{}); err != nil {
		return err
	}
	s.say(fmt.Sprintf("Soal %d %s.", s.at+1, done))
	return nil
}

func (s *sitter) tellTime(string) error {
	if text := strings.TrimSpace(s.timeText()); text != "" {
		s.say(text)
	} else {
		s.say("Ujian ini tidak dibatasi waktu.")
	}
	return nil
}

// state is the items by what is done with them, by their numbers.
func (s *sitter) state() (answered, open, flagged []int) {
	for i := range s.items() {
		if r := s.sitting.Attempt.Response(i); r.Blank() {
			open = append(open, i+1)
		} else {
			answered = append(answered, i+1)
		}
		if s.sitting.Attempt.Flagged(i) {
			flagged = append(flagged, i+1)
		}
	}
	return answered, open, flagged
}

func (s *sitter) tellList(string) error {
	s.say(s.listText()...)
	return nil
}

// listText is the list of the exam's items in words.
func (s *sitter) listText() []string {
	answered, open, flagged := s.state()
	lines := []string{fmt.Sprintf("Daftar soal, semuanya %d.%s", len(s.items()), s.timeText())}
	for n, part := range s.sitting.Attempt.Paper.Blueprint.Sections {
		var of []int
		for i, item := range s.items() {
			if item.Section == n {
				of = append(of, i+1)
			}
		}
		if part.Title != "" && len(of) > 0 {
			lines = append(lines, fmt.Sprintf("Bagian %s: soal %s.", part.Title, spans(of)))
		}
	}
	lines = append(lines, "Sudah dijawab: "+spans(answered)+".", "Belum dijawab: "+spans(open)+".", "Ditandai: "+spans(flagged)+".")
	if s.at < len(s.items()) {
		lines = append(lines, fmt.Sprintf("Anda di soal %d.", s.at+1))
	}
	return lines
}

// spans writes ascending numbers: "1-3, 5"; "tidak ada" where there are none.
func spans(all []int) string {
	if len(all) == 0 {
		return "tidak ada"
	}
	var parts []string
	for from := 0; from < len(all); {
		to := from
		for to+1 < len(all) && all[to+1] == all[to]+1 {
			to++
		}
		switch to - from {
		case 0:
			parts = append(parts, strconv.Itoa(all[from]))
		case 1:
			parts = append(parts, strconv.Itoa(all[from]), strconv.Itoa(all[to]))
		default:
			parts = append(parts, fmt.Sprintf("%d-%d", all[from], all[to]))
		}
		from = to + 1
	}
	return strings.Join(parts, ", ")
}

// overview comes behind the last item: where to go on, or the hand-in.
func (s *sitter) overview() error {
	_, open, flagged := s.state()
	var entries []entry
	to := func(label string, number int) {
		entries = append(entries, entry{fmt.Sprintf(label, number), func() error { return s.goTo(number - 1) }})
	}
	if len(open) > 0 {
		to("Ke soal %d, yang belum dijawab", open[0])
	}
	if len(flagged) > 0 && (len(open) == 0 || flagged[0] != open[0]) {
		to("Ke soal %d, yang ditandai", flagged[0])
	}
	to("Kembali ke soal %d", 1)
	entries = append(entries, entry{"Kumpulkan", s.handIn})
	s.say(append([]string{"Itu soal terakhir."}, s.listText()...)...)
	do, err := s.offer("Selanjutnya", entries, question{label: "Pilihan", commands: s.commands(), watch: s.watch})
	if err != nil {
		return err
	}
	return do()
}

// handIn asks once more, and hands in.
func (s *sitter) handIn() error {
	_, open, flagged := s.state()
	lines := []string{"Mengumpulkan ujian. Semua soal sudah dijawab."}
	if len(open) > 0 {
		lines[0] = fmt.Sprintf("Mengumpulkan ujian. Belum dijawab: %d dari %d soal, yaitu soal %s.", len(open), len(s.items()), spans(open))
	}
	if len(flagged) > 0 {
		lines = append(lines, "Masih ditandai: soal "+spans(flagged)+".")
	}
	s.say(append(lines, "Sesudah dikumpulkan, jawaban tidak bisa diubah lagi.", "1. Kembali mengerjakan", "2. Kumpulkan sekarang")...)
	n, err := s.choose(question{label: "Pilihan", watch: s.watch}, 2)
	switch {
	case err != nil:
		return err
	case n == 1:
		return errBack
	}
	return s.keep(quiz.HandIn, 0, quiz.Response{})
}
