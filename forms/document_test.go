package forms_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
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
			name: "a second representative, with empty lines between the texts kept",
			give: map[string][]string{"/representatives/1/person/familyName": {`O"Neill \`}, "/genderBalanceReason": {"yksi\r\n\r\nkaksi\n"}},
			want: `{"call":"kanta-hame-hyte-2021","representatives":[{"person":{}},{"person":{"familyName":"O\"Neill \\"}}],"genderBalanceReason":"yksi\n\nkaksi","submitter":{},"consent":false,"language":"fi"}`,
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
		{"29.2.2021", "29.2.2021"},
		{"1/15/2021", "1/15/2021"},
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
			if wrong := constraint.Invalid(f.Check(s)); wrong != (test.give == test.want && test.want != "2021-01-15") {
				t.Errorf("violations: %v", f.Check(s))
			}
		})
	}
}

func TestCheckIsTheCallsOwn(t *testing.T) {
	f := form(t, "sv")
	s := f.Post(with(right(), "/submitter/email", "inte en adress")).State
	_, want := f.Call().Read(f.Document(s))
	if diff := cmp.Diff(want, f.Check(s)); diff != "" || len(want) != 1 {
		t.Errorf("want %v (-want +got)\n%s", want, diff)
	}
}
