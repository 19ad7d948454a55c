package event_test

import (
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	events "github.com/hytekit/hytekit/forms/event/texts"
	"github.com/hytekit/hytekit/forms/question"
	questions "github.com/hytekit/hytekit/forms/question/texts"
	"github.com/hytekit/hytekit/forms/registration"
	registrations "github.com/hytekit/hytekit/forms/registration/texts"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// example is the event of the examples after the changes.
func example(t testing.TB, changes ...func(*event.Event)) *event.Inquiry {
	t.Helper()
	data, err := os.ReadFile("../../examples/partnership-day/event.json")
	if err != nil {
		t.Fatal(err)
	}
	e, violations := event.Decode(data)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	for _, change := range changes {
		change(e)
	}
	return e.Inquiry()
}

// both are the forms of an event.
var both = []struct {
	kind  *forms.Kind
	words func() texts.Set
	right map[string][]string
	text  string
}{
	{registration.Kind(), registrations.Set, map[string][]string{
		"/person/givenName": {"Hilja"}, "/person/familyName": {"Esimerkki"}, "/person/email": {"hilja@example.fi"}, "/mode": {"remote"},
		"/answers/tyopaja": {"lapset"},
	}, `{"event":"kumppanuuspaiva-2027","person":{"givenName":"Hilja","familyName":"Esimerkki","email":"hilja@example.fi"},"mode":"remote","answers":{"tyopaja":"lapset"},"language":"fi"}`},
	{question.Kind(), questions.Set, map[string][]string{
		"/theme": {"jarjestot"}, "/text": {"Miten pieni yhdistys pääsee mukaan?"}, "/author/name": {"Hilja Esimerkki"},
	}, `{"event":"kumppanuuspaiva-2027","theme":"jarjestot","text":"Miten pieni yhdistys pääsee mukaan?","author":{"name":"Hilja Esimerkki"},"language":"fi"}`},
}

func form(t testing.TB, kind *forms.Kind, inquiry *event.Inquiry, catalog *texts.Catalog) *forms.Form {
	t.Helper()
	f, err := forms.New(kind, inquiry, catalog)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPagesWithoutScript(t *testing.T) {
	for _, b := range both {
		for _, language := range []string{"fi", "sv", "en"} {
			f := form(t, b.kind, example(t), b.words().For(language))
			if err := f.Complete(); err != nil {
				t.Error(err)
			}
			for name, values := range map[string]map[string][]string{"empty": nil, "right": b.right, "wrong": {"/person/email": {"x"}, "/theme": {"x"}}} {
				s := f.Post(values).State
				violations := f.Check(s)
				page := f.Page(forms.PageOptions{}, forms.View{State: s, Violations: violations, Phase: forms.PhaseRejected, Status: hyte.StatusOpen})
				t.Run(b.kind.Document.Name()+" "+language+" "+name, func(t *testing.T) {
					htmlcheck.Run(t, view.AppendHTML(nil, page), htmlcheck.All()...)
					if (name == "right") != (len(violations) == 0) {
						t.Errorf("found: %v", violations)
					}
				})
			}
		}
	}
}

// TestDocument fills in the form that a widget makes of what anyone may see.
func TestDocument(t *testing.T) {
	for _, b := range both {
		config, err := form(t, b.kind, example(t), b.words().For("fi")).Config()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(config), "https://example.fi/kumppanuuspaiva") {
			t.Error("a page that anyone may see has the link of those who have registered")
		}
		f, err := forms.Open(config, b.kind)
		if err != nil {
			t.Fatal(err)
		}
		state := f.Post(b.right).State
		if diff := cmp.Diff(b.text, string(f.Document(state))); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		loaded, left := f.Load([]byte(b.text))
		if diff := cmp.Diff(b.text, string(f.Document(loaded))); diff != "" || len(left) > 0 {
			t.Errorf("loaded: %v\n%s", left, diff)
		}
	}
}

// TestOneWayIsNotAsked: where there is no choice, the document has the one way to take part.
func TestOneWayIsNotAsked(t *testing.T) {
	for want, change := range map[string]func(*event.Event){
		`"mode":"place"`:  func(e *event.Event) { e.Remote = nil },
		`"mode":"remote"`: func(e *event.Event) { e.Place = nil },
		`"language":"fi"`: func(e *event.Event) { e.Place, e.Remote = nil, nil },
	} {
		f := form(t, registration.Kind(), example(t, change), registrations.Set().For("fi"))
		right := map[string][]string{}
		for name, value := range both[0].right {
			if name != "/mode" {
				right[name] = value
			}
		}
		state := f.Post(right).State
		if got := f.Check(state); len(got) > 0 || !strings.Contains(string(f.Document(state)), want) {
			t.Errorf("%v in %s", got, f.Document(state))
		}
	}
}

// TestEachKindHasItsTime: registration is over, and people may still ask.
func TestEachKindHasItsTime(t *testing.T) {
	between := time.Date(2027, 5, 15, 12, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		change func(*event.Event)
		want   []hyte.Status
		says   []string
	}{
		"between":   {func(*event.Event) {}, []hyte.Status{hyte.StatusClosed, hyte.StatusOpen}, []string{"Ilmoittautuminen päättyi", "Lähetä kysymys viimeistään"}},
		"cancelled": {func(e *event.Event) { e.Status = event.StatusCancelled }, []hyte.Status{hyte.StatusClosed, hyte.StatusClosed}, []string{"Tilaisuus on peruttu.", "Tilaisuus on peruttu."}},
	} {
		for i, b := range both {
			f := form(t, b.kind, example(t, test.change), b.words().For("fi"))
			status := f.Words().Window().Status(between)
			page := string(view.AppendHTML(nil, f.Tree(forms.View{Status: status})))
			if status != test.want[i] || !strings.Contains(page, test.says[i]) || strings.Contains(page, "<form") != (status == hyte.StatusOpen) {
				t.Errorf("%s, %s: %v\n%s", name, b.kind.Document.Name(), status, page)
			}
		}
	}
}

func TestReceiptTellsTheLinkToWhoeverGotIt(t *testing.T) {
	const link = "https://example.fi/kumppanuuspaiva"
	f := form(t, registration.Kind(), example(t), registrations.Set().For("sv"))
	r := forms.Receipt{ID: "r-1", ReceivedAt: time.Date(2027, 2, 1, 12, 0, 0, 0, time.UTC), Status: hyte.EntryAnswered, Link: link}
	if page := string(view.AppendHTML(nil, f.Receipt(forms.ReceiptView{Receipt: r}))); !strings.Contains(page, `href="`+link+`"`) {
		t.Error(page)
	}
	r.Link = ""
	if page := string(view.AppendHTML(nil, f.Receipt(forms.ReceiptView{Receipt: r}))); strings.Contains(page, link) {
		t.Error(page)
	}
}

// variants are events of which other things are said than of the example.
func variants(t *testing.T) []*event.Inquiry {
	return []*event.Inquiry{
		example(t),
		example(t, func(e *event.Event) {
			e.Access, e.Remote.Shown = event.AccessInvited, event.ShownNever
			e.Materials = []event.Material{{Name: hyte.Text{"fi": "Esitys"}, URL: "https://example.fi/esitys"}}
			e.When = &event.When{Period: &hyte.Term{From: "2027-05-01"}}
			e.Programme = []event.Item{{ID: "keskustelu", Kind: event.ItemDiscussion, Title: hyte.Text{"fi": "Keskustelu"}, Speakers: []event.Speaker{{Name: "Aino Esimerkki", Role: event.RoleFacilitator}}}}
		}),
		example(t, func(e *event.Event) { e.When = &event.When{Period: &hyte.Term{To: "2027-05-31"}} }),
		example(t, func(e *event.Event) {
			e.When = &event.When{Period: &hyte.Term{Label: hyte.Text{"fi": "keväällä"}}}
			e.Remote.Shown = event.ShownPublic
		}),
		example(t, func(e *event.Event) { e.Status = event.StatusCancelled }),
	}
}

// TestEveryTextIsUsed shows everything there is with catalogs of which every text is its
// own key, and looks for keys that never came up.
func TestEveryTextIsUsed(t *testing.T) {
	var shown strings.Builder
	html := func(n view.Node) { shown.Write(view.AppendHTML(nil, n)) }
	for _, b := range both {
		catalog := keys(t, b.words().For("fi"))
		for _, inquiry := range variants(t) {
			f := form(t, b.kind, inquiry, catalog)
			for phase := forms.PhaseEditing; phase <= forms.PhaseOtherDraft; phase++ {
				for _, status := range []hyte.Status{hyte.StatusOpen, hyte.StatusClosed} {
					s := f.Post(map[string][]string{"/theme": {"x"}}).State
					html(f.Page(forms.PageOptions{}, forms.View{State: s, Violations: f.Check(s), Phase: phase, Status: status, Action: "/x"}))
				}
			}
			for _, day := range []int{1, 30} { // before and after the deadlines
				r := forms.Receipt{ID: "r", ReceivedAt: time.Date(2027, 5, day, 12, 0, 0, 0, time.UTC), Status: hyte.EntryAnswered, Link: "https://example.fi/", TakeBack: "/x/cancel"}
				html(f.Receipt(forms.ReceiptView{Receipt: r, Again: "/x"}))
			}
			for _, rule := range b.kind.Document.Rules() {
				shown.WriteString(f.Message(hyte.Violation{Rule: rule.ID, Location: rule.At, Severity: hyte.Error}))
			}
			for _, v := range []hyte.Violation{{Rule: event.RuleMode, Location: "/mode"}, {Rule: event.RuleFull, Location: "/mode"}, {Rule: event.RuleFull}} {
				v.Severity = hyte.Error
				shown.WriteString(f.Message(v))
			}
		}
	}
	unused := map[string]bool{}
	for _, b := range both {
		for _, key := range b.words().For("fi").Keys() {
			if _, common := texts.Common().For("fi").Lookup(key); !common && key != "language" && !strings.Contains(shown.String(), "⟦"+key+"⟧") {
				unused[key] = true
			}
		}
	}
	if len(unused) > 0 {
		t.Errorf("no form says %v", unused)
	}
	for _, key := range events.Set().For("fi").Keys() {
		for _, language := range []string{"sv", "en"} {
			if _, ok := events.Set().For(language).Lookup(key); !ok {
				t.Errorf("%s lacks %s", language, key)
			}
		}
	}
}

// keys is a catalog whose texts are their keys.
func keys(t *testing.T, real *texts.Catalog) *texts.Catalog {
	t.Helper()
	catalog := []byte(`{"language":"fi"`)
	for _, key := range real.Keys() {
		if key != "language" {
			catalog = append(catalog, ","+strconv.Quote(key)+":"+strconv.Quote("⟦"+key+"⟧"+placesOf(real.Text(key)))...)
		}
	}
	c, err := texts.Parse(append(catalog, '}'))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// placesOf are the places that a text has, as it must keep them.
func placesOf(text string) string {
	var found []string
	for rest := text; ; {
		_, after, ok := strings.Cut(rest, "{")
		if !ok {
			return strings.Join(found, "")
		}
		name, later, _ := strings.Cut(after, "}")
		if !slices.Contains(found, "{"+name+"}") {
			found = append(found, "{"+name+"}")
		}
		rest = later
	}
}

func TestPublicPart(t *testing.T) {
	i := example(t, func(e *event.Event) {
		e.EmbedHosts = []string{"https://www.example.fi"}
		e.Organizations[0].Email = "hidden@example.fi"
		e.Attendance = &event.Attendance{Organizations: []event.Attended{{Organization: "county:07", Positions: []string{"hidden position"}}}}
	})
	text, err := json.Marshal(i.Public())
	if err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []string{"https://example.fi/kumppanuuspaiva", "hidden@", "hidden position", "www.example.fi"} {
		if strings.Contains(string(text), hidden) {
			t.Errorf("anyone sees %s", hidden)
		}
	}
	if i.Link() != "https://example.fi/kumppanuuspaiva" {
		t.Errorf("the link of those who have registered is %q", i.Link())
	}
	again, violations := event.DecodeInquiry(text)
	if again == nil || again.Link() != "" || again.Organizer().Name["sv"] != "Egentliga Tavastlands välfärdsområde" {
		t.Fatalf("%v %+v", violations, again)
	}
}
