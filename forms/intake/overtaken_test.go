package intake_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/testservice"
)

// by is a personal link of the organization that answers.
func (w *toConfirm) by() string {
	w.t.Helper()
	secret, err := w.key.Sign(intake.PersonalLink{Inquiry: callID, Sender: ownSender, Made: open.Add(-time.Hour), Expires: open.AddDate(0, 0, 30)})
	if err != nil {
		w.t.Fatal(err)
	}
	return secret
}

// What is confirmed after the organization has spoken otherwise does not count, and the
// receipt says so: a bare "confirmed" would be read as if it did.
func TestConfirmedTooLateToCount(t *testing.T) {
	for name, between := range map[string]func(*toConfirm){
		"a withdrawal": func(w *toConfirm) {
			w.postForm("/"+callID+"/fi/withdrawal?link="+w.by(), url.Values{
				firstkind.SenderAt: {ownSender}, "/submitter/givenName": {"Toinen"}, "/submitter/familyName": {"Lähettäjä"}, "/submitter/email": {"toinen@example.fi"},
			})
		},
		"another answer": func(w *toConfirm) {
			w.postJSON(firstkind.JSON(w.t, ownSender, func(n *firstkind.Answer) { n.Representatives[0].Person.GivenName = "Aina" }), "Authorization", "Bearer "+w.by())
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newToConfirm(t, "")
			r, link := w.sent()
			w.clock.Move(time.Hour)
			kept := len(w.records())
			if between(w); len(w.records()) != kept+1 {
				t.Fatalf("%d records, want one more than %d", len(w.records()), kept)
			}
			w.clock.Move(time.Hour)
			pressed := w.postForm(link, nil)
			checkStatus(t, pressed, http.StatusSeeOther)
			if r = w.receipt(r.ID); r.Unconfirmed || !r.Overtaken || r.ConfirmedAt.IsZero() {
				t.Errorf("the receipt is %+v", r)
			}
			page := w.get(pressed.Header().Get("Location")).Body.String()
			if !strings.Contains(page, "but it does not count") || strings.Contains(page, "The answer was confirmed on 11\u00a0January 2021 at 12:00.") {
				t.Errorf("the page does not say that the answer does not count:\n%s", page)
			}
		})
	}
	w := newToConfirm(t, "")
	r, link := w.sent()
	w.postForm(link, nil)
	if r = w.receipt(r.ID); r.Overtaken {
		t.Errorf("the receipt of an answer that counts is %+v", r)
	}
}

// A call whose answers are to be confirmed from now on makes those wait that have come: the
// log says how many, once.
func TestAnswersOfAnOpenCallThatWait(t *testing.T) {
	const says = "count no more until they are confirmed"
	w := newWorld(t)
	checkStatus(t, w.postJSON(firstkind.JSON(t, ownSender)), http.StatusCreated)
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:061")), http.StatusCreated)
	key := newLinkKey(t)
	again := func(changes ...func(*hyte.Call)) string {
		t.Helper()
		log := new(testservice.Log)
		config := intake.Config{
			Store: w.store, Kinds: w.kinds, Now: w.clock.Now, Logger: slog.New(slog.NewJSONHandler(log, nil)), LinkKey: key, BaseURL: ownSite,
		}
		withCall(t, changes...)(&config)
		if _, err := intake.New(t.Context(), config); err != nil {
			t.Fatal(err)
		}
		return log.String()
	}
	if log := again(); strings.Contains(log, says) {
		t.Errorf("an open call: %s", log)
	}
	if log := again(confirmedOnly); !strings.Contains(log, says) || !strings.Contains(log, `"records":2`) {
		t.Errorf("the log does not say that two answers wait: %s", log)
	}
	if log := again(confirmedOnly); strings.Contains(log, says) {
		t.Errorf("it is said again: %s", log)
	}
	fresh := newToConfirm(t, "")
	r, _ := fresh.sent()
	if log := fresh.log.String(); strings.Contains(log, says) || !decode[forms.Receipt](t, fresh.get(firstkind.Path+"/"+r.ID)).Unconfirmed {
		t.Errorf("a call that was so from the first answer: %s", log)
	}
}
