package post

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

func countsConfirmed(c *hyte.Call) { c.Access = hyte.AccessConfirmed }

var confirmLinks = regexp.MustCompile(`https://lomakkeet\.example\.fi(/\S+/confirm\?link=[a-z2-7]+)`)

// confirmLink is the path of the one link of confirmation in a letter.
func confirmLink(t *testing.T, m received) string {
	t.Helper()
	found := confirmLinks.FindAllStringSubmatch(content(t, m)["text/plain"], -1)
	if len(found) != 1 {
		t.Fatalf("%d links in the letter:\n%s", len(found), content(t, m)["text/plain"])
	}
	return found[0][1]
}

// press opens the link, as a scanner does, and presses the button.
func (w *world) press(link string) (page, pressed *httptest.ResponseRecorder) {
	w.t.Helper()
	page, pressed = httptest.NewRecorder(), httptest.NewRecorder()
	w.service.ServeHTTP(page, httptest.NewRequest(http.MethodGet, link, nil))
	r := httptest.NewRequest(http.MethodPost, link, strings.NewReader(""))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w.service.ServeHTTP(pressed, r)
	return page, pressed
}

// TestConfirmedAnswer: until an answer is confirmed its sender alone is written to, and
// then everybody else.
func TestConfirmedAnswer(t *testing.T) {
	w := newWorld(t, serverOptions{}, countsConfirmed)
	worker := w.worker()
	w.send(organization, func(n *firstkind.Answer) { n.Language = "sv" })
	w.round(worker)
	if got := w.server.got(); len(got) != 1 || len(w.server.to(sendersMail)) != 1 {
		t.Fatalf("%d mails before it was confirmed, %v", len(got), w.failures())
	}
	m := w.server.to(sendersMail)[0]
	if got := subject(t, m); !strings.HasPrefix(got, "Bekräfta svaret: ") {
		t.Errorf("subject %q", got)
	}
	parts := content(t, m)
	contains(t, "letter", parts["text/plain"]+parts["text/html"],
		[]string{"Svaret gäller först när det har bekräftats", "den 15 januari 2021", "behöver du inte göra något"}, []string{"Aino", "Väinö", "representant@"})
	if parts["application/json"] != "" {
		t.Error("the letter has the answer attached, and nobody knows whose address it is")
	}
	htmlcheck.Run(t, []byte(parts["text/html"]), htmlcheck.All()...)

	link := confirmLink(t, m)
	page := httptest.NewRecorder()
	for range 3 { // as scanners do
		page = httptest.NewRecorder()
		w.service.ServeHTTP(page, httptest.NewRequest(http.MethodGet, link, nil))
		w.service.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodHead, link, nil))
	}
	w.round(worker)
	if got := len(w.server.got()); page.Code != http.StatusOK || got != 1 {
		t.Fatalf("opening the link: status %d, and then %d mails", page.Code, got)
	}
	htmlcheck.Run(t, page.Body.Bytes(), htmlcheck.All()...)
	contains(t, "page", page.Body.String(), []string{"Bekräfta svaret", "<button"}, []string{"Esimerkki", sendersMail, "<script"})

	w.wait(time.Hour)
	_, pressed := w.press(link)
	if pressed.Code != http.StatusSeeOther || strings.Contains(pressed.Header().Get("Location"), "link=") {
		t.Fatalf("pressed: %d %v", pressed.Code, pressed.Header())
	}
	w.round(worker)
	if got := len(w.server.got()); got != 5 {
		t.Fatalf("%d mails, %v", got, w.failures())
	}
	contains(t, "letter to the registry", subject(t, w.server.to(registry)[0]), []string{"HL/12/2021: Saapunut vastaus: "}, nil)
	contains(t, "letter to the registry", content(t, w.server.to(registry)[0])["application/json"], []string{"Esimerkki"}, nil)
	contains(t, "receipt", content(t, w.server.to(sendersMail)[1])["text/plain"], []string{"Svaret bekräftades den 12 januari 2021 kl. 11.05", "kl. 10.05"}, []string{"confirm?link="})
	if len(w.server.to(organizationMail)) != 1 || len(w.server.to(copies)) != 1 {
		t.Errorf("%d mails to the organization, %d copies", len(w.server.to(organizationMail)), len(w.server.to(copies)))
	}

	page, pressed = w.press(link) // once more is once
	w.round(worker)
	if page.Code != http.StatusSeeOther || pressed.Code != http.StatusSeeOther || len(w.server.got()) != 5 {
		t.Errorf("once more: %d, %d, and %d mails", page.Code, pressed.Code, len(w.server.got()))
	}
	receipt := httptest.NewRecorder()
	w.service.ServeHTTP(receipt, httptest.NewRequest(http.MethodGet, pressed.Header().Get("Location"), nil))
	contains(t, "receipt page", receipt.Body.String(), []string{"Svaret bekräftades"}, []string{sendersMail, "Bekräfta svaret i din e-post"})
}

