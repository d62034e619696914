package main

import (
	"io"
	"os"
	"strings"

	"mufakat/internal/report"
)

// notOver refuses a file that is itself one of those it would be made from. The error is a sentence.
func notOver(name string, sources ...string) error {
	info, err := os.Stat(strings.TrimSpace(name))
	if err != nil {
		return nil // nothing would be lost
	}
	for _, source := range sources {
		if of, err := os.Stat(source); err == nil && os.SameFile(info, of) {
			return cannot("%s adalah berkas asalnya, jadi tidak ditimpa. Pilih nama lain.", name)
		}
	}
	return nil
}

// saveFile writes a file and returns its absolute name. One that exists is replaced only if overwrite says so, and then
// whole or not at all. The error is a sentence.
func saveFile(name string, overwrite bool, write func(io.Writer) error) (full string, err error) {
	info, err := os.Stat(strings.TrimSpace(name))
	if err != nil { // nothing is in the way; what else is wrong, writing will show
		return report.NewFile(name, write)
	}
	switch {
	case !info.Mode().IsRegular():
		return "", cannot("%s bukan berkas biasa. Pilih nama lain.", name)
	case !overwrite:
		return "", cannot("%s sudah ada dan tidak ditimpa. Pilih nama lain, atau tambahkan --timpa.", name)
	}
	return report.ReplaceFile(strings.TrimSpace(name), write)
}
