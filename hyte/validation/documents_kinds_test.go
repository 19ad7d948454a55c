package validation_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/validation"
)

// callCases change the example call: each member given replaces that of the
// call. Its own warning, that Christmas takes much of the time, stays.
var callCases = []struct{ name, change, want string }{
	{"right", `{}`, holidays},
	{"all required absent", `{"id": "", "title": null, "organizer": null, "body": null, "issued": "", "deadline": null, "seats": null, "submission": null, "languages": null}`,
		"error required /id\nerror required /title\nerror required /organizer\nerror required /body\nerror required /issued\nerror required /deadline\n" +
			"error required /seats\nerror required /submission\nerror required /languages\n"},
	{"empty containers", `{"title": {}, "seats": [], "languages": [], "firstMeeting": {}}`,
		"error min_items /title\nerror min_items /seats\nerror required /firstMeeting/from\nerror min_items /languages\n"},
	{"short id", `{"id": "ab"}`, "error min_length /id\n"},
	{"names of a map", `{"title": {"a.b]": "x", "fi": "", "": "x", "FI": "", "x/y~z[0]": "\u0000", "sv": "\n", "se": "ok"}}`,
		"error format.language /title/\nerror format.language /title/FI\nerror format.language /title/a.b]\nerror required /title/fi\n" +
			"error format.line /title/sv\nerror format.language /title/x~1y~0z[0]\n"},
	{"maps in a list", `{"body": {"id": "b", "kind": "board", "name": {"fi": "B"}, "tasks": [{}, {"fi": ""}, null, {"x": "a"}]}}`,
		"error min_items /body/tasks/0\nerror required /body/tasks/1/fi\nerror min_items /body/tasks/2\nerror format.language /body/tasks/3/x\n"},
	{"two alike, and one wrong", `{"languages": ["fi", "x", "fi"], "submission": {"registry": "a@example.fi", "copies": ["x", "x"]}}`,
		"error unique_items /submission/copies\nerror format.email /submission/copies/0\nerror format.email /submission/copies/1\n" +
			"error unique_items /languages\nerror format.language /languages/1\n"},
	{"eleven languages, two alike", `{"languages": ["fi","sv","en","se","smn","sms","de","da","nb","ru","fi"]}`, "error max_items /languages\n"},
	{"numbers", `{"seats": [{"id": "a", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"min": -1, "max": 101}}]}`,
		"error minimum /seats/0/representatives/min\nerror maximum /seats/0/representatives/max\n"},
	{"settings", `{"deputies": "x", "lateNominations": "x", "access": "x", "genderBalance": {"mode": "x"}, "membershipDate": "x"}`,
		"error format.date /membershipDate\nerror one_of /deputies\nerror one_of /genderBalance/mode\nerror one_of /lateNominations\nerror one_of /access\n"},
	{"formats", `{"deadline": {"date": "2021-1-15", "time": "24:00"}, "privacyNotice": {"controller": {"fi": "x"}, "contact": "x", "url": {"fi": "http://example.fi"}, "retention": {"fi": "\u0000"}}}`,
		"error format.date /deadline/date\nerror format.time /deadline/time\nerror format.email /privacyNotice/contact\n" +
			"error format.url /privacyNotice/url/fi\nerror format.text /privacyNotice/retention/fi\n"},
	{"organizations", `{"seats": [{"id": "a", "nominators": {"kind": "named", "region": "5", "municipalities": ["1", "2", "2"],
			"organizations": [{"id": "x", "businessId": "2617416-5", "languages": []}]}, "representatives": {}}]}`,
		"error format.area /seats/0/nominators/region\nerror unique_items /seats/0/nominators/municipalities\n" +
			"error format.municipality /seats/0/nominators/municipalities/0\nerror format.municipality /seats/0/nominators/municipalities/1\n" +
			"error format.municipality /seats/0/nominators/municipalities/2\nerror format.organization /seats/0/nominators/organizations/0/id\n" +
			"error required /seats/0/nominators/organizations/0/name\nerror format.business_id /seats/0/nominators/organizations/0/businessId\n" +
			"error min_items /seats/0/nominators/organizations/0/languages\n"},
	{"seats", `{"seats": [` + seat("a", `"region": "05"`) + `,` + seat("a", `"municipalities": ["109", "999"]`) + `,` + seat("b", `"region": "99"`) + `,` +
		seat("c", `"region": "05", "county": "07"`) + `,` + seat("d", `"municipalities": ["109"]`) + `]}`,
		holidays + "error seat.duplicate /seats/1/id\nerror nominator.twice /seats/1/nominators/municipalities/0\nerror municipality.unknown /seats/1/nominators/municipalities/1\n" +
			"error area.unknown /seats/2/nominators/region\nerror seat.nominators /seats/3/nominators\nerror nominator.twice /seats/4/nominators/municipalities/0\n"},
	{"a quota", `{"seats": [{"id": "a", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"min": 3, "max": 2}}]}`,
		holidays + "error quota.range /seats/0/representatives/max\n"},
	{"dates", `{"issued": "2021-01-16", "membershipDate": "1999-01-01", "firstMeeting": {"from": "2021-01-02", "to": "2021-01-01"}}`,
		"error deadline.before_issue /deadline/date\nerror membership.out_of_range /membershipDate\n" +
			"warning meeting.before_deadline /firstMeeting/from\nerror meeting.order /firstMeeting/to\n"},
	{"thoughts", `{"issued": "2021-01-13", "deadline": {"date": "2021-01-17"}, "title": {"fi": "x"}, "genderBalance": {"mode": "required"}, "privacyNotice": null}`,
		"warning text.missing /title/en\nwarning text.missing /title/sv\nwarning deadline.short /deadline\n" + holidays +
			"warning deadline.not_working_day /deadline/date\n" +
			"warning gender.pair_impossible /genderBalance/mode\nwarning privacy_notice.missing /privacyNotice\n"},
}

