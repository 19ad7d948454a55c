package testkind_test

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testkind"
	"pgregory.net/rapid"
)

func form(t testing.TB, language string, changes ...func(*testkind.Tour)) *forms.Form {
	t.Helper()
	tour := testkind.Example()
	for _, change := range changes {
		change(tour)
	}
	f, err := forms.InLanguage(testkind.Form(), tour, language, testkind.Texts())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// right is a posted form that breaks no rule.
func right() map[string][]string {
	return map[string][]string{
		"/class": {"named:class-b"}, "/guides/0/name": {"Aino Esimerkki"}, "/guides/0/email": {"aino@example.fi"},
		"/travel": {"bus"}, "/stop": {"Tori"}, "/lunch": {"no"}, "/agreed": {"true"},
	}
}

const rightDocument = `{"tour":"spring-tour","class":"named:class-b","guides":[{"name":"Aino Esimerkki","email":"aino@example.fi"}],` +
	`"travel":"bus","stop":"Tori","lunch":"no","agreed":true}`

func TestPageWithoutScript(t *testing.T) {
	for _, language := range []string{"fi", "sv", "en"} {
		f := form(t, language)
		if err := f.Complete(); err != nil {
			t.Error(err)
		}
		for name, values := range map[string]map[string][]string{"empty": nil, "right": right(), "wrong": {"/travel": {"bus"}, "/class": {"named:class-a"}}} {
			s := f.Post(values).State
			page := f.Page(forms.PageOptions{}, forms.View{State: s, Violations: f.Check(s), Phase: forms.PhaseRejected, Status: hyte.StatusOpen})
			t.Run(language+" "+name, func(t *testing.T) {
				htmlcheck.Run(t, view.AppendHTML(nil, page), htmlcheck.All()...)
			})
		}
	}
}

// TestWhatIsAskedFollowsFromAChoice posts the values in any order: what decides
// whether others are asked may come after them.
func TestWhatIsAskedFollowsFromAChoice(t *testing.T) {
	f := form(t, "en")
	for range 20 { // maps have no order
		post := f.Post(right())
		if got := string(f.Document(post.State)); got != rightDocument {
			t.Fatalf("got %s", got)
		}
		if post.Unknown != 0 || len(f.Check(post.State)) > 0 {
			t.Fatalf("%d unknown, %v", post.Unknown, f.Check(post.State))
		}
	}
	foot := right()
	foot["/travel"] = []string{"foot"}
	if post := f.Post(foot); post.Unknown != 1 || strings.Contains(string(f.Document(post.State)), "Tori") {
		t.Errorf("a stop of those who walk: %d unknown, %s", post.Unknown, f.Document(post.State))
	}
	// What a choice takes away comes back with it.
	s := f.Post(right()).State
	s.Set("/travel", []string{"foot"})
	if strings.Contains(string(f.Document(s)), "Tori") {
		t.Error("the stop is in the document although it is not asked")
	}
	s.Set("/travel", []string{"bus"})
	if got := string(f.Document(s)); got != rightDocument {
		t.Errorf("what was typed is lost: %s", got)
	}
}

func TestRulesDecideWhatIsAsked(t *testing.T) {
	asked := func(f *forms.Form, s *forms.State) []string {
		var names []string
		for name := range s.Values() {
			names = append(names, name)
		}
		return names
	}
	f := form(t, "sv", func(tour *testkind.Tour) { tour.Lunch, tour.Bus = false, false })
	s := f.Post(map[string][]string{"/travel": {"bus"}}).State
	want := []string{"/class", "/guides/0/name", "/guides/0/email", "/guides/0/telephone", "/travel", "/agreed"}
	if diff := cmp.Diff(want, asked(f, s)); diff != "" {
		t.Errorf("without lunch and bus (-want +got)\n%s", diff)
	}
	f = form(t, "sv")
	if got := asked(f, f.NewState()); !slices.Contains(got, "/lunch") || slices.Contains(got, "/stop") {
		t.Errorf("asked: %v", got)
	}
	for _, p := range f.Parts(f.NewState()) {
		for _, c := range p.Controls {
			if want := c.Name != "/stop"; c.Required != want {
				t.Errorf("%s required: %t", c.Name, c.Required)
			}
		}
	}
}

func TestMessages(t *testing.T) {
	f := form(t, "sv")
	s := f.Post(map[string][]string{"/class": {"named:class-a"}, "/guides/1/name": {"B"}, "/guides/0/name": {"A"}, "/travel": {"bus"}}).State
	var got []string
	for _, v := range f.Check(s) {
		got = append(got, f.Message(v))
	}
	want := []string{
		"Ledsagarna kan vara högst 1. Ta bort resten.",
		"Ange ledsagarens e-postadress eller telefonnummer.",
		"Ledsagare 2: Ange ledsagarens e-postadress eller telefonnummer.",
		"Skriv hållplatsen där klassen stiger på bussen.",
		"Välj om klassen äter lunch.",
		"Bekräfta att vårdnadshavarna har gett lov.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestWidget makes the form from its configuration, as the widget does, and fills
// it in.
func TestWidget(t *testing.T) {
	served := form(t, "fi")
	config, err := served.Config()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := forms.Open(config); !errors.Is(err, forms.ErrConfig) {
		t.Errorf("opened by a widget that does not know the kind: %v", err)
	}
	f, err := forms.Open(config, testkind.Form())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(html(served.Tree(forms.View{})), html(f.Tree(forms.View{}))); diff != "" {
		t.Errorf("(-server +widget)\n%s", diff)
	}
	session := forms.NewSession(f, nil, maps.All(right()))
	if changed := session.Set("/travel", []string{"foot"}); !changed {
		t.Error("a choice that takes a question away changes nothing")
	}
	session.Set("/travel", []string{"bus"})
	document, ok := session.Submit()
	if !ok || string(document) != rightDocument {
		t.Fatalf("submitted %t: %s", ok, document)
	}
	receipt, err := json.Marshal(forms.Receipt{
		ID: "r-1", ReceivedAt: time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC), Status: hyte.EntryAnswered, Sender: "named:class-b",
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, accepted := session.Answer(201, receipt); !accepted {
		t.Fatal("the receipt is none")
	}
	if tree := html(session.Tree()); !strings.Contains(tree, "1 B") || !strings.Contains(tree, "r-1") {
		t.Errorf("the receipt: %s", tree)
	}
}

func TestLoadIsTheInverseOfDocument(t *testing.T) {
	f := form(t, "fi")
	rapid.Check(t, func(t *rapid.T) {
		values := map[string][]string{}
		for name, given := range right() {
			if rapid.Bool().Draw(t, name) {
				values[name] = rapid.SampledFrom([][]string{given, {"foot"}, {" "}, {"x"}}).Draw(t, "value")
			}
		}
		document := f.Document(f.Post(values).State)
		loaded, left := f.Load(document)
		if diff := cmp.Diff(string(document), string(f.Document(loaded))); diff != "" || len(left) > 0 {
			t.Fatalf("%v\n%s", left, diff)
		}
	})
}

// TestIncompleteForms breaks the layout in every way that New must not pass over.
func TestIncompleteForms(t *testing.T) {
	tour := testkind.Example()
	with := func(change func(*forms.Layout)) *forms.Kind {
		kind := *testkind.Form()
		whole := kind.Layout
		kind.Layout = func(s *forms.Situation) forms.Layout {
			l := whole(s)
			change(&l)
			return l
		}
		return &kind
	}
	ask := func(q forms.Question) func(*forms.Layout) {
		return func(l *forms.Layout) {
			l.Sections = append(l.Sections, forms.Section{ID: "more", Questions: []forms.Question{q}})
		}
	}
	other := *testkind.Form()
	other.Document = firstkind.Kind()
	for name, test := range map[string]struct {
		kind *forms.Kind
		want error
		says string
	}{
		"no kind":                  {nil, forms.ErrKind, ""},
		"an empty kind":            {&forms.Kind{}, forms.ErrKind, ""},
		"another inquiry's":        {&other, forms.ErrKind, "spring-tour"},
		"no such place":            {with(ask(forms.Question{At: "/nothing", Type: forms.Line})), forms.ErrLayout, "/nothing"},
		"no label":                 {with(ask(forms.Question{At: "/tour", Type: forms.Line})), forms.ErrLayout, "/tour"},
		"an option without a text": {with(ask(forms.Question{At: "/lunch", Type: forms.Radio, OptionKey: func(*forms.Words, string) string { return "nothing" }})), forms.ErrLayout, "/lunch"},
		"no text for no choice":    {with(ask(forms.Question{At: "/class", Type: forms.Select, Choose: "nothing"})), forms.ErrLayout, "nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := forms.InLanguage(test.kind, tour, "fi", testkind.Texts())
			if !errors.Is(err, test.want) || f != nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("form %v, error %v", f, err)
			}
		})
	}
	// What only a choice spoils, Complete finds.
	hidden := with(func(*forms.Layout) {})
	whole := hidden.Layout
	hidden.Layout = func(s *forms.Situation) forms.Layout {
		l := whole(s)
		if s.Chosen("/class") == "named:class-b" {
			ask(forms.Question{At: "/tour", Type: forms.Line})(&l)
		}
		return l
	}
	f, err := forms.InLanguage(hidden, tour, "fi", testkind.Texts())
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Complete(); !errors.Is(err, forms.ErrLayout) || !strings.Contains(err.Error(), "named:class-b") {
		t.Errorf("Complete says %v", err)
	}
}

func html(n view.Node) string { return string(view.AppendHTML(nil, n)) }

// TestEveryRuleCanBeBroken holds the toy itself to its word.
func TestEveryRuleCanBeBroken(t *testing.T) {
	tour := testkind.Example()
	closed := testkind.Example()
	closed.Bus, closed.Lunch = false, false
	broken := map[constraint.Rule]bool{}
	for _, inquiry := range []*testkind.Tour{tour, closed} {
		rules := testkind.Bookings().Program(inquiry)
		for _, text := range []string{
			rightDocument,
			`{"tour":"x-tour","class":"named:class-z","guides":[{"name":"A"}],"travel":"bus"}`,
			`{"tour":"spring-tour","class":"named:class-a","guides":[{"name":"A"},{"name":"B"}],"travel":"foot"}`,
		} {
			_, violations := rules.Read([]byte(text), inquiryTime)
			for _, v := range violations {
				broken[v.Rule] = true
			}
		}
	}
	for _, r := range testkind.Bookings().Rules() {
		if !broken[r.ID] {
			t.Errorf("nothing broke %s", r.ID)
		}
	}
}

var inquiryTime = time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)

// TestSummary: what is told of a document is what was typed, in the words of the form.
func TestSummary(t *testing.T) {
	f := form(t, "en")
	s, left := f.Load([]byte(strings.Replace(rightDocument, `"Tori"`, `"Tori\nStop: Satama"`, 1)))
	if len(left) > 0 {
		t.Fatal(left)
	}
	labels := map[string]string{}
	for _, passage := range f.Summary(s) {
		for _, told := range passage.Lines {
			labels[told.Value] = told.Label
		}
	}
	for _, value := range []string{"1 B", "Aino Esimerkki", "aino@example.fi", "Tori\nStop: Satama", "yes"} {
		if labels[value] == "" {
			t.Errorf("%q is not told: %q", value, labels)
		}
	}
	if text := f.Summary(s).Text(); !strings.Contains(text, "Tori\n    Stop: Satama\n") || strings.Contains(text, "Telephone") {
		t.Errorf("text:\n%s", text)
	}
	htmlcheck.Run(t, view.AppendHTML(nil, view.Document("en", "Summary", nil, view.El("main", nil, view.El("h1", nil, view.Text("Summary")), f.Summary(s).Node(2)))), htmlcheck.All()...)
}
