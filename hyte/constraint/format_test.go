package constraint_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/nyaruka/phonenumbers"
)

func format(t testing.TB, name string) *constraint.Format {
	t.Helper()
	f, ok := constraint.FormatNamed(name)
	if !ok {
		t.Fatalf("no format %q", name)
	}
	return f
}

var formatCases = map[string]struct{ valid, invalid []string }{
	"line": {
		valid: []string{
			"Å", "Aino-Kaisa", "O’Brien", "Áŋŧđčšž", "a\u0308", " x ", "𐐷", "李", "x\u200dy", "1", "§", "€", "\u0301a",
			"\u2066x", "\u202aAino\u202c", "\u200b\u202e Aino\u00ad\ufe0f\U000e0100\ufeff", "\u0378",
			// Looked at eight bytes at a time.
			"Esimerkki", "Esimerkki-Mäkinen", "        x", "~~~~~~~~", "Esimerkki\u202c",
		},
		invalid: []string{
			"", " ", "\u00a0\u2003", "a\nb", "a\tb", "a\x00", "\u0085", "a\u2028b", "a\u202eb", "a\n", "\u200ba\u202eb\u200b",
			"\u200b", "\u3164", "\u2800", "\u115f\u1160", "\uffa0", "\u0301\u20dd", "\ufe0f", "\U000e0041", "\u202a\u202c", "\ufeff \u00ad", "\ue000", "\U0001d159", "\u093e",
			"Esimerkk\x7f", "Esimerk\ni", "Esimerkki\x1f", "\x7fsimerkki", "Esimerkki\u202eMallikas", "          ",
		},
	},
	"text": {
		valid:   []string{"a\nb", "a\r\n\tb", "x", "\n\u200bx\n", "\u202aa\nb\n\u202c"},
		invalid: []string{"", "\n", " \t\r\n", "\u2028", "a\x0bb", "a\u202eb", "\u3164\n\u2800", "\n\u202aa"},
	},
	"words": {
		valid:   []string{"Tarvitset päätöksen.", " a ", "40 %", "a\u00a0§", "[a]", "\u2068a\u2069"},
		invalid: []string{"", " ", "{count}", "a {", "} a", "a\nb", "a\u202eb"},
	},
	"email": {
		valid: []string{
			"aino.esimerkki@example.fi", "a@b.fi", "aino+hyte@example.fi", "aino(at)example.fi", "aino [at] example.fi",
			" aino@example.fi\u00a0", "\u2068aino@example.fi\u200b\u2069", "o'brien@example.org", "aino@häme.example", "aino@xn--hme-qla.example",
			strings.Repeat("a", 64) + "@example.fi", "a@" + strings.Repeat("b", 63) + ".fi", "a@1.b2.fi", "a@Ʒǯʒ.example",
			"a@" + strings.Repeat("ä", 63) + ".fi", "a@İɃȺ.example",
			"aino(AT)example.fi", "aino (ät) example.fi", "aino[Ät]example.fi", "aino＠example.fi",
			"Aino Esimerkki <aino@example.fi>", "<aino@example.fi>", "aino@example.fi <aino@example.fi>;", `"Esimerkki, Aino" <mailto:aino@example.fi>`,
			"mailto:aino@example.fi", "MailTo:aino@example.fi", "aino@example.fi,", "aino@example.fi .", "\ufeffAino < aino@example.fi\u200b> ; ",
			"Aino <" + strings.Repeat("a", 64) + "@example.fi>",
		},
		invalid: []string{
			"", "aino", "aino@", "@example.fi", "aino@example", "aino@@example.fi", "aino@example..fi", ".aino@example.fi",
			"aino.@example.fi", "ai..no@example.fi", "aino@-example.fi", "aino@example-.fi", "aino@example.fi-", "aino@example.-fi", "aino@.example.fi", "aino@example.", "aino@example.f", "aino@example.1i",
			"aino esimerkki@example.fi", "aino@exam ple.fi", `"aino"@example.fi`, "aino@[127.0.0.1]", "äiti@example.fi",
			strings.Repeat("a", 65) + "@example.fi", "a@" + strings.Repeat("b", 64) + ".fi", "a(at)b@example.fi", "a    (at)b.fi",
			"aino@example.fi, b@example.fi", "aino@example.fi\n", "aino@exa×mple.fi",
			"<aino@example.fi", "aino@example.fi>", "<<aino@example.fi>>", "<aino@example.fi> Aino", "<>", "mailto:", "mailto: aino@example.fi", "aino@example.fi,,",
			"Aino <" + strings.Repeat("a", 65) + "@example.fi>", "aino(at]example.fi", "aino(åt)example.fi", "aino@example,fi", "mailto:mailto:aino@example.fi", "aino@example.fi>,",
		},
	},
	"telephone": {
		valid: []string{
			"+358401234567", "0401234567", "050 123 4567", "044-123 4567", "+358 (0)50 123 4567", "+358(0)501234567",
			"00358 40 123 4567", "03 123 4567", "013 12345", "020 1234", "+46 8 123 456 78", "+1 202 555 0123", "+372 555 1234",
			" 040 123 4567 ", "040 – 123 4567", "+354 555 1234", "0293 123 456",
			"\u202d+358401234567\u202c", "\u2068040\u200b 123\u00ad4567\ufeff\u2069",
			"(09) 123 4567", "(040) 123 4567", "(0400)123456", "(013) 12345", "040.123.4567", "040/123 4567", "+358 (40) 123 4567", "+358 (040) 123 4567",
			"+358 040 123 4567", "+358 0 40 123 4567", "+3580401234567", "040/1234567", "040\u20091234567", "+358\u202f40\u202f1234567", "040\u22121234567",
			"+46 (0)8 123 456", "+44 (0)20 7946 0958", "+353 (0) 1 555 1234", "0046(0)8123456",
		},
		invalid: []string{
			"", "112", "1234567", "040", "01 123 4567", "012 345 678", "072 123 456",
			"+358", "+0 123 4567", "040 123 4567 tai 050 123 4567", "040--", "040    1234567", "+3 58 401234567",
			"+35840123456789012", "+1234567890123456", "٠٤٠١٢٣٤٥٦٧", "(0)40 1234567",
			"358401234567", "(1)3 12345", "(01)3 12345", "(09 123 4567", "09) 123 4567", "(09 1) 234567", "040 123 4567/12", "040/123/4567", "+358 40/1234567", "0/401234567", "04012/34567", "(04012)34567", "()", "(0", "+358 (", "+358 (0)(40) 123 4567", "+35 (0)1 234567", "+3 (0)12345678",
			"+ (0)81234567", "+39 (0)6 1234567", "+378 (0)549 123456", "+46 (0)", "+46 (00)8123456", "+46 8 (0)123456", "+46    (0)8123456", "040..--1234567", "+0 (0)1234567",
		},
	},
	"caldate": {
		valid:   []string{"2021-01-15", "1900-01-01", "2199-12-31", "2020-02-29", "2000-02-29", "2021-04-30"},
		invalid: []string{"", "2021-02-29", "1900-02-29", "2100-02-29", "2021-04-31", "2021-13-01", "2021-00-10", "2021-01-00", "2021-1-5", "15.1.2021", "1899-12-31", "2200-01-01", "2021-01-15T00:00", "２０２１-01-15"},
	},
	"instant": {
		valid: []string{
			"2021-01-15T23:59:59Z", "2021-01-15T23:59:59.123456789+02:00", "2020-02-29T00:00:00-05:30", "1900-01-01T00:00:00.5Z",
		},
		invalid: []string{
			"", "2021-01-15", "2021-01-15T23:59Z", "2021-01-15T23:59:59", "2021-01-15 23:59:59Z", "2021-01-15t23:59:59z",
			"2021-01-15T3:59:59Z", "2021-01-15T23:59:59,5Z", "2021-01-15T23:59:59.Z", "2021-01-15T23:59:59.1234567890Z",
			"2021-02-29T00:00:00Z", "2021-01-15T24:00:00Z", "2021-01-15T23:59:60Z", "2021-01-15T23:59:59+25:00",
			"2021-01-15T23:59:59+0200", "2021-01-15T23:59:59+02:00Z", "2021-01-15T23:59:59.5", "0001-01-01T00:00:00Z", " 2021-01-15T23:59:59Z",
		},
	},
	"clock": {
		valid:   []string{"00:00", "16:15", "23:59"},
		invalid: []string{"", "24:00", "16.15", "9:00", "12:60", "12:000"},
	},
	"businessid": {
		valid:   []string{"2617416-4", "0112038-9", "112038-9"},
		invalid: []string{"", "2617416-5", "26174164", "2617416-", "2617416-44", "12345-6", "FI26174164"},
	},
	"language":     {valid: []string{"fi", "sv", "smn"}, invalid: []string{"", "f", "FI", "fi-FI", "suom"}},
	"municipality": {valid: []string{"109", "005"}, invalid: []string{"", "5", "1090", "10a"}},
	"areacode":     {valid: []string{"05", "21"}, invalid: []string{"", "5", "005"}},
	"slug":         {valid: []string{"kanta-hame-hyte-2021", "a"}, invalid: []string{"", "-a", "a-", "a--b", "Ä", "A", "a b"}},
	"orgid":        {valid: []string{"municipality:109", "joint-authority:fshky"}, invalid: []string{"", "109", "municipality:", ":109", "a:b:c", "Kunta:109"}},
	"weburl": {
		valid:   []string{"https://example.fi", "https://www.example.fi/tietosuoja?x=1#a", "https://example.fi:8443/"},
		invalid: []string{"", "http://example.fi", "https://", "javascript:alert(1)", "https://example.fi/ä", "https://a b", "https://-example.fi", "https://example.fi:/", "https://user@example.fi"},
	},
	"origin": {
		valid:   []string{"https://example.fi", "https://www.example.fi:8443", "https://10.0.0.1"},
		invalid: []string{"", "https://", "https://example.fi/", "https://Example.fi", "http://example.fi", "https://*.example.fi", "https://example.fi:", "https://a;b", "https://a b", "https://a-", "example.fi"},
	},
}

