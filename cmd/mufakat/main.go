// Command mufakat trains civil servants in collaborative governance: it plays case studies in the terminal. Each command
// has a file of its own here; what is played, analysed and stored is in the packages under internal.
package main

import (
	"context"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], system{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Environ()}))
}

// system is what the program was started with. Tests bring their own.
type system struct {
	in       io.Reader
	out, err io.Writer
	env      []string // "NAME=value"
}

// getenv is the value of an environment variable; empty where it is not set.
func (s system) getenv(name string) string {
	for _, pair := range slices.Backward(s.env) { // the last one counts
		if value, found := strings.CutPrefix(pair, name+"="); found {
			return value
		}
	}
	return ""
}

// program is one start of the program.
type program struct {
	system
	data    string // --data; empty where it was not given
	library library
}

// run does what the arguments (without the program's name) ask for and returns the exit status. It never panics.
func run(ctx context.Context, args []string, sys system) (status int) {
	p := &program{system: sys}
	p.library = newLibrary(p.dataDir)
	defer func() {
		if r := recover(); r != nil {
			status = p.report(p.crashed(r, debug.Stack()))
		}
	}()
	root := p.rootCommand()
	if args == nil {
		args = []string{} // nil would make cobra read os.Args
	}
	root.SetArgs(args)
	return p.report(root.ExecuteContext(ctx))
}
