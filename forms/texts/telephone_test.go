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

func TestNationalTelephone(t *testing.T) {
	for number, want := range map[string]string{
		"+358401234501":   "040 123 4501",
		"+3585012345":     "050 123 45",
		"+35891234567":    "09 123 4567",
		"+35831234567":    "03 123 4567",
		"+358131234567":   "013 123 4567",
		"+358201234567":   "020 123 4567",
		"+358291234567":   "029 123 4567",
		"+358800123456":   "0800 123 456",
		"+3581001":        "01001",
		"+4681234567":     "00 46 81234567",
		"+12025550123":    "00 1 2025550123",
		"+37255512345":    "00 372 55512345",
		"+358":            "+358",
		"+46 8 123 45 67": "+46 8 123 45 67",
		"040 1234501":     "040 1234501",
		"":                "",
	} {
		if got := texts.NationalTelephone(number); got != want {
			t.Errorf("%q: %q, want %q", number, got, want)
		}
	}
}
