package report

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Source is a run with the name of the file that it was read from.
type Source struct {
	File string
	Run  *RunFile
}

// Reading is what came of reading many files.
type Reading struct {
	Runs    []Source // in the order in which they were given, and of a folder by name
	Refused []string // a sentence for each file or name of which nothing could be read
	Doubles []string // a sentence for each file whose run another file holds too: it counts once
}

// ReadRuns reads run files. A name may be that of a file, of a folder (all its .json files, not those of folders within), or
// a pattern with * such as "kelompok-*.json", which some shells leave to the program.
func ReadRuns(names []string) Reading {
	var r Reading
	seen := map[string]bool{}
	for _, name := range names {
		files, err := filesOf(name)
		if err != nil {
			r.Refused = append(r.Refused, err.Error())
		}
		for _, file := range files {
			if full, err := filepath.Abs(file); err != nil || !seen[full] {
				seen[full] = true
				r.add(file)
			}
		}
	}
	return r
}

// add reads one file.
func (r *Reading) add(file string) {
	run, err := readRunFile(file)
	if err != nil {
		r.Refused = append(r.Refused, file+" "+err.Error())
		return
	}
	for i, other := range r.Runs {
		if other.Run.Case.ID != run.Case.ID || other.Run.Seed != run.Seed {
			continue
		}
		// A run that was rewound and finished again: the first result is the one that counts. One that was exported again
		// when its debrief had been written: the fuller one.
		kept := other
		if order := run.Ended.Compare(other.Run.Ended); order < 0 || order == 0 && run.written() > other.Run.written() {
			kept = Source{file, run}
		}
		r.Runs[i] = kept
		r.Doubles = append(r.Doubles, fmt.Sprintf("%s dan %s berisi permainan yang sama; dihitung sekali, dari %s.", other.File, file, kept.File))
		return
	}
	r.Runs = append(r.Runs, Source{file, run})
}

// written is how many questions of the debrief were answered.
func (r *RunFile) written() int {
	n := 0
	for _, a := range r.Answers {
		if a.Text != "" {
			n++
		}
	}
	for _, text := range []string{r.Lowest.Guess, r.Unit} {
		if text != "" {
			n++
		}
	}
	return n
}

// readRunFile reads one file; for the error see [ReadRun].
func readRunFile(file string) (*RunFile, error) {
	info, err := os.Stat(file)
	switch {
	case err == nil && !info.Mode().IsRegular(): // reading it might wait forever
		return nil, errors.New("bukan berkas biasa. Sebut hasil dari: mufakat ekspor")
	case err == nil && info.Size() > maxRunFile:
		return nil, errTooBig
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, errUnreadable
	}
	defer f.Close()
	return ReadRun(f)
}

// filesOf are the files that a name stands for. The error is a sentence: there are none.
func filesOf(name string) ([]string, error) {
	info, err := os.Stat(name)
	switch {
	case name == "":
		return nil, errors.New("Nama berkasnya kosong. Sebut berkas atau folder hasil dari: mufakat ekspor")
	case err == nil && info.IsDir():
		entries, err := os.ReadDir(name)
		if err != nil {
			return nil, fmt.Errorf("Folder %s tidak terbaca. Periksa apakah Anda boleh membukanya.", name)
		}
		var files []string
		for _, e := range entries {
			files = append(files, filepath.Join(name, e.Name()))
		}
		if files = onlyJSON(files); len(files) == 0 {
			return nil, fmt.Errorf("Di folder %s tidak ada berkas .json. Isi dengan hasil dari: mufakat ekspor", name)
		}
		return files, nil
	case err == nil:
		return []string{name}, nil
	case strings.ContainsAny(name, "*?["):
		found, err := filepath.Glob(name)
		if found = onlyJSON(found); err != nil || len(found) == 0 {
			return nil, fmt.Errorf("Tidak ada berkas .json yang cocok dengan %s. Periksa nama dan foldernya.", name)
		}
		return found, nil
	case os.IsNotExist(err):
		return nil, fmt.Errorf("%s tidak ada. Periksa nama dan foldernya.", name)
	}
	return nil, fmt.Errorf("%s %w", name, errUnreadable)
}

// onlyJSON are those of the names that end in .json.
func onlyJSON(names []string) []string {
	var files []string
	for _, name := range names {
		if strings.EqualFold(filepath.Ext(name), JSON.Extension()) {
			files = append(files, name)
		}
	}
	return files
}
