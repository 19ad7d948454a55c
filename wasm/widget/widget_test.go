package widget_test

import (
	"fmt"
	"iter"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/wasm/widget"
)

// fakeForm has one field, name, and writes down what it is asked.
type fakeForm struct {
	log    *[]string
	name   []string
	result string // what the tree says
	focus  string
	shown  int // how often the tree was asked for
}

func (f *fakeForm) note(format string, args ...any) {
	*f.log = append(*f.log, fmt.Sprintf(format, args...))
}

func (f *fakeForm) Tree() view.Node {
	f.shown++
	return view.El("form", nil, view.El("p", nil, view.Text(f.result)))
}

func (f *fakeForm) Set(name string, values []string) bool {
	f.note("set %s %q", name, values)
	f.name = values
	return strings.Join(values, "") == "change" || f.Reshaped()
}

func (f *fakeForm) Search(name, what, text string) bool {
	f.note("search %s %s %q", name, what, text)
	f.name = []string{text}
	return true
}

func (f *fakeForm) Reshaped() bool { return strings.Join(f.name, "") == "reshape" }

func (f *fakeForm) Left(name string) bool {
	f.note("left %s", name)
	f.result = "checked"
	return true
}

func (f *fakeForm) Press(name, value string) {
	f.note("press %s=%s", name, value)
	f.name, f.focus, f.result = []string{"pressed"}, "row", "pressed"
}

func (f *fakeForm) Check() {
	f.note("check %q", f.name)
	f.focus, f.result = "look", "look"
}

func (f *fakeForm) Submit() ([]byte, bool) {
	f.note("submit %q", f.name)
	if strings.Join(f.name, "") == "" {
		f.focus, f.result = "summary", "wrong"
		return nil, false
	}
	f.focus, f.result = "", "sending"
	return []byte(`"` + f.name[0] + `"`), true
}

func (f *fakeForm) Answer(status int, body []byte) ([]byte, bool) {
	f.note("answer %d %s", status, body)
	f.focus, f.result = "notice", fmt.Sprint("status ", status)
	return body, status == 201
}

func (f *fakeForm) Values() iter.Seq2[string, []string] {
	return maps.All(map[string][]string{"name": f.name})
}
func (f *fakeForm) Focus() string { return f.focus }
func (f *fakeForm) Title() string { return "Form: " + f.result }

// fakeHost writes down what it is told, with what was on the page then.
type fakeHost struct {
	form   *fakeForm
	widget *widget.Widget
	answer func(status int, body []byte)
}

func (h *fakeHost) note(format string, args ...any) {
	page := strings.Join(strings.Fields(app.HTMLString(h.widget)), "")
	h.form.note("host %s on %s", fmt.Sprintf(format, args...), page)
}

func (h *fakeHost) Send(document []byte, answer func(status int, body []byte)) {
	h.form.note("send %s", document)
	h.answer = answer
}
func (h *fakeHost) Write(name string, values []string) { h.note("write %s %q", name, values) }
func (h *fakeHost) Focus(id string)                    { h.note("focus %s", id) }
func (h *fakeHost) Title(title string)                 { h.note("title %s", title) }
func (h *fakeHost) Submitted(receipt []byte)           { h.note("submitted %s", receipt) }
func (h *fakeHost) Save(name string, text []byte)      { h.note("save %s %s", name, text) }
func (h *fakeHost) Spoke(ok bool)                      { h.note("spoke %t", ok) }

// stage is a widget on a page without a browser.
type stage struct {
	*widget.Widget
	form   *fakeForm
	host   *fakeHost
	engine app.TestEngine
	log    []string
	ready  int
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{engine: app.NewTestEngine()}
	s.form = &fakeForm{log: &s.log}
	s.host = &fakeHost{form: s.form}
	s.Widget = widget.New(s.form, s.host, func() { s.ready++ })
	s.host.widget = s.Widget
	if err := s.engine.Load(s.Widget); err != nil {
		t.Fatal(err)
	}
	s.engine.ConsumeAll()
	return s
}

