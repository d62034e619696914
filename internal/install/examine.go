package install

import (
	"context"
	"os"

	"mufakat/internal/pack"
)

// Examine tells what [Shelf.Install] would do with what a path names, and changes nothing. The error is as there; beside an
// [OlderError] the manifest and the numbers are there.
func (s *Shelf) Examine(ctx context.Context, source string, o Options) (Installed, error) {
	var would Installed
	temp, err := os.MkdirTemp("", "mufakat-")
	if err != nil {
		return would, pack.Unwritable(os.TempDir(), err)
	}
	defer os.RemoveAll(temp)
	if would.Taken, err = s.take(ctx, source, temp, o); err != nil {
		return would, err
	}
	err = s.compare(&would, pack.Open(os.DirFS(temp)), o)
	return would, err
}
