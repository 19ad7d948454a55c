package validation_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/validation"
)

// repeat is a JSON array of n items.
func repeat(n int, item func(i int) string) string {
	items := make([]string, n)
	for i := range items {
		items[i] = item(i)
	}
	return "[" + strings.Join(items, ",") + "]"
}

func numbered(i int) string {
	return fmt.Sprintf(`{"person": {"givenName": "Aino", "familyName": "Esimerkki %d", "email": "aino%d@example.fi"}}`, i, i)
}

var answerCases = []struct {
	name, call, change string
	want               string // severity, rule and location of each violation
}{
	{"right", "example", `{}`, ""},
	{
		"all required absent", "example", `{"call": "", "nominator": "", "representatives": null, "submitter": null, "consent": false}`,
		"error required /call\nerror required /nominator\nerror required /representatives\nerror required /submitter\nerror consent.missing /consent\n",
	},
	{"no representatives", "example", `{"representatives": []}`, "error min_items /representatives\n"},
	{"an empty representative", "example", `{"representatives": [{}]}`, "error required /representatives/0/person\n"},
	{
		"an empty person", "example", person(`{}`),
		"error contact.missing /representatives/0/person\nerror required /representatives/0/person/givenName\nerror required /representatives/0/person/familyName\n",
	},
	{
		"an empty deputy", "optional", `{"representatives": [{"person": {"givenName": "Aino", "familyName": "Esimerkki", "email": "a@example.fi"}, "deputy": {}}]}`,
		"error contact.missing /representatives/0/deputy\nerror required /representatives/0/deputy/givenName\nerror required /representatives/0/deputy/familyName\n",
	},
	{"an empty decision", "example", `{"decision": {}}`, ""},
	{"blank name", "example", person(`{"givenName": " ", "familyName": "E", "email": "a@example.fi"}`), "error format.line /representatives/0/person/givenName\n"},
	{"100 code points", "example", person(`{"givenName": "` + strings.Repeat("𐐷", 99) + `Å", "familyName": "E", "email": "a@example.fi"}`), ""},
	{
		"101 code points", "example", person(`{"givenName": "` + strings.Repeat("å", 101) + `", "familyName": "E", "email": "a@example.fi"}`),
		"error max_length /representatives/0/person/givenName\n",
	},
	{
		"101 code points, 100 letters", "example", person(`{"givenName": "` + strings.Repeat("a", 99) + "a\u0308" + `", "familyName": "E", "email": "a@example.fi"}`),
		"error max_length /representatives/0/person/givenName\n",
	},
	{
		"formats", "example", person(`{"givenName": "A\tB", "familyName": "E", "email": "aino", "telephone": "112", "sector": "x", "gender": "x", "contactVisibility": "x"}`),
		"error format.line /representatives/0/person/givenName\nerror one_of /representatives/0/person/sector\nerror format.email /representatives/0/person/email\n" +
			"error format.telephone /representatives/0/person/telephone\nerror one_of /representatives/0/person/gender\nerror one_of /representatives/0/person/contactVisibility\n",
	},
	{"e-mail as hyte understands it", "example", person(`{"givenName": "A", "familyName": "E", "email": "aino(at)example.fi"}`), ""},
	{
		"e-mail as only validator understands it", "example", person(`{"givenName": "A", "familyName": "E", "email": "\"aino e\"@example.fi"}`),
		"error format.email /representatives/0/person/email\n",
	},
	{
		"oneof with a space in the value", "example", person(`{"givenName": "A", "familyName": "E", "email": "a@example.fi", "gender": "woman man"}`),
		"error one_of /representatives/0/person/gender\n",
	},
	{"no way to reach", "example", person(`{"givenName": "A", "familyName": "E"}`), "error contact.missing /representatives/0/person\n"},
	{
		"decision", "example", `{"decision": {"body": "a\nb", "date": "2021-02-29", "section": "123456789012345678901", "caseNumber": "` + strings.Repeat("1", 101) + `"}}`,
		"error format.line /decision/body\nerror format.date /decision/date\nerror max_length /decision/section\nerror max_length /decision/caseNumber\n",
	},
	{"other call and nobody asked", "example", `{"call": "other", "nominator": "municipality:091"}`, "error call.mismatch /call\nerror nominator.unknown /nominator\n"},
	{
		"no ids", "example", `{"call": "A", "nominator": "109", "language": "FI", "$schema": "\u0000"}`,
		"error format.line /$schema\nerror format.id /call\nerror format.organization /nominator\nerror format.language /language\n",
	},
	{"merged", "satakunta", `{"nominator": "municipality:099"}`, "error nominator.merged /nominator\n"},
	{"one too many", "example", `{"representatives": ` + repeat(2, numbered) + `}`, "error quota.max /representatives\n"},
	{"one too few", "several", `{}`, "error quota.min /representatives\n"},
	{"as many as may be", "satakunta", `{"nominator": "municipality:214", "representatives": ` + repeat(100, numbered) + `}`, ""},
	{"more than may be, and a fault in the last", "satakunta", `{"nominator": "municipality:214", "representatives": ` + repeat(102, func(i int) string {
		if i == 101 {
			return `{"person": {"givenName": "Aino", "familyName": "Esimerkki", "email": "x"}, "deputy": {"givenName": "A", "familyName": "E", "telephone": "x"}}`
		}
		return numbered(i)
	}) + `}`, "error max_items /representatives\nerror format.email /representatives/101/person/email\n" +
		"error deputy.not_allowed /representatives/101/deputy\nerror format.telephone /representatives/101/deputy/telephone\n"},
	{
		"the same person twice", "satakunta", `{"nominator": "municipality:214", "representatives": [` + representative + `,` + numbered(1) + `,` + representative + `]}`,
		"error representative.duplicate /representatives/2\n",
	},
	{
		"deputy not asked", "example", `{"representatives": [{"person": {"givenName": "A", "familyName": "E", "email": "a@example.fi"}, "deputy": {"givenName": "B", "familyName": "E", "email": "b@example.fi"}}]}`,
		"error deputy.not_allowed /representatives/0/deputy\n",
	},
	{"deputy missing", "deputies", `{}`, "error deputy.missing /representatives/0/deputy\n"},
	{
		"deputy of herself", "optional", `{"representatives": [{"person": {"givenName": "AINO", "familyName": "E", "email": "a@example.fi"}, "deputy": {"givenName": "aino", "familyName": " E ", "email": "a@EXAMPLE.fi"}}]}`,
		"error deputy.same_person /representatives/0/deputy\n",
	},
	{
		"only women", "several", `{"representatives": [
			{"person": {"givenName": "Aino", "familyName": "E", "email": "a@example.fi", "gender": "woman"}},
			{"person": {"givenName": "Helmi", "familyName": "E", "email": "h@example.fi", "gender": "woman"}}]}`,
		"error candidate.pair_missing /representatives\n",
	},
	{
		"only men, recommended", "pairs", person(`{"givenName": "Eino", "familyName": "E", "email": "e@example.fi", "gender": "man"}`),
		"warning candidate.pair_missing /representatives\n",
	},
	{
		"one man for two places", "two", `{"representatives": [
			{"person": {"givenName": "Aino", "familyName": "E", "email": "a@example.fi", "gender": "woman"}},
			{"person": {"givenName": "Helmi", "familyName": "E", "email": "h@example.fi", "gender": "woman"}},
			{"person": {"givenName": "Eino", "familyName": "E", "email": "e@example.fi", "gender": "man"}}]}`,
		"warning candidate.pair_few /representatives\n",
	},
	{
		"one man for two places, required", "both", `{"representatives": [
			{"person": {"givenName": "Aino", "familyName": "E", "email": "a@example.fi", "gender": "woman"}},
			{"person": {"givenName": "Helmi", "familyName": "E", "email": "h@example.fi", "gender": "woman"}},
			{"person": {"givenName": "Eino", "familyName": "E", "email": "e@example.fi", "gender": "man"}}]}`,
		"error candidate.pair_few /representatives\n",
	},
	{"fewer than asked for", "expected", `{}`, "warning quota.expected /representatives\n"},
	{"answers as a group", "group", `{}`, "error nominator.group /nominator\n"},
	{"says who it is, though the call knows", "example", `{"nominatorName": "Hämeenlinna"}`, "error member.not_asked /nominatorName\n"},
	{"no answers", "questions", `{}`, "error answer.missing /answers\n"},
	{
		"other answers", "questions", `{"answers": {"shared": "perhaps", "free": "x", "unit": ""}}`,
		"error answer.unknown /answers/free\nerror answer.option /answers/shared\nerror answer.missing /answers/unit\n",
	},
	{"an answer of two lines", "questions", `{"answers": {"unit": "a\nb"}}`, "error format.line /answers/unit\n"},
	{"a change before the term", "term", `{"change": {"from": "2021-05-31"}}`, "error change.before_term /change/from\n"},
	{"decided early", "example", `{"decision": {"date": "2020-12-16"}}`, "warning decision.before_call /decision/date\n"},
	{
		"a warning between errors", "example", `{"call": "other", "decision": {"body": "\u0007", "date": "2020-12-16"}, "consent": false}`,
		"error call.mismatch /call\nerror format.line /decision/body\nwarning decision.before_call /decision/date\nerror consent.missing /consent\n",
	},
}

