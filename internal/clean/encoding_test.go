package clean_test

import (
	"testing"
	"unicode/utf16"

	"mufakat/internal/clean"
)

func TestIsUTF16(t *testing.T) {
	encoded := func(text string, bigEndian bool) (b []byte) {
		for _, u := range utf16.Encode([]rune(text)) {
			if bigEndian {
				b = append(b, byte(u>>8), byte(u))
			} else {
				b = append(b, byte(u), byte(u>>8))
			}
		}
		return b
	}
	for _, tt := range []struct {
		name string
		src  []byte
		want bool
	}{
		{"a mark", []byte{0xff, 0xfe}, true}, {"the other mark", []byte{0xfe, 0xff, 0, 'a'}, true},
		{"without a mark", encoded("# Gerbang yang Ditutup", false), true}, {"big-endian", encoded("# Gerbang yang Ditutup", true), true},
		{"UTF-8", []byte("# Gerbang yang Ditutup “di sini”"), false}, {"nothing", nil, false}, {"zeros", make([]byte, 100), false},
		{"too short to tell", []byte{'a', 0}, false},
	} {
		if got := clean.IsUTF16(tt.src); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
