package casefile

// Code names a kind of finding. It never changes its meaning; the authors' guide (content/README.md) explains each.
type Code string

// The codes. The hundreds tell what a finding is about: 1 the file, 2 its parts, 3 passages and choices, 4 effects,
// 5 conditions and flags, 6 the case as a whole.
const (
	NotUTF8         Code = "K101"
	TooBig          Code = "K102"
	Invisible       Code = "K103"
	CommentOpen     Code = "K104"
	FenceOpen       Code = "K105"
	IndentedCode    Code = "K106"
	Underline       Code = "K107"
	Rule            Code = "K108"
	HTML            Code = "K109"
	HeadingGlued    Code = "K110"
	TooDeep         Code = "K111"
	EmptyItem       Code = "K112"
	FrontMatterOpen Code = "K201"
	FrontMatterLine Code = "K202"
	FrontMatterKey  Code = "K203"
	FrontMatterTwin Code = "K204"
	FrontMatterBad  Code = "K205"
	NoTitle         Code = "K206"
	SecondTitle     Code = "K207"
	BeforeTitle     Code = "K208"
	SectionTypo     Code = "K209"
	SectionTwin     Code = "K210"
	EmptyAct        Code = "K211"
	NoPassages      Code = "K212"
	HeadingPlace    Code = "K213"
	HeadingEmpty    Code = "K214"
	NotShown        Code = "K215"
	SectionMissing  Code = "K216"
	AnswerHeading   Code = "K217"
	SourcesMissing  Code = "K218"
	NoTable         Code = "K221"
	TableColumns    Code = "K222"
	TableCells      Code = "K223"
	TableGlued      Code = "K224"
	TableNumber     Code = "K225"
	BadName         Code = "K226"
	NameTwin        Code = "K227"
	TooMany         Code = "K228"
	LowStart        Code = "K229"
	FarBehind       Code = "K230"
	UnknownTarget   Code = "K301"
	TargetTwin      Code = "K302"
	BadID           Code = "K303"
	OptionTwin      Code = "K304"
	OptionID        Code = "K305"
	BrokenChoice    Code = "K306"
	NumberedChoice  Code = "K307"
	LooseChoice     Code = "K308"
	AfterLink       Code = "K309"
	NotAChoice      Code = "K310"
	NotIndented     Code = "K311"
	AfterChoices    Code = "K312"
	NotQuoted       Code = "K313"
	LooseStatement  Code = "K314"
	Glued           Code = "K315"
	DeadEnd         Code = "K316"
	EmptyChoice     Code = "K317"
	NoFeedback      Code = "K318"
	NoEffect        Code = "K319"
	BadDiscussion   Code = "K320"

	UnknownStatement   Code = "K401"
	UnknownStakeholder Code = "K402"
	UnknownCriterion   Code = "K403"
	BadNumber          Code = "K404"
	OutOfRange         Code = "K405"
	UnknownConcept     Code = "K406"
	BadFlag            Code = "K407"
	NoValue            Code = "K408"
	StatementPlace     Code = "K409"
	StatementTwin      Code = "K410"
	AbsentLevel        Code = "K411"
	ZeroEffect         Code = "K412"
	LoneElse           Code = "K413"
	BranchForm         Code = "K414"
	EmptyBranch        Code = "K415"
	BelowStatement     Code = "K416"

	BadCondition   Code = "K501"
	UnknownName    Code = "K502"
	Parenthesis    Code = "K503"
	NoComparison   Code = "K504"
	ConditionRange Code = "K505"
	ConditionCut   Code = "K506"
	BraceOpen      Code = "K507"
	BadBrace       Code = "K508"
	ConditionGlued Code = "K509"
	NeverSet       Code = "K510"
	NeverRead      Code = "K511"

	NoEndings     Code = "K601"
	LastEnding    Code = "K602"
	LostEnding    Code = "K603"
	LostPassage   Code = "K604"
	NeverPayable  Code = "K605"
	AllLocked     Code = "K606" // found by searching the story, not by reading it: see Document.Add
	Unranked      Code = "K607"
	VoiceTwin     Code = "K608"
	EndingNoStory Code = "K609"
)

// Explanation is what the table of codes says of one.
type Explanation struct {
	Code     Code
	Severity Severity
	Title    string // a few words of Indonesian
}

