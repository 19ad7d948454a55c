package area_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

func TestMergers(t *testing.T) {
	var got [][3]string
	for _, m := range area.Mergers() {
		got = append(got, [3]string{m.From.String(), m.Into.String(), m.Date.String()})
	}
	want := [][3]string{
		{"099", "214", "2021-01-01"}, // Honkajoki, Kankaanpää
		{"588", "507", "2025-01-01"}, // Pertunmaa, Mäntyharju
		{"911", "541", "2020-01-01"}, // Valtimo, Nurmes
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mergers (-want +got):\n%s", diff)
	}
}

func TestSuccessor(t *testing.T) {
	tests := []struct {
		code, on string
		want     string
		reason   error
	}{
		{"911", "2019-12-31", "911", nil},
		{"911", "2020-01-01", "541", nil},
		{"911", "2026-12-31", "541", nil},
		{"099", "2020-12-31", "099", nil},
		{"099", "2021-01-01", "214", nil},
		{"588", "2024-12-31", "588", nil},
		{"588", "2025-01-01", "507", nil},
		{"109", "2021-01-15", "109", nil},
		{"142", "2021-01-01", "142", nil}, // changed region, did not merge
		{"999", "2021-01-15", "", area.ErrUnknown},
		{"", "2021-01-15", "", area.ErrUnknown},
		{"911", "2018-12-31", "", area.ErrBeforeData},
		{"911", "2027-01-01", "", area.ErrAfterData},
		{"911", "", "", area.ErrNoDate},
	}
	for _, tt := range tests {
		code, on := parseFailure(t, tt.code, tt.on)
		m, err := area.Successor(code, on)
		if m.Code().String() != tt.want || !errors.Is(err, tt.reason) {
			t.Errorf("successor of %q on %q = %v, %v; want %q, %v", tt.code, tt.on, m, err, tt.want, tt.reason)
		}
	}
}

func TestPredecessors(t *testing.T) {
	tests := []struct {
		code, on string
		want     []string
		reason   error
	}{
		{"541", "2019-12-31", nil, nil},
		{"541", "2020-01-01", []string{"911 Valtimo"}, nil},
		{"214", "2026-12-31", []string{"099 Honkajoki"}, nil},
		{"507", "2025-01-01", []string{"588 Pertunmaa"}, nil},
		{"911", "2019-12-31", nil, nil},
		{"911", "2020-01-01", nil, area.ErrMerged},
		{"999", "2020-01-01", nil, area.ErrUnknown},
	}
	for _, tt := range tests {
		all, err := area.Predecessors(area.MustParseMunicipalityCode(tt.code), civil.MustParse(tt.on))
		var got []string
		for _, m := range all {
			got = append(got, m.String())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || !errors.Is(err, tt.reason) {
			t.Errorf("predecessors of %s on %s: %v, want the reason %v (-want +got):\n%s", tt.code, tt.on, err, tt.reason, diff)
		}
	}
}
