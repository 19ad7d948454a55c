package nomination_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
)

func TestDocument(t *testing.T) {
	const who = `"call":"kanta-hame-hyte-2021","nominator":"municipality:109"`
	tests := []struct {
		name    string
		changes []func(*hyte.Call)
		give    map[string][]string
		want    string
	}{
		{
			name: "everything, trimmed and with an ISO date",
			give: right(),
			want: `{` + who + `,"representatives":[{"person":{"givenName":"Aino","familyName":"Esimerkki","jobTitle":"hyvinvointikoordinaattori","sector":"culture-and-library","email":"aino.esimerkki(at)example.fi","telephone":"040 123 4567","gender":"woman","contactVisibility":"organizer"}}],"decision":{"body":"Kunnanhallitus","date":"2021-01-11","section":"12","caseNumber":"56/00.04.01/2021"},"submitter":{"givenName":"Onni","familyName":"Mallikas","email":"kirjaamo@example.fi"},"consent":true,"language":"fi"}`,
		},
		{
			name: "nothing: what must be there is there, empty",
			give: nil,
			want: `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name: "blanks are nothing",
			give: map[string][]string{"/decision/body": {" \u00a0"}, "/genderBalanceReason": {"\r\n \r\n"}},
			want: `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name:    "a deputy of whom nothing is said",
			changes: []func(*hyte.Call){withDeputies(hyte.DeputiesRequired)},
			give:    map[string][]string{"/representatives/0/deputy/givenName": {""}, "/representatives/0/deputy/contactVisibility": {"organizer"}},
			want:    `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name:    "a deputy of whom something is said",
			changes: []func(*hyte.Call){withDeputies(hyte.DeputiesOptional)},
			give:    map[string][]string{"/representatives/0/deputy/givenName": {"Veikko"}, "/representatives/0/deputy/contactVisibility": {"members"}},
			want:    `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{},"deputy":{"givenName":"Veikko","contactVisibility":"members"}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name: "what is not asked is not in it",
			give: map[string][]string{"/representatives/0/deputy/givenName": {"Veikko"}, "/call": {"another"}, "/language": {"sv"}, "/personalIdentityCode": {"x"}},
			want: `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name:    "a second representative, with empty lines between the texts kept",
			changes: []func(*hyte.Call){withCandidates},
			give:    map[string][]string{"/representatives/1/person/familyName": {`O"Neill \`}, "/genderBalanceReason": {"yksi\r\n\r\nkaksi\n"}},
			want:    `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}},{"person":{"familyName":"O\"Neill \\"}}],"genderBalanceReason":"yksi\n\nkaksi","submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name:    "deputies of all, up to the last one of whom something is said",
			changes: []func(*hyte.Call){withDeputies(hyte.DeputiesPool)},
			give:    map[string][]string{"/deputies/1/givenName": {"Veikko"}, "/deputies/2/givenName": {" "}, "/deputies/2/contactVisibility": {"organizer"}},
			want:    `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}}],"deputies":[{},{"givenName":"Veikko"}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name:    "no deputies of all",
			changes: []func(*hyte.Call){withDeputies(hyte.DeputiesPool)},
			give:    map[string][]string{"/deputies/1/givenName": {""}},
			want:    `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name:    "an organization that nobody asked by name",
			changes: []func(*hyte.Call){ofAnyone},
			give:    map[string][]string{"/nominatorName": {"Malliyhdistys ry"}, "/businessId": {"2617416-4"}, "/representatives/0/person/jobTitle": {"puheenjohtaja"}},
			want:    `{"call":"kanta-hame-hyte-2021","nominator":"open:2617416-4","nominatorName":"Malliyhdistys ry","businessId":"2617416-4","representatives":[{"person":{"jobTitle":"puheenjohtaja"}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name:    "others with whom it answers, one on each line",
			changes: []func(*hyte.Call){ofAnyone},
			give:    map[string][]string{"/nominatorName": {"Malliyhdistys ry"}, "/businessId": {" 2617416-4 "}, "/jointlyWith": {"Toinen yhdistys ry\r\n \r\n Kolmas ry "}},
			want:    `{"call":"kanta-hame-hyte-2021","nominator":"open:2617416-4","nominatorName":"Malliyhdistys ry","businessId":"2617416-4","jointlyWith":["Toinen yhdistys ry","Kolmas ry"],"representatives":[{"person":{}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name: "others with whom nobody is asked to answer",
			give: map[string][]string{"/jointlyWith": {"Toinen yhdistys ry"}},
			want: `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name:    "a change in mid-term",
			changes: []func(*hyte.Call){withTerm},
			give:    map[string][]string{"/change/from": {"1.4.2023"}, "/change/reason": {"moved"}},
			want:    `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}}],"change":{"from":"2023-04-01","reason":"moved"},"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name: "a change where there is no term",
			give: map[string][]string{"/change/from": {"1.4.2023"}},
			want: `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}}],"submitter":{},"consent":false,"language":"fi"}`,
		},
		{
			name:    "why a resident is proposed, and nothing of an office",
			changes: []func(*hyte.Call){ofPersons(hyte.PersonsResidents)},
			give:    map[string][]string{"/representatives/0/motivation": {"Tuntee\r\nalueen."}, "/representatives/0/person/jobTitle": {"x"}, "/representatives/0/person/sector": {"sports"}},
			want:    `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{},"motivation":"Tuntee\nalueen."}],"submitter":{},"consent":false,"language":"fi"}`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := form(t, "fi", test.changes...)
			got := f.Document(f.Post(test.give).State)
			if !json.Valid(got) {
				t.Fatalf("not JSON: %s", got)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestDatesAsPeopleWriteThem(t *testing.T) {
	tests := []struct{ give, want string }{
		{"15.1.2021", "2021-01-15"},
		{"15.01.2021", "2021-01-15"},
		{" 5. 1. 2021 ", "2021-01-05"},
		{"15/1/2021", "2021-01-15"},
		{"15-1-2021", "2021-01-15"},
		{"2021-01-15", "2021-01-15"},
		{"29.2.2020", "2020-02-29"},
		{"15.1.21", "15.1.21"},
		{"15.1.", "15.1."},
		{"15.1.2021.", "2021-01-15"},
		{"+5.1.2021", "+5.1.2021"},
		{"1५.1.2021", "1५.1.2021"},
		{"tammikuussa", "tammikuussa"},
	}
	f := form(t, "fi")
	for _, test := range tests {
		t.Run(test.give, func(t *testing.T) {
			s := f.Post(with(right(), "/decision/date", test.give)).State
			var document struct{ Decision struct{ Date string } }
			if err := json.Unmarshal(f.Document(s), &document); err != nil {
				t.Fatal(err)
			}
			if document.Decision.Date != test.want {
				t.Errorf("got %q, want %q", document.Decision.Date, test.want)
			}
			if got := s.Get("/decision/date"); got != test.give {
				t.Errorf("the state has %q, not what was typed", got)
			}
			if wrong := f.Check(s).Invalid(); wrong != (test.give == test.want && test.want != "2021-01-15") {
				t.Errorf("violations: %v", f.Check(s))
			}
		})
	}
}

// A date that there is not says which part of it is wrong, in words.
func TestDatesThatThereAreNot(t *testing.T) {
	for give, want := range map[string]string{
		"31.2.2021": "vain 28\u00a0päivää", "29.2.2023": "vain 28\u00a0päivää", "31.4.2021": "vain 30\u00a0päivää", "0.1.2021": "vain 31\u00a0päivää",
		"15.13.2021": "1–12", "1/15/2021": "1–12", "15.1.21": "neljällä numerolla", "tammikuussa": "muodossa päivä.kuukausi.vuosi",
	} {
		f := form(t, "fi")
		s := f.Post(with(right(), "/decision/date", give)).State
		violations := f.Check(s)
		if len(violations) != 1 || !strings.Contains(f.Message(violations[0]), want) {
			t.Errorf("%s: %v, want a message with %q", give, violations, want)
		} else if s.Get("/decision/date") != give {
			t.Errorf("%s is not what is shown", give)
		}
	}
}

func TestCheckIsTheCallsOwn(t *testing.T) {
	f := form(t, "sv")
	s := f.Post(with(right(), "/submitter/email", "inte en adress")).State
	_, want := f.Inquiry().(*hyte.ResolvedCall).Read(f.Document(s))
	if diff := cmp.Diff(want, f.Check(s)); diff != "" || len(want) != 1 {
		t.Errorf("want %v (-want +got)\n%s", want, diff)
	}
}
