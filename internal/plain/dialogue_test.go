package plain

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden dialogues anew")

// TestDialogues plays whole sessions; testdata holds what a trainee reads and types.
func TestDialogues(t *testing.T) {
	tests := []struct {
		name  string
		setup func(*stage)
		lines []string
	}{
		{"latihan", func(s *stage) { s.AskReason = true }, []string{
			"?", "1", "1", // the menu's help, the case, practice
			"?", "p", "9", "", "2", "karena haus", // the first decision
			"k", "1", // the card at hand, the single way on
			"1",               // on to the second act
			"j", "j 1", "u 1", // look back, go back to the beginning
			"1", "u", "1", "", "", "1", // another way; the choice is made anew, the reason skipped
			"3", "", "u", "3", "hemat", "", // to the end, once more, and to the debrief
			"2", "", // the guess, the ending
			"", "1", "", // the turning points and a branch
			"", "l", // what really happened; without the themes
			"", "Air kurang", "dan jauh", "", "", // the case paper
			"", "Saya bertanya dulu.", // the unit
			"", "2", "", // the file
			"3", "1", "q", // the history, and away from the debrief at its first part
			"4",
		}},
		{"penilaian", nil, []string{
			"1", "2", // the case, assessment
			"?", "p", "u", "1", "", "j 1", "1", "p", "3", "",
			"s", "?", "1", "", "", "", "", "4", // the short debrief
		}},
		{"kelompok", func(s *stage) { s.AskReason = true }, []string{
			"1", "3", // the case, practice in a group
			"4 3 2", "4 x", "4 3", "t", "2,5", "2", "kami sepakat", "", "1",
			"", "2", "", "", // nobody counted; to the end
			"", "", "", "", "u", "l", "l", "", "k", "l", "l", "l", "4", // back a part, the themes
		}},
		{"berhenti", nil, []string{
			"1", "1", "2", "", "1", "1", "2", // round again, and stop
			"1", "u", "q", // the letter is open now; one step back
			"2", "2", "2", "1", "q", // not anew after all
			"5",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newStage()
			if tt.setup != nil {
				tt.setup(s)
			}
			s.input(tt.lines...)
			if err := s.Run(t.Context()); err != nil {
				t.Fatalf("Run: %v", err)
			}
			golden(t, tt.name, s.out.String())
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the dialogue differs from %s (go test -update writes it anew); it is now:\n%s", path, got)
	}
}
