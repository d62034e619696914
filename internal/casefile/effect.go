package casefile

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mufakat/internal/sim"
)

// effects reads "warga, bantul: kepercayaan +10, pemahaman -5".
func (o *outcomeReader) effects(p, key, value phrase) {
	who, named, ok := o.who(key, value)
	if !ok {
		return
	}
	for _, part := range value.split(",") {
		i := strings.IndexFunc(part.text, func(r rune) bool { return unicode.IsDigit(r) || isSign(r) })
		if i < 0 {
			i = len(part.text)
		}
		name, number := part.slice(0, i).trim(), part.slice(i, len(part.text)).trim()
		criterion, ok := o.criterion(name, part)
		if !ok {
			continue
		}
		delta, ok := o.signed(number, part, sim.MaxLevel)
		if !ok {
			continue
		}
		if named && !o.counts(who, criterion) {
			o.on(AbsentLevel, part, fmt.Sprintf("%s tidak dihitung untuk “%s” (– dalam tabel), sehingga akibat ini tidak terasa.", capital(criterion.String()), key.text), "Hapus akibat ini, atau beri tingkat awal di tabel.")
		}
		o.out.Levels = append(o.out.Levels, sim.LevelEffect{Stakeholders: slices.Clone(who), Criterion: criterion, Delta: delta})
	}
}

// counts tells whether the criterion counts for one of the stakeholders.
func (r *reader) counts(who []int, k sim.Criterion) bool {
	return slices.ContainsFunc(who, func(i int) bool { return r.c.Stakeholders[i].Start[k] != sim.Absent })
}

// who reads whom an effect concerns: codes, "semua" or "semua kecuali" and codes. named tells that codes were given.
func (o *outcomeReader) who(key, value phrase) (who []int, named, ok bool) {
	rest, all := key.cutWords("semua")
	names := key
	if all {
		for i := range o.c.Stakeholders {
			who = append(who, i)
		}
		if rest.text == "" {
			return who, false, true
		}
		if names, ok = rest.cutWords("kecuali"); !ok {
			o.on(UnknownStatement, rest, "Sesudah “semua” hanya dapat berdiri “kecuali”.", "Tulis misalnya “semua kecuali warga: komitmen -5”.")
			return nil, false, false
		}
	}
	ok = true
	var listed []int
	for _, name := range names.split(",") {
		i, known := o.stakeholders[name.key()]
		switch {
		case known:
			listed = append(listed, i)
		case !all && !strings.Contains(key.text, ",") && !o.looksLikeLevels(value):
			o.unknownStatement(key, value)
			ok = false
		default:
			o.unknownStakeholder(name)
			ok = false
		}
	}
	slices.Sort(listed)
	listed = slices.Compact(listed)
	if !all {
		return listed, true, ok
	}
	who = slices.DeleteFunc(who, func(i int) bool { return slices.Contains(listed, i) })
	if ok && len(who) == 0 {
		o.on(NoValue, names, "Sesudah pengecualian ini tidak ada pihak yang tersisa.", "Sebut hanya pihak yang memang dikecualikan.")
		ok = false
	}
	return who, false, ok
}

// looksLikeLevels tells whether a value names a criterion.
func (r *reader) looksLikeLevels(value phrase) bool {
	for k := range sim.Criterion(sim.Criteria) {
		if strings.Contains(value.key(), k.String()) {
			return true
		}
	}
	return false
}

func (r *reader) unknownStakeholder(name phrase) {
	if len(r.c.Stakeholders) == 0 {
		r.count++ // that there is no table was reported, and is this mistake too
		return
	}
	proposal := ""
	if strings.Contains(name.key(), " dan ") {
		proposal = "Pisahkan beberapa pihak dengan koma, misalnya “warga, bantul”."
	}
	r.unknown(UnknownStakeholder, name, fmt.Sprintf("Tidak ada pihak dengan kode “%s” dalam tabel pemangku kepentingan.", name.text), r.stakeholderCodes(), proposal)
}

// criterion reads a criterion's name; part is what to point at where it is missing.
func (r *reader) criterion(name, part phrase) (sim.Criterion, bool) {
	var names []string
	for k := range sim.Criterion(sim.Criteria) {
		if name.key() == k.String() {
			return k, true
		}
		names = append(names, k.String())
	}
	if first, rest, found := name.cut(" "); found && slices.Contains(names, first.key()) {
		r.on(BadNumber, rest, "“"+rest.text+"” bukan bilangan bulat dengan tanda.", "Tulis misalnya +10 atau -5; beberapa akibat dipisahkan dengan koma.")
		return 0, false
	}
	if name.text == "" {
		r.on(UnknownCriterion, part, "Di sini harus ada kriteria dan angka.", "Tulis misalnya “kepercayaan +5”; angka selalu bulat, dan beberapa akibat dipisahkan dengan koma.")
		return 0, false
	}
	r.unknown(UnknownCriterion, name, fmt.Sprintf("“%s” bukan kriteria.", name.text), names, "")
	return 0, false
}

