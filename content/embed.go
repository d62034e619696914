// Package content holds what comes with the program: the embedded packs, the authors' guide and the case to start from.
package content

import "embed"

// FS holds every embedded pack, each in a folder of its name.
//
//go:embed kolaboratif
var FS embed.FS

// Guide is the authors' guide, as Markdown. It has a section "### KODE · …" for every code of a finding.
//
//go:embed README.md
var Guide string

// Starter is a whole small case, as Markdown, whose comments teach the format.
//
//go:embed contoh/aula.md
var Starter string
