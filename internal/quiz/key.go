package quiz

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Key is by what the item is known wherever it is asked: its own id, or one made of what it asks and offers, so that a bank
// without ids can be followed too. There, an item that is reworded is a new one.
func (q *Question) Key() string {
	if q.ID != "" {
		return q.ID
	}
	h := sha256.New()
	fmt.Fprintf(h, "%v %q", q.Kind, q.Text.Source)
	for _, o := range q.Options {
		fmt.Fprintf(h, " %q", o.Text.Source)
	}
	for _, p := range q.Pairs {
		fmt.Fprintf(h, " %q %q", p.Left.Source, p.Right)
	}
	for _, item := range q.Order.Items {
		fmt.Fprintf(h, " %q", item.Source)
	}
	return "isi-" + hex.EncodeToString(h.Sum(nil)[:12])
}