func TestFormats(t *testing.T) {
	for _, f := range constraint.Formats() {
		cases, ok := formatCases[f.Name]
		if !ok {
			t.Errorf("format %s has no cases", f.Name)
		}
		for _, text := range cases.valid {
			if !f.Valid(text) {
				t.Errorf("%s refuses %q", f.Name, text)
			}
		}
		for _, text := range cases.invalid {
			if f.Valid(text) {
				t.Errorf("%s accepts %q", f.Name, text)
			}
		}
	}
}

// patterns keeps those that have been compiled, which takes longer than to match.
var patterns sync.Map

func matches(t testing.TB, f *constraint.Format, text string) bool {
	t.Helper()
	for _, p := range f.Patterns {
		compiled, ok := patterns.Load(p)
		if !ok {
			compiled = regexp.MustCompile(p)
			patterns.Store(p, compiled)
		}
		if !compiled.(*regexp.Regexp).MatchString(text) {
			return false
		}
	}
	return true
}

// comparePattern is the heart of "one rule, every engine": what Go accepts and
// what the pattern accepts is the same.
func comparePattern(t testing.TB, f *constraint.Format, text string) {
	t.Helper()
	valid, matched := f.Valid(text), matches(t, f, text)
	if valid && !matched || f.Exact && valid != matched {
		t.Errorf("%s: Go says %v, the pattern %v for %q", f.Name, valid, matched, text)
	}
}

