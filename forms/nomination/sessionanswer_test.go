package nomination_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

func TestAnswers(t *testing.T) {
	const accepted = `{"id":"abc","receivedAt":"2021-01-11T10:00:00Z","status":"received","nominator":"municipality:109","further":1}`
	tests := []struct {
		name   string
		status int
		body   string
		focus  string
		want   string // a part of the tree
	}{
		{"accepted", 201, accepted, "hyte-receipt", "Vastaus on vastaanotettu"},
		{"accepted before", 200, accepted, "hyte-receipt", "Hämeenlinna"},
		{"late", 201, strings.Replace(accepted, "received\"", "late\"", 1), "hyte-receipt", "Vastaus saapui määräajan jälkeen"},
		{"a receipt that says nothing", 201, `{}`, "hyte-notice", "ei voitu tallentaa"},
		{"wrong", 422, `{"type":"x","status":422,"violations":[{"rule":"decision.in_future","location":"/decision/date","params":{},"severity":"error","message":"x"}]}`, "hyte-summary", "se on tulevaisuudessa"},
		{"over", 403, `{"violations":[{"rule":"deadline.passed","location":"","params":{"time":"2021-01-16T00:00:00+02:00"},"severity":"error"}]}`, "hyte-notice", "Määräaika päättyi 15.1.2021"},
		{"closed", 403, `{"violations":[{"rule":"deadline.passed","location":"","severity":"error"}]}`, "hyte-notice", "Vastausta ei otettu vastaan"},
		{"not yet open", 403, `{"violations":[{"rule":"call.not_open","location":"","severity":"error"}]}`, "hyte-notice", "Vastauksia otetaan vastaan 17.12.2020 alkaen"},
		{"wrong as a whole", 422, `{"violations":[{"rule":"call.mismatch","location":"","severity":"error"}]}`, "hyte-summary", "tämä vastaus on tehty toiseen pyyntöön"},
		{"not invited", 403, `{"title":"Forbidden","status":403,"violations":[{"rule":"nominator.unknown","location":"","severity":"error"}]}`, "hyte-notice", "organisaation omasta linkistä"},
		{"sent before with other content", 409, ``, "hyte-notice", "on jo lähetetty toinen vastaus"},
		{"too long", 413, `not JSON`, "hyte-notice", "liian pitkä"},
		{"too many", 429, `{"status":"x"}`, "hyte-notice", "lyhyessä ajassa"},
		{"broken", 500, `<html>`, "hyte-notice", "ei voitu tallentaa"},
		{"no answer", 0, ``, "hyte-notice", "Palvelimeen ei saatu yhteyttä"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := filled(t, right())
			if _, ok := s.Submit(); !ok {
				t.Fatal("not sent")
			}
			receipt, ok := s.Answer(test.status, []byte(test.body))
			if want := test.focus == "hyte-receipt"; ok != want || ok && string(receipt) != test.body {
				t.Errorf("accepted: %v, receipt %s", ok, receipt)
			}
			tree := htmlOf(s.Tree())
			if !strings.Contains(tree, test.want) || s.Focus() != test.focus {
				t.Errorf("focus %q; no %q in\n%s", s.Focus(), test.want, tree)
			}
			if !ok && !strings.Contains(tree, "municipality:109") {
				t.Error("the form is gone")
			}
			if ok && !strings.Contains(tree, "Aino") {
				t.Error("the receipt does not show what was sent")
			}
			if ok && (s.Set(givenName, []string{"x"}) || s.Left(givenName)) {
				t.Error("the receipt is not the end")
			}
		})
	}
}

// Much may answer in the place of the service: a firewall, a proxy, a login page, a
// page that says that all is well. Whatever it is, the answer is not saved, and
// nobody is sent to look for a link that there is not.
func TestAnswersOfOthers(t *testing.T) {
	const page = `<!DOCTYPE html><html><body>Request blocked. Reference 12345</body></html>`
	for status, bodies := range map[int][]string{
		200: {page, ``, `{"ok":true}`, `[]`, `"id"`}, // also where a redirect has led to a login page
		201: {page, `{"id":5}`},
		204: {``},
		302: {page},
		400: {page, `{"errors":["x"]}`, `{"violations":[{"propertyPath":"x","message":"y"}]}`},
		401: {page, ``, `{}`, `{"error":"invalid_token"}`},
		403: {page, ``, `{}`, `{"message":"Forbidden"}`, `{"title":"Forbidden","status":403}`, `{"violations":[]}`, `{"violations":"x"}`},
		404: {page},
		405: {page, ``},
		418: {``},
		451: {page},
		500: {page, `{"violations":[{"rule":"required","location":"/nominator","severity":"error"}]}`},
		502: {page},
		503: {page, `{"title":"Service Unavailable","status":503}`},
		504: {``},
	} {
		for _, body := range bodies {
			s := filled(t, right())
			s.Submit()
			if _, accepted := s.Answer(status, []byte(body)); accepted {
				t.Errorf("%d %s: accepted", status, body)
			}
			tree := htmlOf(s.Tree())
			if !strings.Contains(tree, "Vastausta ei voitu tallentaa juuri nyt. Kirjoittamasi tiedot ovat edelleen tällä sivulla.") || s.Focus() != "hyte-notice" {
				t.Errorf("%d %s: the form does not say that the answer is not saved", status, body)
			}
			if s.Set(givenName, []string{"Helmi"}); !strings.Contains(htmlOf(s.Tree()), "municipality:109") {
				t.Errorf("%d %s: the form is gone", status, body)
			}
		}
	}
	for status, want := range map[int]string{413: "liian pitkä", 429: "lyhyessä ajassa", 0: "Palvelimeen ei saatu yhteyttä"} {
		s := filled(t, right())
		s.Submit()
		s.Answer(status, []byte(page))
		if tree := htmlOf(s.Tree()); !strings.Contains(tree, want) {
			t.Errorf("%d does not say %q", status, want)
		}
	}
}

// Where the call is for invited organizations only, every refusal means the link.
func TestAnswersToACallForInvitedOnes(t *testing.T) {
	f := form(t, "fi", func(c *hyte.Call) { c.Access = hyte.AccessInvited })
	s := forms.NewSession(f, nil, nil)
	for name, values := range right() {
		s.Set(name, values)
	}
	s.Submit()
	s.Answer(403, []byte(`<html>`))
	if !strings.Contains(htmlOf(s.Tree()), "organisaation omasta linkistä") {
		t.Error("nothing tells of the link")
	}
}
