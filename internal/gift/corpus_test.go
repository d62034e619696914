package gift

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// expected is the shape of testdata/corpus/expected.json for one file: what Moodle makes of it.
type expected struct {
	UTF8 bool `json:"utf8"`
}

// Every file of the corpus reads as Moodle reads it; what is not UTF-8 gets one sentence. GIFT_CORPUS may name the folder of
// a further corpus of the same shape, such as one of files that are not ours to copy.
func TestCorpus(t *testing.T) {
	checkCorpus(t, filepath.Join("testdata", "corpus"))
	if further := os.Getenv("GIFT_CORPUS"); further != "" {
		checkCorpus(t, further)
	}
}

func checkCorpus(t *testing.T, dir string) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(src, &all); err != nil {
		t.Fatal(err)
	}
	for name, raw := range all {
		t.Run(name, func(t *testing.T) {
			var want expected
			if err := json.Unmarshal(raw, &want); err != nil {
				t.Fatal(err)
			}
			src, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			bank := Parse(name, src)
			if !want.UTF8 {
				if bank.Readable() || len(bank.Entries) != 0 || len(bank.Findings) != 1 || bank.Findings[0].Code != NotUTF8 {
					t.Errorf("not refused: %v", bank.Findings)
				}
				return
			}
			if got, want := generic(t, bank.Import()), generic(t, raw); !reflect.DeepEqual(got, want) {
				t.Errorf("got:\n%s\nwant:\n%s", indented(t, got), indented(t, want))
			}
		})
	}
}

// generic is a value as JSON has it.
func generic(t *testing.T, value any) (v any) {
	t.Helper()
	b, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(b, &v)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func indented(t *testing.T, value any) string {
	t.Helper()
	b, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
