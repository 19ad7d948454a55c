package validation_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/validation"
)

// The package's documentation says what a binder does with texts that hyte
// reports. These are those texts.
func TestWhatABinderDoes(t *testing.T) {
	const refuses = "the binder refuses it"
	v, call := newValidator(t), calls(t)["example"]
	right := string(nomination(t, `{}`))
	put := func(member string) string { return strings.Replace(right, "{", "{"+member+",", 1) }
	for _, c := range []struct {
		name, text           string
		hyte                 string // the rules that hyte reports
		lax, strict, decoder string // violations after json.Unmarshal, DisallowUnknownFields, Decoder
	}{
		{"right", right, "", "", "", ""},
		{"unknown property", put(`"extra": 1`), "unknown_property", "", refuses, ""},
		{"other letter case", strings.Replace(right, `"consent"`, `"CONSENT"`, 1), "consent.missing unknown_property", "", "", ""},
		{"a name twice", put(`"consent": true`), "json.duplicate_name", "", "", ""},
		{"null where it matters", put(`"language": null`), "type", "", "", ""},
		{
			"null where it is required", strings.Replace(right, `"Aino"`, "null", 1), "type",
			"error required /representatives/0/person/givenName\n", "error required /representatives/0/person/givenName\n", "error required /representatives/0/person/givenName\n",
		},
		{"not UTF-8", strings.Replace(right, "Aino", "\xff", 1), "json.encoding", "", "", ""},
		{"wrong type", put(`"language": 1`), "type", refuses, refuses, refuses},
		{"two documents", right + right, "json.trailing_data", refuses, "", ""},
		{"no JSON", right[1:], "json.trailing_data", refuses, refuses, refuses},
		{"cut short", right[:len(right)-1], "json.syntax", refuses, refuses, refuses},
		{"nested", put(`"extra": ` + strings.Repeat("[", 100) + strings.Repeat("]", 100)), "json.depth", "", refuses, ""},
		{
			"long", put(`"$schema": "` + strings.Repeat("x", 2<<20) + `"`), "json.size",
			"error max_length /$schema\n", "error max_length /$schema\n", "error max_length /$schema\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, violations := call.Read([]byte(c.text))
			var rules []string
			for _, v := range violations {
				rules = append(rules, string(v.Rule))
			}
			if got := strings.Join(rules, " "); got != c.hyte {
				t.Errorf("hyte says %s, want %s", got, c.hyte)
			}
			for name, bound := range map[string]struct {
				read func(n *hyte.Nomination) error
				want string
			}{
				"Unmarshal": {func(n *hyte.Nomination) error { return json.Unmarshal([]byte(c.text), n) }, c.lax},
				"DisallowUnknownFields": {func(n *hyte.Nomination) error {
					decoder := json.NewDecoder(strings.NewReader(c.text))
					decoder.DisallowUnknownFields()
					return decoder.Decode(n)
				}, c.strict},
				"Decoder": {func(n *hyte.Nomination) error {
					return json.NewDecoder(bytes.NewReader([]byte(c.text))).Decode(n)
				}, c.decoder},
			} {
				n, got := new(hyte.Nomination), refuses
				if err := bound.read(n); err == nil {
					got = lines(check(t, validation.WithCall(t.Context(), call), v, n))
				}
				if diff := cmp.Diff(bound.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}
