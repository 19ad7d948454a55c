package area_test

import (
	"slices"
	"testing"

	"github.com/hytekit/hytekit/hyte/area"
)

func TestLanguages(t *testing.T) {
	tests := []struct {
		languages area.Languages
		text      string
		list      []string
		bilingual bool
	}{
		{area.Finnish, "fi", []string{"fi"}, false},
		{area.Swedish, "sv", []string{"sv"}, false},
		{area.FinnishSwedish, "fi sv", []string{"fi", "sv"}, true},
		{area.SwedishFinnish, "sv fi", []string{"sv", "fi"}, true},
		{0, "", nil, false},
		{200, "", nil, false},
	}
	for _, tt := range tests {
		if tt.languages.String() != tt.text || !slices.Equal(tt.languages.List(), tt.list) || tt.languages.Bilingual() != tt.bilingual {
			t.Errorf("%d: %q, %q, bilingual %t", tt.languages, tt.languages, tt.languages.List(), tt.languages.Bilingual())
		}
	}
}
