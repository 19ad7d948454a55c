package roster_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/post"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testservice"
)

const (
	known, knownMail = "municipality:109", "kirjaamo@hml.example.fi"
	other, otherMail = "municipality:061", "kirjaamo@forssa.example.fi"
)

// newLetterWorld is a world whose service sends letters to two municipalities, and makes
// links.
func newLetterWorld(t *testing.T) *world {
	t.Helper()
	store := testservice.Store(t)
	w := &world{t: t, now: open, store: store, call: exampleCall(t, firstkind.ReachesNobody)}
	key, err := intake.ParseLinkKey(strings.Repeat("a", 52))
	if err != nil {
		t.Fatal(err)
	}
	w.service, err = intake.New(t.Context(), intake.Config{
		Store: store, Inquiries: []intake.Inquiry{w.call}, Kinds: kinds.All(), Now: func() time.Time { return w.now }, LinkKey: key,
		BaseURL:    "https://lomakkeet.example.fi",
		Limits:     intake.Limits{Logins: testservice.Often, Posts: testservice.Often, SenderOfClient: testservice.Often, Sender: testservice.Often},
		Announcing: intake.Announcing{Outbox: store, Preview: post.Preview, Addresses: map[string]string{known: knownMail, other: otherMail}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// shows asks for a page, which must be sound and have all of the wanted and none of the
// unwanted.
func (w *world) shows(path string, wanted, unwanted []string) {
	w.t.Helper()
	answer := w.get(path)
	checkStatus(w.t, answer, http.StatusOK)
	htmlcheck.Run(w.t, answer.Body.Bytes(), htmlcheck.All()...)
	page := strings.ReplaceAll(text(parse(w.t, answer)), "\u00a0", " ")
	for _, want := range wanted {
		if !strings.Contains(page, want) {
			w.t.Errorf("%s: no %q in\n%s", path, want, page)
		}
	}
	for _, bad := range unwanted {
		if strings.Contains(page, bad) {
			w.t.Errorf("%s: %q in\n%s", path, bad, page)
		}
	}
}

// press sends the form of a page.
func (w *world) press(path string, want int, values ...string) string {
	w.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(values); i += 2 {
		form.Set(values[i], values[i+1])
	}
	answer := w.do(http.MethodPost, path, formType, form.Encode(), w.login())
	checkStatus(w.t, answer, want)
	return answer.Body.String()
}

// announced are the organizations of what was announced, with its state.
func (w *world) announced() string {
	w.t.Helper()
	all, err := w.store.(intake.Outbox).Announced(w.t.Context(), intake.LetterChannel, callID)
	if err != nil {
		w.t.Fatal(err)
	}
	var told []string
	for _, d := range all {
		told = append(told, d.Recipient+" "+d.Sender)
	}
	return strings.Join(told, ", ")
}

// audited is how often an action is in the audit log, and of how many letters it tells.
func (w *world) audited(action intake.AuditAction) (entries, letters int) {
	w.t.Helper()
	all, err := w.store.AuditAfter(w.t.Context(), 0, 1000)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range all {
		if e.Action == action && e.Inquiry == callID {
			entries, letters = entries+1, letters+e.Times
		}
	}
	return entries, letters
}

func TestRemindPage(t *testing.T) {
	w := newLetterWorld(t)
	page := rosterPath + "/remind"
	w.shows(rosterPath, []string{"Muistuta niitä, jotka eivät ole vastanneet", "Organisaatioiden linkit"}, nil)
	w.shows(page, []string{
		"Muistutus lähetetään: 2. Ilman osoitetta: 13.", "Lähetä muistutus (2)", "Muistutusta ei ole lähetetty", "Osoite ei ole tiedossa",
		otherMail + "; " + knownMail, "Muistutus: vastaa viimeistään perjantaina 15.1.2021", "Vastausta ei ole saapunut",
	}, []string{"{", "link="})
	w.answer(open, known)
	w.shows(page, []string{"Muistutus lähetetään: 1. Ilman osoitetta: 13."}, []string{knownMail})
	for range 2 { // pressed twice
		w.press(page, http.StatusSeeOther)
	}
	if got := w.announced(); got != "reminder "+other {
		t.Errorf("announced: %s", got)
	}
	if entries, letters := w.audited(intake.AuditRemind); entries != 1 || letters != 1 {
		t.Errorf("%d entries of %d letters", entries, letters)
	}
	w.shows(page, []string{"Muistutus lähetetään: 0.", "Odottaa lähettämistä"}, []string{"Lähetä muistutus ("})
	w.shows(page+"?lang=sv", []string{"Påminn dem som inte har svarat", "Väntar på att skickas"}, []string{"{"})
	w.shows(page+"?lang=en", []string{"Remind those who have not answered", "Waiting to be sent"}, []string{"{"})
	w.now = afterDeadline
	w.shows(page, []string{"Muistutuksia ei voi lähettää, koska vastausaika"}, []string{"Lähetä muistutus ("})
	w.press(page, http.StatusSeeOther)
	if got := w.announced(); got != "reminder "+other {
		t.Errorf("announced after the deadline: %s", got)
	}
}

// TestRemindPageWithoutMail: addresses can be copied where nothing is sent.
func TestRemindPageWithoutMail(t *testing.T) {
	w := newWorld(t)
	w.shows(rosterPath+"/remind", []string{"Tämä palvelu ei lähetä sähköpostia. Kopioi osoitteet"}, []string{"Lähetä muistutus ("})
	w.press(rosterPath+"/remind", http.StatusSeeOther)
	w.shows(rosterPath+"/links", []string{"Palvelulla ei ole linkkien avainta"}, []string{"Lähetä linkki"})
	w.press(rosterPath+"/links", http.StatusNotFound, "do", "send", "organization", known)
	w.press(rosterPath+"/links", http.StatusNotFound, "do", "table", "organization", "*")
}

func TestLinksPage(t *testing.T) {
	w := newLetterWorld(t)
	page := rosterPath + "/links"
	w.shows(page, []string{"Lähetä linkki niille, joilla ei ole linkkiä (2)", "Lähetä linkki: Forssa", "Ei lähetetty"}, []string{"Lähetä linkki: Akaa", "{"})
	shown := []string{"do", "send", "page", "1610352000000000", "organization"} // the instant of the page
	for range 2 {
		w.press(page, http.StatusSeeOther, append(shown, "*")...)
	}
	if got := w.announced(); got != "invitation "+other+", invitation "+known && got != "invitation "+known+", invitation "+other {
		t.Errorf("announced: %s", got)
	}
	w.shows(page, []string{"Odottaa lähettämistä Toimii 15.2.2021 klo 0.00 asti.", "Lähetä uusi linkki: Forssa"}, []string{"joilla ei ole linkkiä ("})

	w.now = w.now.Add(time.Minute)
	w.press(page, http.StatusSeeOther, "do", "revoke", "organization", known)
	w.shows(page, []string{"Poistettu käytöstä 11.1.2021 klo 10.01", "Lähetä linkki niille, joilla ei ole linkkiä (1)"}, nil)
	if body := w.press(page, http.StatusUnprocessableEntity, "do", "revoke", "organization", "*"); !strings.Contains(body, "Vahvista, että poistat käytöstä") {
		t.Error("nothing asks whether all links are meant")
	}
	w.press(page, http.StatusSeeOther, "do", "revoke", "organization", "*", "sure", "yes")
	w.shows(page, []string{"joilla ei ole linkkiä (2)"}, nil)
	if entries, _ := w.audited(intake.AuditRevoke); entries != 2 {
		t.Errorf("%d entries of revoked links", entries)
	}

	w.now = w.now.Add(time.Minute)
	table := w.press(page, http.StatusOK, "do", "table", "organization", "*")
	if lines := strings.Split(strings.TrimSpace(table), "\r\n"); len(lines) != 16 || !strings.Contains(table, known+";Hämeenlinna;fi;https://lomakkeet.example.fi/"+callID+"?link=") {
		t.Errorf("the table has %d lines:\n%s", len(lines), table)
	}
	for _, values := range [][]string{{"do", "send", "organization", "municipality:999"}, {"do", "else", "organization", known}, {}} {
		w.press(page, http.StatusNotFound, values...)
	}
	all, err := w.store.AuditAfter(t.Context(), 0, 1000)
	for _, e := range all {
		if strings.Contains(e.Page, "link=") || err != nil {
			t.Errorf("the audit log has %q, error %v", e.Page, err)
		}
	}
}
