package scenes_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The pictures in the authors' guide are the screens that they name. go test ./scenes -run GuidePictures -update draws them anew.
func TestGuidePictures(t *testing.T) {
	const guide = "../content/README.md"
	text, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	pictures := 0
	drawn := regexp.MustCompile("(?s)```gambar ([a-z0-9-]+)\n(.*?)```").ReplaceAllStringFunc(string(text), func(block string) string {
		pictures++
		name, _, _ := strings.Cut(strings.TrimPrefix(block, "```gambar "), "\n")
		screen, err := os.ReadFile("testdata/" + name + "-80x24.txt")
		if err != nil {
			t.Fatal(err)
		}
		return "```gambar " + name + "\n" + folded(string(screen)) + "\n```"
	})
	if pictures < 4 {
		t.Errorf("the guide has only %d pictures", pictures)
	}
	if drawn == string(text) {
		return
	}
	if !*update {
		t.Fatalf("a picture in %s is not the screen any more (go test ./scenes -run GuidePictures -update draws it anew)", guide)
	}
	if err := os.WriteFile(guide, []byte(drawn), 0o644); err != nil {
		t.Fatal(err)
	}
}

// folded is a screen with one blank line where it has several.
func folded(screen string) string {
	return strings.Trim(regexp.MustCompile(`\n{3,}`).ReplaceAllString(screen, "\n\n"), "\n")
}
