package hyte_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func instant(text string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		panic(err)
	}
	return t
}

// nominationOf is an organization's answer that names these persons.
func nominationOf(nominator string, persons ...*hyte.Person) *hyte.Nomination {
	n := &hyte.Nomination{
		Call: "test-2024", Nominator: nominator, Consent: true,
		Submitter: &hyte.Submitter{GivenName: "Onni", FamilyName: "Mallikas", Email: "onni.mallikas@example.fi"},
	}
	for _, p := range persons {
		n.Representatives = append(n.Representatives, hyte.Representative{Person: p})
	}
	return n
}

func personNamed(given string) *hyte.Person {
	return &hyte.Person{GivenName: given, FamilyName: "Esimerkki", Email: given + "@example.fi"}
}

func TestRosterOfTheExample(t *testing.T) {
	call := exampleCall(t)
	roster := call.Roster(exampleReceived(t, call), instant("2021-01-20T12:00:00+02:00"))
	golden(t, "roster_kanta-hame-2021.json", asJSON(t, roster))
	if violations := hyte.RosterType().Check(roster); len(violations) > 0 {
		t.Errorf("the roster is no right document: %v", violations)
	}
}

const (
	noon    = "2024-10-01T12:00:00+03:00"
	later   = "2024-10-02T12:00:00+03:00"
	tooLate = "2024-10-16T00:00:00+03:00"
	after   = "2024-10-17T12:00:00+03:00"
)

