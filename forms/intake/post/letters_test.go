package post

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// contains fails for what a text lacks, and for what it has that it must not.
func contains(t *testing.T, name, text string, wanted, unwanted []string) {
	t.Helper()
	for _, part := range wanted {
		if !strings.Contains(text, part) {
			t.Errorf("%s lacks %q:\n%s", name, part, text)
		}
	}
	for _, part := range unwanted {
		if strings.Contains(text, part) {
			t.Errorf("%s has %q:\n%s", name, part, text)
		}
	}
}

// TestLettersAboutAnAnswer: who gets what, in which language.
func TestLettersAboutAnAnswer(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.send(organization, func(n *firstkind.Answer) {
		n.Language = "sv"
		n.Representatives[0].Person.ContactVisibility = hyte.VisibleToNobody
	})
	w.round(worker)
	if got := len(w.server.got()); got != 4 {
		t.Fatalf("%d mails, %v", got, w.failures())
	}
	if w.server.connections.Load() != 1 {
		t.Errorf("%d connections for one round", w.server.connections.Load())
	}
	person := []string{"Esimerkki", "aino.esimerkki@example.fi"}

	m := w.server.to(registry)[0]
	if got := subject(t, m); !strings.HasPrefix(got, "HL/12/2021: Saapunut vastaus: ") {
		t.Errorf("subject %q", got)
	}
	parts := content(t, m)
	for _, kind := range []string{"text/plain", "text/html", "application/json"} {
		contains(t, kind+" to the registry", parts[kind], person, nil)
	}
	contains(t, "text to the registry", parts["text/plain"], []string{"Asianumero: HL/12/2021", "12.1.2021 klo 10.05", "vain kirjaamon käyttöön", "LÄHETETYT TIEDOT"}, nil)
	for name, want := range map[string]string{
		"Auto-Submitted": "auto-generated", "From": `=?utf-8?q?H=C3=A4meen_liitto?= <lomakkeet@example.fi>`, "To": "<" + registry + ">", "Content-Language": "fi",
	} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if m.Header.Get("Reply-To") == "" || !strings.HasSuffix(m.Header.Get("Message-ID"), "@example.fi>") {
		t.Errorf("Reply-To %q, Message-ID %q", m.Header.Get("Reply-To"), m.Header.Get("Message-ID"))
	}
	htmlcheck.Run(t, []byte(parts["text/html"]), htmlcheck.All()...)

	parts = content(t, w.server.to(copies)[0])
	contains(t, "copy", parts["text/plain"]+parts["text/html"]+parts["application/json"], []string{"Esimerkki"}, []string{"aino.esimerkki@example.fi", "vain kirjaamon"})

	m = w.server.to(sendersMail)[0]
	if got := subject(t, m); !strings.HasPrefix(got, "Svaret har tagits emot: ") {
		t.Errorf("subject of the receipt %q", got)
	}
	contains(t, "receipt", content(t, m)["text/plain"], append(person, "den 12 januari 2021", "https://lomakkeet.example.fi/"+firstkind.ID+"/sv", "kl. 10.05"), nil)

	m = w.server.to(organizationMail)[0]
	parts = content(t, m)
	if got := subject(t, m); !strings.Contains(got, " on vastannut: ") || !strings.Contains(got, " / ") || !strings.Contains(got, " har svarat: ") {
		t.Errorf("subject of the notice %q", got)
	}
	contains(t, "notice", parts["text/plain"]+parts["text/html"],
		[]string{"Organisaation nimissä on vastattu", "I organisationens namn", "ota yhteyttä pyynnön lähettäjään: ", `lang="sv"`},
		[]string{"Aino", "Väinö", "Näyte", sendersMail})
	if parts["application/json"] != "" {
		t.Error("the notice has the answer attached")
	}
}

// TestLettersAboutAnotherAnswer: whose answer is displaced or contested hears of it, and
// of nobody's name.
func TestLettersAboutAnotherAnswer(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.send(firstkind.Sender)
	w.send(firstkind.Sender, func(n *firstkind.Answer) {
		n.Submitter = &hyte.Submitter{GivenName: "Toinen", FamilyName: "Lähettäjä", Email: "toinen@example.fi"}
		n.Language = "en"
	})
	w.round(worker)
	mails := w.server.to(sendersMail)
	if len(mails) != 2 {
		t.Fatalf("%d mails to the first sender", len(mails))
	}
	if got := subject(t, mails[1]); !strings.HasPrefix(got, "Organisaation nimissä on tullut toinen vastaus: ") {
		t.Errorf("subject %q", got)
	}
	contains(t, "notice of a contested answer", content(t, mails[1])["text/plain"], []string{"12.1.2021 klo 10.05", "ota yhteyttä pyynnön lähettäjään"}, []string{"Lähettäjä", "toinen@example.fi", "Aino"})
	contains(t, "receipt", content(t, w.server.to("toinen@example.fi")[0])["text/plain"], []string{"does not replace the earlier"}, nil)
	contains(t, "letter to the registry", content(t, w.server.to(registry)[1])["text/plain"], []string{"Selvitä, kumpi on voimassa."}, nil)

	// One's own new answer needs no notice: the receipt says that it replaced the first.
	w.send(firstkind.Sender, func(n *firstkind.Answer) { n.Representatives[0].Person.GivenName = "Aina" })
	w.round(worker)
	mails = w.server.to(sendersMail)
	if len(mails) != 3 {
		t.Fatalf("%d mails to the first sender", len(mails))
	}
	contains(t, "second receipt", content(t, mails[2])["text/plain"], []string{"korvasi organisaatiosi aiemman vastauksen"}, nil)
}