// expect lets everything happen and compares what did.
func (s *stage) expect(t *testing.T, want ...string) {
	t.Helper()
	s.engine.ConsumeAll()
	if diff := cmp.Diff(want, s.log); diff != "" {
		t.Errorf("what happened (-want +got):\n%s", diff)
	}
	s.log = nil
}

func TestStart(t *testing.T) {
	s := newStage(t)
	s.expect(t)
	if s.ready != 1 || s.form.shown != 1 {
		t.Errorf("ready %d times, shown %d times; want once each", s.ready, s.form.shown)
	}
}

func TestInputShowsTheTreeOnlyWhenItChanged(t *testing.T) {
	s := newStage(t)
	s.Input("name", []string{"same"})
	s.expect(t, `set name ["same"]`)
	if s.form.shown != 1 {
		t.Errorf("the tree was shown %d times, want only at the start", s.form.shown)
	}
	s.Input("name", []string{"change"})
	s.expect(t, `set name ["change"]`)
	if s.form.shown != 2 {
		t.Errorf("the tree was shown %d times, want twice", s.form.shown)
	}
}

// A control that becomes another one would keep what was typed into it.
func TestInputThatBringsOtherControlsWritesValues(t *testing.T) {
	s := newStage(t)
	s.Input("name", []string{"reshape"})
	s.expect(t, `set name ["reshape"]`, `host write name ["reshape"] on <form><p></p></form>`)
	if s.form.shown != 2 {
		t.Errorf("the tree was shown %d times, want twice", s.form.shown)
	}
}

func TestLeftSetsAndChecks(t *testing.T) {
	s := newStage(t)
	s.Left("name", []string{"x"})
	s.expect(t, `set name ["x"]`, "left name")
	if s.form.shown != 2 {
		t.Errorf("the tree was shown %d times, want twice", s.form.shown)
	}
}

func TestPressWritesValuesOnceTheTreeIsShown(t *testing.T) {
	s := newStage(t)
	s.Press("add", "row")
	page := "<form><p>pressed</p></form>"
	s.expect(t, "press add=row",
		`host write name ["pressed"] on `+page, "host title Form: pressed on "+page, "host focus row on "+page)
}

// What is looked at before it is sent has controls, too.
func TestCheckWritesValuesOnceTheTreeIsShown(t *testing.T) {
	s := newStage(t)
	entries := []widget.Entry{{Name: "name", Values: []string{"Aino"}}}
	s.Check(entries)
	page := "<form><p>look</p></form>"
	s.expect(t, `set name ["Aino"]`, `check ["Aino"]`,
		`host write name ["Aino"] on `+page, "host title Form: look on "+page, "host focus look on "+page)

	s.Submit(entries)
	s.expect(t, `set name ["Aino"]`, `submit ["Aino"]`, `send "Aino"`, "host title Form: sending on <form><p>sending</p></form>")
	s.Check(entries) // while an answer is awaited
	s.expect(t)
}

func TestSubmitOfAWrongForm(t *testing.T) {
	s := newStage(t)
	s.Submit([]widget.Entry{{Name: "name", Values: nil}})
	page := "<form><p>wrong</p></form>"
	s.expect(t, "set name []", "submit []", "host title Form: wrong on "+page, "host focus summary on "+page)
}

func TestSubmitSendsOnceAndTheAnswerDecides(t *testing.T) {
	s := newStage(t)
	entries := []widget.Entry{{Name: "name", Values: []string{"Aino"}}}
	s.Submit(entries)
	s.expect(t, `set name ["Aino"]`, `submit ["Aino"]`, `send "Aino"`, "host title Form: sending on <form><p>sending</p></form>")

	s.Submit(entries)
	s.expect(t)

	s.host.answer(0, nil)
	page := "<form><p>status0</p></form>"
	s.expect(t, "answer 0 ", "host title Form: status 0 on "+page, "host focus notice on "+page)

	s.Submit(entries)
	s.expect(t, `set name ["Aino"]`, `submit ["Aino"]`, `send "Aino"`, "host title Form: sending on <form><p>sending</p></form>")
	s.host.answer(201, []byte("{}"))
	page = "<form><p>status201</p></form>"
	s.expect(t, "answer 201 {}", "host title Form: status 201 on "+page, "host focus notice on "+page, "host submitted {} on "+page)
}

