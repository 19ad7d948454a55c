package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

// examplePath is the call that the bench changes.
const examplePath = "examples/kanta-hame-2021/call.json"

// nominators is how many municipalities the bench asks.
const nominators = 308

// request is an open call to many municipalities, each of which may name up to 100.
type request struct {
	call  *hyte.Call
	asked []string
	forms [][]string // of the answers with one person, by who is asked: what stands between what differs
}

func newRequest(now time.Time) (*request, error) {
	text, err := os.ReadFile(examplePath)
	if err != nil {
		return nil, err
	}
	call, violations := hyte.DecodeCall(text)
	if call == nil || violations.Invalid() {
		return nil, fmt.Errorf("%s: %v", examplePath, violations)
	}
	all, err := area.Municipalities(civil.Date{Year: 2021, Month: 1, Day: 15}) // the day that the call goes by
	if err != nil {
		return nil, err
	}
	codes := make([]string, nominators)
	r := &request{call: call}
	for i := range codes {
		codes[i] = all[i].Code().String()
		r.asked = append(r.asked, "municipality:"+codes[i])
	}
	call.Issued, call.FirstMeeting = now.Format(time.DateOnly), nil
	call.Deadline = &hyte.Deadline{Date: now.AddDate(0, 1, 0).Format(time.DateOnly)}
	call.Seats = call.Seats[:1]
	call.Seats[0].Nominators = &hyte.Nominators{Kind: hyte.NominatorMunicipality, Municipalities: codes}
	call.Seats[0].Representatives = &hyte.Quota{Min: 1, Max: 100}
	if resolved, violations := call.Resolve(); resolved == nil {
		return nil, fmt.Errorf("the call of the bench: %v", violations)
	}
	for i := range r.asked {
		r.forms = append(r.forms, strings.Split(string(r.document(i, r.person(placeMark, placeMark))), placeMark))
	}
	return r, nil
}

// placeMark stands in the form of an answer for what differs from one to the next.
const placeMark = "?"

// write writes the call as a file for the server.
func (r *request) write(folder string) (path string, err error) {
	text, err := json.MarshalIndent(r.call, "", "  ")
	if err != nil {
		return "", err
	}
	path = filepath.Join(folder, "call.json")
	return path, os.WriteFile(path, text, 0o644)
}

// answer is the nth answer, with so many persons. They come from all who are asked in
// turn; each is another document. Those with one person are put together from parts, so that
// the bench takes little of the time that it measures.
func (r *request) answer(n, persons int) []byte {
	by := n % len(r.asked)
	if form := r.forms[by]; persons == 1 {
		return slices.Concat([]byte(form[0]), []byte(letters(n*100)), []byte(form[1]), strconv.AppendInt(nil, int64(n*100), 10), []byte(form[2]))
	}
	var all []hyte.Representative
	for i := range persons {
		all = append(all, r.person(letters(n*100+i), strconv.Itoa(n*100+i)))
	}
	return r.document(by, all...)
}

func (r *request) person(name, number string) hyte.Representative {
	return hyte.Representative{Person: &hyte.Person{
		GivenName: "Aino", FamilyName: "Esimerkki-" + name, JobTitle: "hyvinvointikoordinaattori",
		Sector: hyte.SectorHealthAndSocialServices, Email: "aino.esimerkki." + number + "@example.fi", Gender: hyte.GenderWoman,
	}}
}

func (r *request) document(by int, all ...hyte.Representative) []byte {
	text, err := json.Marshal(hyte.Nomination{
		Call: r.call.ID, Nominator: r.asked[by], Consent: true, Language: "fi",
		Submitter:       &hyte.Submitter{GivenName: "Väinö", FamilyName: "Näyte", Email: "vaino.nayte@example.fi"},
		Representatives: all,
	})
	if err != nil {
		panic("bench: " + err.Error()) // nothing in the types can fail to be written
	}
	return text
}

// letters writes a number so that it can be a part of a name.
func letters(n int) string {
	text := ""
	for ; n > 0 || text == ""; n /= 20 {
		text += string(rune('a' + n%20))
	}
	return text
}
