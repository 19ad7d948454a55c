package hyte

import (
	"cmp"
	"encoding/base32"
	"slices"
	"strings"
	"time"
)

// Brief is what a roster needs of a received document besides what it says: who sent it,
// when, and whether another one says the same. It takes about a hundred bytes, however long
// the document is. [Arrivals] make them. The zero value is none.
type Brief struct {
	id      [16]byte // of 26 letters; other ids are in rest
	content digest
	email   digest
	seconds int64 // of the time of arrival, since 1970
	nanos   int32

	sequence int
	of       *course
	rest     *briefRest

	persons   uint16 // that an answer names as representatives
	kind, via uint8  // places in briefKinds and briefVias
	confirmed bool
	submitted bool // the answer names a submitter

	previous int32 // the place of the organization's document before it, from 1; 0 for none
	before   int32 // the same of the answer that counted until then, if its meaning is known; or of what is confirmed
	state    uint8 // the place in briefStates of what it meant, if that is known
	replaces bool
	nothing  bool
}

// briefRest is what few documents have.
type briefRest struct {
	id    string
	name  string   // of an organization that the call does not name
	joint []string // in whose names an answer is made, too
	via   Via
	// change is that of an answer in mid-term.
	change *Change
	// whole is a decision of the organizer's, or a document that it entered: such are few.
	whole *Received
}

// digest tells texts apart. That of the empty text is zero.
type digest [16]byte

// text is the digest as texts are compared; empty for that of the empty text.
func (d digest) text() string {
	if d == (digest{}) {
		return ""
	}
	return string(d[:])
}

// The values that are kept by their places. The first ones stand for whatever else there
// is, and for nothing.
var (
	briefKinds  = [...]ReceivedKind{"", ReceivedNomination, ReceivedReply, ReceivedWithdrawal, ReceivedRefusal, ReceivedConfirmation}
	briefVias   = [...]Via{"", ViaForm, ViaAPI, ViaMail, ViaPaper, ViaCLI}
	briefStates = [...]AnswerState{"", StateCounted, StateLate, StateContested, StateUnconfirmed}

	briefIDs = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
)

// newBrief is the brief of a document. The event is that of it, with its content; about is
// the place of the document that it is about, from 1, if that is known.
func newBrief(e *event, of *course, about int32) Brief {
	at := e.ReceivedAt
	b := Brief{
		seconds: at.Unix(), nanos: int32(at.Nanosecond()), sequence: e.Received.Sequence, of: of,
		content: digestOf(e.content), email: digestOf(e.email), confirmed: e.Confirmed,
		kind: uint8(max(0, slices.Index(briefKinds[:], e.kind))), via: uint8(max(0, slices.Index(briefVias[:], e.Via))),
	}
	var rest briefRest
	if id, plain := plainID(e.ID); plain {
		b.id = id
	} else {
		rest.id = e.ID
	}
	if briefVias[b.via] != e.Via {
		rest.via = e.Via
	}
	switch {
	case b.kind == 0 || e.EnteredBy != "" || !e.EnteredAt.IsZero() || e.kind == ReceivedConfirmation && about == 0:
		rest.whole = e.Received
	case e.kind == ReceivedConfirmation:
		b.before = about
	case e.nomination != nil:
		b.submitted = e.nomination.Submitter != nil
		b.persons = uint16(min(len(e.nomination.Representatives), 1<<16-1))
		rest.name, rest.joint, rest.change = strings.Clone(e.nomination.NominatorName), slices.Clone(e.nomination.JointlyWith), copyOf(e.nomination.Change)
	default:
		rest.name = strings.Clone(e.NominatorName)
	}
	b.rest = of.share(rest)
	return b
}

// plainID is what an id of 26 letters stands for, as the service makes them.
func plainID(text string) (id [16]byte, plain bool) {
	decoded, err := briefIDs.DecodeString(text)
	if err != nil || len(decoded) != len(id) || briefIDs.EncodeToString(decoded) != text {
		return id, false
	}
	return [16]byte(decoded), true
}

// share is the rest of a document, which most often is that of the one before it, or none.
func (c *course) share(r briefRest) *briefRest {
	plain := r.id == "" && r.via == "" && r.change == nil && r.whole == nil && len(r.joint) == 0
	switch {
	case !plain:
		return &r
	case r.name == "":
		return nil
	case c.named == nil || c.named.name != r.name:
		c.named = &r
	}
	return c.named
}

// ID is that of the document.
func (b *Brief) ID() string {
	if b.rest != nil && b.rest.id != "" {
		return b.rest.id
	}
	return briefIDs.EncodeToString(b.id[:])
}

