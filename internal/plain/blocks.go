package plain

import (
	"fmt"

	"mufakat/internal/plaintext"
	"mufakat/internal/sim"
)

// blocksText is text as lines, with a blank line between blocks.
func blocksText(blocks []sim.Block) []string {
	var lines []string
	for _, b := range blocks {
		markdown := b.Markdown
		switch {
		case b.Kind == sim.Lesson:
			markdown = "Pelajaran: " + markdown
		case b.Kind == sim.Discussion && b.Minutes > 0:
			markdown = fmt.Sprintf("Diskusi %d menit: %s", b.Minutes, markdown)
		case b.Kind == sim.Discussion:
			markdown = "Diskusi: " + markdown
		}
		lines = section(lines, plaintext.Lines(markdown))
	}
	return lines
}

// section appends lines after a blank one; nothing where there are none.
func section(lines, more []string) []string {
	if len(lines) > 0 && len(more) > 0 {
		lines = append(lines, "")
	}
	return append(lines, more...)
}
