package nomination_test

import (
	"maps"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	words "github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// handoverFindings are those of a page that no service receives.
var handoverFindings = forms.View{Handover: true}.Findings()

func handed(t *testing.T, language string, values map[string][]string, changes ...func(*hyte.Call)) *forms.Session {
	t.Helper()
	s := forms.NewSession(form(t, language, changes...), handoverFindings, maps.All(values))
	if document, send := s.Submit(); send || document != nil {
		t.Fatal("a form without a service sends something")
	}
	return s
}

// letterOf is the address of the e-mail in a tree.
func letterOf(t *testing.T, tree view.Node) string {
	t.Helper()
	for n := range htmlcheck.Elements(htmlcheck.Run(t, view.AppendHTML(nil, tree)), "a") {
		if htmlcheck.Attr(n, "class") == "hyte-button" {
			return htmlcheck.Attr(n, "href")
		}
	}
	t.Fatal("there is no e-mail")
	return ""
}

func TestHandover(t *testing.T) {
	s := handed(t, "fi", right())
	if s.Focus() != "hyte-handover" || !strings.HasPrefix(s.Title(), "Vastaus on valmis, mutta sitä ei ole vielä lähetetty") {
		t.Errorf("focus %s, title %s", s.Focus(), s.Title())
	}
	root := htmlcheck.Run(t, view.AppendHTML(nil, s.Tree()))
	document := htmlcheck.Text(htmlcheck.ByID(root, "hyte-document"))
	f := form(t, "fi")
	if want := string(f.Document(f.Post(right()).State)); document != want {
		t.Errorf("the file (-want +got)\n%s", cmp.Diff(want, document))
	}
	if _, violations := f.Inquiry().(*hyte.ResolvedCall).Read([]byte(document)); len(violations) > 0 {
		t.Errorf("the file breaks rules: %v", violations)
	}
	s.Press(forms.EditName, "form")
	if htmlcheck.ByID(htmlcheck.Run(t, view.AppendHTML(nil, s.Tree())), "hyte-handover") != nil || s.Focus() != "hyte-field-nominator" {
		t.Errorf("there is no way back; focus %s", s.Focus())
	}
	if values := maps.Collect(s.Values()); values["/submitter/givenName"][0] != "Onni" {
		t.Errorf("what was typed is lost: %v", values)
	}
}

func TestHandoverRejects(t *testing.T) {
	s := handed(t, "en", with(right(), "/submitter/email", "nobody"))
	if got := summary(t, s.Tree()); len(got) != 1 {
		t.Errorf("summary %q", got)
	}
	if html := htmlOf(s.Tree()); !strings.Contains(html, "Check these items and select “Continue and check the answer” again") || !strings.Contains(html, `method="dialog"`) {
		t.Errorf("the form says %s", html)
	}
}

func TestLetter(t *testing.T) {
	for language, want := range map[string][2]string{
		"fi": {"Kanta-Hämeen hyvinvoinnin edistämisen työryhmä", "Etunimi: Aino\r\n"},
		"sv": {"", "Förnamn: Aino\r\n"},
		"en": {"", "First name: Aino\r\n"},
	} {
		t.Run(language, func(t *testing.T) {
			address := letterOf(t, handed(t, language, right()).Tree())
			if len(address) > 2000 {
				t.Errorf("%d characters, more than mail programs take", len(address))
			}
			if strings.ContainsAny(address, " +\"<>") || strings.ContainsFunc(address, func(r rune) bool { return r > 0x7e }) {
				t.Errorf("not encoded: %s", address)
			}
			letter, err := url.Parse(address)
			if err != nil || letter.Scheme != "mailto" || letter.Opaque != "kirjaamo@example.fi" {
				t.Fatalf("%s: %v", address, err)
			}
			query := letter.Query()
			if query.Get("cc") != "hyte@example.fi" || !strings.HasSuffix(query.Get("subject"), ": "+map[string]string{"fi": "Hämeenlinna", "sv": "Tavastehus", "en": "Hämeenlinna"}[language]) {
				t.Errorf("copies %q, subject %q", query.Get("cc"), query.Get("subject"))
			}
			body := query.Get("body")
			if !strings.Contains(body, want[1]) || !strings.Contains(body, "kanta-hame-hyte-2021-109.json") || strings.Contains(strings.ReplaceAll(body, "\r\n", ""), "\n") || strings.Contains(body, ".:") {
				t.Errorf("letter %q, want %q in it", body, want[1])
			}
		})
	}
}

// A notice is handed over as one: its words and its file are not those of an answer, and
// the file says which kind of notice it is.
func TestHandoverOfNotices(t *testing.T) {
	notices := map[string]struct {
		kind  *forms.Kind
		words texts.Set
		says  map[string][2]string // by language: the subject's end, and what the page asks for
	}{
		"refusal": {nomination.RefusalKind(), words.Refusals(), map[string][2]string{
			"fi": {": Hämeenlinna ei nimeä edustajaa", "Lähetä ilmoitus osoitteeseen kirjaamo@example.fi viimeistään"},
			"sv": {": Tavastehus utser ingen representant", "Skicka meddelandet till kirjaamo@example.fi senast"},
			"en": {": Hämeenlinna names no one", "Send the notice to kirjaamo@example.fi by"},
		}},
		"withdrawal": {nomination.WithdrawalKind(), words.Withdrawals(), map[string][2]string{
			"fi": {": Hämeenlinna peruuttaa vastauksensa", "Lähetä ilmoitus osoitteeseen kirjaamo@example.fi."},
			"sv": {": Tavastehus återkallar sitt svar", "Skicka meddelandet till kirjaamo@example.fi."},
			"en": {": Hämeenlinna withdraws its answer", "Send the notice to kirjaamo@example.fi."},
		}},
	}
	for name, notice := range notices {
		for language, want := range notice.says {
			t.Run(name+" "+language, func(t *testing.T) {
				f, err := forms.InLanguage(notice.kind, form(t, language).Inquiry(), language, notice.words)
				if err != nil {
					t.Fatal(err)
				}
				s := forms.NewSession(f, handoverFindings, maps.All(map[string][]string{
					"/nominator": {"municipality:109"}, "/submitter/givenName": {"Onni"}, "/submitter/familyName": {"Mallikas"},
					"/submitter/email": {"onni.mallikas@example.fi"},
				}))
				s.Submit()
				letter, err := url.Parse(letterOf(t, s.Tree()))
				if err != nil {
					t.Fatal(err)
				}
				if got := letter.Query().Get("subject"); !strings.HasSuffix(got, want[0]) {
					t.Errorf("subject %q", got)
				}
				root := htmlcheck.Run(t, view.AppendHTML(nil, s.Tree()))
				if page := htmlcheck.Text(root); !strings.Contains(page, want[1]) || !strings.Contains(page, "kanta-hame-hyte-2021-109-"+name+".json") {
					t.Errorf("the page says %s", page)
				}
				document := htmlcheck.Text(htmlcheck.ByID(root, "hyte-document"))
				if !strings.HasPrefix(document, `{"$schema":"`+notice.kind.Document.SchemaID()+`","call":`) {
					t.Errorf("the file is %s", document)
				}
				if _, violations := f.Inquiry().Program(notice.kind.Document).Read([]byte(document), time.Time{}); len(violations) > 0 {
					t.Errorf("the file breaks rules: %v", violations)
				}
			})
		}
	}
}

// A long answer goes as a file only, rather than cut off.
func TestLongLetter(t *testing.T) {
	letter, err := url.Parse(letterOf(t, handed(t, "fi", with(right(), "/genderBalanceReason", strings.Repeat("perustelu ", 90)), withCandidates).Tree()))
	if err != nil {
		t.Fatal(err)
	}
	if got := letter.Query().Get("body"); got != "Vastaus on liitteenä tiedostona kanta-hame-hyte-2021-109.json." {
		t.Errorf("letter %q", got)
	}
}

// However much a call says, mail programs take the letter.
func TestLetterOfALongCall(t *testing.T) {
	long := func(c *hyte.Call) {
		c.Body.Name = hyte.Text{"fi": strings.Repeat("ä", 300)}
		c.Submission = &hyte.Submission{Registry: strings.Repeat("r", 60) + "@" + strings.Repeat(strings.Repeat("e", 60)+".", 2) + "example.fi"}
	}
	copies := func(c *hyte.Call) {
		long(c)
		for i := range 20 {
			c.Submission.Copies = append(c.Submission.Copies, strings.Repeat(string(rune('a'+i)), 60)+"@"+strings.Repeat("e", 60)+".example.fi")
		}
	}
	for name, change := range map[string]func(*hyte.Call){"a long name": long, "many copies": copies} {
		address := letterOf(t, handed(t, "fi", right(), change).Tree())
		letter, err := url.Parse(address)
		if err != nil || len(address) > 2000 {
			t.Fatalf("%s: %d characters, %v", name, len(address), err)
		}
		if got := letter.Query(); !strings.HasPrefix(letter.Opaque, "rrr") || got.Get("subject") != "kanta-hame-hyte-2021-109.json" || got.Get("body") == "" || got.Has("cc") {
			t.Errorf("%s: %s", name, address)
		}
	}
}

// An address in the call must not add recipients or words of its own.
func TestLetterEscapes(t *testing.T) {
	address := letterOf(t, handed(t, "fi", with(right(), "/decision/body", "Lautakunta & co?bcc=x@example.org #1 50 %"), func(c *hyte.Call) {
		c.Submission = &hyte.Submission{Registry: "kirjaamo+hyte@example.fi", Copies: []string{"a&bcc=b@example.fi", "c@example.fi"}}
	}).Tree())
	letter, err := url.Parse(address)
	if err != nil || letter.Query().Has("bcc") {
		t.Fatalf("%s: %v", address, err)
	}
	to, err := url.PathUnescape(letter.Opaque)
	if err != nil || to != "kirjaamo+hyte@example.fi" {
		t.Errorf("to %s, %v", to, err)
	}
	if got := letter.Query().Get("cc"); got != "a&bcc=b@example.fi,c@example.fi" {
		t.Errorf("copies to %s", got)
	}
	if got := letter.Query().Get("body"); !strings.Contains(got, "Lautakunta & co?bcc=x@example.org #1 50 %\r\n") {
		t.Errorf("letter %q", got)
	}
}

// A page without a service knows by the reader's clock whether the call is open.
func TestHandoverClock(t *testing.T) {
	s := forms.NewSession(form(t, "fi", func(c *hyte.Call) { c.LateNominations = hyte.LateRefuse }), handoverFindings, nil)
	before := htmlOf(s.Tree())
	s.Clock(time.Date(2021, 1, 10, 0, 0, 0, 0, time.UTC))
	now := htmlOf(s.Tree())
	left := `<p class="hyte-left">Aikaa jäljellä: 5 päivää.</p>`
	if strings.Replace(now, left, `<p class="hyte-left"></p>`, 1) != before || !strings.Contains(now, left) {
		t.Error("an open call looks other than the page, but for the time left")
	}
	s.Clock(time.Date(2021, 2, 10, 0, 0, 0, 0, time.UTC))
	if strings.Contains(htmlOf(s.Tree()), "<form") {
		t.Error("a closed call has a form")
	}
	served := forms.NewSession(form(t, "fi"), nil, nil)
	served.Clock(time.Date(2031, 2, 10, 0, 0, 0, 0, time.UTC))
	if !strings.Contains(htmlOf(served.Tree()), "<form") {
		t.Error("the reader's clock decides for a service")
	}
}

// A form that no service receives is closed after the deadline, for changes as well:
// nobody would refuse what else was made of it.
func TestHandoverAfterTheDeadline(t *testing.T) {
	s := forms.NewSession(form(t, "fi", withTerm), handoverFindings, nil)
	s.Clock(time.Date(2022, 2, 10, 0, 0, 0, 0, time.UTC))
	if html := htmlOf(s.Tree()); strings.Contains(html, "<form") || strings.Contains(html, "Edustajan vaihtumisesta") {
		t.Error("there is a form, or it is spoken of")
	}
}

// Beside the document, the answer is handed over as a page to keep and with a calendar, where
// there is one; the widget has it from the configuration.
func TestHandoverFiles(t *testing.T) {
	const file = "BEGIN:VCALENDAR\r\nSUMMARY:\"1 < 2\"\r\nEND:VCALENDAR\r\n"
	config, err := form(t, "fi").Reminding(file).Config()
	if err != nil {
		t.Fatal(err)
	}
	f, err := forms.Open(config, nomination.Kind())
	if err != nil {
		t.Fatal(err)
	}
	s := forms.NewSession(f, handoverFindings, maps.All(right()))
	s.Submit()
	html := htmlOf(s.Tree())
	for _, want := range []string{
		`data-hyte-does="keep" data-hyte-with="hyte-document" data-hyte-file="kanta-hame-hyte-2021-109.html"`,
		`data-hyte-does="save" data-hyte-with="hyte-calendar" data-hyte-file="kanta-hame-hyte-2021.ics"`,
		`<pre id="hyte-calendar" hidden>` + strings.NewReplacer("<", "&lt;", "\r", "&#13;").Replace(file),
	} {
		if !strings.Contains(html, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if html := htmlOf(handed(t, "fi", right()).Tree()); strings.Contains(html, "calendar") || !strings.Contains(html, `data-hyte-does="keep"`) {
		t.Error("without a calendar there is one, or there is no page to keep")
	}
	if _, err := forms.Open([]byte(strings.Replace(string(config), `"files":{`, `"files":{"calendar":1,`, 1)), nomination.Kind()); err == nil {
		t.Error("a calendar that is no text is taken")
	}
}
