package invent

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/schema"
)

// Names of invented people, in the letters and scripts that names have.
var (
	givenNames  = []string{"Aino", "Onni", "Eino", "Helmi", "Märta", "Ma\u0308rta", "Jean-Pierre", "Áŋŋel", "Ćuovvu", "李", "𐐷𐐨", "Å", "O’Neil", "Anna Maria"}
	familyNames = []string{"Esimerkki", "Mallikas", "Näyte", "Kuvitelma", "von Exempel", "Østergård", "Žižková", "Дубль"}
	titles      = []string{"hyvinvointikoordinaattori", "Ylihoitaja", "projektipäällikkö, HYTE", "kultur- och fritidschef"}
	emails      = []string{"%s.n@example.fi", "%s@example.org", "%s+hyte@alue.example.fi", "%s(at)example.fi", " %s [at] example.fi", "%s@äänekoski.example.fi", "%s'n@a1.example.org"}
	telephones  = []string{"+358401234%03d", "040 123 4%03d", "050-1234%03d", "03 1234%03d", "+358 (0)50 123 4%03d", "0029 123%03d", "+46 8 123 4%03d", "\u00a0044–1234%03d "}
	sectors     = []hyte.Sector{
		hyte.SectorHealthPromotion, hyte.SectorHealthAndSocialServices, hyte.SectorEducation, hyte.SectorYouth, hyte.SectorSports, hyte.SectorOther,
	}
	caseNumbers = []string{"56/15.00.18/2023", "26184/2023", "ROIDno-2020-2129", "HEL 2018-007727 T 01 00 00 00", "ISAVI/1994/05.01.00/2001"}
)

// Nomination invents a right answer to the call.
func Nomination(r *rand.Rand, call *hyte.ResolvedCall) *hyte.Nomination {
	n := &hyte.Nomination{
		Call: call.Call.ID, Consent: true,
		Submitter: &hyte.Submitter{
			GivenName: pick(r, givenNames...), FamilyName: pick(r, familyNames...), JobTitle: pick(r, "", "sihteeri"),
			Email: email(r, "submitter"), Telephone: pick(r, "", telephone(r, 999)),
		},
		Language: pick(r, "", "fi", "sv", "en", "smn"),
	}
	if chance(r, 10) {
		n.Schema = "https://example.fi/nomination.schema.json"
	}
	seat, quota := nominator(r, n, call)
	least, most := quota.Least(), quota.Max
	if most == 0 {
		most = least + 3
	}
	asks := asked{seat.Fields(), cmp.Or(seat.Deputies, call.Call.Deputies)}
	for i := range between(r, least, most) {
		n.Representatives = append(n.Representatives, asks.representative(r, i))
	}
	if asks.deputies == hyte.DeputiesPool {
		for i := range between(r, 0, 2) {
			n.Deputies = append(n.Deputies, *asks.person(r, 500+i))
		}
	}
	balance(r, n, quota.Places)
	if chance(r, 60) {
		n.Decision = decision(r, call.Call)
	}
	if chance(r, 15) {
		n.JointlyWith = []string{pick(r, "Toinen yhdistys ry", "municipality:061"), "Kolmas yhdistys ry"}[:between(r, 1, 2)]
	}
	n.Answers = answers(r, call.Call.Questions)
	if body := call.Call.Body; body != nil && body.Term != nil && chance(r, 30) {
		n.Change = &hyte.Change{From: body.Term.From, Reason: pick(r, "", hyte.ChangeMoved, hyte.ChangeOther)}
	}
	return n
}

// answers are those to an inquiry's questions; one that need not be answered mostly is.
func answers(r *rand.Rand, questions []hyte.Question) map[string]string {
	var all map[string]string
	for _, q := range questions {
		if !q.Required && chance(r, 30) {
			continue
		}
		if all == nil {
			all = map[string]string{}
		}
		switch q.Kind {
		case hyte.QuestionLine:
			all[q.ID] = pick(r, "Sivistyslautakunta", "Kunnanhallitus 12.3.", "Välfärdsgruppen")
		case hyte.QuestionText:
			all[q.ID] = "Toteutunut osittain.\nJatkuu ensi vuonna."
		case hyte.QuestionChoice:
			all[q.ID] = pick(r, q.Options...).ID
		case hyte.QuestionYesNo:
			all[q.ID] = pick(r, hyte.AnswerYes, hyte.AnswerNo)
		case hyte.QuestionDate:
			all[q.ID] = firstIssue.AddDays(r.IntN(issueDays)).String()
		}
	}
	return all
}

// nominator chooses an organization: one that the call asks, or where anyone may
// answer, now and then another one.
func nominator(r *rand.Rand, n *hyte.Nomination, call *hyte.ResolvedCall) (seat *hyte.Seat, quota *hyte.Quota) {
	if open := call.OpenSeat(); open != nil && (chance(r, 30) || len(call.Nominators) == 0) {
		n.NominatorName, n.BusinessID = "Malliyhdistys ry", pick(r, "", "2617416-4")
		n.Nominator = hyte.OpenNominatorID(n.NominatorName, n.BusinessID)
		return open, open.Quota()
	}
	from := pick(r, call.Nominators...)
	n.Nominator = from.ID
	return &call.Call.Seats[slices.IndexFunc(call.Call.Seats, func(s hyte.Seat) bool { return s.ID == from.Seat })], from.Quota
}

// asked is what a seat asks of whoever is named to it.
type asked struct {
	fields   hyte.PersonFields
	deputies hyte.Deputies
}

// representative is the i-th of a nomination; each has a name of their own.
func (a asked) representative(r *rand.Rand, i int) hyte.Representative {
	one := hyte.Representative{Person: a.person(r, 2*i), Motivation: given(r, a.fields.Motivation, "Tuntee alueen palvelut.\nOn kokenut.")}
	if a.deputies == hyte.DeputiesRequired || a.deputies == hyte.DeputiesOptional && chance(r, 50) {
		one.Deputy = a.person(r, 2*i+1)
	}
	return one
}

