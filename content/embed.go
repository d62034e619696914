// Package content holds the packs that come with the program.
package content

import "embed"

// FS holds every embedded pack, each in a folder of its name.
//
//go:embed kolaboratif
var FS embed.FS
