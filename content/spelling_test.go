package content_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// misspelling is a line of testdata/ejaan.txt.
type misspelling struct {
	wrong string // in lower case
	word  *regexp.Regexp
	right string
}

func misspellings(t *testing.T) (list []misspelling) {
	t.Helper()
	text, err := os.ReadFile("testdata/ejaan.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		wrong, right, found := strings.Cut(strings.TrimSpace(line), " → ")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		pattern := "(?i)"
		if exact, isExact := strings.CutPrefix(wrong, "/"); isExact {
			wrong, pattern = exact, ""
		}
		list = append(list, misspelling{strings.ToLower(wrong), regexp.MustCompile(pattern + `(^|[^\pL\d])` + regexp.QuoteMeta(wrong) + `($|[^\pL\d])`), right})
	}
	if len(list) < 40 {
		t.Fatalf("the list of words has only %d entries", len(list))
	}
	return list
}

// quoted is what a card quotes to say that it is wrong: “Modul menulis "Custumato"”.
var quoted = regexp.MustCompile(`(menulis|tertulis)[^"]*"[^"]*"`)

// Neither the content nor what the program says has a word that the sources misspelt, or that is commonly misspelt.
func TestSpelling(t *testing.T) {
	list := misspellings(t)
	files := 0
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if name := e.Name(); name == "testdata" || strings.HasPrefix(name, ".") && name != ".." {
				return fs.SkipDir
			}
			return nil
		}
		switch filepath.Ext(path) {
		case ".md", ".gift", ".yaml", ".go":
		default:
			return nil
		}
		if strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		lower := strings.ToLower(string(text))
		for _, m := range list {
			if !strings.Contains(lower, m.wrong) { // nearly always, and much faster
				continue
			}
			for i, line := range strings.Split(string(text), "\n") {
				if m.word.MatchString(quoted.ReplaceAllString(line, "")) {
					t.Errorf("%s:%d: it should be “%s”: %s", path, i+1, m.right, strings.TrimSpace(line))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("only %d files were read", files)
	}
}
