package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts, and tests that need a process of its own, run this very program as "mufakat".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mufakat": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"kerjakan": sitExam},
		Setup: func(env *testscript.Env) error {
			env.Setenv("MUFAKAT_DATA", filepath.Join(env.WorkDir, "data"))
			env.Setenv("TZ", "UTC")
			sample, err := filepath.Abs(filepath.Join("..", "..", "scenes", "testdata", "kelas"))
			if err != nil {
				return err
			}
			env.Setenv("KELAS", sample)
			small, err := os.ReadFile(filepath.Join("testdata", "pasar.md"))
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "pasar.md"), small, 0o644)
		},
	})
}
