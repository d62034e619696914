package main

import (
	"io/fs"
	"path/filepath"
	"strings"

	"mufakat/content"
	"mufakat/internal/check"
	"mufakat/internal/pack"
	"mufakat/internal/sim"
)

// packFolder is the embedded pack's folder, and the name in its manifest.
const packFolder = "kolaboratif"

// library is what can be played and read: the embedded pack, and cases in files of their own.
type library struct {
	*pack.Pack
}

func newLibrary() library {
	folder, err := fs.Sub(content.FS, packFolder)
	if err != nil {
		panic(err) // only for a folder name that is no path
	}
	return library{pack.Open(folder)}
}

// Case reads a case. source is the pack's name, or the absolute path of the case's file. The error is a sentence: there is
// no such case, or it cannot be played.
func (l library) Case(source, id string) (*sim.Case, error) {
	if source == packFolder {
		return l.Pack.Case(id)
	}
	doc, err := check.Document(source, check.Options{Concepts: l.Concepts()})
	if err != nil {
		return nil, err
	}
	return pack.Playable(doc)
}

// find finds the case that an argument of the command line names: a file, or an id or code of the pack.
func (l library) find(arg string) (source, id string, err error) {
	if isFileName(arg) {
		abs, err := filepath.Abs(arg)
		if err != nil {
			return "", "", cannot("Folder kerja tidak terbaca. Sebut %s dengan nama lengkapnya.", arg)
		}
		base := filepath.Base(abs)
		return abs, strings.TrimSuffix(base, filepath.Ext(base)), nil
	}
	cases, err := l.Cases()
	if err != nil {
		return "", "", err
	}
	var names []string
	for _, c := range cases {
		if strings.EqualFold(c.ID, arg) || c.Code != "" && strings.EqualFold(c.Code, arg) {
			return c.Source, c.ID, nil
		}
		names = append(names, c.ID)
	}
	if meant := nearest(arg, names); meant != "" {
		return "", "", cannot("Kasus “%s” tidak ada. Maksud Anda %s?", arg, meant)
	}
	return "", "", cannot("Kasus “%s” tidak ada. Daftar kasus: mufakat kasus.", arg)
}

// open reads the case that an argument of the command line names.
func (l library) open(arg string) (source string, c *sim.Case, err error) {
	source, id, err := l.find(arg)
	if err != nil {
		return "", nil, err
	}
	c, err = l.Case(source, id)
	return source, c, err
}
