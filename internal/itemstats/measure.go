package itemstats

import (
	"encoding/json"
	"math"
	"reflect"
)

// Measure is a number, or the reason why there is none. JSON has the number or null.
type Measure struct {
	Value   float64
	Missing string // part of a sentence: why there is no value; empty where there is one
}

// Why a measure is missing.
const (
	noPeople     = "belum ada peserta"
	twoPeople    = "perlu sedikitnya 2 peserta"
	threePeople  = "perlu sedikitnya 3 peserta"
	fourPeople   = "perlu sedikitnya 4 peserta"
	twoItems     = "perlu sedikitnya 2 butir"
	maxIsZero    = "nilai maksimumnya 0"
	sameMark     = "semua peserta memperoleh nilai yang sama di butir ini"
	sameRest     = "butir lain tidak ada, atau nilainya sama bagi semua peserta"
	sameTotal    = "semua peserta memperoleh nilai total yang sama"
	negative     = "kovariansnya dengan nilai total negatif"
	guessUnknown = "nilai tebakannya tidak disebut"
	mixedItems   = "butirnya tidak sama bagi semua peserta"
	notChosen    = "tidak ada yang memilihnya"
	gradedMarks  = "hanya untuk butir yang dinilai benar atau salah, semua dengan nilai maksimum yang sama"
	outOfRange   = "angkanya di luar jangkauan"
)

// Known tells whether there is a value.
func (m Measure) Known() bool { return m.Missing == "" }

// MarshalJSON writes the number, or null.
func (m Measure) MarshalJSON() ([]byte, error) {
	if !m.Known() {
		return []byte("null"), nil
	}
	return json.Marshal(m.Value)
}

func missing(why string) Measure { return Measure{Missing: why} }

// known is a measure with a value. Marks beyond all measure may have made it no number.
func known(x float64) Measure {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return missing(outOfRange)
	}
	return Measure{Value: x}
}

// reasons tells, by their JSON keys, why measures of a struct are missing.
func reasons(of any) map[string]string {
	why := map[string]string{}
	v := reflect.ValueOf(of)
	for i := range v.NumField() {
		if m, isMeasure := v.Field(i).Interface().(Measure); isMeasure && !m.Known() {
			why[v.Type().Field(i).Tag.Get("json")] = m.Missing
		}
	}
	return why
}
