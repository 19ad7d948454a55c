package nomination_test

import (
	"bytes"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/hyte"
)

// A form's configuration stands in a page. Whatever was opened as one shows a
// form, and writes itself so that it is the same again.
func FuzzOpen(f *testing.F) {
	for _, language := range []string{"fi", "sv", "en"} {
		config, err := form(f, language, withDeputies(hyte.DeputiesOptional)).Config()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(config)
	}
	f.Add([]byte(`{"call":{},"texts":{"language":"fi"}}`))
	f.Fuzz(func(t *testing.T, config []byte) {
		opened, err := forms.Open(config, nomination.Kind())
		if err != nil {
			return
		}
		htmlOf(forms.NewSession(opened, nil, nil).Tree())
		written, err := opened.Config()
		if err != nil {
			t.Fatal(err)
		}
		again, err := forms.Open(written, nomination.Kind())
		if err != nil {
			t.Fatalf("what was written cannot be opened: %v", err)
		}
		if rewritten, err := again.Config(); err != nil || !bytes.Equal(written, rewritten) {
			t.Errorf("%s, and when it was opened again %s, %v", written, rewritten, err)
		}
	})
}

// Whatever a server or a page says, the form stays one that can be shown, and a
// receipt comes back only with success.
func FuzzAnswer(f *testing.F) {
	f.Add(201, []byte(`{"id":"1","receivedAt":"2021-01-11T12:00:00Z","status":"received","nominator":"municipality:109"}`))
	f.Add(422, []byte(`{"violations":[{"rule":"decision.in_future","location":"/decision/date","params":{},"severity":"error"}]}`))
	f.Add(422, []byte(`{"violations":[{"rule":"deadline.passed","location":"","severity":"error"}]}`))
	f.Add(400, []byte(`{"phase":3,"status":2,"action":"javascript:alert(1)","handover":true,"violations":[{"location":"/x/~"}]}`))
	f.Add(0, []byte(nil))
	form := form(f, "fi", withDeputies(hyte.DeputiesRequired))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		htmlOf(forms.NewSession(form, body, nil).Tree())
		s := forms.NewSession(form, nil, nil)
		receipt, accepted := s.Answer(status, body)
		if accepted && (status < 200 || status > 299 || !bytes.Equal(receipt, body)) || !accepted && receipt != nil {
			t.Errorf("status %d: %t, %s", status, accepted, receipt)
		}
		htmlOf(s.Tree())
	})
}
