package intake_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// posted are the values that a browser sends of a page: those of its controls, and a button.
func posted(t *testing.T, page []byte, button, value string) url.Values {
	t.Helper()
	values := url.Values{button: {value}}
	root := htmlcheck.Run(t, page, htmlcheck.All()...)
	for n := range htmlcheck.Elements(root, "input", "textarea", "select") {
		name, kind := htmlcheck.Attr(n, "name"), htmlcheck.Attr(n, "type")
		_, checked := htmlcheck.Lookup(n, "checked")
		switch {
		case kind == "checkbox" || kind == "radio":
			if checked {
				values.Add(name, htmlcheck.Attr(n, "value"))
			}
		case n.Data == "select":
			for o := range htmlcheck.Elements(n, "option") {
				if _, selected := htmlcheck.Lookup(o, "selected"); selected {
					values.Add(name, htmlcheck.Attr(o, "value"))
				}
			}
		case n.Data == "textarea":
			values.Add(name, htmlcheck.Text(n))
		default:
			values.Add(name, htmlcheck.Attr(n, "value"))
		}
	}
	return values
}

// Without a script: the form, the last look, a way back, consent, the receipt.
func TestFormByWayOfTheLastLook(t *testing.T) {
	w := newWorld(t)
	values := filled("municipality:109")
	values.Del("/consent")
	values.Set("token", token(t, w.get(formPath)))
	values.Set("confirmed", "")
	values.Set("check", "check")
	look := w.postForm(formPath, values)
	checkStatus(t, look, http.StatusOK)
	if body := look.Body.String(); !strings.Contains(body, `id="hyte-check"`) || strings.Contains(body, `<div class="hyte-check" hidden>`) {
		t.Fatalf("it is no last look\n%s", body)
	}
	if caching := look.Header().Get("Cache-Control"); caching != "private, no-cache" {
		t.Errorf("who goes back from the receipt does not find it: %q", caching)
	}
	refused := w.postForm(formPath, posted(t, look.Body.Bytes(), "send", "send"))
	checkStatus(t, refused, http.StatusUnprocessableEntity)
	if strings.Contains(refused.Body.String(), `<div class="hyte-check" hidden>`) {
		t.Error("without consent the form comes back, and not the last look")
	}
	back := w.postForm(formPath, posted(t, look.Body.Bytes(), "edit", firstkind.SenderAt))
	checkStatus(t, back, http.StatusOK)
	if !strings.Contains(back.Body.String(), `<div class="hyte-check" hidden>`) {
		t.Error("there is no way back")
	}
	if len(w.records()) != 0 {
		t.Fatal("something is kept before it is sent")
	}
	again := w.postForm(formPath, posted(t, back.Body.Bytes(), "check", "check"))
	checkStatus(t, again, http.StatusOK)
	sent := posted(t, again.Body.Bytes(), "send", "send")
	sent.Set("/consent", "true")
	for range 2 { // a double click
		checkStatus(t, w.postForm(formPath, sent), http.StatusSeeOther)
	}
	if records := w.records(); len(records) != 1 {
		t.Errorf("%d records", len(records))
	}
}

// What was typed goes along to another language, and so does the last look.
func TestAnotherLanguageKeepsWhatWasTyped(t *testing.T) {
	w := newWorld(t)
	values := filled("municipality:109")
	values.Set("/submitter/email", "half an add")
	values.Set("language", "sv")
	page := w.postForm("/"+callID+"/sv", values)
	checkStatus(t, page, http.StatusOK)
	for _, want := range []string{`lang="sv"`, `value="half an add"`, `value="Aino"`} {
		if !strings.Contains(page.Body.String(), want) {
			t.Errorf("the page has no %s", want)
		}
	}
	values = filled("municipality:109")
	values.Set("check", "sv")
	look := w.postForm("/"+callID+"/sv", values)
	checkStatus(t, look, http.StatusOK)
	if !strings.Contains(look.Body.String(), "Kontrollera svaret") {
		t.Error("the last look does not come in Swedish")
	}
	if len(w.records()) != 0 {
		t.Error("a change of language sends")
	}
}

// A page that was made before there was a last look, and a program, send at once, and once.
func TestFormWithoutAStepIsSent(t *testing.T) {
	w := newWorld(t)
	values := filled("municipality:109")
	values.Set("token", token(t, w.get(formPath)))
	checkStatus(t, w.postForm(formPath, values), http.StatusSeeOther)
	values.Set("send", "send")
	checkStatus(t, w.postForm(formPath, values), http.StatusSeeOther)
	if records := w.records(); len(records) != 1 {
		t.Errorf("%d records", len(records))
	}
}

// Who looks after the deadline hears that it has passed, and loses nothing.
func TestLastLookAfterTheDeadline(t *testing.T) {
	w := newWorld(t, withCall(t, firstkind.LateAnswers(hyte.LateRefuse)))
	w.clock.Set(open.AddDate(1, 0, 0))
	values := filled("municipality:109")
	values.Set("check", "check")
	page := w.postForm(formPath, values)
	checkStatus(t, page, http.StatusForbidden)
	if !strings.Contains(page.Body.String(), `value="Aino"`) {
		t.Error("what was typed is lost")
	}
}

// What need not be mended is said again where the answer could not be kept, and the step to
// send it once more is there.
func TestLastLookOfAnAnswerThatIsNotKept(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	values := filled("municipality:109")
	values.Set("/decision/date", "1.1.2020") // before the call
	values.Set("check", "check")
	const warning = "Tarkista vielä nämä"
	look := w.postForm(formPath, values)
	checkStatus(t, look, http.StatusOK)
	if !strings.Contains(look.Body.String(), warning) {
		t.Fatal("the call does not warn")
	}
	broken.err = intake.ErrUnavailable
	values = posted(t, look.Body.Bytes(), "send", "send")
	values.Set("/consent", "true")
	page := w.postForm(formPath, values)
	checkStatus(t, page, http.StatusServiceUnavailable)
	for _, want := range []string{warning, "Tiedot ovat oikein, lähetä vastaus"} {
		if !strings.Contains(page.Body.String(), want) {
			t.Errorf("the page has no %s", want)
		}
	}
	broken.err = nil
	checkStatus(t, w.postForm(formPath, posted(t, page.Body.Bytes(), "send", "send")), http.StatusSeeOther)
}

// A draft goes through the service, which keeps nothing, and comes back into an empty form.
func TestDraftToAFileAndBack(t *testing.T) {
	w := newWorld(t)
	values := filled("municipality:109")
	values.Set("draft", "save")
	file := w.postForm(formPath, values)
	checkStatus(t, file, http.StatusOK)
	h := file.Header()
	if h.Get("Content-Disposition") != `attachment; filename="`+callID+`-draft.json"` || h.Get("Cache-Control") != "no-store" {
		t.Errorf("headers %v", h)
	}
	back := w.postForm(formPath, url.Values{"draft": {"open"}, "opened": {file.Body.String()}})
	checkStatus(t, back, http.StatusOK)
	got := posted(t, back.Body.Bytes(), "check", "check")
	for name, want := range filled("municipality:109") {
		if strings.HasPrefix(name, "/") && name != "/consent" && got.Get(name) != want[0] {
			t.Errorf("%s is %q, not %q", name, got.Get(name), want[0])
		}
	}
	if got.Has("/consent") || len(w.records()) != 0 {
		t.Error("a consent comes from a file, or something is kept")
	}
}
