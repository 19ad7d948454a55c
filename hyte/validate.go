package hyte

import (
	"strconv"
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Validate reports every rule that the nomination breaks as an answer to this
// call, in document order, without asking what time it is. None, or warnings
// only, means that it is a right one. A nomination that breaks no rule costs no
// allocation.
func (c *ResolvedCall) Validate(n *Nomination) []Violation { return c.validate(n, nil) }

// ValidateAt is [ResolvedCall.Validate] for a nomination that arrives at the
// instant: it also says whether the call is open then, at the document's root,
// and whether the decision is from the future.
func (c *ResolvedCall) ValidateAt(n *Nomination, at time.Time) []Violation {
	return c.arriving(n, at, c.validate(n, nil))
}

// Read decodes a nomination and validates it, as [DecodeNomination] and
// [ResolvedCall.Validate] do, with one list of violations in document order.
// The nomination is nil if the data is not JSON at all.
func (c *ResolvedCall) Read(data []byte) (*Nomination, []Violation) {
	n := new(Nomination)
	violations := nominationType.Decode(data, n)
	if constraint.NotJSON(violations) {
		return nil, violations
	}
	return n, c.validate(n, violations)
}

// ReadAt is [ResolvedCall.Read] for a nomination that arrives at the instant.
func (c *ResolvedCall) ReadAt(data []byte, at time.Time) (*Nomination, []Violation) {
	n, violations := c.Read(data)
	if n == nil {
		return nil, violations
	}
	return n, c.arriving(n, at, violations)
}

// Reader reads many nominations for one call and reuses its buffers. It is for
// one goroutine.
type Reader struct {
	call    *ResolvedCall
	decoder *constraint.Decoder
}

// NewReader makes a reader of answers to the call.
func (c *ResolvedCall) NewReader() *Reader {
	return &Reader{call: c, decoder: nominationType.NewDecoder()}
}

// Read is [ResolvedCall.Read].
func (r *Reader) Read(data []byte) (*Nomination, []Violation) {
	n := new(Nomination)
	violations := r.decoder.Decode(data, n)
	if constraint.NotJSON(violations) {
		return nil, violations
	}
	return n, r.call.validate(n, violations)
}

// ReadAt is [ResolvedCall.ReadAt].
func (r *Reader) ReadAt(data []byte, at time.Time) (*Nomination, []Violation) {
	n, violations := r.Read(data)
	if n == nil {
		return nil, violations
	}
	return n, r.call.arriving(n, at, violations)
}

func (c *ResolvedCall) validate(n *Nomination, structural []Violation) []Violation {
	in := inspection{bad: nominationType.Merge(structural, nominationType.Check(n))}
	n.inspect(&in)
	c.inspect(n, &in)
	return in.all(nominationType)
}

// violations are those of the nomination by itself.
func (n *Nomination) violations(structural []Violation) []Violation {
	in := inspection{bad: nominationType.Merge(structural, nominationType.Check(n))}
	n.inspect(&in)
	return in.all(nominationType)
}

func (n *Nomination) inspect(in *inspection) {
	for i := range n.Representatives {
		r := &n.Representatives[i]
		if r.Person.lacksContact() {
			in.error(RuleContactMissing, representativeAt(i, "/person"), constraint.Params{}, "/email", "/telephone")
		}
		if r.Deputy.lacksContact() {
			in.error(RuleContactMissing, representativeAt(i, "/deputy"), constraint.Params{}, "/email", "/telephone")
		}
		if r.Person.same(r.Deputy) {
			in.error(RuleDeputySamePerson, representativeAt(i, "/deputy"), constraint.Params{})
		}
		if first, twice := n.sameBefore(i); twice {
			in.error(RuleRepresentativeDuplicate, representativeAt(i, ""), constraint.Params{Other: representativeAt(first, "")})
		}
	}
	if !n.Consent {
		in.error(RuleConsentMissing, "/consent", constraint.Params{})
	}
}

// sameBefore finds the representative, before the i-th, who is the same person. It
// looks at no more of them than a nomination may have (max_items): what a
// stranger sends must not take time by its square.
func (n *Nomination) sameBefore(i int) (first int, twice bool) {
	const most = 100
	if i >= most {
		return 0, false
	}
	for j := range i {
		if n.Representatives[i].Person.same(n.Representatives[j].Person) {
			return j, true
		}
	}
	return 0, false
}

func representativeAt(i int, member string) string {
	return "/representatives/" + strconv.Itoa(i) + member
}

func (c *ResolvedCall) inspect(n *Nomination, in *inspection) {
	if n.Call != c.Call.ID {
		in.error(RuleCallMismatch, "/call", constraint.Params{})
	}
	nominator := c.inspectNominator(n.Nominator, in)
	if nominator != nil {
		c.inspectQuota(nominator, len(n.Representatives), in)
	}
	c.inspectDeputies(n, in)
	c.inspectGender(n, nominator, in)
	if d := n.Decision; d != nil && d.Date < c.Call.Issued && isDate(d.Date) {
		in.warn(RuleDecisionBeforeCall, "/decision/date", constraint.Params{Date: c.Call.Issued})
	}
}

// inspectNominator finds the organization that the document says it is from, nil
// if the call does not ask it.
func (c *ResolvedCall) inspectNominator(id string, in *inspection) *Nominator {
	nominator, asked := c.Nominator(id)
	if asked {
		return nominator
	}
	if into, ok := c.successor(id); ok {
		in.error(RuleNominatorMerged, "/nominator", constraint.Params{Successor: into})
	} else {
		in.error(RuleNominatorUnknown, "/nominator", constraint.Params{})
	}
	return nil
}

func (c *ResolvedCall) inspectQuota(nominator *Nominator, named int, in *inspection) {
	if least := nominator.Quota.least(); named < least {
		in.error(RuleQuotaMin, "/representatives", constraint.Params{Min: least})
	}
	if limit := nominator.Quota.Max; limit > 0 && named > limit {
		in.error(RuleQuotaMax, "/representatives", constraint.Params{Max: limit})
	}
}

func (c *ResolvedCall) inspectDeputies(n *Nomination, in *inspection) {
	for i := range n.Representatives {
		deputy := n.Representatives[i].Deputy
		switch c.Call.Deputies {
		case DeputiesRequired:
			if deputy == nil {
				in.error(RuleDeputyMissing, representativeAt(i, "/deputy"), constraint.Params{})
			}
		case DeputiesOptional:
		default:
			if deputy != nil {
				in.error(RuleDeputyNotAllowed, representativeAt(i, "/deputy"), constraint.Params{})
			}
		}
	}
}

// inspectGender asks for both a woman and a man among those named, where more
// than one person may be named (609/1986 s.4a). Whoever does not state a gender
// is never pressed to: then the nomination may well be balanced.
func (c *ResolvedCall) inspectGender(n *Nomination, nominator *Nominator, in *inspection) {
	mode := c.Call.genderMode()
	if mode == GenderOff || nominator == nil || !c.pairPossible(nominator) || n.GenderBalanceReason != "" {
		return
	}
	women, men, others := 0, 0, 0
	for i := range n.Representatives {
		for _, p := range [...]*Person{n.Representatives[i].Person, n.Representatives[i].Deputy} {
			switch {
			case p == nil:
			case p.Gender == Woman:
				women++
			case p.Gender == Man:
				men++
			default:
				others++
			}
		}
	}
	if others > 0 || women > 0 == (men > 0) {
		return
	}
	if mode == GenderRequired {
		in.error(RuleGenderPairMissing, "/representatives", constraint.Params{})
	} else {
		in.warn(RuleGenderPairMissing, "/representatives", constraint.Params{})
	}
}

func (c *ResolvedCall) pairPossible(nominator *Nominator) bool {
	return nominator.Quota.Max != 1 || c.Call.Deputies == DeputiesOptional || c.Call.Deputies == DeputiesRequired
}

// arriving adds what depends on the instant.
func (c *ResolvedCall) arriving(n *Nomination, at time.Time, violations []Violation) []Violation {
	in := inspection{bad: violations}
	c.Call.inspectTime(at, &in)
	if n.Decision != nil && isDate(n.Decision.Date) {
		if today := civil.Of(at.In(Helsinki())).String(); n.Decision.Date > today {
			in.error(RuleDecisionInFuture, "/decision/date", constraint.Params{Date: today})
		}
	}
	return in.all(nominationType)
}

func isDate(text string) bool {
	_, err := civil.Parse(text)
	return err == nil
}