const holidays = "warning deadline.holidays /deadline\n"

func seat(id, nominators string) string {
	return `{"id": "` + id + `", "nominators": {"kind": "municipality", ` + nominators + `}, "representatives": {"min": 1, "max": 1}}`
}

func TestCall(t *testing.T) {
	v := newValidator(t)
	for _, c := range callCases {
		t.Run(c.name, func(t *testing.T) {
			tree := callTree(t)
			for member, value := range parse(t, []byte(c.change)).(map[string]any) {
				tree[member] = value
			}
			call := bind[hyte.Call](t, text(t, tree))
			got := check(t, t.Context(), v, call)
			if diff := cmp.Diff(c.want, lines(got)); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(call.Check(), got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("limits and all (-hyte +validator):\n%s", diff)
			}
			if diff := cmp.Diff(onlyErrors(got), errorsOf(t, t.Context(), v, call), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("what validator itself returns (-want +got):\n%s", diff)
			}
		})
	}
}

var receivedCases = []struct{ name, document, want string }{
	{"empty", `{}`, "error required /id\nerror required /nomination\n"},
	{"withdrawal of nobody", `{"id": "1", "kind": "withdrawal"}`, "error required /nominator\n"},
	{"withdrawal", `{"id": "1", "kind": "withdrawal", "nominator": "municipality:109", "receivedAt": "2021-01-05T10:26:41+02:00"}`, ""},
	{"refusal of nobody", `{"id": "1", "kind": "refusal"}`, "error required /nominator\n"},
	{"acceptance of nothing", `{"id": "1", "kind": "acceptance"}`, "error required /accepts\n"},
	{"acceptance", `{"id": "1", "kind": "acceptance", "accepts": "2"}`, ""},
	{"unknown kind", `{"id": "1", "kind": "` + strings.Repeat("x", 2<<20) + `"}`, "error one_of /kind\n"},
	{"formats", `{"id": "\u0000", "kind": "withdrawal", "nominator": "109", "accepts": "\u0001"}`,
		"error format.line /id\nerror format.organization /nominator\nerror format.line /accepts\n"},
	{"an empty nomination", `{"id": "1", "nomination": {}}`,
		"error required /nomination/call\nerror required /nomination/nominator\nerror required /nomination/representatives\n" +
			"error required /nomination/submitter\nerror consent.missing /nomination/consent\n"},
	{"the same person twice", `{"id": "1", "nomination": {"call": "kanta-hame-hyte-2021", "nominator": "municipality:109", "representatives": [` + representative + `,` + representative + `],
			"submitter": {"givenName": "K", "familyName": "K", "email": "k@example.fi"}, "decision": {"date": "2020-12-01"}, "consent": true}}`,
		"error quota.max /nomination/representatives\nerror representative.duplicate /nomination/representatives/1\nwarning decision.before_call /nomination/decision/date\n"},
}

func TestReceived(t *testing.T) {
	v, call := newValidator(t), calls(t)["example"]
	for _, c := range receivedCases {
		t.Run(c.name, func(t *testing.T) {
			// A received document has a time of its own: that of the context changes nothing.
			ctx := validation.WithCallAt(t.Context(), call, time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC))
			got := check(t, ctx, v, bind[hyte.Received](t, []byte(c.document)))
			if diff := cmp.Diff(c.want, lines(got)); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
			if len(c.document) > constraint.MaxBytes {
				return // hyte reads no document of this length; validator is given the value
			}
			_, want := call.ReadReceived([]byte(c.document))
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("limits and all (-hyte +validator):\n%s", diff)
			}
		})
	}
}

// What hyte makes itself has only the rules of its tags.
func TestRosterAndResolvedCall(t *testing.T) {
	v, call := newValidator(t), calls(t)["example"]
	data, err := os.ReadFile(example + "nominations.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	var received []hyte.Received
	for line := range strings.Lines(string(data)) {
		received = append(received, *bind[hyte.Received](t, []byte(line)))
	}
	roster := call.Roster(received, time.Date(2021, 1, 20, 12, 0, 0, 0, time.UTC))
	if got := check(t, t.Context(), v, roster); len(got) > 0 {
		t.Errorf("roster: %v", got)
	}
	roster.Nominators[0].Counted.Nomination.Consent = false // no rule of a roster
	roster.Nominators[0].Counted.Nomination.Language = "FI"
	roster.Sectors["\u0000"] = -1
	roster.Sectors["sports"] = -1
	roster.Gender.Women = -1
	if diff := cmp.Diff(hyte.RosterType().Check(roster), check(t, t.Context(), v, roster)); diff != "" {
		t.Errorf("roster (-hyte +validator):\n%s", diff)
	}

	encoded, err := json.Marshal(call)
	if err != nil {
		t.Fatal(err)
	}
	resolved := bind[hyte.ResolvedCall](t, encoded)
	if got := check(t, t.Context(), v, resolved); len(got) > 0 {
		t.Errorf("resolved call: %v", got)
	}
	resolved.Call.PrivacyNotice = nil // a warning of a call, none of a resolved one
	resolved.Nominators[1].ID = "109"
	want := []hyte.Violation{{Rule: constraint.RuleFormatOrganization, Location: "/nominators/1/id", Severity: hyte.Error}}
	if diff := cmp.Diff(want, check(t, t.Context(), v, resolved)); diff != "" {
		t.Errorf("resolved call (-want +got):\n%s", diff)
	}
}
