package view_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/view"
	"pgregory.net/rapid"
)

func TestMailto(t *testing.T) {
	for address, want := range map[string]string{
		"aino.esimerkki@example.fi":     "mailto:aino.esimerkki@example.fi",
		"victim?bcc=spy@example.fi":     "mailto:victim%3Fbcc%3Dspy@example.fi",
		"a?subject=x&body=y@example.fi": "mailto:a%3Fsubject%3Dx%26body%3Dy@example.fi",
		"a&bcc=v%40x@example.fi":        "mailto:a%26bcc%3Dv%2540x@example.fi",
		`"a b"@example.fi`:              "mailto:%22a%20b%22@example.fi",
		`"a@b"@example.fi`:              "mailto:%22a%40b%22@example.fi",
		"a%0d%0abcc:x@example.fi":       "mailto:a%250d%250abcc%3Ax@example.fi",
		"a,b@example.fi":                "mailto:a%2Cb@example.fi",
		"aino+hyte@example.fi":          "mailto:aino%2Bhyte@example.fi",
		"aino@kuntä.fi":                 "mailto:aino@kunt%C3%A4.fi",
		"no address":                    "mailto:no%20address",
		"":                              "mailto:",
	} {
		if got := view.Mailto(address); got != want {
			t.Errorf("%s: %s, not %s", address, got, want)
		}
		if !view.SafeURL(view.Mailto(address)) {
			t.Errorf("%s: no link may have this address", address)
		}
	}
}

func TestLetter(t *testing.T) {
	for want, letter := range map[string]view.Letter{
		"mailto:a@example.fi":                                 {To: "a@example.fi"},
		"mailto:a@example.fi?subject=x":                       {To: "a@example.fi", Subject: "x"},
		"mailto:a@example.fi?cc=b@example.fi,c%3F@example.fi": {To: "a@example.fi", Copies: []string{"b@example.fi", "c?@example.fi"}},
		"mailto:a@example.fi?cc=b@example.fi&subject=%26cc%3D&body=1%0D%0A2%0D%0A": {
			To: "a@example.fi", Copies: []string{"b@example.fi"}, Subject: "&cc=", Body: "1\n2\r\n",
		},
	} {
		if got := letter.URL(); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}

// Whatever is in them, the parts of a letter are read back as they are, and there
// are no others.
func TestLetterIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letter := view.Letter{
			To:      rapid.String().Draw(t, "to"),
			Subject: rapid.String().Draw(t, "subject"),
			Body:    strings.ReplaceAll(rapid.String().Draw(t, "body"), "\r", ""),
		}
		if copied := rapid.StringMatching(`[a-z?&=%@ ]{0,9}`).Draw(t, "copy"); copied != "" {
			letter.Copies = []string{copied}
		}
		to, query, _ := strings.Cut(strings.TrimPrefix(letter.URL(), "mailto:"), "?")
		fields, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		to, err = url.PathUnescape(to)
		if err != nil {
			t.Fatal(err)
		}
		got := view.Letter{To: to, Copies: fields["cc"], Subject: fields.Get("subject"), Body: strings.ReplaceAll(fields.Get("body"), "\r\n", "\n")}
		if diff := cmp.Diff(letter, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTel(t *testing.T) {
	for number, want := range map[string]string{
		"+358401234567":             "tel:+358401234567",
		"040 123\u00a04567":         "tel:0401234567",
		"+358 (0)40-123.4567":       "tel:+3580401234567",
		"040+1;phone-context=x?y=z": "tel:040%2B1%3B%70", // no parameters
	} {
		if got := view.Tel(number); !strings.HasPrefix(got, strings.TrimSuffix(want, "%70")) || strings.ContainsAny(got, ";?=&") {
			t.Errorf("%s: %s, not %s", number, got, want)
		}
	}
}