// spend reads what a choice costs or earns of a resource.
func (o *outcomeReader) spend(resource int, value phrase) {
	if delta, ok := o.signed(value, value, maxAmount); ok {
		o.out.Resources = append(o.out.Resources, sim.ResourceEffect{Resource: resource, Delta: delta})
	}
}

func isSign(r rune) bool { return strings.ContainsRune("+-−–—", r) }

// signed reads a number with its sign, at most so large. part is what to point at where there is none.
func (r *reader) signed(number, part phrase, most int) (int, bool) {
	sign, size := utf8.DecodeRuneInString(number.text)
	digits := number.text
	if isSign(sign) {
		digits = strings.TrimSpace(number.text[size:])
	}
	n, whole := wholeNumber(digits)
	switch {
	case number.text == "":
		r.on(BadNumber, part, "Angkanya belum ada.", "Tulis angka dengan tanda, misalnya “"+part.text+" +5”.")
	case !isDigits(digits):
		r.on(BadNumber, number, "“"+number.text+"” bukan bilangan bulat dengan tanda.", "Tulis misalnya +10 atau -5; beberapa akibat dipisahkan dengan koma.")
	case !isSign(sign):
		r.on(BadNumber, number, "Angka “"+number.text+"” tidak bertanda, sehingga tidak jelas naik atau turun.", didYouMean([]string{"+" + digits}))
	case !whole || n > most:
		r.on(OutOfRange, number, fmt.Sprintf("“%s” terlalu besar; paling banyak %d.", number.text, most), "Pakai angka yang lebih kecil.")
	default:
		if n == 0 {
			r.on(ZeroEffect, number, "Akibat nol tidak mengubah apa-apa.", "Hapus, atau tulis angka lain.")
		}
		if sign != '+' {
			n = -n
		}
		return n, true
	}
	return 0, false
}

// conceptCodes reads "C-07, L-01".
func (r *reader) conceptCodes(key, value phrase) []string {
	var codes []string
	if value.text == "" {
		r.on(NoValue, key, "“"+key.text+":” belum ada isinya.", "Tulis kode konsep, misalnya “konsep: C-07”, atau hapus baris ini.")
		return nil
	}
	for _, code := range value.split(",") {
		switch {
		case !isWord(code.text):
			at := code
			if code.text == "" {
				at = value
			}
			r.on(UnknownConcept, at, "“"+code.text+"” bukan kode konsep.", "Tulis kode dipisahkan koma, misalnya “konsep: C-07, L-01”.")
		case r.opt.Concepts != nil && !r.concepts[code.text]:
			r.unknown(UnknownConcept, code, "Tidak ada konsep dengan kode “"+code.text+"”.", r.conceptCandidates(code.text), "Daftar kodenya dicetak oleh: mufakat konsep")
		default:
			codes = append(codes, code.text)
		}
	}
	return codes
}

// conceptCandidates are the known codes that could be meant: those that differ only in case or the hyphen, else all.
func (r *reader) conceptCandidates(code string) []string {
	plain := func(s string) string { return strings.ToUpper(strings.ReplaceAll(s, "-", "")) }
	for _, known := range r.opt.Concepts {
		if plain(known) == plain(code) {
			return []string{known}
		}
	}
	return r.opt.Concepts
}

// setFlag enters a flag that a choice sets; false (and reported) where it can be none.
func (r *reader) setFlag(name phrase) (int, bool) {
	key := strings.ToLower(name.text)
	_, stakeholder := r.stakeholders[key]
	_, resource := r.resources[key]
	switch {
	case name.text == "":
		r.on(BadFlag, name, "Di sini harus ada nama penanda.", "Tulis misalnya “catat: janji, data-terbuka”.")
	case !isWord(name.text) || isDigits(name.text):
		r.on(BadFlag, name, "“"+name.text+"” tidak dapat menjadi nama penanda.", "Pakai huruf, angka, dan tanda hubung, misalnya “"+slugOr(name.text, "janji-tertulis")+"”.")
	case isReserved(key) || stakeholder || resource:
		r.on(BadFlag, name, "“"+name.text+"” sudah punya arti sendiri dalam syarat.", "Pakai nama lain, misalnya “"+key+"-tercatat”.")
	default:
		index := r.flag(key)
		if r.uses[index].set == nil {
			r.uses[index].set = &name
		}
		return index, true
	}
	return 0, false
}

// flag is a flag's index, which is new where the flag is.
func (r *reader) flag(key string) int {
	index, ok := r.flags[key]
	if !ok {
		index = len(r.c.Flags)
		r.flags[key] = index
		r.c.Flags = append(r.c.Flags, key)
		r.uses = append(r.uses, flagUse{})
	}
	return index
}
