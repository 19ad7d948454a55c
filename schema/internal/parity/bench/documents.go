package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/hytekit/hytekit/hyte"
)

// Every hundredth document is invalid, as in a real heap of answers.
const invalidEvery = 100

// writeDocuments writes nominations of about 900 bytes, one a line, and reports
// how many of them are invalid and how many bytes they have.
func writeDocuments(path string, count int, call *hyte.ResolvedCall) (invalid int, bytes int64, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return 0, 0, err
	}
	file, err := os.Create(path)
	if err != nil {
		return 0, 0, err
	}
	defer file.Close()
	w := bufio.NewWriterSize(file, 1<<20)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range count {
		n := nomination(r, call)
		if i%invalidEvery == 0 {
			n.Submitter.Email = "example.fi"
			invalid++
		}
		line, err := json.Marshal(n)
		if err != nil {
			return 0, 0, err
		}
		written, err := w.Write(append(line, '\n'))
		if err != nil {
			return 0, 0, err
		}
		bytes += int64(written)
	}
	if err := w.Flush(); err != nil {
		return 0, 0, err
	}
	return invalid, bytes, file.Close()
}

func nomination(r *rand.Rand, call *hyte.ResolvedCall) *hyte.Nomination {
	from := call.Nominators[r.IntN(11)] // the municipalities, which name one each
	given := []string{"Aino", "Onni", "Märta", "Jean-Pierre", "Áŋŋel", "Anna Maria"}[r.IntN(6)]
	number := r.IntN(1_000_000)
	return &hyte.Nomination{
		Call: call.Call.ID, Nominator: from.ID, Consent: true, Language: "fi",
		Representatives: []hyte.Representative{{Person: &hyte.Person{
			GivenName: given, FamilyName: fmt.Sprintf("Esimerkki-%d", number), JobTitle: "hyvinvointikoordinaattori, terveyden edistäminen",
			Unit: "Konsernihallinto / hyvinvointipalvelujen tulosalue", Sector: hyte.SectorHealthAndSocialServices,
			Email: fmt.Sprintf("henkilo.%d@kunta.example.fi", number), Telephone: fmt.Sprintf("+35840%07d", number),
			Gender: hyte.GenderWoman, ContactVisibility: hyte.VisibleToMembers,
		}}},
		GenderBalanceReason: "Kunta nimeää vain yhden edustajan, jonka toimi on hyvinvoinnin ja terveyden edistämisen koordinointi.",
		Decision:            &hyte.Decision{Body: "Kunnanhallituksen henkilöstöjaosto", Date: "2021-01-11", Section: "12", CaseNumber: "56/00.04.01/2021"},
		Submitter: &hyte.Submitter{
			GivenName: "Helmi", FamilyName: "Mallikas", JobTitle: "hallintosihteeri",
			Email: "kirjaamo@kunta.example.fi", Telephone: "03 123 4567",
		},
	}
}
