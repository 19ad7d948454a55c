package hyte

import (
	"testing"

	"pgregory.net/rapid"
)

// The lookup says what comparing each with each says.
func TestSamePersonsAgainstSame(t *testing.T) {
	contact := func(t *rapid.T, name string, texts ...string) string { return rapid.SampledFrom(texts).Draw(t, name) }
	rapid.Check(t, func(t *rapid.T) {
		var all []*Person
		seen := samePersons{}
		for entry := range rapid.IntRange(1, 12).Draw(t, "entries") {
			p := &Person{
				GivenName:  contact(t, "given", "Aino", "AINO", "Aino\u200b ", "Onni", ""),
				FamilyName: contact(t, "family", "Mäkinen", "Ma\u0308kinen", "Esi-Merkki", "Esi\u2011Merkki"),
				Email:      contact(t, "email", "", "", "a@example.fi", "A@EXAMPLE.FI", "b@example.fi", "no address"),
				Telephone:  contact(t, "telephone", "", "", "+358401234567", "040 123 4567", "+358401234568", "no number"),
			}
			want := -1
			for i, earlier := range all {
				if p.same(earlier) {
					want = i
					break
				}
			}
			got, found := seen.first(p)
			if !found {
				got = -1
			}
			if got != want {
				t.Fatalf("entry %d, %+v: the first same person is of entry %d, not %d", entry, *p, want, got)
			}
			seen.add(p, entry)
			all = append(all, p)
		}
	})
}
