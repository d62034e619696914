package scenes_test

import (
	"testing"

	"mufakat/internal/ui"
)

// One key press on the main screen, and the frame that follows it.
func BenchmarkKeyAndFrame(b *testing.B) {
	d := start(b, 100, 30).press("1 1 1")
	keys := []string{"down", "up"}
	i := 0
	for b.Loop() {
		d.root, _ = d.root.Update(keyPress(keys[i%2]))
		_ = d.root.(*ui.Root).View()
		i++
	}
}
