package nomination_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/kinds"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func TestMessage(t *testing.T) {
	violation := func(rule hyte.Rule, location string) hyte.Violation {
		return hyte.Violation{Rule: rule, Location: location, Severity: hyte.Error}
	}
	with := func(v hyte.Violation, params constraint.Params) hyte.Violation {
		v.Params = params
		return v
	}
	warning := func(v hyte.Violation) hyte.Violation {
		v.Severity = hyte.Warning
		return v
	}
	tests := []struct {
		name     string
		language string
		give     hyte.Violation
		want     string
	}{
		{"the field's own sentence", "fi", violation("required", "/representatives/0/person/givenName"), "Kirjoita edustajan etunimi."},
		{"another field of the same name", "sv", violation("required", "/representatives/0/deputy/givenName"), "Ange ersättarens förnamn."},
		{"which of several representatives", "en", violation("required", "/representatives/1/person/familyName"), "Representative 2: Enter the representative’s last name."},
		{"the rule's sentence", "sv", violation("format.url", "/privacyNotice/url/sv"), "Ange en webbadress som börjar med https://."},
		{"the special case of one", "fi", with(violation("quota.min", "/representatives"), constraint.Params{Min: 1}), "Nimeä vähintään yksi edustaja."},
		{"a limit", "fi", with(violation("quota.min", "/representatives"), constraint.Params{Min: 2}), "Nimeä vähintään 2 edustajaa."},
		{"values of a document", "en", with(violation("one_of", "/deputies"), constraint.Params{Allowed: []string{"none", "optional"}}), "Enter one of these values: none, optional."},
		{"a type", "en", with(violation("type", "/consent"), constraint.Params{Type: "boolean"}), "Give a value here that is true or false."},
		{"the end of a day", "fi", with(violation("deadline.passed", ""), constraint.Params{Time: "2021-01-16T00:00:00+02:00"}), "Määräaika päättyi 15.1.2021. Vastauksia ei enää oteta vastaan. Ota yhteyttä pyynnön lähettäjään."},
		{"a clock time, as a warning", "sv", warning(with(violation("deadline.passed", ""), constraint.Params{Time: "2023-03-16T14:15:00Z"})), "Tidsfristen gick ut den 16\u00a0mars 2023 kl.\u00a016.15. Du kan fortfarande skicka svaret, men det antecknas som försenat."},
		{"a date", "en", warning(with(violation("decision.before_call", "/decision/date"), constraint.Params{Date: "2020-12-17"})), "Check the date of the decision: it is before the date of the request, 17\u00a0December 2020."},
		{"another representative", "fi", with(violation("representative.duplicate", "/representatives/2"), constraint.Params{Other: "/representatives/0"}), "Edustaja 3: Nimeä eri henkilö tai poista tämä. Sama henkilö on jo edustaja 1."},
		{"a successor that no call names", "sv", with(violation("nominator.merged", "/nominator"), constraint.Params{Successor: "municipality:541"}), "Välj kommunen municipality:541: den här kommunen har gått samman med den."},
		{"a successor of a municipality", "en", with(violation("municipality.unknown", "/seats/0/nominators/municipalities/0"), constraint.Params{Date: "2021-01-15", Successor: "municipality:214"}), "Use municipality:214 instead: on 15\u00a0January 2021 this municipality had already been merged into it."},
		{"a language without a catalog", "se", violation("consent.missing", "/consent"), "Vahvista, että nimetyt henkilöt ovat suostuneet tehtävään."},
		{"a rule without a text", "en", violation("rule.of.tomorrow", "/consent"), "Check this item."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := kinds.Message(test.language, test.give); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestMessagesOfCandidates: whoever proposes candidates is told of candidates, on the
// form as soon as it is known who answers, and of a document where all are asked for such.
func TestMessagesOfCandidates(t *testing.T) {
	missing := hyte.Violation{Rule: constraint.RuleRequired, Location: "/representatives/1/person/familyName", Severity: hyte.Error}
	const ofCandidate, ofRepresentative = "Ehdokas 2: Kirjoita ehdokkaan sukunimi.", "Edustaja 2: Kirjoita edustajan sukunimi."
	inOneSeat := func(c *hyte.Call) { c.Seats[0].Representatives = &hyte.Quota{Max: 4, Places: 1} }
	for _, test := range []struct {
		name   string
		change func(*hyte.Call)
		want   string
	}{
		{"all seats", withCandidates, ofCandidate},
		{"one seat of several", inOneSeat, ofRepresentative},
	} {
		if got := nomination.Kind().Messages(texts.For("fi"), example(t, test.change)).Message(missing); got != test.want {
			t.Errorf("%s: of a document: got %q, want %q", test.name, got, test.want)
		}
		if got := form(t, "fi", test.change).Message(missing); got != test.want {
			t.Errorf("%s: on the form: got %q, want %q", test.name, got, test.want)
		}
	}
	f, call := form(t, "fi", inOneSeat), example(t, inOneSeat)
	for organization, want := range map[string]string{
		"municipality:109": "Kirjoita ehdokkaan sukunimi.",
		call.NominatorsOf(call.Call.Seats[1].ID, "fi")[0].ID: "Kirjoita edustajan sukunimi.",
	} {
		s := f.NewState()
		s.Set("/nominator", []string{organization})
		html := htmlOf(f.Tree(forms.View{State: s, Violations: f.Check(s), Phase: forms.PhaseRejected}))
		if !strings.Contains(html, want) {
			t.Errorf("%s: the page does not say %q", organization, want)
		}
	}
}
