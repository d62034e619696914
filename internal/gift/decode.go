package gift

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
)

const asUTF8 = "Buka di penyunting teks, pilih Simpan Sebagai, lalu pilih pengodean UTF-8."

// decode returns the text of a file with LF as line ends and without a byte order mark; or why it cannot be read.
func decode(name string, src []byte) (text string, refusal *diagnostic.Diagnostic) {
	refuse := func(code diagnostic.Code, line, column int, message, proposal string) (string, *diagnostic.Diagnostic) {
		return "", &diagnostic.Diagnostic{File: name, Place: diagnostic.Place{Line: line, Column: column}, Width: 1,
			Code: code, Severity: diagnostic.Error, Message: message, Proposal: proposal}
	}
	switch {
	case len(src) > MaxSize:
		return refuse(TooBig, 1, 1, fmt.Sprintf("Berkas ini lebih dari %d MB.", MaxSize>>20),
			"Pecah menjadi beberapa berkas, atau buang isi yang bukan teks.")
	case clean.IsUTF16(src):
		return refuse(NotUTF8, 1, 1, "Berkas ini tersimpan sebagai UTF-16.", asUTF8)
	case isBinary(src):
		return refuse(NotText, 1, 1, "Berkas ini bukan teks, jadi bukan bank soal.", "Sebut berkas GIFT (.gift atau .txt) yang diekspor dari Moodle atau ditulis dengan penyunting teks.")
	}
	if bad := firstInvalid(src); bad >= 0 {
		start := bytes.LastIndexAny(src[:bad], "\r\n") + 1
		return refuse(NotUTF8, 1+bytes.Count(src[:bad], []byte("\n")), 1+utf8.RuneCount(src[start:bad]),
			"Berkas ini tidak tersimpan sebagai UTF-8, rupanya Windows-1252; inilah huruf pertama yang salah.", asUTF8)
	}
	text = strings.TrimPrefix(string(src), "\ufeff")
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // an old Mac's; elsewhere a CR is a blank
	}
	return text, nil
}

// isBinary knows what is no text in any encoding by its beginning: text has hardly any zero bytes, and other control characters
// at most where it is valid all the same.
func isBinary(src []byte) bool {
	head := src[:min(len(src), 4096)]
	zeros, controls := 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			zeros++
		case c < ' ' && strings.IndexByte("\t\n\v\f\r\x1b", c) < 0:
			controls++
		}
	}
	return zeros > 4 && zeros*20 > len(head) || (zeros+controls)*20 > len(head) && !utf8.Valid(src)
}

// firstInvalid is the index of the first byte that is no UTF-8; -1 where all are.
func firstInvalid(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for i := 0; ; {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
}
