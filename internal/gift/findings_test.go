package gift

import (
	"fmt"
	"strings"
	"testing"

	"mufakat/internal/diagnostic"
)

// mistakes are banks with what is wrong in them: "code line:column", in order, and a part of the first finding's proposal.
func mistakes() []struct{ src, found, proposal string } {
	return []struct{ src, found, proposal string }{
		// what looks odd and is right
		{"::a:: b {=c ~d}\n\n$CATEGORY: a\n\n// x\n\nteks saja\n\n[html]<b>x</b>{T}", "Q316 7:1", "di dalam soal"},
		{"x {=a~b~c}\n\nx {~a =b ~c}\n\nx {=A ~%80%B ~%60%C ~%40%D ~%20%E}\n\nx {~%50%a ~%50%b ~%-100%c}", "", ""},
		{"x {#1822:5}\n\nx {#=0}\n\nx {#3.14..3.15}\n\nx {#=1 =%50%2~#lain}\n\nx {#-6.02e-23}", "", ""},
		{"x {=a =b}\n\nx {a}\n\nx {=*}\n\nx {=Benar =ya}\n\nx {a \\# b#c}", "", ""},
		{"x {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW 123\nHari\nMinggu\n0.5\n}", "", ""},
		{"x\x00y {T}", "", ""},
		{"x {= -> c =a -> b =c -> b}\n\nx {####umum}\n\n// @rubrik: r\n// @poin: 2,5\n// @waktu: 60\nx {}", "", ""},

		{"\xff\xfea\x00", "Q101 1:1", "UTF-8"},
		{"a\x00 \x00b\x00c\x00d\x00", "Q101 1:1", "UTF-8"},
		{"x\n\ncaf\xe9 {T}", "Q101 3:4", "UTF-8"},
		{strings.Repeat("x", MaxSize+1), "Q102 1:1", "Pecah"},
		{strings.Repeat("\x00", 100), "Q103 1:1", "Moodle"},
		{"\x89PNG\x1a\x00\x00\x00\x01\x02\xff", "Q103 1:1", "Moodle"},
		{"", "Q104 1:1", "blok"},
		{strings.Repeat("x\n\n", maxBlocks+1), fmt.Sprintf("Q316 1:1 Q102 %d:1", 2*maxBlocks+1), "di dalam soal"},

		{"::a:: b {=c\n~d", "Q201 1:9", `\{`},
		{"a}\n\nb {T}", "Q202 1:2", `\}`},
		{"a {\n=b\n\n~c\n}", "Q205 1:3", "antara baris 1 dan 5"},
		{"a {\n\nb\n\nc }\n\nd }", "Q205 1:3 Q202 7:3", "antara baris 1 dan 5"},
		{"a {\n\nb {T}\n\nc }", "Q201 1:3 Q202 5:3", ""},
		{"} a {", "Q203 1:1", `\}`},
		{"  a {=b} c {d}", "Q204 1:12", `\{d\}`},
		{"a {=b\n0\n~c}", "Q205 1:3 Q206 2:1", ""},
		{"a {T}\n \u00a0\nb", "Q207 2:1", "Kosongkan"},
		{"::a b {T}", "Q208 1:3", "::judul::"},
		{"::a:: {T}", "Q209 1:7", "sebelum"},
		{"$CATEGORY: a\nb {T}", "Q104 1:1 Q210 2:1", ""},
		{"$CATEGORY: a\\: b\n\nc {T}", "Q211 1:13", "“a: b”"},
		{"$Category: a\n\nb {T}", "Q212 1:1", "$CATEGORY:"},
		{"// [id:a]\nb {T}\n\n// [id:a]\nc {T}\n\n$CATEGORY: d\n\n// [id:b]\ne {T}", "Q213 4:4", "sendiri"},
		{"// [id:a]\nb {T}\n\n$CATEGORY: d\n\n// x [id:a]\ne {T}\n\n// [id:a]\nf {F}", "Q217 6:6 Q213 9:4", "sendiri"},
		{"// [id:a] [id:b] [tag:c<d] [tag:e\nf {T}", "Q214 1:11 Q214 1:18 Q214 1:28", "satu"},
		{"// @poin: dua\n// @point: 2\n//@rubrik:\na {}", "Q215 1:3 Q215 2:3 Q215 3:3", "@poin: 2"},
		{"// @rubrik: r\n// @poin: 2\na", "Q215 1:3 Q215 2:3 Q316 3:1", "esai"},
		{"[HTML]a {T####  [html]b}", "Q216 1:1 Q216 1:17", "[html]"},

		{"a {~b}", "Q301 1:4", "dua"},
		{"a {=b -> c}", "Q302 1:4", "dua"},
		{"a {=b -> c =d}", "Q303 1:13", "kiri"},
		{"a {0}", "Q304 1:4", "{=0}"},
		{"a {#0}\n\na {#}", "Q304 1:4 Q304 3:4", "{#=0}"},
		{"a {=b ~}\n\na {=b =#c}\n\na {=b -> =c -> d}", "Q305 1:8 Q305 3:8 Q305 5:5", "hapus"},
		{"a {~b ~c}\n\na {=%50%b}\n\na {#=%0%1}\n\na {=->b =->c}", "Q306 1:5 Q306 3:5 Q306 5:6 Q306 7:4", "Awali"},
		{"a {=b ~C ~c}\n\na {=b =B}\n\na {=b->c =b->d}", "Q307 1:11 Q307 3:8 Q307 5:11", "satunya"},
		{"a {=b =c ~d}", "Q308 1:4", "~%50%A"},
		{"a {\n=b#http://c?d=1\n~e 3~5\n}", "Q309 2:14 Q309 3:5", `d\=1`},
		{"a {\n=(b \\= c)\n~b = c\n~d\n}", "Q309 3:4", "awal baris"},
		{"a {\n=b =c\n~d\n}", "Q308 2:1", "~%50%A"},
		{"a {=C# dan D#betul ~#1}\n\na {T#b#c#d}\n\na {=b->c#d =e->f}", "Q310 1:6 Q305 1:21 Q310 1:21 Q310 3:9 Q310 5:9", `\#`},
		{"a {True}\n\na {salah#b}", "Q311 1:4 Q311 3:4", "{TRUE}"},
		{"a {>3 ALL\nHari\nMinggu}", "Q312 2:2", "lengkap"},
		{"a {>9 RANDOM VERTICAL ABS SHOW abc\nb\nc}", "Q312 1:4", "2 sampai 2"},
		{"a {>3 all\nb\nc}", "Q312 1:7", "satu butir"},
		{"a {>\nb\nc}", "Q312 1:4", "{>3 ALL"},
		{"a {>3 ALL\nb}", "Q313 1:4", "satu butir"},
		{"a {>2 ALL V ABS SHOW 123\nb\\: c\nd}", "Q314 2:2", "“b: c”"},
		{"a {=b \\-> c -> d =e -> f}", "Q315 1:13", "→"},

		{"a {=b ~%33%c ~%--5%d}", "Q401 1:8 Q401 1:15", "%33.33333%"},
		{"a {~%50%b ~%20%c ~%-10%d}", "Q402 1:5", "%50%"},
		{"a {~%33%b ~%33%c ~%33%d}", "Q401 1:5 Q401 1:12 Q401 1:19", "%33.33333%"},
		{"a {=b ~%50 c ~%33,3%d}", "Q403 1:8 Q403 1:15", "%50%"},
		{"a {=%50%b ~c}", "Q404 1:5", "~%50%b"},
		{"a {#b}\n\na {#1..b}\n\na {#9e999}", "Q405 1:5 Q405 3:5 Q405 5:5", "angka"},
		{"a {#3,14}\n\na {#1.250.000}\n\na {#25.000}\n\na {#1,5..2,5}", "Q406 1:5 Q406 3:5 Q406 5:5 Q406 7:5", "“3.14”"},
		{"a {#3:0,5}\n\na {#3:-1}", "Q407 1:5 Q407 3:5", "“3:0.5”"},
		{"a {#5..3}", "Q408 1:5", "“3..5”"},
	}
}

