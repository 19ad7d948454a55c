package overview_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	words "github.com/hytekit/hytekit/forms/overview"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/duty"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/folder"
	"github.com/hytekit/hytekit/hyte/overview"
	"github.com/hytekit/hytekit/hyte/plan"
	"github.com/hytekit/hytekit/internal/golden"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// region are the documents of several examples.
func region(t testing.TB) *folder.Folder {
	t.Helper()
	f := &folder.Folder{}
	for _, pattern := range []string{
		"wellbeing-plans/*.json", "negotiations/varsinais-suomi-2023/*.json", "disability-council-2022/body.json", "kanta-hame-2021/call.json",
	} {
		files, err := filepath.Glob("../../examples/" + pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f.Add(decode(t, file, data))
		}
	}
	return f
}

func decode(t testing.TB, file string, data []byte) any {
	t.Helper()
	if p, _ := plan.Decode(data); p != nil {
		return p
	}
	if e, _ := event.Decode(data); e != nil {
		return e
	}
	if b, _ := body.Decode(data); b != nil {
		return b
	}
	c, violations := hyte.ReadCall(data)
	if c == nil {
		t.Fatal(file, violations)
	}
	return c
}

func on(t testing.TB, f *folder.Folder, day string, bearers ...string) *overview.Overview {
	t.Helper()
	o, err := overview.Of(f, civil.MustParse(day), bearers...)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// checks are those of pages, but for the one that knows the style of forms only.
func checks() []htmlcheck.Check {
	return []htmlcheck.Check{
		htmlcheck.UniqueIDs, htmlcheck.References, htmlcheck.Headings, htmlcheck.Groups, htmlcheck.Languages, htmlcheck.Texts,
	}
}

func page(w *words.Words, o *overview.Overview) string {
	return string(view.AppendHTML(nil, w.Page(o)))
}

// TestPage compares the pages with golden files, and looks at what every page must have.
func TestPage(t *testing.T) {
	f := region(t)
	for _, language := range texts.Languages() {
		for _, day := range []string{"2021-01-12", "2023-05-30", "2025-06-01"} {
			got := page(words.In(language), on(t, f, day, "county:05"))
			htmlcheck.Run(t, []byte(got), checks()...)
			// The style is a file of its own.
			whole := got
			got = style.ReplaceAllString(got, "<style></style>")
			if len(whole)-len(got) < 1000 {
				t.Errorf("the page has no style: %s", whole)
			}
			golden.Compare(t, filepath.Join("testdata", day+"."+language+".html"), []byte(got))
		}
	}
}

var style = regexp.MustCompile(`(?s)<style>.*</style>`)

// full is an overview with as much of everything as there may be, and texts as long.
func full(t testing.TB) *overview.Overview {
	t.Helper()
	f := &folder.Folder{}
	long := hyte.Text{"fi": strings.Repeat("Hyvinvoinnin ja terveyden edistäminen <b>", 7)}
	for i := range 30 {
		id := fmt.Sprint("x", i)
		b := &body.Body{ID: id, Name: long, Seats: []hyte.Seat{{
			ID: "s", Nominators: &hyte.Nominators{Kind: hyte.NominatorMunicipality, County: "05"}, Representatives: &hyte.Quota{Min: 1},
		}}, Term: &body.OfficeTerm{To: "2022-12-31"}}
		for j, municipality := range []string{"019", "202", "284", "304", "322", "400", "430", "423", "445", "480", "503"} {
			b.Memberships = append(b.Memberships, body.Membership{
				ID: fmt.Sprint("m", j), Person: &hyte.Person{GivenName: "Maximiliana", FamilyName: "Esimerkki-Kuvitteellinen"}, Role: body.RoleMember,
				Seat: "s", OnBehalfOf: "municipality:" + municipality, To: "2023-06-01",
			})
		}
		f.Add(b)
		p := &plan.Plan{ID: id, Kind: plan.Agreement, Title: long, Parties: []plan.Party{{Organization: "county:05"}}}
		for j := range 30 {
			p.Items = append(p.Items, plan.Item{ID: fmt.Sprint(j), Kind: plan.ItemTask, Text: long})
		}
		f.Add(p)
		f.Add(&event.Event{
			ID: id, Title: long, When: &event.When{Date: "2023-06-01"}, Place: &event.Place{Name: strings.Repeat("Kokoustila ", 18)},
			Duties: []event.Duty{{Duty: event.NegotiationYearly, Bearer: fmt.Sprintf("county:%02d", i%21+1), Invited: []string{"municipality:019"}}},
		})
	}
	o := on(t, f, "2023-05-30")
	for i := range 30 {
		r := overview.Request{Call: fmt.Sprint(i), Title: long, Deadline: "2023-06-01", Asked: 300}
		for range 300 {
			r.Missing = append(r.Missing, overview.Organization{ID: "joint-authority:x", Name: long})
		}
		o.Requests = append(o.Requests, r)
	}
	return o
}

// TestPageIsBounded: however much there is, the page has no more than fits on two sheets,
// and says how much more there is. Text and JSON have all.
func TestPageIsBounded(t *testing.T) {
	o := full(t)
	if len(o.Duties) != 21 || len(o.Bodies) != 30 || len(o.Events) != 30 {
		t.Fatalf("%d, %d, %d", len(o.Duties), len(o.Bodies), len(o.Events))
	}
	got := page(words.In("fi"), o)
	root := htmlcheck.Run(t, []byte(got), checks()...)
	lines := 0
	for n := range htmlcheck.Elements(root, "li", "h2", "h3") {
		lines++
		if length := utf8.RuneCountInString(htmlcheck.Text(n)); length > 150 {
			t.Errorf("%d characters: %.40s", length, htmlcheck.Text(n))
		}
	}
	if lines > 135 {
		t.Errorf("%d lines", lines)
	}
	for _, want := range []string{"Lisäksi 25, joita ei näytetä tässä.", "Lisäksi 20, joita ei näytetä tässä."} {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, s := range words.In("fi").Sections(o, 0) {
		if s.ID == "bodies" && (len(s.Entries) != 30 || !strings.Contains(s.Entries[0].Lines[1], "Jäsenet (11)")) {
			t.Errorf("%+v", s)
		}
	}
}

// TestPageIsSafe: what documents hold is text, and there is no script.
func TestPageIsSafe(t *testing.T) {
	got := page(words.In("fi"), full(t))
	root := htmlcheck.Run(t, []byte(got))
	for n := range htmlcheck.Elements(root, "script", "b", "a", "img", "iframe", "link", "base", "form") {
		t.Errorf("there is a %s", n.Data)
	}
	for n := range htmlcheck.Elements(root) {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Errorf("%s=%q", a.Key, a.Val)
			}
		}
	}
}

