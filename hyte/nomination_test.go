package hyte_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"pgregory.net/rapid"
)

func TestNormalize(t *testing.T) {
	n := &hyte.Nomination{
		Representatives: []hyte.Representative{{
			Person: &hyte.Person{GivenName: "\u00a0Aino ", FamilyName: "Ma\u0308kinen", JobTitle: " a  b ", Unit: "\u3000x", Email: "Aino(at)Example.FI", Telephone: "+358 (0)40 123 4567"},
			Deputy: &hyte.Person{Email: "no address ", Telephone: " 12 "},
		}, {}},
		GenderBalanceReason: " e\u0301 ",
		Decision:            &hyte.Decision{Body: " Kunnanhallitus", Date: "2021-01-11", Section: " 12", CaseNumber: "56/2021 "},
		Submitter:           &hyte.Submitter{GivenName: "A\u030a", FamilyName: " Ö ", JobTitle: " x", Email: " a@b.fi", Telephone: "050-1234567"},
	}
	n.Normalize()
	want := &hyte.Nomination{
		Representatives: []hyte.Representative{{
			Person: &hyte.Person{GivenName: "Aino", FamilyName: "M\u00e4kinen", JobTitle: "a  b", Unit: "x", Email: "Aino@example.fi", Telephone: "+358401234567"},
			Deputy: &hyte.Person{Email: "no address ", Telephone: " 12 "},
		}, {}},
		GenderBalanceReason: "\u00e9",
		Decision:            &hyte.Decision{Body: "Kunnanhallitus", Date: "2021-01-11", Section: "12", CaseNumber: "56/2021"},
		Submitter:           &hyte.Submitter{GivenName: "\u00c5", FamilyName: "Ö", JobTitle: "x", Email: "a@b.fi", Telephone: "+358501234567"},
	}
	if diff := cmp.Diff(want, n); diff != "" {
		t.Error(diff)
	}
	new(hyte.Nomination).Normalize() // nothing to normalize is fine
}

// Normalizing twice changes nothing, and what was right stays right.
func TestNormalizeIsStable(t *testing.T) {
	call := conformanceCalls(t)["deputies-optional"]
	rapid.Check(t, func(t *rapid.T) {
		n := anyNomination(call).Draw(t, "nomination")
		before := call.Validate(n)
		n.Normalize()
		once := asJSON(t, n)
		if after := call.Validate(n); !before.Invalid() && after.Invalid() {
			t.Errorf("it was right, and normalized it is not: %v", after)
		}
		n.Normalize()
		if diff := cmp.Diff(once, asJSON(t, n)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestPersonName(t *testing.T) {
	for want, p := range map[string]hyte.Person{
		"Aino Esimerkki": {GivenName: "Aino", FamilyName: "Esimerkki"}, "Aino": {GivenName: "Aino"}, "Esimerkki": {FamilyName: "Esimerkki"}, "": {},
	} {
		if got := p.Name(); got != want {
			t.Errorf("%+v is %q", p, got)
		}
	}
}

func TestDecodeNominationAsksNoCall(t *testing.T) {
	n, violations := hyte.DecodeNomination([]byte(`{"call":"x","nominator":"municipality:999","representatives":[{"person":{"givenName":"A","familyName":"B"}}],
		"submitter":{"givenName":"C","familyName":"D","email":"c@example.fi"},"consent":true}`))
	if len(violations) != 1 || violations[0].Rule != hyte.RuleContactMissing || n.Nominator != "municipality:999" {
		t.Errorf("%+v, %v", n, violations)
	}
	if n, violations := hyte.DecodeNomination([]byte(`{"call":`)); n != nil || !violations.NotJSON() {
		t.Errorf("%+v, %v", n, violations)
	}
}

func TestDecodeReceivedAsksNoCall(t *testing.T) {
	r, violations := hyte.DecodeReceived([]byte(`{"id":"1","nomination":{"call":"x","nominator":"municipality:999","representatives":[{"person":{"givenName":"A","familyName":"B"}}],
		"submitter":{"givenName":"C","familyName":"D","email":"c@example.fi"},"consent":true}}`))
	if len(violations) != 1 || violations[0].Location != "/nomination/representatives/0/person" || r.Nomination.Call != "x" {
		t.Errorf("%+v, %v", r, violations)
	}
}

// Every document type can be had for schemas and forms, under its own name.
func TestDocumentTypes(t *testing.T) {
	for name, typ := range map[string]*constraint.Type{
		"Call": hyte.CallType(), "Nomination": hyte.NominationType(), "Received": hyte.ReceivedType(),
		"ResolvedCall": hyte.ResolvedCallType(), "Roster": hyte.RosterType(),
	} {
		if typ.Name() != name {
			t.Errorf("%s is called %s", name, typ.Name())
		}
	}
}

func TestReadAtWhatIsNotJSON(t *testing.T) {
	call := exampleCall(t)
	if n, violations := call.ReadAt([]byte(`{`), instant(noon)); n != nil || len(violations) != 1 {
		t.Errorf("%+v, %v", n, violations)
	}
	if n, violations := call.NewReader().Read([]byte(`{`)); n != nil || len(violations) != 1 {
		t.Errorf("%+v, %v", n, violations)
	}
	if n, violations := call.NewReader().ReadAt([]byte(`{`), instant(noon)); n != nil || len(violations) != 1 {
		t.Errorf("%+v, %v", n, violations)
	}
	if r, violations := call.ReadReceived([]byte(`{`)); r != nil || len(violations) != 1 {
		t.Errorf("%+v, %v", r, violations)
	}
}

// ValidateAt is Validate and the clock.
func TestValidateAt(t *testing.T) {
	call := conformanceCalls(t)["refusing-late"]
	n := nominationOf("municipality:999", personNamed("Aino"))
	var got []string
	for _, v := range call.ValidateAt(n, instant(after)) {
		got = append(got, v.String())
	}
	want := []string{`error deadline.passed at ""`, `error nominator.unknown at "/nominator"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestValidateAllocatesNothing(t *testing.T) {
	call := exampleCall(t)
	for _, r := range exampleReceived(t, call) {
		if n := testing.AllocsPerRun(100, func() { call.Validate(r.Nomination) }); n != 0 {
			t.Errorf("%s: %v allocations", r.ID, n)
		}
	}
}

// The work must not grow with the square of what a stranger sends.
func TestReadHostileNominations(t *testing.T) {
	call := exampleCall(t)
	for name, item := range map[string]string{
		"empty":           `{}`,
		"wrong":           `1`,
		"without contact": `{"person":{"givenName":"A","familyName":"B"},"deputy":{}}`,
		"one person":      `{"person":{"givenName":"A","familyName":"B","email":"a@b.fi"}}`,
		"wrong contact":   `{"person":{"givenName":"A","familyName":"B","email":5,"telephone":5}}`,
	} {
		t.Run(name, func(t *testing.T) {
			items := strings.Repeat(item+",", min(30_000, constraint.MaxBytes/(len(item)+1)-10))
			n, violations := call.Read([]byte(`{"representatives":[` + items + item + `]}`))
			if n == nil || len(violations) < 100 {
				t.Errorf("%d violations", len(violations))
			}
		})
	}
}