// Every mistake is found at its place, and nothing else is.
func TestFindings(t *testing.T) {
	seen := map[diagnostic.Code]bool{}
	for _, m := range mistakes() {
		bank := Parse("bank.gift", []byte(m.src))
		var found []string
		for _, d := range bank.Findings {
			seen[d.Code] = true
			found = append(found, fmt.Sprintf("%s %d:%d", d.Code, d.Place.Line, d.Place.Column))
		}
		if got := strings.Join(found, " "); got != m.found {
			t.Errorf("%.200q: got %q, want %q", m.src, got, m.found)
		} else if len(bank.Findings) > 0 && !strings.Contains(bank.Findings[0].Proposal, m.proposal) {
			t.Errorf("%.200q: proposes %q, want %q", m.src, bank.Findings[0].Proposal, m.proposal)
		}
	}
	for _, e := range Codes() {
		if !seen[e.Code] {
			t.Errorf("%s is tried by no mistake", e.Code)
		}
	}
}

// A bad question hides none of its neighbours, and is not among those that can be asked.
func TestOneBadQuestionHidesNone(t *testing.T) {
	good := "::baik:: a {=b ~c}"
	for _, m := range mistakes() {
		if !Parse("", []byte(m.src)).Readable() || len(m.src) > 1000 {
			continue
		}
		bank := Parse("bank.gift", []byte(good+"\n\n"+m.src+"\n\n$CATEGORY: lain\n\n"+good))
		list := bank.Questions()
		if len(list) < 2 || list[0].Name != "baik" || list[len(list)-1].Name != "baik" || list[len(list)-1].Category != "lain" {
			t.Errorf("%q: %+v", m.src, list)
		}
		for _, e := range bank.Entries {
			for _, d := range bank.Findings {
				inside := d.Place.Line == e.Line && d.Severity == diagnostic.Error
				if e.Kind == Item && inside && !e.Broken {
					t.Errorf("%q: the question of line %d can be asked: %s", m.src, e.Line, d)
				}
			}
		}
	}
}

