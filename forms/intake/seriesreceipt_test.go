package intake_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// Who has answered a letter can keep it as a page, as JSON and in a calendar; whoever knows
// the address later gets the days only.
func TestSeriesReceiptFiles(t *testing.T) {
	w := newWorld(t, theStands)
	receipt := w.postForm(lettersPage, w.both("paint", "drums")).Header().Get("Location")
	path, proof, _ := strings.Cut(receipt, "?")
	page := w.get(receipt).Body.String()
	for _, name := range []string{"receipt.html?" + proof, "answer.json?" + proof, "calendar.ics"} {
		if !strings.Contains(page, path+"/"+name+`"`) {
			t.Errorf("the receipt does not lead to %s", name)
		}
	}

	file := w.get(path + "/receipt.html?" + proof)
	kept := file.Body.String()
	if file.Code != http.StatusOK || !strings.Contains(kept, "paint") || !strings.Contains(kept, "drums") || strings.Contains(kept, proof) || strings.Contains(kept, `download=""`) {
		t.Errorf("%d: the file lacks an answer, or leads somewhere: %s", file.Code, kept)
	}
	if name := file.Header().Get("Content-Disposition"); !strings.HasPrefix(name, `attachment; filename="art-`) || !strings.HasSuffix(name, `.html"`) {
		t.Errorf("the file is %s", name)
	}

	var documents []map[string]string
	if err := json.Unmarshal(w.get(path+"/answer.json?"+proof).Body.Bytes(), &documents); err != nil || len(documents) != 2 || documents[1]["with"] != "drums" {
		t.Errorf("%v: %v", err, documents)
	}

	for _, name := range []string{"receipt.html", "answer.json"} {
		if later := w.get(path + "/" + name); later.Code != http.StatusSeeOther || later.Header().Get("Location") != path {
			t.Errorf("%s without a proof: %d to %q", name, later.Code, later.Header().Get("Location"))
		}
	}
	days := w.get(path + "/calendar.ics").Body.String()
	if n := strings.Count(days, "BEGIN:VEVENT"); n != 2 || !strings.Contains(days, "UID:deadline-art") || !strings.Contains(days, "UID:deadline-music") {
		t.Errorf("%d days: %s", n, days)
	}
	if strings.Contains(days, "drums") {
		t.Error("the calendar says what was sent")
	}
	if nothing := w.get(lettersPage + "/receipt/,/calendar.ics"); nothing.Code != http.StatusNotFound {
		t.Errorf("the days of no receipt: %d", nothing.Code)
	}
}
