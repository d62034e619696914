package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// playChoices plays a case by a list of choices, as --pilih takes it: option numbers in the author's order, or option ids,
// with commas between them; an empty list plays nothing. A passage with a single option takes its own number or id; any
// other choice is kept for the passage behind it, so that a list of real decisions only does as well. The error names the
// choice that cannot be taken, and why.
func playChoices(c *sim.Case, choices string) (*sim.Playthrough, error) {
	play := sim.Replay(c, sim.Run{Case: c.ID, Hash: c.Hash})
	if strings.TrimSpace(choices) == "" {
		return play, nil
	}
	for i, word := range strings.Split(choices, ",") {
		word = strings.TrimSpace(word)
		if word == "" {
			return nil, doesNotHold("Pilihan ke-%d kosong. Tulis nomor atau id pilihan dengan koma di antaranya, misalnya 1,3,2.", i+1)
		}
		if err := playChoice(play, i+1, word); err != nil {
			return nil, err
		}
	}
	return play, nil
}

// playChoice takes the choice that word names; it is the n-th of the list.
func playChoice(play *sim.Playthrough, n int, word string) error {
	c := play.Case
	for range len(c.Passages) + 1 { // single options could lead round in a circle
		p := c.Passage(play.State())
		if p == nil {
			return doesNotHold("Pilihan ke-%d (“%s”) berlebih: kasus ini sudah selesai. Hapus pilihan mulai dari situ.", n, word)
		}
		option := findOption(p, word)
		if option < 0 && !p.IsDecision() {
			if err := play.Choose(0, time.Time{}, "", nil); err != nil {
				return err
			}
			continue
		}
		if option < 0 {
			return doesNotHold("Pilihan ke-%d (“%s”) tidak ada di adegan “%s”. Yang ada: %s.", n, word, p.Title, optionNames(p))
		}
		if lock := c.Options(play.State())[option].Lock; lock.Locked {
			return doesNotHold("Pilihan ke-%d (“%s”) terkunci di adegan “%s”: %s", n, word, p.Title, sentence(plaintext.Line(lock.Reason)))
		}
		return play.Choose(option, time.Time{}, "", nil)
	}
	return doesNotHold("Pilihan ke-%d (“%s”) tidak pernah sampai ke sebuah keputusan: ceritanya berputar.", n, word)
}

// findOption is the option of a passage that a number in the author's order or an id names, or -1.
func findOption(p *sim.Passage, word string) int {
	if n, err := strconv.Atoi(word); err == nil {
		if n >= 1 && n <= len(p.Choices) {
			return n - 1
		}
		return -1
	}
	for i := range p.Choices {
		if p.Choices[i].ID == word {
			return i
		}
	}
	return -1
}

func optionNames(p *sim.Passage) string {
	names := make([]string, len(p.Choices))
	for i := range p.Choices {
		names[i] = fmt.Sprintf("%d (%s)", i+1, p.Choices[i].ID)
	}
	return strings.Join(names, ", ")
}

// sentence ends a text with a full stop where it has no ending of its own.
func sentence(text string) string {
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}
