package check

import (
	"slices"

	"mufakat/internal/diagnostic"
)

// Codes is the table of this package's codes, in order; those of findings that come of reading a case are casefile's.
func Codes() []diagnostic.Explanation {
	return slices.Concat(writingCodes(), balanceCodes(), packCodes())
}

func severity(code diagnostic.Code) diagnostic.Severity {
	for _, e := range Codes() {
		if e.Code == code {
			return e.Severity
		}
	}
	return diagnostic.Error
}
