package validation_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/validation"
)

// The package's documentation says what a binder does with texts that hyte
// reports. These are those texts.
func TestWhatABinderDoes(t *testing.T) {
	const refuses = "the binder refuses it"
	v, call := newValidator(t), calls(t)["example"]
	right := string(answered(t, `{}`))
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
		{"half a surrogate pair", strings.Replace(right, "Aino", `\ud800`, 1), "json.syntax", "", "", ""},
		{"wrong type", put(`"language": 1`), "type", refuses, refuses, refuses},
		{"two documents", right + right, "json.trailing_data", refuses, refuses, ""},
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
				read func(n *answer) error
				want string
			}{
				"Unmarshal":             {func(n *answer) error { return json.Unmarshal([]byte(c.text), n) }, c.lax},
				"DisallowUnknownFields": {func(n *answer) error { return bindStrictly([]byte(c.text), n) }, c.strict},
				"Decoder": {func(n *answer) error {
					return json.NewDecoder(bytes.NewReader([]byte(c.text))).Decode(n)
				}, c.decoder},
			} {
				n, got := new(answer), refuses
				if err := bound.read(n); err == nil {
					got = lines(check(t, validation.WithInquiry(t.Context(), call), v, n))
				}
				if diff := cmp.Diff(bound.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}

// failer is a test, one of package rapid too.
type failer interface {
	Fatalf(format string, args ...any)
}

// explain says why the binder takes a document whose structure hyte refuses.
// Any other reason than those in the package's documentation is a fault.
func explain(t failer, typ *constraint.Type, tree any, structural hyte.Violations, data []byte) string {
	why := ""
	for _, v := range structural {
		tokens := constraint.Tokens(v.Location)
		switch {
		case v.Rule == constraint.RuleType && lookup(tree, tokens) == nil:
			why = "null is no value"
		case v.Rule == constraint.RuleUnknownProperty:
			name := tokens[len(tokens)-1]
			above := constraint.Pointer(tokens[:len(tokens)-1]...)
			object := typ
			if holder, ok := typ.Lookup(above); ok && above != "" {
				object = holder.Object
			}
			if !slices.ContainsFunc(object.Properties(), func(p constraint.Property) bool { return strings.EqualFold(p.Name, name) }) {
				t.Fatalf("the binder takes an unknown property: %v\n%s", v, data)
			}
			why = "a name in other letter case"
		case v.Rule == constraint.RuleJSONDuplicate:
			why = "a name twice"
		case v.Rule == constraint.RuleJSONSyntax && bytes.Contains(bytes.ToLower(data), []byte(`\ud`)) && json.Valid(data):
			why = "half a surrogate pair"
		case v.Rule == constraint.RuleFormatDateTime:
			why = "an instant that time.Time reads in another form"
		default:
			t.Fatalf("the binder takes what hyte refuses: %v\n%s", v, data)
		}
	}
	return why
}

func lookup(tree any, tokens []string) any {
	for _, token := range tokens {
		switch value := tree.(type) {
		case map[string]any:
			tree = value[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i >= len(value) {
				return nil
			}
			tree = value[i]
		default:
			return nil
		}
	}
	return tree
}

// refusedAlone reports whether the document has a number that is no int in Go,
// or an empty instant: hyte reads both, the binder neither.
func refusedAlone(tree any) bool {
	emptyTime := func(member string) bool { return lookup(tree, []string{member}) == "" }
	return slices.ContainsFunc([]string{"receivedAt", "enteredAt", "arrivedAt"}, emptyTime) || slices.ContainsFunc(slots(tree, nil, nil), func(s slot) bool {
		n, ok := s.value.(json.Number)
		if !ok {
			return false
		}
		_, err := strconv.ParseInt(n.String(), 10, 64)
		return err != nil
	})
}

// bindStrictly reads one JSON document, and nothing but what its type has.
func bindStrictly(data []byte, document any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(document); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the document")
	}
	return nil
}