// What an organization's documents mean together.
func TestRosterEntry(t *testing.T) {
	const hml = "municipality:109"
	answer := func(id, at, given string) hyte.Received {
		return hyte.Received{ID: id, ReceivedAt: instant(at), Nomination: nominationOf(hml, personNamed(given))}
	}
	says := func(id, at string, kind hyte.ReceivedKind) hyte.Received {
		return hyte.Received{ID: id, ReceivedAt: instant(at), Kind: kind, Nominator: hml}
	}
	accepts := func(id, at, accepted string) hyte.Received {
		return hyte.Received{ID: id, ReceivedAt: instant(at), Kind: hyte.ReceivedAcceptance, Accepts: accepted}
	}
	unknownTime := answer("0", noon, "Aura")
	unknownTime.ReceivedAt = time.Time{}
	for name, c := range map[string]struct {
		received []hyte.Received
		status   hyte.EntryStatus
		counted  string
		others   string // id and state of each
	}{
		"nothing":                     {nil, hyte.EntryMissing, "", ""},
		"one answer":                  {[]hyte.Received{answer("1", noon, "Aino")}, hyte.EntryAnswered, "1", ""},
		"a second one":                {[]hyte.Received{answer("1", noon, "Aino"), answer("2", later, "Eino")}, hyte.EntryReplaced, "2", "1 replaced "},
		"the same again":              {[]hyte.Received{answer("1", noon, "Aino"), answer("2", later, "Aino")}, hyte.EntryAnswered, "2", "1 replaced "},
		"the same at one time":        {[]hyte.Received{answer("2", noon, "Aino"), answer("1", noon, "Aino")}, hyte.EntryAnswered, "1", "2 replaced "},
		"two at one time":             {[]hyte.Received{answer("1", noon, "Aino"), answer("2", noon, "Eino")}, hyte.EntryConflict, "", "1 conflicting 2 conflicting "},
		"two at one time, earlier":    {[]hyte.Received{answer("0", "2024-09-30T12:00:00Z", "Aura"), answer("1", noon, "Aino"), answer("2", noon, "Eino")}, hyte.EntryConflict, "", "0 replaced 1 conflicting 2 conflicting "},
		"two at one time, then one":   {[]hyte.Received{answer("1", noon, "Aino"), answer("2", noon, "Eino"), answer("3", later, "Eino")}, hyte.EntryReplaced, "3", "1 replaced 2 replaced "},
		"late":                        {[]hyte.Received{answer("1", tooLate, "Aino")}, hyte.EntryLate, "", "1 late "},
		"in time and late":            {[]hyte.Received{answer("2", tooLate, "Aino"), answer("1", noon, "Eino")}, hyte.EntryAnswered, "1", "2 late "},
		"late and accepted":           {[]hyte.Received{answer("1", tooLate, "Aino"), accepts("2", after, "1")}, hyte.EntryAnswered, "1", ""},
		"accepted over one in time":   {[]hyte.Received{answer("1", noon, "Aino"), answer("2", tooLate, "Eino"), accepts("3", after, "2")}, hyte.EntryReplaced, "2", "1 replaced "},
		"accepted late, then refused": {[]hyte.Received{answer("1", tooLate, "Aino"), accepts("2", after, "1"), says("3", after, hyte.ReceivedRefusal)}, hyte.EntryDeclined, "", "1 withdrawn "},
		"one of two late accepted":    {[]hyte.Received{answer("1", tooLate, "Aino"), answer("2", after, "Eino"), accepts("3", "2024-10-18T12:00:00Z", "2")}, hyte.EntryAnswered, "2", "1 late "},
		"acceptance of nothing":       {[]hyte.Received{accepts("1", after, "9")}, hyte.EntryMissing, "", ""},
		"acceptance of one in time":   {[]hyte.Received{answer("1", noon, "Aino"), accepts("2", after, "1")}, hyte.EntryAnswered, "1", ""},
		"withdrawn":                   {[]hyte.Received{answer("1", noon, "Aino"), says("2", later, hyte.ReceivedWithdrawal)}, hyte.EntryWithdrawn, "", "1 withdrawn "},
		"withdrawn after the end":     {[]hyte.Received{answer("1", noon, "Aino"), says("2", after, hyte.ReceivedWithdrawal)}, hyte.EntryWithdrawn, "", "1 withdrawn "},
		"withdrawn and answered":      {[]hyte.Received{answer("1", noon, "Aino"), says("2", later, hyte.ReceivedWithdrawal), answer("3", "2024-10-03T12:00:00Z", "Eino")}, hyte.EntryReplaced, "3", "1 replaced "},
		"withdrawn at one time":       {[]hyte.Received{answer("1", noon, "Aino"), says("2", noon, hyte.ReceivedWithdrawal)}, hyte.EntryConflict, "", "1 conflicting "},
		"withdrawn twice":             {[]hyte.Received{answer("1", noon, "Aino"), says("2", later, hyte.ReceivedWithdrawal), says("3", later, hyte.ReceivedWithdrawal)}, hyte.EntryWithdrawn, "", "1 withdrawn "},
		"declined":                    {[]hyte.Received{says("1", noon, hyte.ReceivedRefusal)}, hyte.EntryDeclined, "", ""},
		"unknown time":                {[]hyte.Received{unknownTime}, hyte.EntryAnswered, "0", ""},
		"unknown time is the oldest":  {[]hyte.Received{answer("1", noon, "Aino"), unknownTime}, hyte.EntryReplaced, "1", "0 replaced "},
		"late are put between":        {[]hyte.Received{answer("3", after, "Aino"), answer("2", tooLate, "Eino"), answer("1", noon, "Aura"), accepts("4", after, "3")}, hyte.EntryReplaced, "3", "1 replaced 2 late "},
		"another organization":        {[]hyte.Received{{ID: "1", ReceivedAt: instant(noon), Nomination: nominationOf("municipality:061", personNamed("Aino"))}}, hyte.EntryMissing, "", ""},
		"no nomination":               {[]hyte.Received{{ID: "1", ReceivedAt: instant(noon)}}, hyte.EntryMissing, "", ""},
		"not yet received":            {[]hyte.Received{answer("1", "2024-12-01T00:00:00.000000001Z", "Aino")}, hyte.EntryMissing, "", ""},
		"received at this instant":    {[]hyte.Received{answer("1", "2024-12-01T00:00:00Z", "Aino")}, hyte.EntryLate, "", "1 late "},
	} {
		t.Run(name, func(t *testing.T) {
			roster := conformanceCalls(t)["basic"].Roster(c.received, instant("2024-12-01T00:00:00Z"))
			entry := entryOf(t, roster, hml)
			counted, others := "", ""
			if entry.Counted != nil {
				counted = entry.Counted.ID
			}
			for _, a := range entry.Others {
				others += fmt.Sprintf("%s %s ", a.ID, a.State)
			}
			if entry.Status != c.status || counted != c.counted || others != c.others {
				t.Errorf("%s, counted %q, others %q; want %s, %q, %q", entry.Status, counted, others, c.status, c.counted, c.others)
			}
		})
	}
}

func entryOf(t *testing.T, roster *hyte.Roster, nominator string) hyte.Entry {
	t.Helper()
	for _, e := range roster.Nominators {
		if e.Nominator == nominator {
			return e
		}
	}
	t.Fatalf("%s is not on the roster", nominator)
	return hyte.Entry{}
}

