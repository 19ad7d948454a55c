package hyte_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/area/collation"
	"github.com/hytekit/hytekit/hyte/civil"
	"pgregory.net/rapid"
)

// callWith is the call "basic" of the conformance cases with these seats.
func callWith(t testing.TB, seats ...hyte.Seat) *hyte.ResolvedCall {
	t.Helper()
	call := *conformanceCalls(t)["basic"].Call
	call.Seats, call.MembershipDate = seats, "2025-01-01"
	resolved, violations := call.Resolve()
	if resolved == nil {
		t.Fatal(violations)
	}
	return resolved
}

func municipalitySeat(id string, n hyte.Nominators) hyte.Seat {
	n.Kind = hyte.NominatorMunicipality
	return hyte.Seat{ID: id, Nominators: &n, Representatives: &hyte.Quota{Max: 1}}
}

// everyRegion asks all municipalities of the country, region by region.
func everyRegion(t testing.TB) *hyte.ResolvedCall {
	t.Helper()
	regions, err := area.Regions(civil.MustParse("2025-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	var seats []hyte.Seat
	for _, r := range regions {
		seats = append(seats, municipalitySeat("region-"+r.Code().String(), hyte.Nominators{Region: r.Code().String()}))
	}
	return callWith(t, seats...)
}

func TestResolveTheWholeCountry(t *testing.T) {
	all, err := area.Municipalities(civil.MustParse("2025-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, m := range all {
		codes = append(codes, m.Code().String())
	}
	listed := callWith(t, municipalitySeat("all", hyte.Nominators{Municipalities: codes}))
	for name, call := range map[string]*hyte.ResolvedCall{"by region": everyRegion(t), "by list": listed} {
		t.Run(name, func(t *testing.T) {
			if len(call.Nominators) != 308 {
				t.Fatalf("%d nominators", len(call.Nominators))
			}
			for _, m := range all {
				n, ok := call.Nominator("municipality:" + m.Code().String())
				if !ok {
					t.Fatalf("%s is not asked", m)
				}
				if n.Name["fi"] != m.Name("fi") || n.Name["sv"] != m.Name("sv") || n.Name["se"] == n.Name["fi"] || n.Quota.Max != 1 {
					t.Errorf("%s is %+v", m, n)
				}
				if diff := cmp.Diff(m.Languages().List(), n.Languages); diff != "" {
					t.Errorf("%s: %s", m, diff)
				}
			}
			// Three municipalities have merged since 2019.
			if len(call.Merged) != 3 {
				t.Errorf("merged are %+v", call.Merged)
			}
			if violations := checkDocument(t, call); len(violations) > 0 {
				t.Errorf("the resolved call is no right document: %v", violations)
			}
		})
	}
}

// checkDocument writes a resolved call and reads it.
func checkDocument(t *testing.T, call *hyte.ResolvedCall) hyte.Violations {
	t.Helper()
	data, err := json.Marshal(call)
	if err != nil {
		t.Fatal(err)
	}
	again, violations := hyte.DecodeResolvedCall(data)
	if again != nil {
		if diff := cmp.Diff(asJSON(t, call), asJSON(t, again)); diff != "" {
			t.Error(diff)
		}
	}
	return violations
}

// Nominators come as a reader of the language looks for them: å, ä and ö follow z.
func TestNominatorsOfTheWholeCountryAreInOrder(t *testing.T) {
	var codes []string
	for _, n := range everyRegion(t).Nominators {
		codes = append(codes, strings.TrimPrefix(n.ID, "municipality:"))
	}
	call := callWith(t, municipalitySeat("all", hyte.Nominators{Municipalities: codes}))
	for language, last := range map[string]string{"fi": "Äänekoski", "sv": "Övertorneå"} {
		var got []string
		for _, n := range call.NominatorsOf("all", language) {
			got = append(got, n.Name[language])
		}
		want := slices.Clone(got)
		collation.Sort(language, want, func(name string) string { return name })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", language, diff)
		}
		if got[len(got)-1] != last {
			t.Errorf("%s: the last is %s, not %s", language, got[len(got)-1], last)
		}
	}
}

func TestNominatorsOf(t *testing.T) {
	call := callWith(
		t, municipalitySeat("municipalities", hyte.Nominators{Region: "05"}),
		hyte.Seat{ID: "others", Nominators: &hyte.Nominators{Kind: hyte.NominatorNamed, Organizations: []hyte.Organization{
			{ID: "association:zeta", Name: hyte.Text{"fi": "Zeta"}}, {ID: "association:alfa", Name: hyte.Text{"fi": "Alfa"}},
		}}, Representatives: &hyte.Quota{}},
	)
	names := func(seat, language string) string {
		var all []string
		for _, n := range call.NominatorsOf(seat, language) {
			all = append(all, n.Name.In(language))
		}
		return strings.Join(all, ", ")
	}
	for _, c := range []struct{ seat, language, want string }{
		{"municipalities", "fi", "Forssa, Hattula, Hausjärvi, Humppila, Hämeenlinna, Janakkala, Jokioinen, Loppi, Riihimäki, Tammela, Ypäjä"},
		{"municipalities", "en", "Forssa, Hattula, Hausjärvi, Humppila, Hämeenlinna, Janakkala, Jokioinen, Loppi, Riihimäki, Tammela, Ypäjä"},
		{"municipalities", "sv", "Forssa, Hattula, Hausjärvi, Humppila, Janakkala, Jockis, Loppi, Riihimäki, Tammela, Tavastehus, Ypäjä"},
		{"others", "fi", "Zeta, Alfa"},
		{"others", "sv", "Zeta, Alfa"},
		{"none", "fi", ""},
	} {
		if got := names(c.seat, c.language); got != c.want {
			t.Errorf("%s in %s: %s", c.seat, c.language, got)
		}
	}
}

func TestResolveTellsWhoHasMerged(t *testing.T) {
	call := conformanceCalls(t)["satakunta"]
	want := []hyte.Merged{{ID: "municipality:099", Name: hyte.Text{"fi": "Honkajoki", "sv": "Honkajoki"}, Successor: "municipality:214"}}
	if diff := cmp.Diff(want, call.Merged); diff != "" {
		t.Error(diff)
	}
}

// A call that is not sound is not resolved, and checking it does not panic.
func TestResolveRefuses(t *testing.T) {
	call, _ := hyte.DecodeCall([]byte(`{"id":"abc","seats":[{"id":"x"}]}`))
	resolved, violations := call.Resolve()
	if resolved != nil || !violations.Invalid() {
		t.Errorf("resolved to %v, %v", resolved, violations)
	}
	if diff := cmp.Diff(violations, call.Check()); diff != "" {
		t.Error(diff)
	}
}

func TestPublicHidesAddresses(t *testing.T) {
	call := exampleCall(t)
	before := asJSON(t, call)
	for _, secret := range []string{"kirjaamo.fshky@example.fi", "pikassos@example.fi"} {
		if !strings.Contains(before, secret) {
			t.Fatalf("the example has no %s", secret)
		}
		if strings.Contains(asJSON(t, call.Public()), secret) {
			t.Errorf("%s is public", secret)
		}
	}
	if diff := cmp.Diff(before, asJSON(t, call)); diff != "" {
		t.Errorf("the call itself has changed: %s", diff)
	}
	if !strings.Contains(asJSON(t, call.Public()), "helmi.esimerkki@example.fi") {
		t.Error("who answers questions is not public")
	}
}

// anyNomination draws nominations that are right or wrong in many ways.
func anyNomination(call *hyte.ResolvedCall) *rapid.Generator[*hyte.Nomination] {
	ids := []string{"", "municipality:091", "municipality:099"}
	for _, n := range call.Nominators {
		ids = append(ids, n.ID)
	}
	person := anyPerson()
	return rapid.Custom(func(t *rapid.T) *hyte.Nomination {
		n := &hyte.Nomination{
			Call: rapid.SampledFrom([]string{call.Call.ID, call.Call.ID, "another"}).Draw(t, "call"), Nominator: rapid.SampledFrom(ids).Draw(t, "nominator"),
			Consent: rapid.Bool().Draw(t, "consent"), Language: rapid.SampledFrom([]string{"", "fi", "FI"}).Draw(t, "language"),
			GenderBalanceReason: rapid.SampledFrom([]string{"", "syy", " \n"}).Draw(t, "reason"),
		}
		for range rapid.IntRange(0, 4).Draw(t, "representatives") {
			n.Representatives = append(n.Representatives, hyte.Representative{Person: person.Draw(t, "person"), Deputy: rapid.OneOf(rapid.Just[*hyte.Person](nil), person).Draw(t, "deputy")})
		}
		if rapid.Bool().Draw(t, "decided") {
			n.Decision = &hyte.Decision{
				Body: rapid.StringN(0, 5, -1).Draw(t, "body"), Date: rapid.SampledFrom([]string{"", "2024-09-01", "2024-09-02", "1.9.2024"}).Draw(t, "date"),
				Section: rapid.StringN(0, 22, -1).Draw(t, "section"), CaseNumber: rapid.StringN(0, 5, -1).Draw(t, "number"),
			}
		}
		if rapid.Bool().Draw(t, "submitted") {
			n.Submitter = &hyte.Submitter{GivenName: "Onni", FamilyName: "Mallikas", Email: rapid.SampledFrom(emails).Draw(t, "email")}
		}
		return n
	})
}

var (
	emails     = []string{"", "aino@example.fi", " AINO(at)EXAMPLE.FI ", "aino", "aino@example.fi\n", "aino@häme.example"}
	telephones = []string{"", "+358401234567", "040 123 4567", "00358 (0)40 1234567", "12", "+46 8 123 456 78"}
)

func anyPerson() *rapid.Generator[*hyte.Person] {
	names := rapid.OneOf(rapid.SampledFrom([]string{"", "Aino", " AINO", "Ma\u0308kinen", "Mäkinen", "Á\u200b", "𐐔", "a\nb"}), rapid.StringN(0, 5, -1))
	return rapid.Custom(func(t *rapid.T) *hyte.Person {
		return &hyte.Person{
			GivenName: names.Draw(t, "given"), FamilyName: names.Draw(t, "family"), JobTitle: names.Draw(t, "title"), Unit: names.Draw(t, "unit"),
			Email: rapid.SampledFrom(emails).Draw(t, "email"), Telephone: rapid.SampledFrom(telephones).Draw(t, "telephone"),
			Gender: rapid.SampledFrom([]hyte.Gender{"", hyte.GenderWoman, hyte.GenderMan, hyte.GenderNotStated, "x"}).Draw(t, "gender"),
			Sector: rapid.SampledFrom([]hyte.Sector{"", hyte.SectorYouth, "x"}).Draw(t, "sector"),
		}
	})
}

// What the browser gets judges as the server does.
func TestThePublicCallValidatesTheSame(t *testing.T) {
	calls := conformanceCalls(t)
	names := slices.Sorted(maps.Keys(calls))
	sent := map[string]*hyte.ResolvedCall{}
	for _, name := range names {
		data, err := json.Marshal(calls[name].Public())
		if err != nil {
			t.Fatal(err)
		}
		var violations hyte.Violations
		if sent[name], violations = hyte.DecodeResolvedCall(data); len(violations) > 0 {
			t.Fatal(violations)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "call")
		n := anyNomination(calls[name]).Draw(t, "nomination")
		if diff := cmp.Diff(calls[name].Validate(n), sent[name].Validate(n)); diff != "" {
			t.Error(diff)
		}
	})
}

// A value made in Go and the same as JSON are judged alike, and the structure
// that the rules meet never makes them panic.
func TestValidateAndReadAgree(t *testing.T) {
	call := conformanceCalls(t)["gender-required-pairs"]
	reader := call.NewReader()
	rapid.Check(t, func(t *rapid.T) {
		n := anyNomination(call).Draw(t, "nomination")
		if len(n.Representatives) == 0 {
			n.Representatives = []hyte.Representative{} // nil would be null in JSON
		}
		data, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), `"submitter":null,`, "", 1) // null is not absent
		_, read := call.Read([]byte(text))
		if diff := cmp.Diff(call.Validate(n), read); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
		_, again := reader.Read([]byte(text))
		if diff := cmp.Diff(read, again); diff != "" {
			t.Error(diff)
		}
	})
}