// TestDates: what is known of an event's day is said, and no more.
func TestDates(t *testing.T) {
	for _, c := range []struct {
		when event.When
		want string
	}{
		{event.When{Date: "2023-06-01"}, "1.6.2023"},
		{event.When{Date: "2023-06-01", From: "09:05"}, "1.6.2023 klo 9.05"},
		{event.When{Period: &hyte.Term{From: "2023-06-01", To: "2023-06-30"}}, "Päivä ei ole tiedossa: 1.6.2023–30.6.2023."},
		{event.When{Period: &hyte.Term{From: "2023-06-01"}}, "Päivä ei ole tiedossa: aikaisintaan 1.6.2023."},
		{event.When{Period: &hyte.Term{To: "2023-06-30"}}, "Päivä ei ole tiedossa: viimeistään 30.6.2023."},
		{event.When{Period: &hyte.Term{Label: hyte.Text{"fi": "kesällä"}}}, "Päivä ei ole tiedossa."},
	} {
		f := &folder.Folder{}
		f.Add(&event.Event{ID: "e", When: &c.when, Status: event.StatusCancelled, Remote: &event.Remote{}, Place: &event.Place{Name: "Sali"}})
		lines := words.In("fi").Sections(on(t, f, "2023-05-30"), 0)[1].Entries[0].Lines
		if got := strings.ReplaceAll(strings.Join(lines, "|"), "\u00a0", " "); got != "Peruttu.|"+c.want+", Sali, etäyhteydellä" {
			t.Errorf("%+v: %q", c.when, got)
		}
	}
}

// TestEveryStateHasWords: no key is shown in place of a text.
func TestEveryStateHasWords(t *testing.T) {
	for _, language := range texts.Languages() {
		w := words.In(language)
		for _, row := range duty.Table() {
			for _, state := range []duty.State{duty.Recorded, duty.Planned, duty.Invited, duty.BeingPrepared, duty.NoRecord, duty.NotApplicable} {
				line, _ := w.Duty("county:07", &duty.Answer{Duty: row.Duty, Basis: row.Basis(), State: state}, 0)
				if line == "" || strings.Contains(line, "duty.") || strings.Contains(line, "{") {
					t.Errorf("%s: %q", language, line)
				}
			}
		}
		for _, kind := range []plan.GapKind{
			plan.GapNotApproved, plan.GapOutOfForce, plan.GapEndsSoon, plan.GapOwnerMissing, plan.GapOverdue, plan.GapResourceEnds, plan.GapBetween,
		} {
			line := w.Gap(&plan.Plan{}, plan.Gap{Kind: kind, Date: "2023-01-01", Organization: "county:07"}, civil.MustParse("2023-06-01"))
			if line == "" || strings.Contains(line, "gap.") {
				t.Errorf("%s: %q", language, line)
			}
		}
	}
}
