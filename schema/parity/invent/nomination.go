package invent

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// Names of invented people, in the letters and scripts that names have.
var (
	givenNames  = []string{"Aino", "Onni", "Eino", "Helmi", "Märta", "Ma\u0308rta", "Jean-Pierre", "Áŋŋel", "Ćuovvu", "李", "𐐷𐐨", "Å", "O’Neil", "Anna Maria"}
	familyNames = []string{"Esimerkki", "Mallikas", "Näyte", "Kuvitelma", "von Exempel", "Østergård", "Žižková", "Дубль"}
	titles      = []string{"hyvinvointikoordinaattori", "Ylihoitaja", "projektipäällikkö, HYTE", "kultur- och fritidschef"}
	emails      = []string{"%s.n@example.fi", "%s@example.org", "%s+hyte@alue.example.fi", "%s(at)example.fi", " %s [at] example.fi", "%s@äänekoski.example.fi", "%s'n@a1.example.org"}
	telephones  = []string{"+358401234%03d", "040 123 4%03d", "050-1234%03d", "03 1234%03d", "+358 (0)50 123 4%03d", "0029 123%03d", "+46 8 123 4%03d", "\u00a0044–1234%03d "}
	sectors     = []hyte.Sector{
		hyte.SectorHealthAndSocialServices, hyte.SectorEducation, hyte.SectorYouth, hyte.SectorSports, hyte.SectorOther, "",
	}
	caseNumbers = []string{"56/15.00.18/2023", "26184/2023", "ROIDno-2020-2129", "HEL 2018-007727 T 01 00 00 00", "ISAVI/1994/05.01.00/2001"}
)

// Nomination invents a right answer to the call.
func Nomination(r *rand.Rand, call *hyte.ResolvedCall) *hyte.Nomination {
	from := pick(r, call.Nominators...)
	least := max(from.Quota.Min, 1)
	most := from.Quota.Max
	if most == 0 {
		most = least + 3
	}
	n := &hyte.Nomination{
		Call: call.Call.ID, Nominator: from.ID, Consent: true,
		Submitter: &hyte.Submitter{
			GivenName: pick(r, givenNames...), FamilyName: pick(r, familyNames...), JobTitle: pick(r, "", "sihteeri"),
			Email: email(r, "submitter"), Telephone: pick(r, "", telephone(r, 999)),
		},
		Language: pick(r, "", "fi", "sv", "en", "smn"),
	}
	if chance(r, 10) {
		n.Schema = "https://example.fi/nomination.schema.json"
	}
	for i := range between(r, least, most) {
		n.Representatives = append(n.Representatives, representative(r, call.Call.Deputies, i))
	}
	balance(r, n)
	if chance(r, 60) {
		n.Decision = decision(r, call.Call)
	}
	return n
}

// representative is the i-th of a nomination; each has a name of their own.
func representative(r *rand.Rand, deputies hyte.Deputies, i int) hyte.Representative {
	one := hyte.Representative{Person: person(r, 2*i)}
	if deputies == hyte.DeputiesRequired || deputies == hyte.DeputiesOptional && chance(r, 50) {
		one.Deputy = person(r, 2*i+1)
	}
	return one
}

func person(r *rand.Rand, i int) *hyte.Person {
	p := &hyte.Person{
		GivenName: pick(r, givenNames...), FamilyName: fmt.Sprintf("%s-%c", pick(r, familyNames...), 'A'+i),
		JobTitle: pick(r, append(titles, "")...), Unit: pick(r, "", "Konsernihallinto"), Sector: pick(r, sectors...),
		Gender:            pick(r, "", hyte.Woman, hyte.Man, hyte.GenderNotStated),
		ContactVisibility: pick(r, "", hyte.VisibleToOrganizer, hyte.VisibleToMembers, hyte.VisibleToNobody),
	}
	contacts := between(r, 1, 3)
	if contacts != 2 {
		p.Email = email(r, fmt.Sprintf("n%d", i))
	}
	if contacts != 1 {
		p.Telephone = telephone(r, i)
	}
	return p
}

func email(r *rand.Rand, name string) string    { return fmt.Sprintf(pick(r, emails...), name) }
func telephone(r *rand.Rand, number int) string { return fmt.Sprintf(pick(r, telephones...), number) }

// balance sees to it that there is not only women or only men, or a reason: it
// must be right whatever the call asks.
func balance(r *rand.Rand, n *hyte.Nomination) {
	if chance(r, 30) {
		n.GenderBalanceReason = "Ei muita ehdokkaita.\nPäätös tehtiin äänestyksen jälkeen."
		return
	}
	first := n.Representatives[0]
	first.Person.Gender = pick(r, hyte.Woman, "", hyte.GenderNotStated)
	if first.Deputy != nil {
		first.Deputy.Gender = hyte.Man
	} else if len(n.Representatives) > 1 {
		n.Representatives[1].Person.Gender = hyte.Man
	} else {
		first.Person.Gender = pick(r, "", hyte.GenderNotStated)
	}
}

// decision is between the call's issue and its deadline.
func decision(r *rand.Rand, c *hyte.Call) *hyte.Decision {
	d := &hyte.Decision{Body: pick(r, "", "Kunnanhallitus"), Section: pick(r, "", "12", "§ 30"), CaseNumber: pick(r, append(caseNumbers, "")...)}
	if chance(r, 80) {
		d.Date = civil.MustParse(c.Issued).AddDays(r.IntN(30)).String()
	}
	return d
}

// Received invents a received document for the call.
func Received(r *rand.Rand, call *hyte.ResolvedCall) *hyte.Received {
	d := &hyte.Received{ID: fmt.Sprint(r.IntN(1000)), Kind: pick(r, "", hyte.KindNomination, hyte.KindNomination, hyte.KindWithdrawal, hyte.KindRefusal, hyte.KindAcceptance)}
	if chance(r, 80) {
		d.ReceivedAt = Instant(r, call)
	}
	switch d.Kind {
	case hyte.KindWithdrawal, hyte.KindRefusal:
		d.Nominator = pick(r, call.Nominators...).ID
	case hyte.KindAcceptance:
		d.Accepts = fmt.Sprint(r.IntN(1000))
	default:
		d.Nomination = Nomination(r, call)
	}
	return d
}

// Instant is a moment about the call's time: before, within or after it, or
// exactly at its end.
func Instant(r *rand.Rand, call *hyte.ResolvedCall) time.Time {
	end, err := call.Call.Deadline.End()
	if err != nil {
		panic("invent: " + err.Error()) // the deadline of a resolved call is valid
	}
	return end.Add(pick(r, 0, -time.Second, time.Second, time.Duration(between(r, -100*24, 48))*time.Hour))
}

// ofLength is a text of as many code points.
func ofLength(r *rand.Rand, length int) string {
	letter := []rune(pick(r, "A", "ä", "a\u0308", "𐐷", "李", "😀", "\u200d", "1", "x.", "a b"))
	points := []rune(strings.Repeat(string(letter), length/len(letter)+1))
	return string(points[:length])
}
