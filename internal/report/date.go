package report

import (
	"fmt"
	"time"
)

// Date is a day and time as people write it in Indonesia, in the machine's time zone: "21 Nov 2026 18.44".
func Date(at time.Time) string {
	months := [...]string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"}
	at = at.Local()
	return fmt.Sprintf("%d %s %d %02d.%02d", at.Day(), months[at.Month()-1], at.Year(), at.Hour(), at.Minute())
}
