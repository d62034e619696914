package check

import (
	"fmt"
	"path"
	"strings"

	"mufakat/internal/casefile"
	"mufakat/internal/clean"
	"mufakat/internal/diagnostic"
	"mufakat/internal/gift"
)

// Rubrics reports the essays of a bank that name a rubric which is not there: such an essay can be scored only as a whole. name
// is the bank's file, which may belong to a pack with rubrics of its own.
func Rubrics(name string, bank *gift.Bank, o Options) []diagnostic.Diagnostic {
	if files := inPack(name, o); len(files) == 1 {
		return unknownRubrics(bank, files[0].rubrics)
	}
	return unknownRubrics(bank, o.Rubrics)
}

// unknownRubrics reports nothing where it is not known which rubrics there are.
func unknownRubrics(bank *gift.Bank, known []string) (found []diagnostic.Diagnostic) {
	if known == nil {
		return nil
	}
	has := map[string]bool{}
	for _, id := range known {
		has[id] = true
	}
	for _, e := range bank.Entries {
		if e.Kind != gift.Item || e.Rubric == nil {
			continue
		}
		id := clean.Line(e.Question.Rubric) // empty where the question is no essay after all
		if id == "" || has[id] {
			continue
		}
		d := *e.Rubric
		d.Code, d.Severity = UnknownRubric, severity(UnknownRubric)
		d.Message = fmt.Sprintf("Rubrik “%s” tidak ada, jadi esai ini dinilai menyeluruh saja.", id)
		d.Proposal = rubricProposal(id, known)
		found = append(found, d)
	}
	return found
}

func rubricProposal(id string, known []string) string {
	switch near := casefile.Nearest(id, known); {
	case len(near) > 0:
		return "Maksud Anda “" + strings.Join(near, "” atau “") + "”?"
	case len(known) > 0:
		return "Yang ada: " + strings.Join(known, ", ") + ". Rubrik baru ditulis di bawah “rubrik:” di paket.yaml."
	}
	return "Tulis rubrik itu di bawah “rubrik:” di paket.yaml, atau hapus baris ini."
}

// sharedIDs reports the ids of a bank that a bank before it in its pack has too: what is known of an item, from practice and
// from exams, is kept by its id.
func (f *file) sharedIDs(bank *gift.Bank) (found []diagnostic.Diagnostic) {
	if f.pack == nil {
		return nil
	}
	elsewhere := map[string]string{} // the bank that has an id
	for _, name := range f.pack.Banks() {
		if path.Join(f.folder, name) == f.name {
			break
		}
		other := file{fsys: f.fsys, name: path.Join(f.folder, name), shown: name, kind: bankFile}
		src, err := other.read()
		if err != nil {
			continue // told where that bank is checked
		}
		for _, e := range gift.Parse(name, src).Entries {
			if e.ID != nil && elsewhere[e.Question.ID] == "" {
				elsewhere[e.Question.ID] = path.Base(name)
			}
		}
	}
	for _, e := range bank.Entries {
		if e.ID == nil || elsewhere[e.Question.ID] == "" {
			continue
		}
		d := *e.ID
		d.Code, d.Severity = gift.IDElsewhere, diagnostic.Warning
		d.Message = fmt.Sprintf("Id “%s” sudah dipakai soal di %s.", clean.Line(e.Question.ID), clean.Line(elsewhere[e.Question.ID]))
		d.Proposal = "Beri setiap soal id sendiri, supaya hasilnya tidak tercampur."
		found = append(found, d)
	}
	return found
}
