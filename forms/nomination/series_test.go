package nomination_test

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	ktexts "github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
)

var councils = []string{"elderly-council", "disability-council", "youth-council"}

// letter are the calls of one letter that asks for one representative to each of three
// councils.
func letter(t testing.TB, changes ...func(*hyte.Call)) []forms.Inquiry {
	t.Helper()
	var calls []forms.Inquiry
	for _, id := range councils {
		calls = append(calls, example(t, append([]func(*hyte.Call){municipalitiesOnly, func(c *hyte.Call) {
			c.ID, c.Body.ID, c.Series = id, id, "three-councils"
			c.Title = hyte.Text{"fi": "Nimeäminen: " + id}
		}}, changes...)...))
	}
	return calls
}

func series(t testing.TB, calls []forms.Inquiry, catalogs texts.Set) *forms.Series {
	t.Helper()
	s, err := forms.NewSeries(nomination.Kind(), calls, "fi", catalogs)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// posted names the same person to the councils, and asks what is shared once.
func posted(to ...string) map[string][]string {
	values := map[string][]string{}
	for name, given := range right() {
		if !strings.HasPrefix(name, "/representatives") {
			values[name] = given
			continue
		}
		for _, council := range to {
			values["/inquiries/"+council+name] = given
		}
	}
	return values
}

func TestSeriesAnswersEachInquiry(t *testing.T) {
	calls := letter(t)
	s := series(t, calls, ktexts.Set())
	post := s.Post(posted("elderly-council", "youth-council"))
	for i, council := range councils {
		document := s.Document(i, post.States[i])
		if council == "disability-council" {
			if document != nil {
				t.Errorf("nobody was named to the %s: %s", council, document)
			}
			continue
		}
		n, violations := calls[i].(*hyte.ResolvedCall).Read(document)
		if len(violations) > 0 {
			t.Fatalf("%s: %v", council, violations)
		}
		if n.Call != council || n.Representatives[0].Person.FamilyName != "Esimerkki" || n.Submitter.FamilyName != "Mallikas" || n.Decision.Section != "12" {
			t.Errorf("%s: %s", council, document)
		}
	}
}

var ids = regexp.MustCompile(` id="([^"]*)"`)

func TestSeriesPageHasEachQuestionOnce(t *testing.T) {
	s := series(t, letter(t), ktexts.Set())
	page := htmlOf(s.Page(options, forms.SeriesView{}))
	checkIDs(t, page)
	for part, count := range map[string]int{
		` name="/nominator"`: 1, ` name="/submitter/email"`: 1, ` name="/consent"`: 1, ` name="/decision/body"`: 1,
		` name="/inquiries/elderly-council/representatives/0/person/email"`: 1,
		` name="/inquiries/youth-council/representatives/0/person/email"`:   1,
		` name="/representatives`: 0, "<form": 1, "<h1": 1,
	} {
		if n := strings.Count(page, part); n != count {
			t.Errorf("%s is there %d times, not %d", part, n, count)
		}
	}
	if regexp.MustCompile(`name="/inquiries/[^>]* required`).MatchString(page) {
		t.Error("a browser would not send a page on which one part is left empty")
	}
	if !regexp.MustCompile(`name="/submitter/email"[^>]* required`).MatchString(page) {
		t.Error("a browser does not demand what is needed in any case")
	}
}

func TestSeriesSaysWhatIsWrong(t *testing.T) {
	calls := letter(t)
	s := series(t, calls, ktexts.Set())
	values := posted("elderly-council", "youth-council")
	values["/submitter/email"] = []string{"onni"}
	values["/inquiries/youth-council/representatives/0/person/familyName"] = []string{""}
	post := s.Post(values)
	view := forms.SeriesView{States: post.States, Phase: forms.PhaseRejected, Violations: make([]hyte.Violations, len(calls))}
	for i, call := range calls {
		if document := s.Document(i, post.States[i]); document != nil {
			_, view.Violations[i] = call.Program(nomination.Kind().Document).Read(document, time.Time{})
		}
	}
	page := htmlOf(s.Page(options, view))
	_, summary, _ := strings.Cut(page, `id="hyte-summary"`)
	summary, _, _ = strings.Cut(summary, "<form")
	for _, want := range []string{
		`href="#hyte-field-submitter-email"`, "Nimeäminen: youth-council",
		`href="#hyte-field-inquiries-youth-council-representatives-0-person-familyName"`,
	} {
		if strings.Count(summary, want) != 1 {
			t.Errorf("the summary has %s %d times: %s", want, strings.Count(summary, want), summary)
		}
	}
	if strings.Contains(summary, "elderly") {
		t.Errorf("nothing is wrong with the first part: %s", summary)
	}
	if !strings.Contains(page, "<title>Virhe: ") {
		t.Error("the title does not say that something is wrong")
	}
	empty := s.Post(posted())
	page = htmlOf(s.Page(options, forms.SeriesView{States: empty.States, Phase: forms.PhaseRejected}))
	if !strings.Contains(page, "Nimeä ainakin yksi henkilö johonkin toimielimeen.") {
		t.Error("a page on which nothing is answered does not say so")
	}
}

func TestSeriesButtonsAreOfOneInquiry(t *testing.T) {
	several := func(c *hyte.Call) { c.Seats[0].Representatives = &hyte.Quota{Min: 1, Max: 3} }
	s := series(t, letter(t, several), ktexts.Set())
	values := posted("elderly-council", "youth-council")
	values[forms.AddName] = []string{"/inquiries/youth-council/representatives"}
	post := s.Post(values)
	if !post.Changed || post.Focus != "hyte-field-inquiries-youth-council-representatives-1-person-givenName" {
		t.Errorf("changed %v, focus %q", post.Changed, post.Focus)
	}
	for i, want := range []int{1, 1, 2} {
		if n := post.States[i].Items("/representatives"); n != want {
			t.Errorf("%s has %d items, not %d", councils[i], n, want)
		}
	}
}

// checkIDs reports elements of a page that have the same id.
func checkIDs(t *testing.T, page string) {
	t.Helper()
	seen := map[string]bool{}
	for _, id := range ids.FindAllStringSubmatch(page, -1) {
		if seen[id[1]] {
			t.Errorf("two elements have the id %q", id[1])
		}
		seen[id[1]] = true
	}
}

// TestSeriesOfOpenCalls: where anyone may answer, who answers is asked once, and
// together with whom for each body.
func TestSeriesOfOpenCalls(t *testing.T) {
	s := series(t, letter(t, alsoOfAnyone), ktexts.Set())
	values := posted("elderly-council", "youth-council")
	values["/nominator"] = []string{"open:other"}
	values["/nominatorName"] = []string{"Esimerkkiseura ry"}
	values["/inquiries/youth-council/jointlyWith"] = []string{"Toinen seura ry"}
	post := s.Post(values)
	page := htmlOf(s.Page(options, forms.SeriesView{States: post.States}))
	checkIDs(t, page)
	for name, count := range map[string]int{
		"/nominator": 1, "/nominatorName": 1, "/businessId": 1, "/jointlyWith": 0, "/inquiries/elderly-council/nominator": 0,
		"/inquiries/elderly-council/jointlyWith": 1, "/inquiries/youth-council/jointlyWith": 1,
	} {
		if n := strings.Count(page, ` name="`+name+`"`); n != count {
			t.Errorf("%s is asked %d times, not %d", name, n, count)
		}
	}
	for i, joint := range map[int]string{0: "", 2: "Toinen seura ry"} {
		document := string(s.Document(i, post.States[i]))
		if !strings.Contains(document, "Esimerkkiseura ry") || joint != "" && !strings.Contains(document, joint) || joint == "" && strings.Contains(document, "jointlyWith") {
			t.Errorf("%s: %s", councils[i], document)
		}
	}
}

// TestSeriesTakesNoOtherNames: what belongs to no control is not in any answer.
func TestSeriesTakesNoOtherNames(t *testing.T) {
	s := series(t, letter(t), ktexts.Set())
	values := posted("elderly-council")
	want := s.Post(maps.Clone(values))
	for _, name := range []string{
		"/representatives/0/person/givenName", "/inquiries/nobody/representatives/0/person/givenName", "/inquiries/", "/inquiries//",
		"/inquiries/youth-council", "/inquiries/youth-council/submitter", "/inquiries/youth-council/call", "",
		"/inquiries/youth-council/nominator", "/inquiries/elderly-council/submitter/givenName", "/inquiries/elderly-council/consent",
	} {
		values[name] = []string{"x"}
	}
	values[forms.RemoveName] = []string{"/representatives/0", "/inquiries/nobody/representatives/0"}
	got := s.Post(values)
	for i := range councils {
		if a, b := s.Document(i, want.States[i]), s.Document(i, got.States[i]); string(a) != string(b) {
			t.Errorf("%s: %s instead of %s", councils[i], b, a)
		}
	}
	if got.Changed {
		t.Error("buttons that are not there were pressed")
	}
}

func TestSeriesReceipt(t *testing.T) {
	s := series(t, letter(t), ktexts.Set())
	receipts := make([]forms.Receipt, 3)
	for i := range 2 {
		receipts[i] = forms.Receipt{ID: "id-" + councils[i], ReceivedAt: time.Date(2021, 1, 12, 10, 0, 0, 0, time.UTC), Status: hyte.EntryAnswered, Sender: "municipality:109"}
	}
	page := htmlOf(s.ReceiptPage(options, forms.SeriesReceiptView{Receipts: receipts, Again: "/again"}))
	for _, want := range []string{"Vastaukset on vastaanotettu", "id-elderly-council", "id-disability-council", "Näihin ei nimetty ketään tällä lomakkeella", `href="/again"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the receipt does not say %q", want)
		}
	}
	if strings.Contains(page, "id-youth") {
		t.Error("what was not answered has a receipt")
	}
	answers := make([]forms.Summary, 3)
	answers[0] = forms.Summary{{Lines: []forms.Told{{Label: "Etunimi", Value: "<Aino>"}}}}
	if page := htmlOf(s.ReceiptPage(options, forms.SeriesReceiptView{Receipts: receipts, Answers: answers})); !strings.Contains(page, "<dd>&lt;Aino&gt;</dd>") || strings.Count(page, "Lähettämäsi tiedot</h3>") != 1 {
		t.Errorf("what was sent is not shown, or what was not: %s", page)
	}
}

// Who is late for one of the bodies is told before sending, and only of those that are answered.
func TestSeriesLastLookTellsTheDeadlines(t *testing.T) {
	calls := letter(t)
	s := series(t, calls, ktexts.Set())
	states := s.Post(posted("elderly-council")).States
	statuses := []hyte.Status{hyte.StatusOpen, hyte.StatusOpen, hyte.StatusOpen}
	statuses[slices.IndexFunc(calls, func(c forms.Inquiry) bool { return c.ID() == "elderly-council" })] = hyte.StatusLate
	look, ok := s.Review(forms.SeriesView{States: states, Statuses: statuses}, make([]hyte.Violations, len(calls)))
	page := htmlOf(s.Page(options, look))
	_, shown, _ := strings.Cut(page, `<div class="hyte-check">`)
	if !ok || strings.Count(shown, "hyte-late") != 1 || strings.Count(shown, "hyte-deadline") != 1 {
		t.Errorf("right %v, the last look: %s", ok, shown)
	}
	if !strings.Contains(page, "Jatka ja tarkista vastaukset") || strings.Contains(page, "Jatka ja tarkista vastaus<") {
		t.Error("the button speaks of one answer")
	}
}

// Past the answers a link leads to the first thing that waits for one: a warning with the answer
// of which it is, or the consent. Every warning has a place of its own.
func TestSeriesSkipOnTheLastLook(t *testing.T) {
	calls := letter(t)
	s := series(t, calls, ktexts.Set())
	states := s.Post(posted("disability-council", "youth-council")).States
	warning := hyte.Violation{Rule: hyte.RuleCandidatePairMissing, Location: "/representatives", Severity: hyte.Warning}
	for name, test := range map[string]struct {
		warned []string
		target string
	}{
		"nothing":     {nil, "hyte-field-consent"},
		"one warning": {[]string{"youth-council"}, "hyte-youth-council-warnings"},
		"two":         {[]string{"disability-council", "youth-council"}, "hyte-disability-council-warnings"},
	} {
		violations := make([]hyte.Violations, len(calls))
		for i, c := range calls {
			if slices.Contains(test.warned, c.ID()) {
				violations[i] = hyte.Violations{warning}
			}
		}
		look, ok := s.Review(forms.SeriesView{States: states}, violations)
		page := htmlOf(s.Page(options, look))
		_, shown, _ := strings.Cut(page, `<div class="hyte-check">`)
		link, target := strings.Index(shown, `<a class="hyte-skip" href="#`+test.target+`">`), strings.Index(shown, ` id="`+test.target+`"`)
		if first := strings.Index(shown, `class="hyte-change"`); !ok || link < 0 || first < link || target < first {
			t.Errorf("%s: right %v, the link at %d, the first button at %d, the target at %d", name, ok, link, first, target)
		}
		for _, id := range append(test.warned, "") {
			if id := ` id="` + strings.TrimSuffix("hyte-"+id, "-") + `-warnings"`; strings.Count(page, id) > 1 {
				t.Errorf("%s: more than one element has the%s", name, id)
			}
		}
	}
}

func TestSeriesThatCannotBe(t *testing.T) {
	calls := letter(t)
	others := letter(t, func(c *hyte.Call) { c.Seats[0].Nominators.Region = "06" })
	for name, mixed := range map[string][]forms.Inquiry{
		"one inquiry": calls[:1], "other organizations": {calls[0], others[1]},
	} {
		if _, err := forms.NewSeries(nomination.Kind(), mixed, "fi", ktexts.Set()); !errors.Is(err, forms.ErrSeries) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := forms.NewSeries(nomination.RefusalKind(), calls, "fi", ktexts.Refusals()); !errors.Is(err, forms.ErrSeries) {
		t.Errorf("a kind that shares nothing: %v", err)
	}
	if _, err := forms.NewSeries(nomination.Kind(), calls, "de", ktexts.Set()); !errors.Is(err, forms.ErrLanguage) {
		t.Errorf("a language that they have not: %v", err)
	}
}

// showSeries writes every page of a series.
func showSeries(t *testing.T, out *strings.Builder, catalog *texts.Catalog) {
	t.Helper()
	calls := letter(t)
	s := series(t, calls, texts.Set{catalog.Language(): catalog})
	out.WriteString(htmlOf(s.Page(options, forms.SeriesView{Phase: forms.PhaseRejected, States: s.Post(nil).States})))
	states := s.Post(map[string][]string{"/inquiries/elderly-council/representatives/0/person/givenName": {"Aino"}}).States
	look, _ := s.Review(forms.SeriesView{States: states}, []hyte.Violations{{{Rule: hyte.RuleNominatorMerged, Location: "/nominator", Severity: hyte.Warning}}, nil, nil})
	out.WriteString(htmlOf(s.Page(options, look)))
	out.WriteString(htmlOf(s.ReceiptPage(options, forms.SeriesReceiptView{Receipts: make([]forms.Receipt, len(calls)), Again: "/again"})))
	o := options
	o.SeriesURL, o.SeriesCount = "/series/three-councils/fi", len(calls)
	out.WriteString(htmlOf(withCatalog(t, calls[0].(*hyte.ResolvedCall), catalog).Page(o, forms.View{})))
	if !slices.Equal(s.Inquiries(), calls) {
		t.Error("the series answers other inquiries")
	}
}