// Nominator is the organization that the document is from, or about whose document a
// decision is; empty if that is not known.
func (b *Brief) Nominator() string { return b.of.nominator }

// Answers reports whether the document is an answer.
func (b *Brief) Answers() bool {
	kind := b.kindOf()
	return kind == ReceivedNomination || kind == ReceivedReply
}

// Confirms reports whether the document is a confirmation.
func (b *Brief) Confirms() bool { return b.kindOf() == ReceivedConfirmation }

// ReceivedAt is when the document arrived, in UTC.
func (b *Brief) ReceivedAt() time.Time { return b.at() }

// Sequence is that of the document.
func (b *Brief) Sequence() int { return b.sequence }

func (b *Brief) kindOf() ReceivedKind {
	if b.kind == 0 {
		return b.rest.whole.kind()
	}
	return briefKinds[b.kind]
}

func (b *Brief) at() time.Time { return time.Unix(b.seconds, int64(b.nanos)).UTC() }

// event is the document at a place on its way into a roster. What it says is an outline: see
// [ResolvedCall.Outline].
func (all Briefs) event(place int) *event {
	b := &all[place]
	if b.rest != nil && b.rest.whole != nil {
		e := b.rest.whole.event()
		e.content, e.email = b.content.text(), b.email.text()
		return e
	}
	rest := b.rest
	if rest == nil {
		rest = &briefRest{}
	}
	r := &Received{ID: b.ID(), ReceivedAt: b.at(), Sequence: b.sequence, Kind: briefKinds[b.kind], Via: briefVias[b.via], Confirmed: b.confirmed}
	if rest.via != "" {
		r.Via = rest.via
	}
	e := &event{
		Received: r, kind: r.Kind, nominator: b.of.nominator, at: inHelsinki(r.ReceivedAt), sequence: b.sequence,
		content: b.content.text(), email: b.email.text(), confirmed: b.confirmed,
	}
	switch {
	case b.Answers():
	case e.kind == ReceivedConfirmation:
		r.Confirms = all[b.before-1].ID()
		return e
	default:
		r.Nominator, r.NominatorName = b.of.nominator, rest.name
		return e
	}
	e.nomination = &Nomination{
		Nominator: b.of.nominator, NominatorName: rest.name, JointlyWith: slices.Clone(rest.joint), Change: copyOf(rest.change),
		Representatives: make([]Representative, b.persons),
	}
	if b.submitted {
		e.nomination.Submitter = &Submitter{}
	}
	e.outlined = true
	return e
}

// Briefs are those of documents in the order of their arrival.
type Briefs []Brief

// Arrival is what the document at a place meant when it arrived; see [Arrivals.Add].
func (all Briefs) Arrival(place int) (arrival Arrival, known bool) {
	b := &all[place]
	if b.state == 0 {
		return Arrival{}, false
	}
	arrival = Arrival{State: briefStates[b.state], Nothing: b.nothing}
	if b.before > 0 {
		before := &all[b.before-1]
		arrival.Before = before.ID()
		if b.replaces {
			arrival.Replaces = inHelsinki(before.at())
		}
	}
	if expected := b.of.expected; b.Answers() && arrival.State == StateCounted && int(b.persons) < expected {
		arrival.Named, arrival.Expected = int(b.persons), expected
	}
	return arrival, true
}

// Releases is the id of the document that the one at a place confirms or accepts; empty of
// all others.
func (all Briefs) Releases(place int) string {
	b := &all[place]
	switch {
	case b.rest != nil && b.rest.whole != nil:
		return cmp.Or(b.rest.whole.Confirms, b.rest.whole.Accepts)
	case b.Confirms():
		return all[b.before-1].ID()
	default:
		return ""
	}
}

// Place is that of the document with the id.
func (all Briefs) Place(id string) (place int, found bool) {
	short, plain := plainID(id)
	for place := range slices.Backward(all) {
		b := &all[place]
		other := b.rest != nil && b.rest.id != ""
		if plain && !other && b.id == short || other && b.rest.id == id {
			return place, true
		}
	}
	return 0, false
}

// At are the briefs at some places, in order: of documents that are about each other all or
// none must be among them.
func (all Briefs) At(places []int) Briefs {
	some := make(Briefs, len(places))
	moved := make(map[int32]int32, len(places))
	for i, place := range places {
		some[i], moved[int32(place+1)] = all[place], int32(i+1)
	}
	for i := range some {
		some[i].before, some[i].previous = moved[some[i].before], moved[some[i].previous]
	}
	return some
}