// TestLettersAboutAnEnteredAnswer: what came on paper and displaces an answer is written
// about to whoever had sent that, and to nobody else.
func TestLettersAboutAnEnteredAnswer(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.send(firstkind.Sender)
	w.round(worker)
	kind := firstkind.Kind().Name()
	entered := `{"kind":"` + kind + `","enteredBy":"Onni Mallikas","via":"paper","receivedAt":"2021-01-12T07:00:00Z","` + kind + `":` +
		firstkind.JSON(t, firstkind.Sender, func(n *firstkind.Answer) {
			n.Submitter.Email = "toinen@example.fi"
			n.Representatives[0].Person.GivenName = "Aina"
		}) + `}`
	w.wait(time.Hour)
	if _, added, err := w.store.Append(t.Context(), intake.Record{
		ID: "entered", Inquiry: firstkind.ID, Kind: kind, Sender: firstkind.Sender, ReceivedAt: w.clock.Now(), Key: `"answer:1`, Document: []byte(entered),
	}); err != nil || !added {
		t.Fatalf("%t, error %v", added, err)
	}
	w.round(worker)
	mails := w.server.got()
	if len(mails) != 4 || mails[3].to != sendersMail {
		t.Fatalf("%d mails, not sent: %v", len(mails), w.failures())
	}
	if got := subject(t, mails[3]); !strings.HasPrefix(got, "Vastaus on korvattu uudella: ") {
		t.Errorf("subject %q", got)
	}
	contains(t, "notice", content(t, mails[3])["text/plain"], []string{"korvasi vastauksen, jonka lähetit 12.1.2021 klo 10.05"}, []string{"toinen@example.fi", "Aina"})
}

// TestLettersAboutAnEvent: whoever registers gets a receipt with the link, and whoever
// asks one if they say where.
func TestLettersAboutAnEvent(t *testing.T) {
	w := newWorld(t, serverOptions{})
	w.clock.Set(time.Date(2027, 4, 1, 8, 5, 0, 0, time.UTC))
	w.serve(partnershipDay(t))
	worker := w.worker()
	const api = "/api/v1/events/kumppanuuspaiva-2027/"
	w.post(api+"registrations", `{"event":"kumppanuuspaiva-2027","person":{"givenName":"Väinö","familyName":"Näyte","email":"`+sendersMail+
		`"},"mode":"remote","answers":{"tyopaja":"lapset"},"language":"sv"}`)
	w.post(api+"questions", `{"event":"kumppanuuspaiva-2027","theme":"kunnat","text":"Miksi?","author":{"email":"kysyja@example.fi"},"language":"fi"}`)
	w.post(api+"questions", `{"event":"kumppanuuspaiva-2027","theme":"kunnat","text":"Milloin?"}`)
	w.round(worker)
	if got := len(w.server.got()); got != 2 {
		t.Fatalf("%d mails, not sent: %v", got, w.failures())
	}
	m := w.server.to(sendersMail)[0]
	if got := subject(t, m); !strings.HasPrefix(got, "Anmälan har tagits emot: ") {
		t.Errorf("subject %q", got)
	}
	contains(t, "receipt", content(t, m)["text/plain"], []string{"https://example.fi/kumppanuuspaiva", "Barn, unga och familjer", "Näyte", "arrangören: "}, nil)
	contains(t, "receipt of a question", content(t, w.server.to("kysyja@example.fi")[0])["text/plain"], []string{"Miksi?"}, nil)
}

// partnershipDay is an event that people register for, and ask about.
func partnershipDay(t *testing.T) intake.Inquiry {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "examples", "partnership-day", "event.json"))
	if err != nil {
		t.Fatal(err)
	}
	all := kinds.All()
	collection, ok := all.Collection("event")
	if !ok {
		t.Fatal("there are no events")
	}
	inquiry, _, violations := collection.Read(text)
	if inquiry == nil {
		t.Fatal(violations)
	}
	return inquiry
}

// TestLettersAboutNotices: a withdrawal by the one who answered, and a refusal.
func TestLettersAboutNotices(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.send(firstkind.Sender)
	notice := `{"call":"` + firstkind.ID + `","` + firstkind.SenderName + `":"` + firstkind.Sender +
		`","reason":"Syy on salainen","submitter":{"givenName":"Väinö","familyName":"Näyte","email":"` + sendersMail + `"},"language":"fi"}`
	w.post(strings.TrimSuffix(firstkind.Path, firstkind.Plural)+"withdrawals", notice)
	w.post(strings.TrimSuffix(firstkind.Path, firstkind.Plural)+"refusals", notice)
	w.round(worker)
	mails := w.server.to(registry)
	if len(mails) != 3 {
		t.Fatalf("%d mails to the registry", len(mails))
	}
	for i, want := range []string{"Saapunut vastaus: ", "Vastauksen peruutus: ", "Ilmoitus nimeämättä jättämisestä: "} {
		if got := subject(t, mails[i]); !strings.Contains(got, want) {
			t.Errorf("subject %q, want %q", got, want)
		}
	}
	contains(t, "withdrawal", content(t, mails[1])["text/plain"], []string{"Syy on salainen", "Näyte"}, []string{"Kaikki lähetetyt tiedot eivät"})
	if counts := w.queue(); counts[intake.DeliverySent] != 9 || len(counts) != 1 {
		t.Errorf("queue %v", counts)
	}
}

// TestLettersOfEarlierRecords: the post that is switched on writes of what comes after.
func TestLettersOfEarlierRecords(t *testing.T) {
	w := newWorld(t, serverOptions{})
	w.send(firstkind.Sender)
	worker := w.worker()
	w.send(organization)
	w.round(worker)
	if got := len(w.server.to(registry)); got != 1 {
		t.Errorf("%d mails to the registry, want that of the second answer alone", got)
	}
}
