package casefile

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

// Codes is the table of all codes, in order.
func Codes() []Explanation {
	return []Explanation{
		{Code: NotUTF8, Severity: Error, Title: "Berkas tidak tersimpan sebagai UTF-8"},
		{Code: TooBig, Severity: Error, Title: "Berkas terlalu besar"},
		{Code: Invisible, Severity: Suggestion, Title: "Karakter tak terlihat dibuang"},
		{Code: CommentOpen, Severity: Error, Title: "Komentar tidak ditutup"},
		{Code: FenceOpen, Severity: Error, Title: "Blok kode tidak ditutup"},
		{Code: IndentedCode, Severity: Error, Title: "Baris menjorok terlalu jauh"},
		{Code: Underline, Severity: Error, Title: "Garis di bawah teks"},
		{Code: Rule, Severity: Suggestion, Title: "Garis pemisah tidak ditampilkan"},
		{Code: HTML, Severity: Warning, Title: "Tanda HTML tidak berlaku"},
		{Code: HeadingGlued, Severity: Error, Title: "Judul tanpa spasi sesudah #"},
		{Code: TooDeep, Severity: Error, Title: "Bersarang terlalu dalam"},
		{Code: EmptyItem, Severity: Suggestion, Title: "Butir kosong"},

		{Code: FrontMatterOpen, Severity: Error, Title: "Kepala berkas tidak ditutup"},
		{Code: FrontMatterLine, Severity: Error, Title: "Baris kepala berkas tidak terbaca"},
		{Code: FrontMatterKey, Severity: Warning, Title: "Kunci kepala berkas tidak dikenal"},
		{Code: FrontMatterTwin, Severity: Error, Title: "Kunci kepala berkas tertulis dua kali"},
		{Code: FrontMatterBad, Severity: Error, Title: "Nilai kepala berkas salah"},
		{Code: NoTitle, Severity: Error, Title: "Judul kasus tidak ada"},
		{Code: SecondTitle, Severity: Error, Title: "Judul kasus lebih dari satu"},
		{Code: BeforeTitle, Severity: Error, Title: "Teks sebelum judul kasus"},
		{Code: SectionTypo, Severity: Error, Title: "Judul bagian salah tulis"},
		{Code: SectionTwin, Severity: Error, Title: "Bagian tertulis dua kali"},
		{Code: EmptyAct, Severity: Error, Title: "Babak tanpa adegan"},
		{Code: NoPassages, Severity: Error, Title: "Kasus tanpa adegan"},
		{Code: HeadingPlace, Severity: Error, Title: "Judul di tempat yang salah"},
		{Code: HeadingEmpty, Severity: Error, Title: "Judul kosong"},
		{Code: NotShown, Severity: Warning, Title: "Teks yang tidak ditampilkan"},
		{Code: SectionMissing, Severity: Suggestion, Title: "Bagian belum ada"},
		{Code: AnswerHeading, Severity: Suggestion, Title: "Judul lembar jawab"},
		{Code: SourcesMissing, Severity: Warning, Title: "Kenyataan tanpa sumber"},
		{Code: NoTable, Severity: Error, Title: "Tabel tidak ada"},
		{Code: TableColumns, Severity: Error, Title: "Kolom tabel salah"},
		{Code: TableCells, Severity: Error, Title: "Jumlah sel salah"},
		{Code: TableGlued, Severity: Error, Title: "Tabel menempel atau terputus"},
		{Code: TableNumber, Severity: Error, Title: "Angka dalam tabel salah"},
		{Code: BadName, Severity: Error, Title: "Kode atau nama salah bentuk"},
		{Code: NameTwin, Severity: Error, Title: "Kode atau nama dipakai dua kali"},
		{Code: TooMany, Severity: Error, Title: "Terlalu banyak"},
		{Code: LowStart, Severity: Warning, Title: "Tingkat awal terlalu rendah"},
		{Code: FarBehind, Severity: Warning, Title: "Satu pihak tertinggal terlalu jauh"},

		{Code: UnknownTarget, Severity: Error, Title: "Sasaran tautan tidak ada"},
		{Code: TargetTwin, Severity: Error, Title: "Judul atau id dipakai dua kali"},
		{Code: BadID, Severity: Error, Title: "Id tidak dapat dipakai"},
		{Code: OptionTwin, Severity: Error, Title: "Dua pilihan dengan id yang sama"},
		{Code: OptionID, Severity: Error, Title: "Id pilihan tidak dapat dipakai"},
		{Code: BrokenChoice, Severity: Error, Title: "Pilihan salah tulis"},
		{Code: NumberedChoice, Severity: Error, Title: "Pilihan dalam daftar bernomor"},
		{Code: LooseChoice, Severity: Error, Title: "Tautan di luar pilihan"},
		{Code: AfterLink, Severity: Error, Title: "Teks sesudah tautan pilihan"},
		{Code: NotAChoice, Severity: Error, Title: "Butir yang bukan pilihan"},
		{Code: NotIndented, Severity: Error, Title: "Akibat kurang menjorok"},
		{Code: AfterChoices, Severity: Error, Title: "Teks sesudah pilihan"},
		{Code: NotQuoted, Severity: Error, Title: "Tanggapan bukan kutipan"},
		{Code: LooseStatement, Severity: Error, Title: "Pernyataan di luar pilihan"},
		{Code: Glued, Severity: Error, Title: "Teks menempel pada butir atau kutipan"},
		{Code: DeadEnd, Severity: Error, Title: "Adegan tanpa pilihan"},
		{Code: EmptyChoice, Severity: Error, Title: "Pilihan tanpa akibat dan tanggapan"},
		{Code: NoFeedback, Severity: Suggestion, Title: "Pilihan tanpa tanggapan"},
		{Code: NoEffect, Severity: Suggestion, Title: "Pilihan tanpa akibat"},
		{Code: BadDiscussion, Severity: Error, Title: "Pertanyaan diskusi salah tulis"},

		{Code: UnknownStatement, Severity: Error, Title: "Pernyataan tidak dikenal"},
		{Code: UnknownStakeholder, Severity: Error, Title: "Pemangku kepentingan tidak dikenal"},
		{Code: UnknownCriterion, Severity: Error, Title: "Kriteria tidak dikenal"},
		{Code: BadNumber, Severity: Error, Title: "Angka salah tulis"},
		{Code: OutOfRange, Severity: Error, Title: "Angka di luar batas"},
		{Code: UnknownConcept, Severity: Error, Title: "Konsep tidak dikenal"},
		{Code: BadFlag, Severity: Error, Title: "Nama penanda tidak dapat dipakai"},
		{Code: NoValue, Severity: Error, Title: "Pernyataan tanpa isi"},
		{Code: StatementPlace, Severity: Error, Title: "Pernyataan di tempat yang salah"},
		{Code: StatementTwin, Severity: Error, Title: "Pernyataan tertulis dua kali"},
		{Code: AbsentLevel, Severity: Warning, Title: "Tingkat yang tidak dihitung"},
		{Code: ZeroEffect, Severity: Warning, Title: "Akibat nol"},
		{Code: LoneElse, Severity: Error, Title: "“bila tidak” tanpa “bila”"},
		{Code: BranchForm, Severity: Error, Title: "“bila” salah tulis"},
		{Code: EmptyBranch, Severity: Warning, Title: "Cabang kosong"},
		{Code: BelowStatement, Severity: Error, Title: "Isi di bawah pernyataan"},

		{Code: BadCondition, Severity: Error, Title: "Syarat tidak terbaca"},
		{Code: UnknownName, Severity: Error, Title: "Nama dalam syarat tidak dikenal"},
		{Code: Parenthesis, Severity: Error, Title: "Kurung tidak berpasangan"},
		{Code: NoComparison, Severity: Error, Title: "Pembanding atau angka kurang"},
		{Code: ConditionRange, Severity: Error, Title: "Angka syarat di luar batas"},
		{Code: ConditionCut, Severity: Error, Title: "Syarat terpotong tanda >"},
		{Code: BraceOpen, Severity: Error, Title: "Kurung kurawal tidak ditutup"},
		{Code: BadBrace, Severity: Error, Title: "Tanda kurung kurawal tidak dikenal"},
		{Code: ConditionGlued, Severity: Warning, Title: "Syarat menempel pada paragraf"},
		{Code: NeverSet, Severity: Error, Title: "Penanda tidak pernah dicatat"},
		{Code: NeverRead, Severity: Suggestion, Title: "Penanda tidak pernah dibaca"},

		{Code: NoEndings, Severity: Error, Title: "Kasus tanpa akhir"},
		{Code: LastEnding, Severity: Error, Title: "Akhir terakhir bersyarat"},
		{Code: LostEnding, Severity: Warning, Title: "Akhir yang tidak dapat tercapai"},
		{Code: LostPassage, Severity: Warning, Title: "Adegan yang tidak dapat tercapai"},
		{Code: NeverPayable, Severity: Warning, Title: "Sumber daya tidak pernah cukup"},
		{Code: AllLocked, Severity: Error, Title: "Semua pilihan dapat terkunci"},
		{Code: Unranked, Severity: Suggestion, Title: "Akhir tanpa peringkat"},
		{Code: VoiceTwin, Severity: Error, Title: "Suara tertulis dua kali"},
		{Code: EndingNoStory, Severity: Suggestion, Title: "Akhir tanpa cerita"},
	}
}

// SeverityOf is how bad the findings with a code are; [Error] for a code that is not in the table.
func SeverityOf(code Code) Severity {
	for _, e := range Codes() {
		if e.Code == code {
			return e.Severity
		}
	}
	return Error
}
