package check

import (
	"slices"

	"mufakat/internal/casefile"
)

// Codes is the table of this package's codes, in order; those of findings that come of reading a case are casefile's.
func Codes() []casefile.Explanation {
	return slices.Concat(writingCodes(), balanceCodes(), packCodes())
}

func severity(code casefile.Code) casefile.Severity {
	for _, e := range Codes() {
		if e.Code == code {
			return e.Severity
		}
	}
	return casefile.Error
}
