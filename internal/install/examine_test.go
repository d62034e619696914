package install

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Examine says what Install will do, and does nothing.
func TestExamine(t *testing.T) {
	s := newShelf(t)
	install(t, s, packFolder(t, "uji", "2", "a", "b"), Options{})
	before := onShelf(t, s)
	source := packFolder(t, "uji", "3", "b=Baru", "c")
	would, err := s.Examine(context.Background(), source, Options{})
	if err != nil || would.Replaced.Version != "2" || would.Contents.Text() != "2 kasus" || !slices.Equal(would.Gone, []string{"a"}) {
		t.Fatalf("%+v %v", would, err)
	}
	if now := onShelf(t, s); now != before || len(leftovers(t, s)) > 0 {
		t.Error(now, leftovers(t, s))
	}
	if did := install(t, s, source, Options{}); !reflect.DeepEqual(would, did) {
		t.Errorf("it would %+v\nit did   %+v", would, did)
	}

	faulty := packFolder(t, "uji", "4", "a")
	write(t, filepath.Join(faulty, "kasus", "a.md"), "# Tanpa isi\n")
	if would, err := s.Examine(context.Background(), faulty, Options{}); !errors.Is(err, ErrFaulty) || len(would.Report.Findings) == 0 || !strings.HasPrefix(would.Report.Findings[0].File, faulty) {
		t.Errorf("%+v %v", would, err)
	}
	var older *OlderError
	if _, err := s.Examine(context.Background(), packFolder(t, "uji", "1", "a"), Options{}); !errors.As(err, &older) {
		t.Error(err)
	}
}