// given is the text of a member if it is asked, and one that need not be given
// mostly is.
func given(r *rand.Rand, a hyte.Asked, text string) string {
	if a == hyte.AskedRequired || a == hyte.AskedOptional && chance(r, 80) {
		return text
	}
	return ""
}

func (a asked) person(r *rand.Rand, i int) *hyte.Person {
	p := &hyte.Person{
		GivenName: pick(r, givenNames...), FamilyName: fmt.Sprintf("%s-%c", pick(r, familyNames...), 'A'+i),
		JobTitle: given(r, a.fields.JobTitle, pick(r, titles...)), Unit: given(r, a.fields.Unit, "Konsernihallinto"),
		Sector:            hyte.Sector(given(r, a.fields.Sector, string(pick(r, sectors...)))),
		Gender:            pick(r, "", hyte.GenderWoman, hyte.GenderMan, hyte.GenderNotStated),
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

// balance sees to it that candidates, and their deputies, may be both women and men
// for each place, or that there is a reason: it must be right whatever the call asks.
func balance(r *rand.Rand, n *hyte.Nomination, places int) {
	if chance(r, 30) {
		n.GenderBalanceReason = "Ei muita ehdokkaita.\nPäätös tehtiin äänestyksen jälkeen."
		return
	}
	few := len(n.Representatives) < 2*places
	for i := range n.Representatives {
		gender := hyte.GenderWoman
		if i%2 == 1 {
			gender = hyte.GenderMan
		}
		if few || places == 0 && chance(r, 50) {
			gender = pick(r, "", hyte.GenderNotStated)
		}
		n.Representatives[i].Person.Gender = gender
		if d := n.Representatives[i].Deputy; d != nil {
			d.Gender = pick(r, "", hyte.GenderNotStated)
		}
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
	d := &hyte.Received{ID: other(r), Kind: pick(r, "", hyte.ReceivedNomination, hyte.ReceivedReply, hyte.ReceivedWithdrawal, hyte.ReceivedRefusal,
		hyte.ReceivedAcceptance, hyte.ReceivedRejection, hyte.ReceivedSelection, hyte.ReceivedCorrection, hyte.ReceivedUndo, hyte.ReceivedConfirmation)}
	if chance(r, 80) {
		d.ReceivedAt = Instant(r, call, hyte.NominationKind())
	}
	if chance(r, 30) {
		d.Via, d.Sequence, d.Confirmed = pick(r, hyte.ViaForm, hyte.ViaAPI, hyte.ViaMail, hyte.ViaPaper, hyte.ViaCLI), between(r, 0, 9), chance(r, 50)
	}
	switch d.Kind {
	case hyte.ReceivedWithdrawal, hyte.ReceivedRefusal:
		d.Nominator = someone(r, call)
	case hyte.ReceivedReply:
		d.Reply = reply(r, call)
	case hyte.ReceivedAcceptance:
		d.Accepts = other(r)
	case hyte.ReceivedConfirmation:
		d.Confirms = other(r)
	case hyte.ReceivedRejection, hyte.ReceivedSelection, hyte.ReceivedCorrection, hyte.ReceivedUndo:
		decided(r, call, d)
	default:
		d.Nomination = Nomination(r, call)
	}
	return d
}

// decided fills in what the organizer decided, why, and who it was.
func decided(r *rand.Rand, call *hyte.ResolvedCall, d *hyte.Received) {
	d.By, d.Reason = "Helmi Mallikas", "Asia on selvitetty."
	switch d.Kind {
	case hyte.ReceivedRejection:
		d.Rejects = other(r)
	case hyte.ReceivedSelection:
		d.Nominator, d.Answer = someone(r, call), other(r)
		for range between(r, 1, 3) {
			d.Selected = append(d.Selected, between(r, 0, 4))
		}
	case hyte.ReceivedCorrection:
		d.Corrects, d.ArrivedAt = other(r), Instant(r, call, hyte.NominationKind())
	case hyte.ReceivedUndo:
		d.Undoes = other(r)
	}
}

// other is the id of some document.
func other(r *rand.Rand) string { return fmt.Sprint(r.IntN(1000)) }

// someone is the id of an organization that may answer.
func someone(r *rand.Rand, call *hyte.ResolvedCall) string {
	var n hyte.Nomination
	nominator(r, &n, call)
	return n.Nominator
}

// Instant is a moment about the call's time: before, within or after it, or
// exactly at its end.
func Instant(r *rand.Rand, inquiry schema.Inquiry, kind *document.Kind) time.Time {
	deadline := (*hyte.Deadline)(nil)
	switch i := inquiry.(type) {
	case *hyte.ResolvedCall:
		deadline = i.Call.Deadline
	case *event.Inquiry:
		deadline = i.WindowFor(kind).Deadline
	}
	if deadline == nil { // the event takes no such documents
		return firstInstant
	}
	end, err := deadline.End()
	if err != nil {
		panic("invent: " + err.Error()) // the deadline of an inquiry is valid
	}
	return end.Add(pick(r, 0, -time.Second, time.Second, time.Duration(between(r, -100*24, 48))*time.Hour))
}

// firstInstant is some moment.
var firstInstant = time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)

// ofLength is a text of as many code points.
func ofLength(r *rand.Rand, length int) string {
	letter := []rune(pick(r, "A", "ä", "a\u0308", "𐐷", "李", "😀", "\u200d", "1", "x.", "a b"))
	points := []rune(strings.Repeat(string(letter), length/len(letter)+1))
	return string(points[:length])
}
