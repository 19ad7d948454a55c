package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
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
	return r, nil
}

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
// turn; each is another document.
func (r *request) answer(n, persons int) []byte {
	a := hyte.Nomination{
		Call: r.call.ID, Nominator: r.asked[n%len(r.asked)], Consent: true, Language: "fi",
		Submitter: &hyte.Submitter{GivenName: "Väinö", FamilyName: "Näyte", Email: "vaino.nayte@example.fi"},
	}
	for i := range persons {
		a.Representatives = append(a.Representatives, hyte.Representative{Person: &hyte.Person{
			GivenName: "Aino", FamilyName: fmt.Sprintf("Esimerkki-%s", letters(n*100+i)), JobTitle: "hyvinvointikoordinaattori",
			Sector: hyte.SectorHealthAndSocialServices, Email: fmt.Sprintf("aino.esimerkki.%d@example.fi", n*100+i), Gender: hyte.GenderWoman,
		}})
	}
	text, err := json.Marshal(a)
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