// speaking is a form in two languages.
type speaking struct{ *fakeForm }

func (f speaking) Speak(config []byte, action string) bool {
	f.note("speak %s at %s", config, action)
	f.result, f.focus = string(config), ""
	return len(config) > 0
}

// The options of a select may stand in another order, so that values are written anew.
func TestSpeakWritesValuesOnceTheTreeIsShown(t *testing.T) {
	s := newStage(t)
	entries := []widget.Entry{{Name: "name", Values: []string{"Aino"}}}
	s.Speak([]byte("sv"), "/sv", entries) // of a form that has one language
	s.expect(t, `set name ["Aino"]`, `host write name ["Aino"] on <form><p></p></form>`, "host spoke false on <form><p></p></form>")

	w := widget.New(speaking{s.form}, s.host, func() {})
	engine := app.NewTestEngine()
	if err := engine.Load(w); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	s.host.widget = w
	for _, test := range []struct{ config, spoke string }{{"sv", "true"}, {"", "false"}} {
		w.Speak([]byte(test.config), "/sv", entries)
		engine.ConsumeAll()
		page := " on <form><p>" + test.config + "</p></form>"
		s.expect(t, `set name ["Aino"]`, "speak "+test.config+" at /sv",
			`host write name ["Aino"]`+page, "host title Form: "+test.config+page, "host spoke "+test.spoke+page)
	}
}

// kept is a form that is kept in a file.
type kept struct{ *fakeForm }

func (f kept) Draft() (string, []byte) { return "draft.json", []byte(f.name[0]) }

func (f kept) OpenDraft(draft []byte) {
	f.note("open %s", draft)
	f.name, f.result, f.focus = []string{string(draft)}, "opened", "notice"
}

func TestDraft(t *testing.T) {
	s := newStage(t)
	s.Open([]byte("Aino")) // a form that cannot be kept
	s.Save(nil)
	s.expect(t)

	w := widget.New(kept{s.form}, s.host, func() {})
	engine := app.NewTestEngine()
	if err := engine.Load(w); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	s.host.widget = w
	w.Save([]widget.Entry{{Name: "name", Values: []string{"Aino"}}})
	engine.ConsumeAll()
	s.expect(t, `set name ["Aino"]`, "host save draft.json Aino on <form><p></p></form>")
	w.Open([]byte("Onni"))
	engine.ConsumeAll()
	page := " on <form><p>opened</p></form>"
	s.expect(t, "open Onni", `host write name ["Onni"]`+page, "host title Form: opened"+page, "host focus notice"+page)
}

// ticking is a form that tells of time.
type ticking struct {
	*fakeForm
	next time.Duration
}

func (f ticking) Tick(now time.Time) (time.Duration, bool) {
	f.note("tick %s", now.Format(time.TimeOnly))
	f.result = "later"
	return f.next, f.next > 0
}

func TestTickShowsTheTreeAndIsAskedFor(t *testing.T) {
	s := newStage(t)
	s.Tick(time.Time{}, func(time.Duration) { t.Error("a form that tells of no time is asked again") })
	s.expect(t)

	for _, next := range []time.Duration{time.Minute, 0} {
		w := widget.New(ticking{s.form, next}, s.host, func() {})
		engine := app.NewTestEngine()
		if err := engine.Load(w); err != nil {
			t.Fatal(err)
		}
		engine.ConsumeAll()
		shown := s.form.shown
		var again []time.Duration
		w.Tick(time.Time{}, func(after time.Duration) { again = append(again, after) })
		engine.ConsumeAll()
		s.expect(t, "tick 00:00:00")
		if next > 0 && (len(again) != 1 || again[0] != next || s.form.shown == shown) {
			t.Errorf("after %v: asked again %v, shown %d times more", next, again, s.form.shown-shown)
		}
		if next == 0 && len(again) > 0 {
			t.Errorf("asked again %v", again)
		}
	}
}
