package invent

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/schema/parity/tree"
)

// firstIssue is the earliest day on which an invented call is issued, and
// issueDays are the days after it on which one may be: municipalities merge and
// change their region within that time, and counties begin.
const issueDays = 2400

var firstIssue = civil.MustParse("2019-03-01")

// Call invents a sound call.
func Call(r *rand.Rand) *hyte.ResolvedCall {
	for {
		// Two areas may share a municipality, and an early date has no counties.
		if resolved, _ := call(r).Resolve(); resolved != nil {
			return resolved
		}
	}
}

func call(r *rand.Rand) *hyte.Call {
	issued := firstIssue.AddDays(r.IntN(issueDays))
	last := issued.AddDays(between(r, 1, 90))
	languages := pick(r, []string{"fi"}, []string{"fi", "sv"}, []string{"sv", "fi"}, []string{"fi", "sv", "en"}, []string{"en", "smn"})
	c := &hyte.Call{
		ID:        fmt.Sprintf("%s-%d", pick(r, "hyte", "kanta-hame-hyte", "a1", "2-b"), issued.Year),
		Title:     text(r, languages, "Pyyntö nimetä edustaja"),
		Organizer: &hyte.Organizer{ID: "regional-council:hame", Name: text(r, languages, "Hämeen liitto")},
		Body:      &hyte.Body{ID: "test-group", Kind: pick(r, hyte.WorkingGroup, hyte.Network, hyte.AdvisoryBoard), Name: text(r, languages, "Työryhmä")},
		Issued:    issued.String(),
		Deadline:  &hyte.Deadline{Date: last.String(), Time: pick(r, "", "16:15", "00:00"), Kind: pick(r, "", "authority", "statutory")},
		Seats:     seats(r, languages, last),

		Deputies:        pick(r, "", hyte.DeputiesNone, hyte.DeputiesOptional, hyte.DeputiesOptional, hyte.DeputiesRequired),
		GenderBalance:   genderBalance(r, languages),
		LateNominations: pick(r, "", hyte.LateRecord, hyte.LateRefuse),
		Access:          pick(r, "", hyte.AccessOpen, hyte.AccessInvited),
		Submission:      &hyte.Submission{Registry: "kirjaamo@example.fi"},
		Languages:       languages,
	}
	if chance(r, 20) {
		c.MembershipDate = firstIssue.AddDays(r.IntN(issueDays)).String()
	}
	if chance(r, 30) {
		c.Submission.Copies = []string{"hyte@example.fi", "kopio(at)example.org"}
	}
	if chance(r, 30) {
		c.EmbedHosts = []string{"https://www.example.fi", "https://example.org:8443"}
	}
	if chance(r, 30) {
		c.FirstMeeting = &hyte.Period{From: last.AddDays(3).String(), To: pick(r, "", last.AddDays(30).String()), Label: text(r, languages, "alkukesästä")}
	}
	if chance(r, 30) {
		c.Organizer.Contacts = []hyte.Contact{{GivenName: "Helmi", FamilyName: "Mallikas", Email: "helmi.mallikas@example.fi", Telephone: "03 123 4567"}}
	}
	if chance(r, 30) {
		c.PrivacyNotice = &hyte.PrivacyNotice{
			Controller: text(r, languages, "Hämeen liitto"), Contact: "tietosuoja@example.fi",
			URL: text(r, languages, "https://example.fi/tietosuoja"), Retention: text(r, languages, "Kuusi kuukautta.\n"),
		}
	}
	return c
}

// text is in all the languages, or now and then lacks one.
func text(r *rand.Rand, languages []string, words string) hyte.Text {
	t := hyte.Text{languages[0]: words}
	for _, l := range languages[1:] {
		if chance(r, 90) {
			t[l] = words
		}
	}
	return t
}

func genderBalance(r *rand.Rand, languages []string) *hyte.GenderBalance {
	if chance(r, 25) {
		return nil
	}
	b := &hyte.GenderBalance{Mode: pick(r, "", hyte.GenderOff, hyte.GenderRecommended, hyte.GenderRequired, hyte.GenderRequired)}
	if chance(r, 20) {
		b.Reason = text(r, languages, "Vain kaksi jäsentä.")
	}
	return b
}

// seats are one to three rules, in any order.
func seats(r *rand.Rand, languages []string, on civil.Date) []hyte.Seat {
	all := []hyte.Seat{
		{ID: "municipalities", Nominators: municipalities(r, on)},
		{ID: "joint-authorities", Nominators: organizations(r, languages, hyte.JointAuthority, "joint-authority")},
		{ID: "named", Nominators: organizations(r, languages, hyte.Named, pick(r, "association", "hospital-district"))},
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = all[:between(r, 1, len(all))]
	for i := range all {
		all[i].Representatives = quota(r)
		if chance(r, 30) {
			all[i].Name = text(r, languages, "Edustajat")
		}
	}
	return all
}

func quota(r *rand.Rand) *hyte.Quota {
	q := &hyte.Quota{Min: between(r, 0, 3)}
	if chance(r, 60) {
		q.Max = max(q.Min, 1) + between(r, 0, 2)
	}
	return q
}

func municipalities(r *rand.Rand, on civil.Date) *hyte.Nominators {
	n := &hyte.Nominators{Kind: hyte.Municipality}
	switch r.IntN(3) {
	case 0:
		if regions, err := area.Regions(on); err == nil {
			n.Region = pick(r, regions...).Code().String()
		}
	case 1:
		if counties, err := area.Counties(on); err == nil && len(counties) > 0 {
			n.County = pick(r, counties...).Code().String()
		}
	default:
		if all, err := area.Municipalities(on); err == nil {
			for _, i := range r.Perm(len(all))[:between(r, 1, 8)] {
				n.Municipalities = append(n.Municipalities, all[i].Code().String())
			}
		}
	}
	return n
}

func organizations(r *rand.Rand, languages []string, kind hyte.NominatorKind, prefix string) *hyte.Nominators {
	n := &hyte.Nominators{Kind: kind}
	for i := range between(r, 1, 4) {
		o := hyte.Organization{ID: fmt.Sprintf("%s:example-%d", prefix, i+1), Name: text(r, languages, "Esimerkkiyhtymä")}
		if chance(r, 30) {
			o.BusinessID = pick(r, "2617416-4", "0201256-6")
		}
		if chance(r, 30) {
			o.Languages = []string{"fi", "sv"}
		}
		if chance(r, 30) {
			o.Email = "kirjaamo@example.org"
		}
		n.Organizations = append(n.Organizations, o)
	}
	return n
}

// parsed is a value of package hyte as the tree of its JSON.
func parsed(document any) tree.Value {
	text, err := json.Marshal(document)
	if err != nil {
		panic("invent: " + err.Error()) // nothing in the types can fail to be written
	}
	v, err := tree.Parse(text)
	if err != nil {
		panic("invent: " + err.Error())
	}
	return v
}
