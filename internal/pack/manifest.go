package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"mufakat/internal/clean"
)

// maxManifest is the most bytes of a paket.yaml.
const maxManifest = 64 << 10

// Manifest is what paket.yaml says.
type Manifest struct {
	Name    string       `yaml:"nama"` // names the pack in commands, and its folder once it is installed; see [ValidName]
	Title   string       `yaml:"judul"`
	Version string       `yaml:"versi"` // may be empty
	Authors Names        `yaml:"penulis"`
	Licence string       `yaml:"lisensi"`
	Order   Names        `yaml:"kasus"` // ids in the order in which the cases are offered; others follow by id
	Grades  []GradeEntry `yaml:"predikat"`
	Exams   []Exam       `yaml:"ujian"`
	Rubrics []Rubric     `yaml:"rubrik"`

	// Practice says whether the questions may be practised, with their keys: [PracticeYes] or [PracticeNo]. Where it says
	// nothing, they may unless they are asked in exams.
	Practice string `yaml:"latihan"`
}

// The answers to [Manifest].Practice.
const (
	PracticeYes = "ya"
	PracticeNo  = "tidak"
)

// Practised tells whether the questions of the pack are offered for practice.
func (m *Manifest) Practised() bool {
	return m.Practice == PracticeYes || m.Practice != PracticeNo && len(m.Exams) == 0
}

// Names are a list in paket.yaml. One name may stand behind its key, as whoever writes one would put it.
type Names []string

// UnmarshalYAML reads a list, or one name.
func (n *Names) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode && node.Tag != "!!null" {
		*n = Names{node.Value}
		return nil
	}
	return node.Decode((*[]string)(n))
}

// GradeEntry is one line of the table of practice grades.
type GradeEntry struct {
	From float64 `yaml:"mulai"` // the least nilai that earns it
	Name string  `yaml:"nama"`
}

func readManifest(fsys fs.FS) (Manifest, error) {
	src, err := readLimited(fsys, ManifestFile, ManifestFile, maxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, errors.New("paket.yaml tidak ditemukan. Sebuah paket adalah folder dengan paket.yaml di dalamnya.")
	}
	if err != nil {
		return Manifest{}, err
	}
	if !utf8.Valid(src) {
		return Manifest{}, errors.New("paket.yaml tidak tersimpan sebagai UTF-8. Buka di penyunting teks, pilih Simpan Sebagai, lalu pilih pengodean UTF-8.")
	}
	var root yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(src))
	if err := decoder.Decode(&root); err != nil && err != io.EOF {
		return Manifest{}, unreadableManifest(err)
	}
	if err := decoder.Decode(new(yaml.Node)); err != io.EOF {
		return Manifest{}, errors.New("paket.yaml memuat baris --- di tengah, dan yang di bawahnya tidak akan dibaca. Hapus baris itu.")
	}
	if key, line := miswritten(&root); key != "" {
		return Manifest{}, &ManifestError{line, fmt.Sprintf("Kunci paket.yaml ditulis dengan huruf kecil: %s.", key)}
	}
	if line := aliasLine(&root); line > 0 {
		return Manifest{}, fmt.Errorf("paket.yaml memakai jangkar atau alias YAML (& atau *) di baris %d, yang tidak dibaca. Tulis isinya langsung, atau beri tanda kutip.", line)
	}
	var m Manifest
	if err := root.Decode(&m); err != nil {
		return Manifest{}, unreadableManifest(err)
	}
	m.clean()
	if m.Name == "" || m.Title == "" {
		return Manifest{}, errors.New("paket.yaml belum lengkap: tulis nama dan judul.")
	}
	return m, nil
}

// miswritten finds a key that is known but for the case of its letters, and the line where it stands.
func miswritten(root *yaml.Node) (key string, line int) {
	if len(root.Content) == 0 {
		return "", 0
	}
	for i, node := range root.Content[0].Content {
		small := strings.ToLower(node.Value)
		if i%2 == 0 && small != node.Value && slices.Contains(ManifestKeys(), small) {
			return small, node.Line
		}
	}
	return "", 0
}

// ManifestKeys are the keys that a manifest has.
func ManifestKeys() (keys []string) {
	for field := range reflect.TypeFor[Manifest]().Fields() {
		keys = append(keys, field.Tag.Get("yaml"))
	}
	return keys
}

// aliasLine is the line of the first anchor or alias, 0 where there is none. A few lines of them can stand for gigabytes.
func aliasLine(n *yaml.Node) int {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return n.Line
	}
	for _, child := range n.Content {
		if line := aliasLine(child); line > 0 {
			return line
		}
	}
	return 0
}

// clean removes what a terminal would obey from everything that is shown: YAML can write such characters as escapes.
func (m *Manifest) clean() {
	for _, text := range []*string{&m.Name, &m.Title, &m.Version, &m.Licence, &m.Practice} {
		*text = clean.Line(*text)
	}
	for i := range m.Authors {
		m.Authors[i] = clean.Line(m.Authors[i])
	}
	for i := range m.Order {
		m.Order[i] = clean.Line(m.Order[i])
	}
	for i := range m.Grades {
		m.Grades[i].Name = clean.Line(m.Grades[i].Name)
	}
}

// unreadableManifest says where the YAML library found an error, without its English words.
func unreadableManifest(err error) error {
	place, line := "isinya bukan YAML", 0
	if _, after, found := strings.Cut(err.Error(), "line "); found {
		if n, _ := fmt.Sscanf(after, "%d", &line); n == 1 {
			place = fmt.Sprintf("ada yang salah di sekitar baris %d", line)
		}
	}
	proposal := "Periksa indentasi dan tanda titik duanya."
	if strings.Contains(err.Error(), "mapping values are not allowed") { // the commonest: a title with a colon in it
		proposal = "Isi yang memuat titik dua ditulis di antara tanda kutip: judul: \"Pasar: kasus pertama\"."
	}
	return &ManifestError{Line: line, sentence: fmt.Sprintf("paket.yaml tidak terbaca: %s. %s", place, proposal)}
}

// ManifestError says why paket.yaml is no YAML that can be read, and around which line; 0 where that is not known.
type ManifestError struct {
	Line     int
	sentence string
}

func (e *ManifestError) Error() string { return e.sentence }
