package retention_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/retention"
)

// pseudonym is one without a key: for tests only.
func pseudonym(email string) string {
	sum := sha256.Sum256([]byte(email))
	return hex.EncodeToString(sum[:6]) + "@purged.invalid"
}

func call(t *testing.T) *hyte.ResolvedCall {
	t.Helper()
	data, err := os.ReadFile("../../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	c, violations := hyte.ReadCall(data)
	if c == nil {
		t.Fatal(violations)
	}
	return c
}

// everything has a mark in every member that holds a text of a person's own.
const everything = `{"call":"kanta-hame-hyte-2021","nominator":"municipality:109","jointlyWith":["municipality:165"],
"representatives":[{"person":{"givenName":"Aino","familyName":"Esimerkki","jobTitle":"hyvinvointikoordinaattori","unit":"Sivistys","sector":"education",
 "email":"MARK1@example.fi","telephone":"+358401234567","gender":"woman","contactVisibility":"public"},
 "deputy":{"givenName":"Helmi","familyName":"Näyte","email":"MARK2@example.fi"},"motivation":"MARK3"}],
"deputies":[{"givenName":"Onni","familyName":"Malli","telephone":"+358401234568"}],
"genderBalanceReason":"MARK4","decision":{"body":"Kunnanhallitus","date":"2021-01-04","section":"7"},
"answers":{"a":"MARK5"},"submitter":{"givenName":"MARK6","familyName":"MARK7","jobTitle":"MARK8","email":"MARK9@example.fi","telephone":"+358401234569"},
"consent":true,"language":"fi"}`

func TestListStays(t *testing.T) {
	for name, d := range map[string]retention.Document{
		"as it was sent":     {ID: "1", Kind: "nomination", JSON: []byte(everything)},
		"as it was entered":  {ID: "1", Kind: "nomination", Entered: true, JSON: []byte(`{"kind":"nomination","enteredBy":"Helmi Mallikas","reason":"MARK","nomination":` + everything + `}`)},
		"as it was, at once": {ID: "1", Kind: "nomination", JSON: reduce(t, retention.KeepList, retention.Document{Kind: "nomination", JSON: []byte(everything)})[0]},
	} {
		text := string(reduce(t, retention.KeepList, d)[0])
		for _, gone := range []string{"MARK", "+3584", "woman", "public", "motivation", "answers"} {
			if strings.Contains(text, gone) {
				t.Errorf("%s: %q is still in %s", name, gone, text)
			}
		}
		for _, stays := range []string{"Aino", "Esimerkki", "hyvinvointikoordinaattori", "Sivistys", "Helmi", "Onni", "Kunnanhallitus", "municipality:165"} {
			if !strings.Contains(text, stays) {
				t.Errorf("%s: %q is gone from %s", name, stays, text)
			}
		}
	}
}

func TestNothingStays(t *testing.T) {
	text := string(reduce(t, retention.KeepNothing, retention.Document{Kind: "nomination", JSON: []byte(everything)})[0])
	for _, gone := range []string{"MARK", "Aino", "Helmi", "Onni", "+3584"} {
		if strings.Contains(text, gone) {
			t.Errorf("%q is still in %s", gone, text)
		}
	}
	if !strings.Contains(text, "municipality:109") {
		t.Errorf("who answered is gone from %s", text)
	}
}

// TestSameAnswersCount: what counts, is replaced or is to be settled is the same
// afterwards, although nobody knows any more who submitted it.
func TestSameAnswersCount(t *testing.T) {
	c := call(t)
	own := strings.ReplaceAll(everything, `"jointlyWith":["municipality:165"],`, "")
	texts := []string{own, strings.ReplaceAll(own, "MARK9", "other"), strings.ReplaceAll(own, "Aino", "Aila")}
	var documents []retention.Document
	var before, after []hyte.Received
	at := time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC)
	for n, text := range texts {
		documents = append(documents, retention.Document{Kind: "nomination", JSON: []byte(text)})
		before = append(before, received(t, n, at, []byte(text)))
	}
	for n, text := range reduce(t, retention.KeepList, documents...) {
		after = append(after, received(t, n, at, text))
	}
	was, is := c.Roster(before, at.Add(time.Hour)).Nominators[4], c.Roster(after, at.Add(time.Hour)).Nominators[4]
	if was.Counted == nil || is.Counted == nil || was.Counted.ID != is.Counted.ID || was.Status != is.Status || len(was.Others) != len(is.Others) {
		t.Fatalf("before: %s, after: %s", asJSON(t, was), asJSON(t, is))
	}
	for n := range was.Others {
		if was.Others[n].ID != is.Others[n].ID || was.Others[n].State != is.Others[n].State {
			t.Errorf("answer %s was %s, %s is %s", was.Others[n].ID, was.Others[n].State, is.Others[n].ID, is.Others[n].State)
		}
	}
}