// TestConfirmedDisplaces: whose answer is displaced hears of it when the new one counts, and
// not when somebody has merely sent it.
func TestConfirmedDisplaces(t *testing.T) {
	w := newWorld(t, serverOptions{}, countsConfirmed)
	worker := w.worker()
	w.send(firstkind.Sender)
	w.round(worker)
	w.press(confirmLink(t, w.server.to(sendersMail)[0]))
	w.round(worker)
	w.send(firstkind.Sender, func(n *firstkind.Answer) {
		n.Submitter = &hyte.Submitter{GivenName: "Toinen", FamilyName: "Lähettäjä", Email: "toinen@example.fi"}
	})
	w.round(worker)
	before := len(w.server.to(sendersMail))
	w.press(confirmLink(t, w.server.to("toinen@example.fi")[0]))
	w.round(worker)
	mails := w.server.to(sendersMail)
	if before != 2 || len(mails) != 3 {
		t.Fatalf("%d mails to the first sender, then %d", before, len(mails))
	}
	contains(t, "notice", subject(t, mails[2]), []string{"Vastaus on korvattu uudella: "}, nil)
	contains(t, "receipt", content(t, w.server.to("toinen@example.fi")[1])["text/plain"], []string{"korvasi organisaatiosi aiemman vastauksen"}, nil)
	if got := len(w.server.to(registry)); got != 2 {
		t.Errorf("%d letters to the registry", got)
	}
}

// TestConfirmedInBothLanguages: of an answer that says no language the letter has those of
// its organization.
func TestConfirmedInBothLanguages(t *testing.T) {
	w := newWorld(t, serverOptions{}, countsConfirmed)
	worker := w.worker()
	w.send(organization, func(n *firstkind.Answer) { n.Language = "" })
	w.round(worker)
	m := w.server.to(sendersMail)[0]
	contains(t, "subject", subject(t, m), []string{"Vahvista vastaus: ", " / Bekräfta svaret: "}, nil)
	links := confirmLinks.FindAllStringSubmatch(content(t, m)["text/plain"], -1)
	if len(links) != 2 || !strings.Contains(links[0][1], "/fi/") || !strings.Contains(links[1][1], "/sv/") {
		t.Fatalf("the links are %v", links)
	}
	for _, link := range links { // either does
		if _, pressed := w.press(link[1]); pressed.Code != http.StatusSeeOther {
			t.Errorf("%s: %d", link[1], pressed.Code)
		}
	}
	w.round(worker)
	if got := len(w.server.to(registry)); got != 1 {
		t.Errorf("%d letters to the registry", got)
	}
}

// TestConfirmedWithdrawal: a withdrawal is confirmed in words of its own.
func TestConfirmedWithdrawal(t *testing.T) {
	w := newWorld(t, serverOptions{}, countsConfirmed)
	worker := w.worker()
	w.send(firstkind.Sender)
	w.round(worker)
	w.press(confirmLink(t, w.server.to(sendersMail)[0]))
	w.post(firstkind.Path[:strings.LastIndex(firstkind.Path, "/")]+"/withdrawals",
		`{"call":"`+firstkind.ID+`","`+firstkind.SenderName+`":"`+firstkind.Sender+`","submitter":{"givenName":"Väinö","familyName":"Näyte","email":"`+sendersMail+`"},"language":"fi"}`)
	w.round(worker)
	mails := w.server.to(sendersMail)
	m := mails[len(mails)-1]
	contains(t, "letter", subject(t, m)+content(t, m)["text/plain"], []string{"Vahvista ilmoitus: ", "peruuttaa vastauksensa"}, nil)
	registryMails := len(w.server.to(registry))
	page, _ := w.press(confirmLink(t, m))
	contains(t, "page", page.Body.String(), []string{"Vahvista vastauksen peruuttaminen"}, nil)
	w.round(worker)
	if got := w.server.to(registry); len(got) != registryMails+1 {
		t.Fatalf("%d letters to the registry, before %d", len(got), registryMails)
	}
	if state := w.queue(); state[intake.DeliveryRefused] != 0 || state[intake.DeliveryWaiting] != 0 {
		t.Errorf("the queue has %v, %v", state, w.failures())
	}
}
