package decision

import (
	"regexp"
	"strings"

	"github.com/hytekit/hytekit/hyte"
)

// The headings of minutes. What stands on the same line belongs to the text below.
var (
	proposalHeading = regexp.MustCompile(`^(?:Päätösehdotus|Ehdotus|Esitys|Förslag till beslut|Beslutsförslag)(?:[: ]|$)`)
	decisionHeading = regexp.MustCompile(`^(?:Päätös|Beslut)(?:[: ]|$)`)
	otherHeading    = regexp.MustCompile(`^(?:Käsittely|Selostus|Perustelut|Valmistelija|Täytäntöönpano|Tiedoksi|Liitteet|Behandling|Redogörelse|Verkställighet|Bilagor)(?:[: ]|$)`)
)

// What minutes say of a decision. "The proposal was approved" is told apart: what was
// decided then stands in the proposal.
var (
	proposalApproved = regexp.MustCompile(`(?i)(?:ehdotus hyväksyttiin|hyväksyi (?:päätös)?ehdotuksen|hyväksyttiin (?:päätös)?ehdotus|ehdotuksen mukaan|enligt förslaget|förslaget godkändes|godkände (?:besluts)?förslaget)`)
	negated          = regexp.MustCompile(`(?i)\b(?:ei|eikä|inte|icke)\b`)
	says             = []struct {
		outcome hyte.Outcome
		words   *regexp.Regexp
	}{
		{hyte.OutcomeNoted, regexp.MustCompile(`(?i)(?:merki\pL+ (?:\pL+ ){0,5}tiedoksi|tiedoksi merki|saat\pL+ (?:\pL+ ){0,5}tiedoksi|till kännedom|för kännedom)`)},
		{hyte.OutcomeReferred, regexp.MustCompile(`(?i)(?:palau\pL+ (?:\pL+ ){0,5}valmistelu|återremitter)`)},
		{hyte.OutcomeTabled, regexp.MustCompile(`(?i)(?:pöydälle|pöydättiin|bordlade|bordlägg)`)},
		{hyte.OutcomeRejected, regexp.MustCompile(`(?i)(?:hylättiin|hylkäsi|hylätään|avslog|avslås|förkastade)`)},
		{hyte.OutcomeApproved, regexp.MustCompile(`(?i)(?:hyväksyttiin|hyväksyi|hyväksytään|hyväksyy|godkänd|godkänn)`)},
	}
)

// outcome is what the minutes say was decided; empty if they do not say it in one of the
// few ways that are known, or say several things. It rather says nothing than something
// wrong.
func outcome(text []string) hyte.Outcome {
	decided := below(text, decisionHeading)
	if decided == "" || negated.MatchString(decided) {
		return ""
	}
	said := outcomesIn(proposalApproved.ReplaceAllString(decided, ""))
	if proposalApproved.MatchString(decided) {
		if len(said) > 0 {
			return ""
		}
		if said = outcomesIn(below(text, proposalHeading)); len(said) == 0 {
			return hyte.OutcomeApproved
		}
	}
	if len(said) != 1 {
		return ""
	}
	return said[0]
}

// outcomesIn are those of which a text speaks.
func outcomesIn(text string) (found []hyte.Outcome) {
	for _, s := range says {
		if s.words.MatchString(text) {
			found = append(found, s.outcome)
		}
	}
	return found
}

// longestText is how many bytes of the text under a heading are looked at: a decision is
// said at its beginning.
const longestText = 20_000

// below is the text under the last such heading, up to the next one.
func below(text []string, heading *regexp.Regexp) string {
	var b strings.Builder
	within := false
	for _, l := range text {
		switch {
		case heading.MatchString(l):
			b.Reset()
			within = true
			l = strings.TrimSpace(heading.ReplaceAllString(l, ""))
		case proposalHeading.MatchString(l), decisionHeading.MatchString(l), otherHeading.MatchString(l):
			within = false
		}
		if within && b.Len() < longestText {
			b.WriteString(l)
			b.WriteByte('\n')
		}
	}
	return strings.TrimSpace(b.String())
}
