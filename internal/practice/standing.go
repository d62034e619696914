package practice

import "time"

// Standing tells how far somebody is with a bank.
type Standing struct {
	Items int       // that can be asked
	Due   int       // to be asked again today
	Fresh int       // to be asked for the first time today
	Known int       // asked, and not due yet
	Next  time.Time // the beginning of the first day after today on which there is something to ask; the zero time: none is known
}

// Standing counts the items as things stand now.
func (m *Memory) Standing(now time.Time) Standing {
	s := Standing{Items: len(m.items), Fresh: len(m.Fresh(now))}
	next, fresh := 0, 0
	for _, it := range m.items {
		switch {
		case len(it.given) == 0:
			fresh++
		case m.isDue(it, now):
			s.Due++
		default:
			s.Known++
			if day := m.dueDay(it, now); next == 0 || day < next {
				next = day
			}
		}
	}
	if fresh > s.Fresh && m.plan.PerDay > 0 {
		next = m.day(now) + 1
	}
	if next != 0 {
		s.Next = m.beginning(next)
	}
	return s
}

// DaysUntil is how many days lie ahead until a day, where now is: 0 is today, less than that is over.
func DaysUntil(day, now time.Time) int {
	m := Memory{zone: now.Location()}
	return m.day(day) - m.day(now)
}
