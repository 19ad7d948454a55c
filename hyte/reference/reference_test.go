package reference_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte/reference"
)

const id = "gvrtqnzmfzxwg5lqn5xgk3tbmu"

func TestOf(t *testing.T) {
	for _, test := range []struct{ inquiry, want string }{
		{"hyte-kanta-hame-2021", `^HKH-`},
		{"kanta-hame-2021", `^KH-`},
		{"hyte-kainuu-hyvinvointi-neuvosto", `^HKH-`},
		{"nimeaminen2021", `^NIM-`},
		{"ab", `^AB-`},
		{"2021-1", `^`},
	} {
		got := reference.Of(test.inquiry, id)
		if !regexp.MustCompile(test.want + `[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$`).MatchString(got) {
			t.Errorf("%s: %q", test.inquiry, got)
		}
	}
	if got := reference.Of("hyte-kanta-hame-2021", id); got != "HKH-XX3K-6Z33" { // what is on paper stays
		t.Errorf("the same id gives %q now", got)
	}
}

func TestFind(t *testing.T) {
	whole := reference.Of("hyte-kanta-hame-2021", id)
	bare := strings.TrimPrefix(whole, "HKH-")
	heard := strings.NewReplacer("0", "o", "1", "l").Replace(bare)
	for _, text := range []string{
		whole, strings.ToLower(whole), bare, strings.ReplaceAll(whole, "-", ""), strings.ReplaceAll(whole, "-", " – "),
		"  " + whole + "\n", "XY-" + bare, heard,
	} {
		code, ok := reference.Find(text)
		if !ok || !code.Names(id) || code.Names(id+"a") {
			t.Errorf("%q: %v", text, ok)
		}
	}
	for _, text := range []string{"", "HKH", bare[1:], "ABCD-" + bare, "1-" + bare, bare + "0", id, "ÄÄÄ-" + bare, strings.Replace(bare, bare[:1], "U", 1), strings.Repeat("0", 1<<20)} {
		if _, ok := reference.Find(text); ok {
			t.Errorf("%.40q is taken for a reference", text)
		}
	}
	if (reference.Code{}).Names(id) {
		t.Error("no code names an answer")
	}
}

// One wrong symbol, and two that have changed places, are noticed, wherever they are.
func TestMishearingIsNoticed(t *testing.T) {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	code := strings.ReplaceAll(reference.Of("2021", id), "-", "")
	for i := range code {
		for _, other := range alphabet {
			if wrong := code[:i] + string(other) + code[i+1:]; wrong != code {
				if _, ok := reference.Find(wrong); ok {
					t.Errorf("%q passes for %q", wrong, code)
				}
			}
		}
		for j := range i {
			swapped := []byte(code)
			swapped[i], swapped[j] = swapped[j], swapped[i]
			if _, ok := reference.Find(string(swapped)); ok && string(swapped) != code {
				t.Errorf("%q passes for %q", swapped, code)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("HKH-7Q4M-2XKD", id)
	f.Fuzz(func(t *testing.T, text, id string) {
		reference.Find(text)
		if code, ok := reference.Find(reference.Of(text, id)); !ok || !code.Names(id) {
			t.Errorf("the reference of %q and %q is not found again", text, id)
		}
	})
}

// BenchmarkNames is what one of many ids costs when an answer is looked for.
func BenchmarkNames(b *testing.B) {
	b.ReportAllocs()
	code, _ := reference.Find(reference.Of("spring", "abcdefghijklmnopqrstuvwxyz"))
	for b.Loop() {
		code.Names("zbcdefghijklmnopqrstuvwxyz")
	}
}
