package sim_test

import (
	"slices"
	"strings"
	"testing"

	"mufakat/internal/sim"
)

func TestReadHands(t *testing.T) {
	shown := []sim.Option{{Index: 2}, {Index: 0}, {Index: 1, Lock: sim.Lock{Locked: true}}}
	tests := []struct {
		line  string
		hands []int
		err   string
	}{
		{"4 3", []int{3, 0, 4}, ""},
		{" 4,3 ", []int{3, 0, 4}, ""},
		{"0/12", []int{12, 0, 0}, ""},
		{"", nil, ""},
		{"  ", nil, ""},
		{"4", nil, "Ada 2 pilihan terbuka"},
		{"4 3 2", nil, "Ada 2 pilihan terbuka"},
		{"4 x", nil, "“x” bukan jumlah tangan. Tulis angka saja, misalnya 2 1."},
		{"-1 2", nil, "“-1” bukan jumlah tangan"},
		{"1000 2", nil, "“1000” bukan jumlah tangan"},
		{"99999999999999999999 2", nil, "bukan jumlah tangan"},
	}
	for _, test := range tests {
		hands, err := sim.ReadHands(test.line, shown)
		if !slices.Equal(hands, test.hands) || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%q: %v, %v", test.line, hands, err)
		}
	}
}

func TestReason(t *testing.T) {
	for line, want := range map[string]string{"": "", "1": "", "12": "12", "a": "a", "supaya adil": "supaya adil"} {
		if got := sim.Reason(line); got != want {
			t.Errorf("%q: %q", line, got)
		}
	}
}
