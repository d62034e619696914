package main

import (
	"fmt"
	"os"

	"github.com/charmbracelet/x/term"
)

// wantsPlain tells whether to play line by line; where nobody asked for that, it says why.
func (p *program) wantsPlain(o playOptions) bool {
	if o.plain || p.getenv("ACCESSIBLE") != "" {
		return true
	}
	reason := p.noScreen()
	if reason == "" {
		return false
	}
	fmt.Fprintln(p.err, reason+", jadi dipakai mode polos, baris demi baris (sama dengan --polos).")
	return true
}

// noScreen is why the full screen cannot be drawn here, as the beginning of a sentence; empty where it can.
func (p *program) noScreen() string {
	switch {
	case !isTerminal(p.in) || !isTerminal(p.out):
		return "Tidak ada terminal di sini"
	case p.getenv("TERM") == "dumb":
		return "Terminal ini (TERM=dumb) tidak bisa menggambar layar penuh"
	case p.columns() == 0:
		return "Terminal ini tidak memberi tahu ukurannya"
	}
	return ""
}

// isTerminal tells whether an end of the program is a terminal.
func isTerminal(end any) bool {
	f, isFile := end.(*os.File)
	return isFile && term.IsTerminal(f.Fd())
}

// columns is the width of the terminal that the output goes to; 0 where there is none or it does not tell.
func (p *program) columns() int {
	f, isFile := p.out.(*os.File)
	if !isFile {
		return 0
	}
	width, height, err := term.GetSize(f.Fd())
	if err != nil || height == 0 {
		return 0
	}
	return width
}