func TestPatternsSayTheSame(t *testing.T) {
	for _, f := range constraint.Formats() {
		for _, cases := range formatCases {
			for _, text := range append(cases.valid, cases.invalid...) {
				comparePattern(t, &f, text)
			}
		}
	}
}

func FuzzFormats(f *testing.F) {
	for name, cases := range formatCases {
		for _, text := range append(cases.valid, cases.invalid...) {
			f.Add(name, text)
		}
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		format, ok := constraint.FormatNamed(name)
		if !ok || strings.ContainsRune(text, '\ufffd') {
			return
		}
		comparePattern(t, format, strings.ToValidUTF8(text, ""))
	})
}

func TestNormalizeEmail(t *testing.T) {
	for in, want := range map[string]string{
		"Aino.Esimerkki@Example.FI":   "Aino.Esimerkki@example.fi",
		" aino(at)example.fi ":        "aino@example.fi",
		"\u200eaino@example.fi\u200b": "aino@example.fi",
		"aino [at] example.fi":        "aino@example.fi",
		"aino@HÄME.example":           "aino@häme.example",
		"aino@ƷǮŊ.example":            "aino@ʒǯŋ.example",
		"aino@Ⱥb.example":             "aino@Ⱥb.example", // a label cannot have the small letter
	} {
		if got, ok := constraint.NormalizeEmail(in); !ok || got != want {
			t.Errorf("NormalizeEmail(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
	if got, ok := constraint.NormalizeEmail("ei ole"); ok || got != "ei ole" {
		t.Errorf("what is no address comes back as it was, got %q, %v", got, ok)
	}
}

// The library that most services use for telephone numbers is the oracle: for
// each number we accept it finds the same E.164 form.
func TestNormalizeTelephoneAgreesWithLibphonenumber(t *testing.T) {
	for _, in := range formatCases["telephone"].valid {
		got, ok := constraint.NormalizeTelephone(in)
		if !ok {
			t.Errorf("%q is not normalized", in)
			continue
		}
		seen := strings.Map(func(r rune) rune {
			switch {
			case unicode.Is(unicode.Cf, r):
				return -1
			case unicode.Is(unicode.Zs, r): // it knows fewer blanks
				return ' '
			}
			return r
		}, in)
		parsed, err := phonenumbers.Parse(seen, "FI")
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if want := phonenumbers.Format(parsed, phonenumbers.E164); got != want {
			t.Errorf("NormalizeTelephone(%q) = %q, libphonenumber says %q", in, got, want)
		}
		if again, ok := constraint.NormalizeTelephone(got); !ok || again != got {
			t.Errorf("%q is not its own normal form: %q", got, again)
		}
	}
}

func FuzzNormalize(f *testing.F) {
	for _, text := range append(formatCases["telephone"].valid, formatCases["email"].valid...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, normalize := range map[string]func(string) (string, bool){
			"telephone": constraint.NormalizeTelephone, "email": constraint.NormalizeEmail,
		} {
			normal, ok := normalize(text)
			if ok != format(t, name).Valid(text) {
				t.Errorf("%s: normalized %v but valid %v: %q", name, ok, !ok, text)
			}
			if again, still := normalize(normal); ok && (!still || again != normal) {
				t.Errorf("%s: %q becomes %q, then %q", name, text, normal, again)
			}
		}
	})
}
