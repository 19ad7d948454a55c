package validation_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hytekit/hytekit/hyte"
)

// callCases change the example call: each member given replaces that of the
// call. Its own warning, that Christmas takes much of the time, stays.
var callCases = []struct{ name, change, want string }{
	{"right", `{}`, holidays},
	{
		"all required absent", `{"id": "", "title": null, "organizer": null, "body": null, "issued": "", "deadline": null, "seats": null, "submission": null, "languages": null}`,
		"error required /id\nerror required /title\nerror required /organizer\nerror required /issued\nerror required /deadline\n" +
			"error required /seats\nerror required /submission\nerror required /languages\n",
	},
	{
		"empty containers", `{"title": {}, "seats": [], "languages": [], "firstMeeting": {}}`,
		"error min_items /title\nerror min_items /seats\nerror required /firstMeeting/from\nerror min_items /languages\n",
	},
	{"short id", `{"id": "ab"}`, "error min_length /id\n"},
	{
		"names of a map", `{"title": {"a.b]": "x", "fi": "", "": "x", "FI": "", "x/y~z[0]": "\u0000", "sv": "\n", "se": "ok"}}`,
		"error format.language /title/\nerror format.language /title/FI\nerror format.language /title/a.b]\nerror required /title/fi\n" +
			"error format.line /title/sv\nerror format.language /title/x~1y~0z[0]\n",
	},
	{
		"maps in a list", `{"body": {"id": "b", "kind": "board", "name": {"fi": "B"}, "tasks": [{}, {"fi": ""}, null, {"x": "a"}]}}`,
		"error min_items /body/tasks/0\nerror required /body/tasks/1/fi\nerror min_items /body/tasks/2\nerror format.language /body/tasks/3/x\n",
	},
	{
		"maps in a map", `{"texts": {"hint.unit": {}, "point.needs": {"fi": "", "x": "a", "sv": "{a}"}, "": {"fi": "b"}}}`,
		"error format.line /texts/\nerror min_items /texts/hint.unit\nerror required /texts/point.needs/fi\n" +
			"error format.words /texts/point.needs/sv\nerror format.language /texts/point.needs/x\n",
	},
	{"a name that a map cannot have", `{"texts": {"a]": {"fi": "a"}}}`, holidays + "error text.unknown /texts/a]\nwarning text.missing /texts/a]/en\nwarning text.missing /texts/a]/sv\n"},
	{
		"two alike, and one wrong", `{"languages": ["fi", "x", "fi"], "submission": {"registry": "a@example.fi", "copies": ["x", "x"]}}`,
		"error unique_items /submission/copies\nerror format.email /submission/copies/0\nerror format.email /submission/copies/1\n" +
			"error unique_items /languages\nerror format.language /languages/1\n",
	},
	{"eleven languages, two alike", `{"languages": ["fi","sv","en","se","smn","sms","de","da","nb","ru","fi"]}`, "error max_items /languages\n"},
	{
		"numbers", `{"seats": [{"id": "a", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"min": -1, "max": 101}}]}`,
		"error minimum /seats/0/representatives/min\nerror maximum /seats/0/representatives/max\n",
	},
	{
		"settings", `{"deputies": "x", "lateNominations": "x", "access": "x", "genderBalance": {"mode": "x"}, "membershipDate": "x"}`,
		"error format.date /membershipDate\nerror one_of /deputies\nerror one_of /genderBalance/mode\nerror one_of /lateNominations\nerror one_of /access\n",
	},
	{
		"formats", `{"deadline": {"date": "2021-1-15", "time": "24:00"}, "privacyNotice": {"controller": {"fi": "x"}, "contact": "x", "url": {"fi": "http://example.fi"}, "retention": {"fi": "\u0000"}}, "embedHosts": ["https://example.fi/"]}`,
		"error format.date /deadline/date\nerror format.time /deadline/time\nerror format.email /privacyNotice/contact\n" +
			"error format.url /privacyNotice/url/fi\nerror format.text /privacyNotice/retention/fi\nerror format.origin /embedHosts/0\n",
	},
	{
		"organizations", `{"seats": [{"id": "a", "nominators": {"kind": "named", "region": "5", "municipalities": ["1", "2", "2"],
			"organizations": [{"id": "x", "businessId": "2617416-5", "languages": []}]}, "representatives": {}}]}`,
		"error format.area /seats/0/nominators/region\nerror unique_items /seats/0/nominators/municipalities\n" +
			"error format.municipality /seats/0/nominators/municipalities/0\nerror format.municipality /seats/0/nominators/municipalities/1\n" +
			"error format.municipality /seats/0/nominators/municipalities/2\nerror format.organization /seats/0/nominators/organizations/0/id\n" +
			"error required /seats/0/nominators/organizations/0/name\nerror format.business_id /seats/0/nominators/organizations/0/businessId\n" +
			"error min_items /seats/0/nominators/organizations/0/languages\n",
	},
	{
		"seats", `{"seats": [` + seat("a", `"region": "05"`) + `,` + seat("a", `"municipalities": ["109", "999"]`) + `,` + seat("b", `"region": "99"`) + `,` +
			seat("c", `"region": "05", "county": "07"`) + `,` + seat("d", `"municipalities": ["109"]`) + `]}`,
		holidays + "error seat.duplicate /seats/1/id\nerror nominator.twice /seats/1/nominators/municipalities/0\nerror municipality.unknown /seats/1/nominators/municipalities/1\n" +
			"error area.unknown /seats/2/nominators/region\nerror seat.nominators /seats/3/nominators\nerror nominator.twice /seats/4/nominators/municipalities/0\n",
	},
	{
		"questions", `{"questions": [{"id": "a", "kind": "choice", "label": {"fi": "A", "sv": "A", "en": "A"}}, {"id": "a", "kind": "choice", "label": {"fi": "A", "sv": "A", "en": "A"},
			"options": [{"id": "x", "label": {"fi": "A", "sv": "A", "en": "A"}}, {"id": "x", "label": {"fi": "A", "sv": "A", "en": "A"}}]}]}`,
		holidays + "error question.options /questions/0\nerror question.duplicate /questions/1/id\nerror option.duplicate /questions/1/options/1/id\n",
	},
	{
		"a quota", `{"seats": [{"id": "a", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"min": 3, "max": 2}}]}`,
		holidays + "error quota.range /seats/0/representatives/max\n",
	},
	{
		"dates", `{"issued": "2021-01-16", "membershipDate": "1999-01-01", "firstMeeting": {"from": "2021-01-02", "to": "2021-01-01"}}`,
		"error deadline.before_issue /deadline/date\nerror membership.out_of_range /membershipDate\n" +
			"warning meeting.before_deadline /firstMeeting/from\nerror meeting.order /firstMeeting/to\n",
	},
	{
		"thoughts", `{"issued": "2021-01-13", "deadline": {"date": "2021-01-17"}, "title": {"fi": "x"}, "genderBalance": {"mode": "required"}, "privacyNotice": null,
			"seats": [{"id": "a", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"max": 1, "places": 1}}]}`,
		"warning text.missing /title/en\nwarning text.missing /title/sv\nwarning deadline.short /deadline\n" + holidays +
			"warning deadline.not_working_day /deadline/date\n" +
			"warning gender.pair_impossible /genderBalance/mode\nwarning privacy_notice.missing /privacyNotice\n",
	},
	{"over the turn of the year", `{"membershipDate": "2027-01-15"}`, holidays + "warning membership.assumed /membershipDate\n"},
	{
		"terms, sizes and extensions", `{"body": {"id": "b", "kind": "board", "name": {"fi": "B", "sv": "B", "en": "B"}, "term": {"from": "2021-06-01", "to": "2021-05-31"}, "size": {"min": 2, "max": 1}},
			"deadline": {"date": "2021-01-15", "original": "2021-01-16"},
			"seats": [{"id": "a", "nominators": {"kind": "municipality", "region": "05", "except": ["091"]}, "representatives": {"min": 2, "expected": 1}}]}`,
		"error term.order /body/term/to\nerror size.range /body/size/max\n" + holidays + "error deadline.original /deadline/original\n" +
			"error exception.outside /seats/0/nominators/except/0\nerror quota.order /seats/0/representatives/expected\n",
	},
}