// However many warnings come first, a galat is told.
func TestErrorIsTold(t *testing.T) {
	for _, src := range []string{strings.Repeat("a {Benar}\n\n", maxFindings+5) + "b {", "a {=b" + strings.Repeat("~c", maxPerBlock+5) + "~}"} {
		if n := diagnostic.Count(Parse("bank.gift", []byte(src)).Findings); n[diagnostic.Error] != 1 {
			t.Errorf("%.20q: %v", src, n)
		}
	}
}

// Points, rubrics and categories are read; texts are clean in what is asked, and as they are in what is told to Moodle.
func TestQuestions(t *testing.T) {
	bank := Parse("bank.gift", []byte("$CATEGORY: $course$/top/Tata kelola/Bab 1//2\n\n// [id:K-1] [tag:C-07]\n// @poin: 2,5\n// @rubrik: empat\n::E\u200bsai:: a\x1b[31m\u00a0b {}"))
	list := bank.Questions()
	if len(list) != 1 {
		t.Fatal(bank.Findings)
	}
	q := list[0]
	if q.Category != "Tata kelola / Bab 1/2" || q.ID != "K-1" || q.Points != 2.5 || q.Rubric != "empat" || q.Name != "Esai" || q.Text.Source != "a[31m b" || len(q.Tags) != 1 {
		t.Errorf("%+v", q)
	}
	if raw := bank.Entries[1].Question; raw.Text.Source != "a\x1b[31m\u00a0b" || raw.Name != "E\u200bsai" {
		t.Errorf("%+v", raw)
	}
}
