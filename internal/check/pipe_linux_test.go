package check_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"mufakat/internal/check"
)

// Opening a pipe would wait for ever: it is refused, wherever it lies.
func TestPipes(t *testing.T) {
	for _, name := range []string{"paket.yaml", "kasus", "kasus/kisah.md", "pustaka/C-06.md"} {
		files := goodPack()
		for file := range files {
			if file == name || strings.HasPrefix(file, name+"/") {
				delete(files, file)
			}
		}
		root := t.TempDir()
		packFolder, folder := folder(t, files), filepath.Join(root, "paket")
		if err := os.CopyFS(folder, os.DirFS(packFolder)); err != nil {
			t.Fatal(err)
		}
		pipe := filepath.Join(root, "pipa")
		if err := syscall.Mkfifo(pipe, 0o600); err != nil {
			t.Skip(err)
		}
		if err := os.Symlink(pipe, filepath.Join(folder, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
		for _, from := range []string{root, folder} {
			read := make(chan error, 1)
			go func() {
				_, err := check.Path(context.Background(), from, check.Options{})
				read <- err
			}()
			select {
			case err := <-read:
				if err == nil {
					t.Errorf("%s in %s is read", name, from)
				}
			case <-time.After(10 * time.Second):
				t.Fatalf("%s in %s: waits", name, from)
			}
		}
	}
}
