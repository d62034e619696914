package pack

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"mufakat/internal/clean"
)

// MaxName is the most characters of a pack's name.
const MaxName = 40

// ValidName tells whether name can name a pack, and so a folder on every system: lower-case letters a–z, digits, and single
// hyphens between them, at most [MaxName], no name that Windows keeps for its devices, and not readme.
func ValidName(name string) bool { return name != "" && name == FitName(name) }

// FitName is the valid name that a text most resembles; "kasus" where nothing of it is left.
func FitName(text string) string {
	words := strings.FieldsFunc(fold(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	name := strings.Join(words, "-")
	name = strings.Trim(name[:min(len(name), MaxName)], "-")
	switch {
	case name == "":
		return "kasus"
	case isDevice(name), name == "readme": // README.md is about its folder and never a case
		return "kasus-" + name
	}
	return name
}

// maxFileName is the most characters of a file's name. Windows allows 260 for all the folders together.
const maxFileName = 100

// Portable returns a sentence's part that says why not every system can hold a file of this name; empty where it can.
func Portable(name string) string {
	switch {
	case !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return !clean.Visible(r) }):
		return "memuat huruf yang tidak terbaca"
	case strings.ContainsAny(name, `<>:"/\|?*`+"\t\n\v\f\r"):
		return `memuat salah satu dari < > : " / \ | ? *`
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "berakhir dengan titik atau spasi"
	case isDevice(name):
		return "adalah nama perangkat di Windows"
	case utf8.RuneCountInString(name) > maxFileName:
		return fmt.Sprintf("lebih dari %d huruf", maxFileName)
	}
	return ""
}

// isDevice tells whether Windows keeps a file name for a device, whatever its ending.
func isDevice(name string) bool {
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	base = strings.TrimRight(base, " ")
	if slices.Contains([]string{"con", "prn", "aux", "nul", "conin$", "conout$"}, base) {
		return true
	}
	port, isPort := strings.CutPrefix(base, "com")
	if !isPort {
		port, isPort = strings.CutPrefix(base, "lpt")
	}
	return isPort && utf8.RuneCountInString(port) == 1 && strings.Contains("123456789¹²³", port)
}

// clash finds two names that Windows or macOS take for one: they differ only in case, or in how accents are written.
func clash(names []string) (first, second string, found bool) {
	seen := map[string]string{}
	for _, name := range names {
		key := strings.ToLower(strings.ToUpper(norm.NFC.String(name)))
		if other, taken := seen[key]; taken {
			return other, name, true
		}
		seen[key] = name
	}
	return "", "", false
}
