package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"mufakat/internal/clean"
)

// The exit statuses.
const (
	statusOK     = 0
	statusNo     = 1 // what was asked for does not hold
	statusFailed = 2 // it could not be done
)

// failure ends a command with a sentence for the user (what is wrong, what to do next) and an exit status. A failure
// without a sentence has already said on standard output what there is to say.
type failure struct {
	status   int
	sentence string
}

func (f *failure) Error() string { return f.sentence }

// doesNotHold is a failure with status 1.
func doesNotHold(format string, args ...any) error {
	return &failure{statusNo, fmt.Sprintf(format, args...)}
}

// cannot is a failure with status 2.
func cannot(format string, args ...any) error {
	return &failure{statusFailed, fmt.Sprintf(format, args...)}
}

// report tells the user of an error and returns the exit status. Errors of the other packages are sentences already.
func (p *program) report(err error) int {
	if err == nil {
		return statusOK
	}
	status, sentence := statusFailed, err.Error()
	var f *failure
	switch {
	case errors.As(err, &f):
		status, sentence = f.status, f.sentence
	case errors.Is(err, context.Canceled):
		sentence = "Dihentikan. Jalankan lagi perintahnya bila hasilnya masih diperlukan."
	}
	if sentence != "" {
		fmt.Fprintln(p.err, clean.Text(sentence)) // file names may hold what a terminal would obey
	}
	return status
}

// warn tells the user of something that does not stop the command.
func (p *program) warn(err error) {
	if err != nil {
		fmt.Fprintln(p.err, clean.Text(err.Error()))
	}
}

// crashed is what the user is told of a panic; the details go to a file, which is named.
func (p *program) crashed(reason any, stack []byte) error {
	const kept = "Ada kesalahan dalam program ini. Keputusan yang sudah tersimpan tidak hilang; jalankan lagi untuk melanjutkan."
	name, err := p.writeLog(fmt.Sprintf("%s\n%v\n\n%s\n", time.Now().Format(time.RFC3339), reason, stack))
	if err != nil {
		return cannot("%s", kept)
	}
	return cannot("%s Rinciannya untuk dilaporkan ada di %s.", kept, name)
}

// logFile holds the details of the last errors in the program itself.
const logFile = "galat.log"

// writeLog adds to the log in the data folder and returns the log's name.
func (p *program) writeLog(text string) (name string, err error) {
	dir, err := p.dataDir()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	name = filepath.Join(dir, logFile)
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(text)
	return name, errors.Join(err, f.Close())
}
