package kinds_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// serving is a service of the example event at a moment, reached as by programs and by
// browsers without a script.
type serving struct {
	t      *testing.T
	server *httptest.Server
}

const (
	eventPath = "/kumppanuuspaiva-2027"
	eventAPI  = "/api/v1/events/kumppanuuspaiva-2027"
	eventLink = "https://example.fi/kumppanuuspaiva"
)

func serveEvent(t *testing.T, at time.Time) serving {
	t.Helper()
	data, err := os.ReadFile("../../../examples/partnership-day/event.json")
	if err != nil {
		t.Fatal(err)
	}
	known := kinds.All()
	collection, _ := known.Collection("event")
	inquiry, deadline, violations := collection.Read(data)
	if len(violations) > 0 || deadline.Date != "2027-05-10" {
		t.Fatal(violations, deadline)
	}
	store, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "intake.db"))
	if err != nil {
		t.Fatal(err)
	}
	service, err := intake.New(t.Context(), intake.Config{
		Store: store, Inquiries: []intake.Inquiry{inquiry}, Kinds: known,
		Now: func() time.Time { return at },
	})
	if err != nil {
		t.Fatal(err)
	}
	s := serving{t, httptest.NewServer(service)}
	t.Cleanup(func() {
		s.server.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s serving) do(request *http.Request, want int) (body string, location string) {
	s.t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if response.StatusCode != want {
		s.t.Fatalf("%s %s: status %d\n%s", request.Method, request.URL.Path, response.StatusCode, text)
	}
	return string(text), response.Header.Get("Location")
}

func (s serving) get(path string, want int) string {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.server.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	body, _ := s.do(request, want)
	return body
}

func (s serving) post(path, kind, body string, want int) (text, location string) {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.server.URL+path, bytes.NewBufferString(body))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	return s.do(request, want)
}

const (
	asJSON = "application/json"
	asForm = "application/x-www-form-urlencoded"
)

func TestRegisterAndAsk(t *testing.T) {
	s := serveEvent(t, time.Date(2027, 5, 1, 9, 0, 0, 0, time.UTC))
	for _, path := range []string{eventPath + "/fi", eventPath + "/fi/form.json", eventAPI, "/", eventPath + "/sv/question"} {
		if strings.Contains(s.get(path, http.StatusOK), eventLink) {
			t.Errorf("%s tells anyone the link", path)
		}
	}
	if page := s.get(eventPath+"/en", http.StatusOK); !strings.Contains(page, `href="`+eventPath+`/en/question"`) {
		t.Error("nothing leads from the registration to the question")
	}
	if page := s.get(eventPath+"/en/question", http.StatusOK); !strings.Contains(page, `href="`+eventPath+`/en"`) {
		t.Error("nothing leads from the question to the registration")
	}
	right := `{"event":"kumppanuuspaiva-2027","mode":"remote","person":{"givenName":"A","familyName":"B","email":"a@example.fi"},"answers":{"tyopaja":"lapset"}}`
	text, _ := s.post(eventAPI+"/registrations", asJSON, right, http.StatusCreated)
	var given forms.Receipt
	if err := json.Unmarshal([]byte(text), &given); err != nil || given.Link != eventLink {
		t.Errorf("the receipt is %s: %v", text, err)
	}
	if text, _ = s.post(eventAPI+"/registrations", asJSON, strings.Replace(right, "lapset", "x", 1), http.StatusUnprocessableEntity); !strings.Contains(text, `"answer.option"`) {
		t.Error(text)
	}
	if text, _ = s.post(eventAPI+"/questions", asJSON, `{"event":"kumppanuuspaiva-2027","text":"Kuka vastaa?","theme":"kunnat"}`, http.StatusCreated); strings.Contains(text, eventLink) {
		t.Errorf("who asks gets the link: %s", text)
	}
	filled := url.Values{
		"/person/givenName": {"Hilja"}, "/person/familyName": {"Esimerkki"}, "/person/email": {"hilja@example.fi"}, "/mode": {"place"},
		"/answers/tyopaja": {"lapset"},
	}
	_, receipt := s.post(eventPath+"/sv", asForm, filled.Encode(), http.StatusSeeOther)
	if page := s.get(receipt, http.StatusOK); !strings.Contains(page, eventLink) || !strings.Contains(page, "Anmälan har tagits emot") {
		t.Error(page)
	}
	if page, _ := s.post(eventPath+"/en/question", asForm, url.Values{"/theme": {"x"}}.Encode(), http.StatusUnprocessableEntity); !strings.Contains(page, "Write the question.") {
		t.Error(page)
	}
}

// TestOnlyQuestionsAreOpen is after the deadline of one kind and before that of the other.
func TestOnlyQuestionsAreOpen(t *testing.T) {
	s := serveEvent(t, time.Date(2027, 5, 15, 9, 0, 0, 0, time.UTC))
	right := `{"event":"kumppanuuspaiva-2027","mode":"place","person":{"givenName":"A","familyName":"B","email":"a@example.fi"},"answers":{"tyopaja":"lapset"}}`
	if text, _ := s.post(eventAPI+"/registrations", asJSON, right, http.StatusForbidden); !strings.Contains(text, `"deadline.passed"`) {
		t.Error(text)
	}
	s.post(eventAPI+"/questions", asJSON, `{"event":"kumppanuuspaiva-2027","text":"Kuka vastaa?"}`, http.StatusCreated)
	if page := s.get(eventPath+"/fi", http.StatusOK); strings.Contains(page, "<form") || !strings.Contains(page, eventPath+"/fi/question") {
		t.Error("the page of the registration, which is over, does not lead to the question")
	}
	if page := s.get(eventPath+"/fi/question", http.StatusOK); !strings.Contains(page, "<form") {
		t.Error("nobody can ask")
	}
}
