package texts_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/texts"
)

func TestTelephone(t *testing.T) {
	for number, want := range map[string]string{
		"+358401234501": "+358 40 123 4501",
		"+35831234567":  "+358 31 234 567",
		"+358100":       "+358100",
		"+46812345678":  "+46812345678",
		"":              "",
	} {
		if got := strings.ReplaceAll(texts.Telephone(number), "\u00a0", " "); got != want {
			t.Errorf("%q: %q, want %q", number, got, want)
		}
	}
}
