package main

import (
	"context"
	"sync"

	"mufakat/internal/analysis"
	"mufakat/internal/debrief"
	"mufakat/internal/sim"
)

// keptCases is how many compact forms an analyst keeps. While a case is written, every save that is played to its end is one.
const keptCases = 16

// analyst explains finished runs. It keeps the compact form of the last cases that it has seen, by the hash of their text.
type analyst struct {
	mu       sync.Mutex
	compiled map[string]*analysis.Compiled
}

func newAnalyst() *analyst { return &analyst{compiled: map[string]*analysis.Compiled{}} }

// Explain works out what every decision was worth. It stops early, with ctx's error, when ctx is done.
func (a *analyst) Explain(ctx context.Context, play *sim.Playthrough, grades []sim.Grade) (*debrief.Debrief, error) {
	return debrief.Explain(ctx, a.compile(play.Case), play, grades)
}

func (a *analyst) compile(c *sim.Case) *analysis.Compiled {
	a.mu.Lock()
	defer a.mu.Unlock()
	compiled := a.compiled[c.Hash]
	if compiled == nil {
		if len(a.compiled) >= keptCases {
			clear(a.compiled)
		}
		compiled = analysis.Compile(c)
		a.compiled[c.Hash] = compiled
	}
	return compiled
}
