package nomination_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// alone is an answer in which the representative is the sender.
func alone() map[string][]string {
	values := right()
	for name := range values {
		if strings.HasPrefix(name, "/submitter/") {
			delete(values, name)
		}
	}
	return with(values, "same/submitter", forms.Checked)
}

// twice is the same answer with everything written twice.
func twice() map[string][]string {
	values := right()
	for name := range values {
		if member, ok := strings.CutPrefix(name, "/submitter/"); ok {
			values[name] = values["/representatives/0/person/"+member]
		}
	}
	return values
}

// Who names only themself is asked once who they are, and the document has it twice.
func TestSameAsRepresentative(t *testing.T) {
	f := form(t, "fi")
	post := f.Post(alone())
	if post.Unknown > 0 || post.Dropped > 0 {
		t.Fatalf("%+v", post)
	}
	spelled := f.Post(twice())
	if got, want := string(f.Document(post.State)), string(f.Document(spelled.State)); got != want {
		t.Errorf("the document is\n%s\ninstead of\n%s", got, want)
	}
	if wrong := f.Check(post.State); wrong.Invalid() {
		t.Error(wrong)
	}
	if got, want := f.Summary(post.State).Text(), f.Summary(spelled.State).Text(); got != want {
		t.Errorf("the summary is\n%s\ninstead of\n%s", got, want)
	}
	html := htmlOf(f.Tree(forms.View{State: post.State}))
	if strings.Contains(html, `name="/submitter/`) || !strings.Contains(html, `name="same/submitter"`) {
		t.Error("the sender is asked in spite of the box, or there is no box")
	}
}

// Where no script hides the questions, who ticks the box after typing at them is not sent
// back: the box is what counts.
func TestSameAfterTyping(t *testing.T) {
	f := form(t, "fi")
	post := f.Post(with(right(), "same/submitter", forms.Checked))
	if post.Unknown > 0 || post.Dropped > 0 {
		t.Fatalf("%d unknown, %d dropped", post.Unknown, post.Dropped)
	}
	if got, want := string(f.Document(post.State)), string(f.Document(f.Post(twice()).State)); got != want {
		t.Errorf("the document is\n%s\ninstead of\n%s", got, want)
	}
}

// What is missing of the sender is mended where it is asked: at the representative.
func TestSameIsMended(t *testing.T) {
	f := form(t, "fi")
	post := f.Post(with(alone(), "/representatives/0/person/email", "x"))
	wrong := f.Check(post.State)
	html := htmlOf(f.Tree(forms.View{State: post.State, Phase: forms.PhaseRejected, Violations: wrong}))
	if list := strings.Count(html, `<a href="#hyte-field-representatives-0-person-email">`); list != 1 {
		t.Errorf("the list leads %d times to the address\n%s", list, html)
	}
	if !strings.Contains(html, `id="hyte-part-submitter-error"></p>`) {
		t.Errorf("something is said at the sender\n%s", html)
	}
}

// There is no such box where several are named, or other people than those who write letters.
func TestSameIsOffered(t *testing.T) {
	for name, test := range map[string]struct {
		values  map[string][]string
		changes []func(*hyte.Call)
		offered bool
	}{
		"several named":      {right(), []func(*hyte.Call){withCandidates}, false},
		"nobody is chosen":   {map[string][]string{}, nil, false},
		"one representative": {right(), nil, true},
		"residents":          {right(), []func(*hyte.Call){ofPersons(hyte.PersonsResidents)}, false},
	} {
		f := form(t, "sv", test.changes...)
		html := htmlOf(f.Tree(forms.View{State: f.Post(test.values).State}))
		if strings.Contains(html, `<div class="hyte-field" hidden><p class="hyte-problem" id="hyte-same-submitter-error">`) == test.offered {
			t.Errorf("%s: offered %t is wanted", name, test.offered)
		}
	}
}

// In the browser the questions go as the box is ticked, and come back with what was typed.
func TestSameInSession(t *testing.T) {
	f := form(t, "fi")
	s := forms.NewSession(f, nil, f.Post(right()).State.Values())
	before := htmlOf(s.Tree())
	if !s.Set("same/submitter", []string{forms.Checked}) || !s.Reshaped() {
		t.Fatal("the box changes nothing")
	}
	html := htmlOf(s.Tree())
	if strings.Contains(html, `name="/submitter/`) {
		t.Error("the sender is asked in spite of the box")
	}
	if want := "Ei enää kysytä: Etunimi, Sukunimi, Tehtävänimike, Sähköpostiosoite, Puhelinnumero."; !strings.Contains(html, want) {
		t.Errorf("nobody is told that the questions are gone:\n%s", html)
	}
	if !s.Set("same/submitter", nil) {
		t.Fatal("taking the tick away changes nothing")
	}
	after := strings.Replace(htmlOf(s.Tree()), "Kysytään myös: Etunimi, Sukunimi, Tehtävänimike, Sähköpostiosoite, Puhelinnumero.", "", 1)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("the questions do not come back (-before +after)\n%s", diff)
	}
}

// showSame writes what is read out as the box is ticked and the tick taken away.
func showSame(t *testing.T, shown *strings.Builder) {
	f := inKeys(t, example(t), "fi")
	s := forms.NewSession(f, nil, f.Post(right()).State.Values())
	for _, ticked := range [][]string{{forms.Checked}, nil} {
		s.Set("same/submitter", ticked)
		shown.WriteString(htmlOf(s.Tree()))
	}
}

// The last look shows the sender as it will be kept, with a way to the box.
func TestSameAtLastLook(t *testing.T) {
	f := form(t, "fi")
	state := f.Post(alone()).State
	look, ok := f.Review(forms.View{State: state}, f.Check(state))
	html := htmlOf(f.Tree(look))
	if !ok || strings.Count(html, "<dd>hyvinvointikoordinaattori ") != 2 || strings.Count(html, "<dd>aino.esimerkki@example.fi ") != 2 {
		t.Errorf("the sender is not shown: %t\n%s", ok, html)
	}
	post := f.Post(with(alone(), forms.EditName, "/submitter/email"))
	if post.Focus != "hyte-same-submitter" {
		t.Errorf("the way back leads to %q", post.Focus)
	}
}