// Codes is the table of all codes, in order.
func Codes() []Explanation {
	return []Explanation{
		{NotUTF8, Error, "Berkas tidak tersimpan sebagai UTF-8"},
		{TooBig, Error, "Berkas terlalu besar"},
		{Invisible, Suggestion, "Karakter tak terlihat dibuang"},
		{CommentOpen, Error, "Komentar tidak ditutup"},
		{FenceOpen, Error, "Blok kode tidak ditutup"},
		{IndentedCode, Error, "Baris menjorok terlalu jauh"},
		{Underline, Error, "Garis di bawah teks"},
		{Rule, Suggestion, "Garis pemisah tidak ditampilkan"},
		{HTML, Warning, "Tanda HTML tidak berlaku"},
		{HeadingGlued, Error, "Judul tanpa spasi sesudah #"},
		{TooDeep, Error, "Bersarang terlalu dalam"},
		{EmptyItem, Suggestion, "Butir kosong"},

		{FrontMatterOpen, Error, "Kepala berkas tidak ditutup"},
		{FrontMatterLine, Error, "Baris kepala berkas tidak terbaca"},
		{FrontMatterKey, Warning, "Kunci kepala berkas tidak dikenal"},
		{FrontMatterTwin, Error, "Kunci kepala berkas tertulis dua kali"},
		{FrontMatterBad, Error, "Nilai kepala berkas salah"},
		{NoTitle, Error, "Judul kasus tidak ada"},
		{SecondTitle, Error, "Judul kasus lebih dari satu"},
		{BeforeTitle, Error, "Teks sebelum judul kasus"},
		{SectionTypo, Error, "Judul bagian salah tulis"},
		{SectionTwin, Error, "Bagian tertulis dua kali"},
		{EmptyAct, Error, "Babak tanpa adegan"},
		{NoPassages, Error, "Kasus tanpa adegan"},
		{HeadingPlace, Error, "Judul di tempat yang salah"},
		{HeadingEmpty, Error, "Judul kosong"},
		{NotShown, Warning, "Teks yang tidak ditampilkan"},
		{SectionMissing, Suggestion, "Bagian belum ada"},
		{AnswerHeading, Suggestion, "Judul lembar jawab"},
		{SourcesMissing, Warning, "Kenyataan tanpa sumber"},
		{NoTable, Error, "Tabel tidak ada"},
		{TableColumns, Error, "Kolom tabel salah"},
		{TableCells, Error, "Jumlah sel salah"},
		{TableGlued, Error, "Tabel menempel atau terputus"},
		{TableNumber, Error, "Angka dalam tabel salah"},
		{BadName, Error, "Kode atau nama salah bentuk"},
		{NameTwin, Error, "Kode atau nama dipakai dua kali"},
		{TooMany, Error, "Terlalu banyak"},
		{LowStart, Warning, "Tingkat awal terlalu rendah"},
		{FarBehind, Warning, "Satu pihak tertinggal terlalu jauh"},

		{UnknownTarget, Error, "Sasaran tautan tidak ada"},
		{TargetTwin, Error, "Judul atau id dipakai dua kali"},
		{BadID, Error, "Id tidak dapat dipakai"},
		{OptionTwin, Error, "Dua pilihan dengan id yang sama"},
		{OptionID, Error, "Id pilihan tidak dapat dipakai"},
		{BrokenChoice, Error, "Pilihan salah tulis"},
		{NumberedChoice, Error, "Pilihan dalam daftar bernomor"},
		{LooseChoice, Error, "Tautan di luar pilihan"},
		{AfterLink, Error, "Teks sesudah tautan pilihan"},
		{NotAChoice, Error, "Butir yang bukan pilihan"},
		{NotIndented, Error, "Akibat kurang menjorok"},
		{AfterChoices, Error, "Teks sesudah pilihan"},
		{NotQuoted, Error, "Tanggapan bukan kutipan"},
		{LooseStatement, Error, "Pernyataan di luar pilihan"},
		{Glued, Error, "Teks menempel pada butir atau kutipan"},
		{DeadEnd, Error, "Adegan tanpa pilihan"},
		{EmptyChoice, Error, "Pilihan tanpa akibat dan tanggapan"},
		{NoFeedback, Suggestion, "Pilihan tanpa tanggapan"},
		{NoEffect, Suggestion, "Pilihan tanpa akibat"},
		{BadDiscussion, Error, "Pertanyaan diskusi salah tulis"},

		{UnknownStatement, Error, "Pernyataan tidak dikenal"},
		{UnknownStakeholder, Error, "Pemangku kepentingan tidak dikenal"},
		{UnknownCriterion, Error, "Kriteria tidak dikenal"},
		{BadNumber, Error, "Angka salah tulis"},
		{OutOfRange, Error, "Angka di luar batas"},
		{UnknownConcept, Error, "Konsep tidak dikenal"},
		{BadFlag, Error, "Nama penanda tidak dapat dipakai"},
		{NoValue, Error, "Pernyataan tanpa isi"},
		{StatementPlace, Error, "Pernyataan di tempat yang salah"},
		{StatementTwin, Error, "Pernyataan tertulis dua kali"},
		{AbsentLevel, Warning, "Tingkat yang tidak dihitung"},
		{ZeroEffect, Warning, "Akibat nol"},
		{LoneElse, Error, "“bila tidak” tanpa “bila”"},
		{BranchForm, Error, "“bila” salah tulis"},
		{EmptyBranch, Warning, "Cabang kosong"},
		{BelowStatement, Error, "Isi di bawah pernyataan"},

		{BadCondition, Error, "Syarat tidak terbaca"},
		{UnknownName, Error, "Nama dalam syarat tidak dikenal"},
		{Parenthesis, Error, "Kurung tidak berpasangan"},
		{NoComparison, Error, "Pembanding atau angka kurang"},
		{ConditionRange, Error, "Angka syarat di luar batas"},
		{ConditionCut, Error, "Syarat terpotong tanda >"},
		{BraceOpen, Error, "Kurung kurawal tidak ditutup"},
		{BadBrace, Error, "Tanda kurung kurawal tidak dikenal"},
		{ConditionGlued, Warning, "Syarat menempel pada paragraf"},
		{NeverSet, Error, "Penanda tidak pernah dicatat"},
		{NeverRead, Suggestion, "Penanda tidak pernah dibaca"},

		{NoEndings, Error, "Kasus tanpa akhir"},
		{LastEnding, Error, "Akhir terakhir bersyarat"},
		{LostEnding, Warning, "Akhir yang tidak dapat tercapai"},
		{LostPassage, Warning, "Adegan yang tidak dapat tercapai"},
		{NeverPayable, Warning, "Sumber daya tidak pernah cukup"},
		{AllLocked, Error, "Semua pilihan dapat terkunci"},
		{Unranked, Suggestion, "Akhir tanpa peringkat"},
		{VoiceTwin, Error, "Suara tertulis dua kali"},
		{EndingNoStory, Suggestion, "Akhir tanpa cerita"},
	}
}

// Severity is how bad a finding of this kind is.
func (c Code) Severity() Severity {
	for _, e := range Codes() {
		if e.Code == c {
			return e.Severity
		}
	}
	return Error
}
