package intake

import (
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
)

// durationText is a length of time in the two greatest units that matter:
// "2 päivää ja 4 tuntia". It is rounded down, so that nobody is promised more
// time than there is.
func durationText(t *texts.Catalog, d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= day:
		return joined(t, count(t, "left.days", int(d/day)), int(d%day/time.Hour), "left.hours")
	case d >= time.Hour:
		return joined(t, count(t, "left.hours", int(d/time.Hour)), int(d%time.Hour/time.Minute), "left.minutes")
	case d >= time.Minute:
		return count(t, "left.minutes", int(d/time.Minute))
	default:
		return t.Text("left.moment")
	}
}

func joined(t *texts.Catalog, first string, n int, key string) string {
	if n == 0 {
		return first
	}
	return t.Text("left.join", "first", first, "second", count(t, key, n))
}

// count is a number with its word; the key with =1 is for one.
func count(t *texts.Catalog, key string, n int) string {
	if text, ok := t.Lookup(key + "=1"); ok && n == 1 {
		return text
	}
	return t.Text(key, "n", strconv.Itoa(n))
}
