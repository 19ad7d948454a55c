package intake_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// mark is in everything that a client of the log's test sends.
const mark = "q7MARKq7"

func TestLogNamesTheRouteAndNothingThatWasSent(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap, func(c *intake.Config) {
		c.Assets = exampleAssets()
		c.Assets.Mount = func(_ string, widget intake.Widget, form view.Node) view.Node {
			if strings.Contains(string(widget.State), `"phase":1`) {
				panic(mark + " is wrong")
			}
			return form
		}
	})
	values := filled("municipality:109")
	for name := range values {
		if name != "token" && name != firstkind.SenderAt && name != "/consent" {
			values.Set(name, mark)
		}
	}
	header := []string{
		"User-Agent", mark, "Referer", "https://example.org/" + mark, "X-Forwarded-For", "203.0.113.77", "Cookie", "hyte-organizer=" + mark,
		"Accept-Language", mark, "Accept-Encoding", mark, "Idempotency-Key", mark, "If-None-Match", mark,
	}
	document := strings.ReplaceAll(firstkind.JSON(t, "municipality:109"), "Esimerkki", mark)
	for _, r := range []*http.Request{
		request("GET", formPath+"?q="+mark, nil, header...),
		request("GET", "/"+mark+"/"+mark+"?lang="+mark, nil, header...),
		request("GET", "/"+callID+"/fi/receipt/"+mark, nil, header...),
		request("GET", "/admin/"+mark+"/roster.json", nil, header...),
		request("GET", "/assets/"+mark+".js", nil, header...),
		request(mark, "/", nil, header...),
		request("POST", firstkind.Path, strings.NewReader(document), append(header, "Content-Type", "application/json")...),
		request("POST", firstkind.Path, strings.NewReader(`{"`+mark+`":"`+mark+`"}`), append(header, "Content-Type", "application/json; "+mark+"="+mark)...),
		request("POST", firstkind.Path, strings.NewReader(mark), append(header, "Content-Type", "application/json")...),
		request("POST", formPath, strings.NewReader(values.Encode()), append(header, "Content-Type", "application/x-www-form-urlencoded")...),
		request("POST", "/admin/login", strings.NewReader("token="+mark+"&call="+mark), append(header, "Content-Type", "application/x-www-form-urlencoded")...),
	} {
		w.do(r.Clone(t.Context()))
		r.Header.Set("Origin", "https://"+mark) // from another site
		w.do(r)
	}
	broken.err = intake.ErrUnavailable
	w.postJSON(document, header...)
	log := w.log.String()
	for _, sent := range []string{mark, "203.0.113.77", "192.0.2.1", "Aino", "example.fi", "Hämeenlinna"} {
		if strings.Contains(log, sent) {
			t.Errorf("the log holds %q", sent)
		}
	}
	if !strings.Contains(log, `"msg":"panic"`) || !strings.Contains(log, "intake: store unavailable") {
		t.Error("the log lacks the faults of the service")
	}
}

// line is what the log has of one request.
type line struct {
	Level, Msg, Method, Route, Receipt string
	Status                             int
	Duration                           int64
}

func TestLogHasOneLineForARequest(t *testing.T) {
	w := newWorld(t)
	w.do(request("BREW", formPath, nil))
	w.get("/nothing/at/all")
	receipt := decode[forms.Receipt](t, w.postJSON(firstkind.JSON(t, "municipality:109"))).ID
	w.postForm(formPath, url.Values{})
	var got []line
	for text := range strings.Lines(w.log.String()) {
		var l line
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatal(err)
		}
		if l.Level != "INFO" || l.Msg != "request" || l.Duration <= 0 {
			t.Errorf("line %+v", l)
		}
		l.Duration, l.Level, l.Msg = 0, "", ""
		got = append(got, l)
	}
	want := []line{
		{Method: "other", Route: "/{inquiry}/{lang}", Status: 405},
		{Method: "GET", Route: "/", Status: 404},
		{Method: "POST", Route: strings.Replace(firstkind.Path, callID, "{inquiry}", 1), Status: 201, Receipt: receipt},
		{Method: "POST", Route: "/{inquiry}/{lang}", Status: 422},
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("lines %+v, want %+v", got, want)
		}
	}
}

// A handler that panics answers and does not take the service down.
func TestPanic(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) {
		c.Assets.Mount = func(string, intake.Widget, view.Node) view.Node {
			var nothing []int
			_ = nothing[len(mark)]
			return view.Node{}
		}
	})
	answer := w.get(formPath)
	checkStatus(t, answer, http.StatusInternalServerError)
	if !strings.Contains(text(t, answer), "Palvelussa on häiriö") {
		t.Errorf("%s", answer.Body)
	}
	if log := w.log.String(); !strings.Contains(log, "index out of range") || !strings.Contains(log, `"status":500`) {
		t.Errorf("log %s", log)
	}
	checkStatus(t, w.get("/healthz"), http.StatusOK)
}
