package post

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/testservice"
)

// world is a service with the post, at a time that stands still until it is moved.
type world struct {
	t       *testing.T
	store   *sqlitestore.Store
	service *intake.Service
	server  *mailServer
	mail    MailConfig
	log     *testservice.Log
	clock   *testservice.Clock
	inquiry intake.Inquiry
	changes []func(*hyte.Call) // of the inquiry
	key     intake.LinkKey
}

const (
	registry    = "kirjaamo@example.fi"
	copies      = "valmistelija@example.fi"
	sendersMail = "vaino.nayte@example.fi"
	// organization is one that the call names with its own address.
	organization     = "joint-authority:fshky"
	organizationMail = "kirjaamo@fshky.example.fi"
)

// newWorld has the inquiry of the examples, changed.
func newWorld(t *testing.T, o serverOptions, changes ...func(*hyte.Call)) *world {
	t.Helper()
	w := &world{t: t, server: newServer(t, o), log: new(testservice.Log), clock: testservice.NewClock(time.Date(2021, 1, 12, 8, 5, 0, 0, time.UTC)), store: testservice.Store(t)}
	w.mail = MailConfig{To: "smtp://" + w.server.address, From: "lomakkeet@example.fi", options: smtpOptions{roots: w.server.roots, timeout: 2 * time.Second}}
	text, err := intake.NewLinkKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if w.key, err = intake.ParseLinkKey(text); err != nil {
		t.Fatal(err)
	}
	if o.plain {
		w.mail.To += "?tls=none"
	}
	w.changes = append([]func(*hyte.Call){func(c *hyte.Call) {
		c.Submission = &hyte.Submission{Registry: registry, Copies: []string{copies}}
		c.CaseNumber = "HL/12/2021"
		firstkind.Reaches(organization, organizationMail, "fi", "sv")(c)
	}}, changes...)
	w.serve(firstkind.Inquiry(t, w.changes...))
	t.Cleanup(w.discreet)
	return w
}

// serve serves an inquiry, and no other.
func (w *world) serve(inquiry intake.Inquiry, changes ...func(*intake.Config)) {
	w.t.Helper()
	c := intake.Config{
		Store: w.store, Inquiries: []intake.Inquiry{inquiry}, Kinds: kinds.All(), Now: w.clock.Now, BaseURL: "https://lomakkeet.example.fi",
		LinkKey: w.key,
	}
	for _, change := range changes {
		change(&c)
	}
	var err error
	w.inquiry = inquiry
	if w.service, err = intake.New(w.t.Context(), c); err != nil {
		w.t.Fatal(err)
	}
}

// discreet fails if the log tells of a person.
func (w *world) discreet() {
	for _, secret := range []string{"@", "Aino", "Esimerkki", "Näyte", "smtp:"} {
		if strings.Contains(w.log.String(), secret) {
			w.t.Errorf("the log holds %q:\n%s", secret, w.log)
		}
	}
}

// wait lets time pass.
func (w *world) wait(d time.Duration) { w.clock.Move(d) }

// worker is a new one, which has followed the inquiry from its first record.
func (w *world) worker(changes ...func(*Config)) *Worker {
	w.t.Helper()
	m, err := NewMail(w.mail)
	if err != nil {
		w.t.Fatal(err)
	}
	c := Config{Outbox: w.store, Store: w.store, Mail: m, Now: w.clock.Now, Logger: slog.New(slog.NewTextHandler(w.log, nil))}
	for _, change := range changes {
		change(&c)
	}
	worker, err := NewWorker(c)
	if err != nil {
		w.t.Fatal(err)
	}
	worker.Round(w.t.Context(), w.service)
	return worker
}

// send sends an answer, which is kept.
func (w *world) send(sender string, changes ...func(*firstkind.Answer)) {
	w.t.Helper()
	w.post(firstkind.Path, firstkind.JSON(w.t, sender, changes...))
}

func (w *world) post(path, document string) {
	w.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(document))
	r.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	w.service.ServeHTTP(answer, r)
	if answer.Code != http.StatusCreated {
		w.t.Fatalf("the answer was not kept: %d %s", answer.Code, answer.Body)
	}
}

// round lets the worker do what is to be done now.
func (w *world) round(worker *Worker) { worker.Round(w.t.Context(), w.service) }

// queue are all deliveries by state.
func (w *world) queue() map[intake.DeliveryState]int {
	w.t.Helper()
	counts, err := w.store.Counts(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return counts
}

// failures are those of all deliveries that are not sent, by recipient.
func (w *world) failures() map[string]string {
	w.t.Helper()
	all, err := w.store.Deliveries(context.Background(), "", 0, 1000)
	if err != nil {
		w.t.Fatal(err)
	}
	found := map[string]string{}
	for _, d := range all {
		if d.State != intake.DeliverySent {
			found[d.Recipient] = string(d.State) + " " + d.Failure
		}
	}
	return found
}

// content are the parts of a mail by their media type, decoded.
func content(t *testing.T, m received) map[string]string {
	t.Helper()
	parts := map[string]string{}
	var read func(kind, encoding string, body io.Reader)
	read = func(kind, encoding string, body io.Reader) {
		switch encoding {
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		}
		media, params, err := mime.ParseMediaType(kind)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(media, "multipart/") {
			text, err := io.ReadAll(body)
			if err != nil {
				t.Fatal(err)
			}
			parts[media] = strings.NewReplacer("\r\n", "\n", "\u00a0", " ").Replace(string(text))
			return
		}
		for reader := multipart.NewReader(body, params["boundary"]); ; {
			part, err := reader.NextRawPart()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			read(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part)
		}
	}
	message := strings.SplitN(m.raw, "\r\n\r\n", 2)
	read(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), strings.NewReader(message[1]))
	return parts
}

// subject is that of a mail, decoded.
func subject(t *testing.T, m received) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}