func TestDecodeResolvedCallRefuses(t *testing.T) {
	for text, want := range map[string]string{
		`{`:                                     "json.syntax ",
		`{}`:                                    "required /call",
		`{"call":{},"nominators":[{"id":"x"}]}`: "required /call/id",
	} {
		call, violations := hyte.DecodeResolvedCall([]byte(text))
		if call != nil || len(violations) == 0 || fmt.Sprintf("%s %s", violations[0].Rule, violations[0].Location) != want {
			t.Errorf("%s: %v, %v", text, call, violations)
		}
	}
}

// A resolved call works however it was read.
func TestResolvedCallByEncodingJSON(t *testing.T) {
	call := exampleCall(t)
	data, err := json.Marshal(call)
	if err != nil {
		t.Fatal(err)
	}
	var again hyte.ResolvedCall
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	if _, asked := again.Nominator(call.Nominators[0].ID); !asked {
		t.Error("the call asks nobody")
	}
	if _, violations := again.Read([]byte(benchNomination)); len(violations) > 0 {
		t.Errorf("a right nomination: %v", violations)
	}
	if err := json.Unmarshal([]byte(`{"call":{}}`), &again); err == nil || !strings.Contains(err.Error(), "/call/") {
		t.Errorf("half a call: %v", err)
	}
}
