package itemstats

import (
	"fmt"
	"strings"
)

// maxDefects is how many defects of one file are kept. Who wrote more of them has made one mistake many times.
const maxDefects = 20

// Defect is a mistake in a file.
type Defect struct {
	Line, Column int    // from 1; the column in characters
	Sentence     string // what is wrong and what to do
}

// Defects are the mistakes in a file.
type Defects struct {
	First []Defect // in the order of the file
	More  int      // further ones, which are not kept
}

// Error is a line for each defect: "5:9: …".
func (d *Defects) Error() string { return d.In("") }

// In is a line for each defect, behind the file's name: "nilai.csv:5:9: …".
func (d *Defects) In(file string) string {
	if file != "" {
		file += ":"
	}
	var b strings.Builder
	for _, one := range d.First {
		fmt.Fprintf(&b, "%s%d:%d: %s\n", file, one.Line, one.Column, one.Sentence)
	}
	if d.More > 0 {
		fmt.Fprintf(&b, "Masih ada %d kesalahan lain. Perbaiki yang di atas dulu.\n", d.More)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