func TestQuestionsStayIfPublished(t *testing.T) {
	kept := reduce(t, retention.KeepList,
		retention.Document{ID: "a", Kind: "question", JSON: []byte(`{"event":"e","text":"Shown?","author":{"name":"MARK","email":"mark@example.fi"}}`)},
		retention.Document{ID: "b", Kind: "question", JSON: []byte(`{"event":"e","text":"MARK?"}`)},
		retention.Document{ID: "c", Kind: "question", JSON: []byte(`{"event":"e","text":"MARK said otherwise?"}`)},
		retention.Document{ID: "d", Kind: "publication", Entered: true, JSON: []byte(`{"question":"a","shown":true,"answer":"Yes.","by":"Helmi Mallikas"}`)},
		retention.Document{ID: "e", Kind: "publication", Entered: true, JSON: []byte(`{"question":"b","text":"MARK","by":"Helmi Mallikas"}`)},
		retention.Document{ID: "f", Kind: "publication", Entered: true, JSON: []byte(`{"question":"c","shown":true,"text":"Otherwise?","by":"Helmi Mallikas"}`)},
		retention.Document{ID: "g", Kind: "registration", JSON: []byte(`{"event":"e","mode":"remote","person":{"givenName":"MARK","familyName":"MARK","email":"mark@example.fi"}}`)},
	)
	all := ""
	for _, one := range kept {
		all += string(one) + "\n"
	}
	for _, stays := range []string{"Shown?", "Yes.", "Otherwise?", `"mode":"remote"`, pseudonym("mark@example.fi")} {
		if !strings.Contains(all, stays) {
			t.Errorf("%q is gone from\n%s", stays, all)
		}
	}
	if strings.Contains(strings.ToUpper(all), "MARK\"") || strings.Contains(all, "MARK ") || strings.Contains(all, "mark@") {
		t.Errorf("a person is still in\n%s", all)
	}
}

func TestStrangeDocuments(t *testing.T) {
	if got := string(reduce(t, retention.KeepList, retention.Document{Kind: "nomination", JSON: []byte(`"MARK`)})[0]); got != "{}" {
		t.Errorf("what is no JSON stays as %s, want {}", got)
	}
	if _, err := retention.Reduce([]retention.Document{{Kind: "unknown", JSON: []byte(`{}`)}}, retention.KeepList, pseudonym); err == nil || !strings.Contains(err.Error(), `"unknown"`) {
		t.Errorf("error %v, want one that names the kind", err)
	}
}

func reduce(t *testing.T, keep retention.Keep, documents ...retention.Document) [][]byte {
	t.Helper()
	kept, err := retention.Reduce(documents, keep, pseudonym)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func received(t *testing.T, n int, at time.Time, text []byte) hyte.Received {
	t.Helper()
	nomination, _ := hyte.DecodeNomination(text)
	if nomination == nil {
		t.Fatalf("%s cannot be read", text)
	}
	return hyte.Received{ID: string(rune('a' + n)), ReceivedAt: at.Add(time.Duration(n) * time.Minute), Kind: hyte.ReceivedNomination, Nomination: nomination}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestConfirmationsStay: what was confirmed is so afterwards.
func TestConfirmationsStay(t *testing.T) {
	for _, keep := range []retention.Keep{retention.KeepList, retention.KeepNothing} {
		document := retention.Document{ID: "2", Kind: "confirmation", JSON: []byte(`{"kind":"confirmation","confirms":"1","reason":"MARK"}`)}
		if got := string(reduce(t, keep, document)[0]); !strings.Contains(got, `"confirms":"1"`) || strings.Contains(got, "MARK") {
			t.Errorf("%s: what stays is %s", keep, got)
		}
	}
}