func TestRosterMissingAndUnlisted(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	roster := call.Roster([]hyte.Received{
		{ID: "1", ReceivedAt: instant(noon), Nomination: nominationOf("municipality:109", personNamed("Aino"))},
		{ID: "2", ReceivedAt: instant(after), Nomination: nominationOf("municipality:061", personNamed("Eino"))},
		{ID: "3", ReceivedAt: instant(after), Nomination: nominationOf("municipality:091", personNamed("Aura"))},
		{ID: "4", ReceivedAt: instant(noon), Kind: hyte.ReceivedRefusal, Nominator: "municipality:082"},
	}, instant(after))
	if missing := roster.Missing(); len(missing) != 9 || missing[0].Nominator != "municipality:086" {
		t.Errorf("missing are %v", missing)
	}
	want := &hyte.Summary{Asked: 12, Received: 1, Late: 1, Declined: 1, Missing: 9, Representatives: 1}
	if diff := cmp.Diff(want, roster.Summary); diff != "" {
		t.Error(diff)
	}
	if len(roster.Unlisted) != 1 || roster.Unlisted[0].ID != "3" || roster.Unlisted[0].State != hyte.StateUnlisted {
		t.Errorf("unlisted are %+v", roster.Unlisted)
	}
}

// refusals are those of all organizations of a call but some.
func refusals(call *hyte.ResolvedCall, but ...string) (received []hyte.Received) {
	for _, n := range call.Nominators {
		if !slices.Contains(but, n.ID) {
			received = append(received, hyte.Received{ID: "refusal of " + n.ID, Kind: hyte.ReceivedRefusal, Nominator: n.ID})
		}
	}
	return received
}

// 40 % is reckoned in whole numbers, and those who do not say decide nothing.
func TestGenderBalance(t *testing.T) {
	call := conformanceCalls(t)["gender-recommended"]
	for _, c := range []struct {
		women, men, silent int
		want               hyte.BalanceState
	}{
		{0, 0, 0, ""},
		{1, 0, 0, hyte.BalanceBroken},
		{1, 1, 0, hyte.BalanceKept},
		{1, 2, 0, hyte.BalanceBroken},
		{2, 2, 0, hyte.BalanceKept},
		{1, 3, 0, hyte.BalanceBroken},
		{2, 3, 0, hyte.BalanceKept}, // exactly 40 %
		{3, 2, 0, hyte.BalanceKept},
		{1, 4, 0, hyte.BalanceBroken},
		{2, 4, 0, hyte.BalanceBroken},
		{3, 4, 0, hyte.BalanceKept},
		{4, 6, 0, hyte.BalanceKept}, // exactly 40 %
		{6, 4, 0, hyte.BalanceKept},
		{3, 7, 0, hyte.BalanceBroken},
		{39, 61, 0, hyte.BalanceBroken},
		{40, 60, 0, hyte.BalanceKept},
		{0, 0, 1, hyte.BalanceBroken}, // one person cannot be 40 % of both
		{0, 0, 2, hyte.BalanceUnknown},
		{0, 0, 3, hyte.BalanceBroken},
		{1, 0, 1, hyte.BalanceUnknown},
		{2, 0, 1, hyte.BalanceBroken},
		{2, 2, 1, hyte.BalanceKept}, // 40 % of five whatever the fifth says
		{1, 2, 1, hyte.BalanceUnknown},
		{3, 0, 2, hyte.BalanceUnknown},
		{4, 0, 2, hyte.BalanceBroken},
		{61, 38, 1, hyte.BalanceBroken},
		{60, 39, 1, hyte.BalanceUnknown},
	} {
		var persons []*hyte.Person
		add := func(count int, gender hyte.Gender) {
			for range count {
				p := personNamed(fmt.Sprintf("a%d", len(persons)))
				p.Gender = gender
				persons = append(persons, p)
			}
		}
		add(c.women, hyte.GenderWoman)
		add(c.men, hyte.GenderMan)
		add(c.silent/2, hyte.GenderNotStated)
		add(c.silent-c.silent/2, "")
		received := append(refusals(call, "association:example"), hyte.Received{ID: "1", Nomination: nominationOf("association:example", persons...)})
		roster := call.Roster(received, instant(after))
		want := &hyte.Balance{Mode: hyte.GenderRecommended, Women: c.women, Men: c.men, NotStated: c.silent, State: c.want}
		if diff := cmp.Diff(want, roster.Gender); diff != "" {
			t.Errorf("%d women, %d men, %d silent: %s", c.women, c.men, c.silent, diff)
		}
	}
}

