package style_test

import (
	"bytes"
	"regexp"
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
	selector = regexp.MustCompile(`(?m)^\s*([^{}@;/*]+)\s*\{`)
	// inBrackets is what a selector says in :where(…), and in attributes.
	inBrackets = regexp.MustCompile(`\[[^\]]*\]|:(where|not|is)\([^()]*\)`)
)

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
	out = view.AppendHTML(out, form.LanguageBar(options.LanguageURL, forms.View{}))
	return view.AppendHTML(out, form.ReceiptPage(options, forms.ReceiptView{Receipt: forms.Receipt{Status: hyte.EntryLate}, Again: "/", Files: forms.ReceiptFiles{Document: "/answer.json"}}))
}
