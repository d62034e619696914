package scenes_test

import (
	"errors"
	"testing"

	"mufakat/internal/pack"
	"mufakat/internal/sim"
)

// withoutPack is a library that has lost the pack of the runs played so far.
type withoutPack struct{ library }

func (withoutPack) Cases() ([]pack.CaseInfo, error) { return nil, nil }

func (withoutPack) Case(string, string) (*sim.Case, error) {
	return nil, errors.New("Paket uji tidak terpasang.")
}

// What was played of a pack stays while the pack is away, and goes on when it is back.
func TestRunOfAPackThatIsAway(t *testing.T) {
	d := playTo(t, 80, 24, "1").press("1 enter esc esc esc").sees("Lanjutkan")
	there := d.app.Library
	d.app.Library = withoutPack{library{t}}
	d.press("1").sees("tidak bisa dilanjutkan", "Paket uji tidak terpasang.").press("1").sees("Lanjutkan")
	d.press("5 1").sees("tidak bisa dilanjutkan").press("1 esc")
	d.app.Library = there
	d.press("1").misses("tidak bisa dilanjutkan").sees("Pasar Pagi")
}

// withBroken is a library that could not list every pack.
type withBroken struct{ library }

func (l withBroken) Cases() ([]pack.CaseInfo, error) {
	cases, _ := l.library.Cases()
	return cases, errors.Join(errors.New("Paket satu tidak bisa dipakai."), errors.New("Paket dua tidak bisa dipakai: paket.yaml-nya menyebut nama tiga, dan itu bukan namanya."))
}

func TestBrokenPacksAreTold(t *testing.T) {
	d := start(t, 80, 24)
	d.app.Library = withBroken{library{t}}
	d.press("1").sees("! Paket satu tidak bisa dipakai.", "! Paket dua", "bukan namanya.", "Pasar Pagi").press("1").sees("pengantar")
	d = start(t, 60, 16)
	d.app.Library = withBroken{library{t}}
	d.press("1").sees("! Paket satu", "Pasar Pagi")
}
