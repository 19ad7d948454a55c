package intake_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

const receivedPath = rosterPath + "/received.ndjson"

// What is downloaded makes the roster that the page shows, and holds each
// document as it was sent.
func TestReceivedDownload(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109", named("Aino", "A<B & C"))
	w.answer(open, "municipality:109", named("Helmi", "Näyte"))
	late := w.answer(afterDeadline, "municipality:061")
	cookie := w.login()
	checkStatus(t, w.postForm(rosterPath+"/accept/"+late, url.Values{"by": {"Helmi Mallikas"}, "reason": {"-"}}, cookie...), http.StatusSeeOther)

	answer := w.get(receivedPath, cookie...)
	checkStatus(t, answer, http.StatusOK)
	h := answer.Header()
	if h.Get("Content-Type") != "application/x-ndjson" || h.Get("Cache-Control") != "no-store" ||
		h.Get("Content-Disposition") != `attachment; filename="`+callID+`-received.ndjson"` {
		t.Errorf("header %v", h)
	}
	call, records := firstkind.Inquiry(t), w.records()
	var received []hyte.Received
	for line := range strings.Lines(answer.Body.String()) {
		one, violations := call.ReadReceived([]byte(line))
		if violations.Invalid() {
			t.Fatalf("%v in %s", violations, line)
		}
		if sent := records[len(received)]; sent.Kind == firstkind.Kind().Name() && !strings.Contains(line, `"`+sent.Kind+`":`+string(sent.Document)) {
			t.Errorf("%s\nwas sent as\n%s", line, sent.Document)
		}
		received = append(received, *one)
	}
	if len(received) != len(records) {
		t.Fatalf("%d documents of %d records", len(received), len(records))
	}
	want, err := json.Marshal(call.Roster(received, afterDeadline))
	if err != nil {
		t.Fatal(err)
	}
	if got := w.get(rosterPath+"/roster.json", cookie...).Body.String(); strings.TrimSpace(got) != string(want) {
		t.Errorf("the roster is\n%s\nthe download makes\n%s", got, want)
	}
}

// A record that this version cannot read is told about by the one who reads the
// download, and hides no other.
func TestReceivedDownloadOfUnreadable(t *testing.T) {
	w := newWorld(t)
	for id, r := range map[string]intake.Record{
		"a": {Kind: firstkind.Kind().Name(), Document: []byte("not JSON")},
		"b": {Kind: "letter", Document: []byte(`{"text": "two` + "\\n" + `lines"}`)},
		"c": {Kind: "letter", Document: []byte("not\nJSON")},
	} {
		r.ID, r.Key, r.Inquiry, r.ReceivedAt = id, id, callID, open
		if _, _, err := w.store.Append(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	w.answer(open, "municipality:109")
	answer := w.get(receivedPath, w.login()...)
	checkStatus(t, answer, http.StatusOK)
	lines := bytes.Split(bytes.TrimSpace(answer.Body.Bytes()), []byte("\n"))
	if len(lines) != 4 {
		t.Fatalf("%d lines:\n%s", len(lines), answer.Body)
	}
	readable := 0
	for _, line := range lines {
		if received, violations := firstkind.Inquiry(t).ReadReceived(line); received == nil {
			t.Errorf("no JSON: %s", line)
		} else if !violations.Invalid() {
			readable++
		}
	}
	if readable != 1 {
		t.Errorf("%d of the lines are fine:\n%s", readable, answer.Body)
	}
}

func TestReceivedDownloadIsForTheOrganizer(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	w.answer(open, "municipality:109")
	stranger := w.get(receivedPath)
	checkStatus(t, stranger, http.StatusSeeOther)
	if strings.Contains(stranger.Body.String(), "Aino") {
		t.Error("a stranger gets answers")
	}
	cookie := w.login()
	checkStatus(t, w.get("/admin/other/received.ndjson", cookie...), http.StatusNotFound)
	broken.err = errors.Join(intake.ErrUnavailable)
	checkStatus(t, w.get(receivedPath, cookie...), http.StatusServiceUnavailable)
}