func TestGenderBalanceOff(t *testing.T) {
	woman := personNamed("Aino")
	woman.Gender = hyte.GenderWoman
	roster := conformanceCalls(t)["basic"].Roster([]hyte.Received{{ID: "1", Nomination: nominationOf("municipality:109", woman)}}, instant(after))
	want := &hyte.Balance{Mode: hyte.GenderOff, Women: 1}
	if diff := cmp.Diff(want, roster.Gender); diff != "" {
		t.Error(diff)
	}
}

func TestSectors(t *testing.T) {
	inSector := func(given string, s hyte.Sector) *hyte.Person {
		p := personNamed(given)
		p.Sector = s
		return p
	}
	hml := nominationOf("municipality:109", inSector("Aino", hyte.SectorSports))
	hml.Representatives[0].Deputy = inSector("Eino", hyte.SectorYouth)
	roster := conformanceCalls(t)["deputies-optional"].Roster([]hyte.Received{
		{ID: "1", ReceivedAt: instant(noon), Nomination: hml},
		{ID: "2", ReceivedAt: instant(noon), Nomination: nominationOf("association:example", inSector("Aura", hyte.SectorSports), inSector("Urho", hyte.SectorOther), personNamed("Helmi"))},
		{ID: "3", ReceivedAt: instant(after), Nomination: nominationOf("municipality:061", inSector("Onni", hyte.SectorSafety))},
	}, instant(after))
	want := map[hyte.Sector]int{hyte.SectorSports: 2, hyte.SectorOther: 1} // no deputies, nothing late
	if diff := cmp.Diff(want, roster.Sectors); diff != "" {
		t.Error(diff)
	}
}

// A person is recognized under two organizations in whatever way the name is
// written; two violations of one place say different things.
func TestSamePerson(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	named := func(given, family, email string) *hyte.Person {
		return &hyte.Person{GivenName: given, FamilyName: family, Email: email}
	}
	for name, c := range map[string]struct {
		a, b *hyte.Person
		same bool
	}{
		"the same":          {named("Aino", "Esimerkki", "a@example.fi"), named("Aino", "Esimerkki", "A@example.fi"), true},
		"no contact":        {named("Aino", "Esimerkki", "a@example.fi"), named("Aino", "Esimerkki", ""), true},
		"letter case":       {named("AINO", "Mäkinen", ""), named("aino", "MÄKINEN", ""), true},
		"normalization":     {named("Aino", "M\u00e4kinen", ""), named("Aino", "Ma\u0308kinen", ""), true},
		"blanks":            {named(" Aino", "Esimerkki", ""), named("Aino ", "Esimerkki\u00a0", ""), true},
		"long s":            {named("Aino", "E\u017fimerkki", ""), named("Aino", "Esimerkki", ""), true},
		"Kelvin sign":       {named("A\u212ai", "Esimerkki", ""), named("Aki", "Esimerkki", ""), true},
		"another address":   {named("Aino", "Esimerkki", "a@example.fi"), named("Aino", "Esimerkki", "b@example.fi"), false},
		"another name":      {named("Aino", "Esimerkki", "a@example.fi"), named("Aina", "Esimerkki", "a@example.fi"), false},
		"names swapped":     {named("Aino", "Esimerkki", ""), named("Esimerkki", "Aino", ""), false},
		"without dots":      {named("Aino", "Mäkinen", ""), named("Aino", "Makinen", ""), false},
		"parts of the name": {named("Aino Kaisa", "Esimerkki", ""), named("Aino", "Kaisa Esimerkki", ""), false},
	} {
		t.Run(name, func(t *testing.T) {
			roster := call.Roster([]hyte.Received{
				{ID: "1", Nomination: nominationOf("municipality:109", c.a, c.a)},
				{ID: "2", Nomination: nominationOf("municipality:061", c.b, c.b)},
			}, instant(after))
			var want []hyte.RosterViolation
			if c.same {
				want = []hyte.RosterViolation{{Rule: "roster.same_person", Location: "/nominators/4", Other: "/nominators/0", Severity: string(constraint.Warning)}}
			}
			if diff := cmp.Diff(want, roster.Violations); diff != "" {
				t.Error(diff)
			}
		})
	}
}