func TestNomination(t *testing.T) {
	v, calls := newValidator(t), calls(t)
	for _, c := range answerCases {
		t.Run(c.name, func(t *testing.T) {
			n := bind[hyte.Nomination](t, answered(t, c.change))
			ctx := validation.WithInquiry(t.Context(), calls[c.call])
			got := check(t, ctx, v, n)
			if diff := cmp.Diff(c.want, lines(got)); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(calls[c.call].Validate(n), got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("limits and all (-hyte +validator):\n%s", diff)
			}
			if diff := cmp.Diff(onlyErrors(got), errorsOf(t, ctx, v, n), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("what validator itself returns (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(got, check(t, ctx, v, *n)); diff != "" {
				t.Errorf("a copy (-pointer +copy):\n%s", diff)
			}
		})
	}
}

// Warnings alone are no error: a host would refuse the document.
func TestWarningsAreNoError(t *testing.T) {
	v, call := newValidator(t), calls(t)["example"]
	n := bind[hyte.Nomination](t, answered(t, `{"decision": {"date": "2020-12-16"}}`))
	if err := v.StructCtx(validation.WithInquiry(t.Context(), call), n); err != nil {
		t.Error(err)
	}
}

// decided is a change of the nomination.
const decided = `{"decision": {"date": "2021-01-11"}}`

func noon(month time.Month, day int) time.Time {
	return time.Date(2021, month, day, 12, 0, 0, 0, hyte.Helsinki())
}

var arrivals = []struct {
	name, call string
	at         time.Time
	want       string
}{
	{"open", "example", noon(1, 12), ""},
	{"too early", "example", noon(-1, 12), "error call.not_open \nerror decision.in_future /decision/date\n"},
	{"late, recorded", "example", noon(1, 16), "warning deadline.passed \n"},
	{"late, refused", "deputies", noon(1, 16), "error deadline.passed \nerror deputy.missing /representatives/0/deputy\n"},
	{"decided tomorrow", "example", noon(1, 10), "error decision.in_future /decision/date\n"},
}

func TestNominationArrives(t *testing.T) {
	v, calls := newValidator(t), calls(t)
	for _, c := range arrivals {
		t.Run(c.name, func(t *testing.T) {
			n := bind[hyte.Nomination](t, answered(t, decided))
			ctx := validation.WithInquiryAt(t.Context(), calls[c.call], c.at)
			got := check(t, ctx, v, n)
			if diff := cmp.Diff(c.want, lines(got)); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(calls[c.call].ValidateAt(n, c.at), got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("limits and all (-hyte +validator):\n%s", diff)
			}
			if diff := cmp.Diff(onlyErrors(got), errorsOf(t, ctx, v, n), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("what validator itself returns (-want +got):\n%s", diff)
			}
		})
	}
}

// The last setting of a context is the one that counts.
func TestCallWithoutTheTime(t *testing.T) {
	v, call := newValidator(t), calls(t)["deputies"]
	n := bind[hyte.Nomination](t, answered(t, `{}`))
	late := validation.WithInquiryAt(t.Context(), call, noon(1, 16))
	if diff := cmp.Diff(call.Validate(n), check(t, validation.WithInquiry(late, call), v, n)); diff != "" {
		t.Errorf("(-hyte +validator):\n%s", diff)
	}
}

// Without a call a nomination is checked by itself.
func TestNominationAlone(t *testing.T) {
	v := newValidator(t)
	contexts := map[string]context.Context{
		"no call":              t.Context(),
		"a nil call":           validation.WithInquiry(t.Context(), nil),
		"a nil call at a time": validation.WithInquiryAt(t.Context(), nil, time.Now()),
		"a call taken back":    validation.WithInquiry(validation.WithInquiryAt(t.Context(), calls(t)["deputies"], time.Now()), nil),
	}
	for name, ctx := range contexts {
		for _, c := range answerCases {
			data := answered(t, c.change)
			if strings.Contains(c.change, "null") {
				continue // to hyte null is a wrong type, but validator never sees it
			}
			_, want := hyte.DecodeNomination(data)
			if diff := cmp.Diff(want, check(t, ctx, v, bind[hyte.Nomination](t, data)), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s, %s (-hyte +validator):\n%s", name, c.name, diff)
			}
		}
	}
}