const holidays = "warning deadline.holidays /deadline\n"

func seat(id, nominators string) string {
	return `{"id": "` + id + `", "nominators": {"kind": "municipality", ` + nominators + `}, "representatives": {"min": 1, "max": 1}}`
}

func TestCall(t *testing.T) {
	v := newValidator(t)
	for _, c := range callCases {
		t.Run(c.name, func(t *testing.T) {
			call := bind[hyte.Call](t, changedCall(t, c.change))
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

// FuzzNames puts any name into a map: the place of its value is never misread.
func FuzzNames(f *testing.F) {
	for _, name := range []string{"", "fi", "FI", "a.b", "]", "[", "x]", "x].y", "[0]", "a/b", "a~b", "\xff", "fi][sv", strings.Repeat("x", 300)} {
		f.Add(name, "x")
		f.Add(name, "")
	}
	v := newValidator(f)
	f.Fuzz(func(t *testing.T, name, value string) {
		call := &hyte.Call{Title: hyte.Text{name: value, "sv": "x"}, Body: &hyte.Body{Tasks: []hyte.Text{{"fi": "x"}, {name: value}}}}
		if diff := cmp.Diff(call.Check(), check(t, t.Context(), v, call)); diff != "" {
			t.Errorf("(-hyte +validator):\n%s", diff)
		}
		sectors := &hyte.Roster{Sectors: map[hyte.Sector]int{hyte.Sector(name): -1}}
		if diff := cmp.Diff(hyte.RosterType().Check(sectors), check(t, t.Context(), v, sectors)); diff != "" {
			t.Errorf("(-hyte +validator):\n%s", diff)
		}
	})
}
