package style_test

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

var (
	colorRule = regexp.MustCompile(`--h-([a-z-]+): var\(--hyte-[a-z-]+, (#[0-9a-f]{3,6})\)`)
	selector  = regexp.MustCompile(`(?m)^\s*([^{}@;/*]+)\s*\{`)
	// inBrackets is what a selector says in :where(…), and in attributes.
	inBrackets = regexp.MustCompile(`\[[^\]]*\]|:(where|not|is)\([^()]*\)`)
)

// palettes are the built-in colors, light and dark.
func palettes(t *testing.T) map[string]map[string]string {
	t.Helper()
	light, rest, ok := strings.Cut(style.CSS(), "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("no dark colors")
	}
	dark, _, _ := strings.Cut(rest, "}\n}")
	all := map[string]map[string]string{"light": {}, "dark": {}}
	for name, css := range map[string]string{"light": light, "dark": dark} {
		for _, match := range colorRule.FindAllStringSubmatch(css, -1) {
			all[name][match[1]] = match[2]
		}
		if len(all[name]) != 10 {
			t.Fatalf("%s: %d colors", name, len(all[name]))
		}
	}
	return all
}

// TestContrast holds the colors to WCAG 2.2, 1.4.3 (text, 4.5:1) and 1.4.11
// (controls and focus, 3:1).
func TestContrast(t *testing.T) {
	for name, colors := range palettes(t) {
		for _, pair := range []struct {
			front, back string
			least       float64
		}{
			{"text", "surface", 7},
			{"text", "tint", 7},
			{"muted", "surface", 4.5},
			{"accent", "surface", 4.5},
			{"on-accent", "accent", 4.5},
			{"surface", "text", 4.5},
			{"error", "surface", 4.5},
			{"advice", "surface", 4.5},
			{"control", "surface", 3},
			{"accent", "tint", 3},
			{"advice", "tint", 3},
			{"error", "tint", 3},
			{"muted", "tint", 3},
		} {
			if got := contrast(t, colors[pair.front], colors[pair.back]); got < pair.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, needs %.1f", name, pair.front, pair.back, got, pair.least)
			}
		}
	}
}

func TestContrastIsReckonedRight(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{{"#000", "#fff", 21}, {"#777", "#fff", 4.48}, {"#ff0000", "#ffffff", 4}} {
		if got := contrast(t, test.a, test.b); math.Abs(got-test.want) > 0.01 {
			t.Errorf("%s on %s: %.3f, want %.2f", test.a, test.b, got, test.want)
		}
	}
}

// contrast is the ratio of WCAG 2.2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, color string) float64 {
	t.Helper()
	digits := strings.TrimPrefix(color, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	rgb, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		t.Fatalf("%q is no color", color)
	}
	sum := 0.0
	for shift, weight := range map[int]float64{16: 0.2126, 8: 0.7152, 0: 0.0722} {
		c := float64(rgb>>shift&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// TestEveryRuleIsOurs keeps the styles from touching the page around the form,
// and from needing anything from elsewhere.
func TestEveryRuleIsOurs(t *testing.T) {
	for _, match := range selector.FindAllStringSubmatch(style.CSS(), -1) {
		for part := range strings.SplitSeq(inBrackets.ReplaceAllString(match[1], ""), ",") {
			if part = strings.TrimSpace(part); !strings.Contains(part, ".hyte") {
				t.Errorf("the rule for %q is bound to no class of ours", part)
			}
		}
	}
	for _, foreign := range []string{"@import", "@font-face", "url(", "expression("} {
		if strings.Contains(style.CSS(), foreign) {
			t.Errorf("%s in the styles", foreign)
		}
	}
}

// TestEveryClassIsStyledAndUsed compares the classes of the styles with those
// of the pages.
func TestEveryClassIsStyledAndUsed(t *testing.T) {
	styled := map[string]bool{}
	for _, match := range regexp.MustCompile(`\.(hyte[a-z-]*)`).FindAllStringSubmatch(style.CSS(), -1) {
		styled[match[1]] = true
	}
	used := map[string]bool{}
	for _, match := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(string(pages(t)), -1) {
		for class := range strings.FieldsSeq(match[1]) {
			used[class] = true
		}
	}
	for class := range styled {
		if !used[class] {
			t.Errorf("no page uses the class %s", class)
		}
	}
	for class := range used {
		if !styled[class] {
			t.Errorf("the class %s has no style", class)
		}
	}
}

// TestSize holds the first page with its styles to what one round trip of a new
// connection carries: ten packets, 14 kB.
func TestSize(t *testing.T) {
	form := firstkind.Form(t, firstkind.Inquiry(t), "fi")
	page := view.AppendHTML(nil, form.Page(forms.PageOptions{Stylesheet: "/assets/hyte.css"}, forms.View{Status: hyte.StatusOpen}))
	html, css := compressed(t, page), compressed(t, []byte(style.CSS()))
	t.Logf("page %d, styles %d bytes brotli", html, css)
	if html+css > 14_000 {
		t.Errorf("page %d + styles %d bytes are more than 14 kB", html, css)
	}
}

func compressed(t *testing.T, data []byte) int {
	t.Helper()
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotli.BestCompression)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// stages are those of a form, by the time that is left until its deadline.
var stages = map[time.Duration]hyte.Status{
	5 * 24 * time.Hour: hyte.StatusOpen, 24 * time.Hour: hyte.StatusOpen, time.Minute: hyte.StatusOpen,
	60 * 24 * time.Hour: hyte.StatusNotOpen, -time.Hour: hyte.StatusLate, -2 * time.Hour: hyte.StatusClosed,
}

// pages are pages with everything on them.
func pages(t *testing.T) []byte {
	t.Helper()
	form := firstkind.Form(t, firstkind.Inquiry(t), "fi")
	removed := form.Post(map[string][]string{
		"/representatives/1/person/email": {"x"}, forms.RemoveName: {"/representatives/1"},
	}).State
	state := form.Post(map[string][]string{
		"/representatives/1/person/email": {"x"},
		"/decision/date":                  {"1.1.2020"}, // before the call: a warning
	}).State
	options := forms.PageOptions{AccessibilityURL: "https://example.fi/", LanguageURL: func(string) string { return "/" }}
	out := view.AppendHTML(nil, form.Page(options, forms.View{State: state, Violations: form.Check(state), Phase: forms.PhaseRejected}))
	for stage, status := range stages {
		now := time.Date(2021, 1, 15, 22, 0, 0, 0, time.UTC).Add(-stage)
		out = view.AppendHTML(out, form.Tree(forms.View{Status: status, Now: now}))
	}
	out = view.AppendHTML(out, firstkind.Form(t, firstkind.Inquiry(t, firstkind.AsksEverywhere(t)), "fi").Tree(forms.View{}))
	out = view.AppendHTML(out, form.Page(options, forms.View{State: removed}))
	return view.AppendHTML(out, form.ReceiptPage(options, forms.ReceiptView{Receipt: forms.Receipt{Status: hyte.EntryLate}, Again: "/", Files: forms.ReceiptFiles{Document: "/answer.json"}}))
}
