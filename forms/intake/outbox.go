package intake

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"
)

// An Outbox keeps what is still to be delivered about records. The records are the
// outbox proper: nothing is written for it when one is added. Whoever delivers plans
// from the records in their order, and a plan and the place up to which it goes are
// written together, so a record is planned for once, whatever process is killed when.
//
// A delivery holds no personal data. Its address and its text are made from the record
// and the inquiry when it is sent.
//
// An Outbox is safe for use by several goroutines and several processes at once. Its
// errors are those of [Store], and those that the methods name.
type Outbox interface {
	// Follow returns the sequence of the inquiry's last record that is planned for on
	// the channel. The first time for an inquiry and channel that is its latest record,
	// or 0 without one: a channel that is switched on delivers what comes from then on.
	Follow(ctx context.Context, channel, inquiry string) (sequence int64, err error)

	// After is that of [Store].
	After(ctx context.Context, inquiry string, sequence int64) iter.Seq2[Record, error]

	// Plan adds deliveries and moves the place of the inquiry and channel, both or
	// neither. It does nothing and returns false if the place is not p.From any more:
	// somebody else has planned.
	Plan(ctx context.Context, p Plan) (planned bool, err error)

	// Announce adds deliveries to organizations that are about no record, such as
	// reminders: all of them, but none where there is one already to the same
	// organization for the same occasion, whoever has added it. It returns how many it
	// has added.
	Announce(ctx context.Context, a Announcement) (added int, err error)

	// Announced returns what was announced about an inquiry on a channel, the earliest
	// first.
	Announced(ctx context.Context, channel, inquiry string) ([]Delivery, error)

	// Claim returns deliveries that are due, in order of their records, and keeps others
	// from them until c.Until. Afterwards they are due again, as after their process was
	// killed. A delivery in order is not due before those of the same inquiry, channel
	// and recipient for earlier records are done.
	Claim(ctx context.Context, c Claim) ([]Delivery, error)

	// Settle notes what became of a claimed delivery and ends the claim. It changes
	// nothing and returns false if the claim has gone to another one.
	Settle(ctx context.Context, o Outcome) (settled bool, err error)

	// Sent returns how many deliveries to an address, by its [Outcome] Address, may have
	// arrived, and how many of an inquiry on the channel since an instant.
	Sent(ctx context.Context, channel, inquiry string, since time.Time, address []byte) (inquiryCount, addressCount int, err error)

	// Deliveries returns up to limit deliveries of a state, or of all states if it is
	// empty, the latest first: those with an ID below the given one, or all if that is 0.
	Deliveries(ctx context.Context, state DeliveryState, below int64, limit int) ([]Delivery, error)

	// Counts returns how many deliveries of each state there are. States without any are
	// left out.
	Counts(ctx context.Context) (map[DeliveryState]int, error)

	// Resend makes a delivery that is done, or refused, due at the instant, as a new
	// message. One that waits becomes due. The error is [ErrNotFound] if there is none.
	Resend(ctx context.Context, id int64, at time.Time) error
}

// Delivery is one message that is owed about a record, or to an organization that was
// announced one, on one channel to one recipient. The zero value is none.
type Delivery struct {
	// ID is given by the outbox, from 1 upwards.
	ID int64
	// Sequence and Record are those of the record: its place and its id. What was announced
	// has no record, and a place after all of them.
	Sequence int64
	Record   string
	// Inquiry is the id of the inquiry that it is about.
	Inquiry string
	// Sender and Occasion are the organization to which it was announced, and what for;
	// see [Announcement]. Empty where it is about a record.
	Sender, Occasion string
	// Channel is how it is delivered, such as "mail".
	Channel string
	// Recipient is the part that the recipient plays, such as "receipt". It is no address.
	Recipient string
	// Ordered says that it waits for those to the same recipient about earlier records of
	// the inquiry.
	Ordered bool
	State   DeliveryState
	// Attempts are how often the recipient's side has not taken it since it was planned
	// or made due again by hand.
	Attempts int
	// Round is how often it was sent anew by hand.
	Round int
	// Due is when it is tried next, if it waits.
	Due time.Time
	// Failure is the class of the last failure; empty if there was none.
	Failure string
	// Changed is when State or Failure was last noted.
	Changed time.Time
	// Claim is the number of the claim under which it was handed out, which [Outcome]
	// must name.
	Claim int64
}

// DeliveryState is how far a delivery is.
type DeliveryState string

// The states of deliveries.
const (
	DeliveryWaiting DeliveryState = "waiting" // will be tried, again
	DeliverySent    DeliveryState = "sent"    // the other side has taken it
	DeliveryRefused DeliveryState = "refused" // the other side does not take it; somebody must look
	DeliveryDropped DeliveryState = "dropped" // there is no need for it any more; nobody must look
)

// DeliveryStates are all states.
func DeliveryStates() []DeliveryState {
	return []DeliveryState{DeliveryWaiting, DeliverySent, DeliveryRefused, DeliveryDropped}
}

// Needless is why a delivery is [DeliveryDropped]: its Failure.
type Needless string

// The reasons.
const (
	NeedlessAnswered   Needless = "answered"    // the organization has answered
	NeedlessOver       Needless = "over"        // the deadline has passed or is another one, or the link holds no more
	NeedlessSuperseded Needless = "superseded"  // the organization is sent a newer one
	NeedlessNoKey      Needless = "no-link-key" // the service has no key for the link
	NeedlessNoAddress  Needless = "no-address"  // the organization is not asked any more, or has no address
	NeedlessTogether   Needless = "together"    // another letter to the same address tells it, too
)

// Plan is what is to be delivered about records of an inquiry on a channel.
type Plan struct {
	Channel, Inquiry string
	// From and To are the place before and after: what [Outbox.Follow] returned, and the
	// sequence of the last record planned for.
	From, To int64
	// Deliveries have a Sequence, Record, Recipient and Ordered, and nothing else.
	Deliveries []Delivery
	// At is when they are due.
	At time.Time
}

// Announcement is what is to be delivered to organizations about an inquiry, and no record
// of it.
type Announcement struct {
	Channel, Inquiry string
	// Recipient is the part that the organizations play, such as "reminder".
	Recipient string
	// Occasion is what it is for, of 1 to 64 visible ASCII characters. An organization gets
	// one message for an occasion.
	Occasion string
	// Senders are the ids of the organizations.
	Senders []string
	// At is when the deliveries are due.
	At time.Time
}

// Claim says which deliveries somebody wants to make.
type Claim struct {
	Channel string
	// Inquiries are those about whose records the claimant can write.
	Inquiries []string
	// Now is the instant, and Until when the claim ends.
	Now, Until time.Time
	Limit      int
}

// Outcome is what became of a claimed delivery.
type Outcome struct {
	Delivery
	// Address is a keyed hash of the address if the message may have arrived there, of at
	// most 32 bytes. Nil: it has not, or nothing limits how much it gets.
	Address []byte
	// Arrived says that the message may have arrived.
	Arrived bool
}

// maxPart is the longest channel, recipient and failure in bytes.
const maxPart = 64

// Check returns nil if an [Outbox] takes the plan, and otherwise an error that wraps
// [ErrInvalid] and names the field, never its value.
func (p Plan) Check() error {
	err := errors.Join(checkPart("Channel", p.Channel, 1), checkLine("Inquiry", p.Inquiry))
	if p.From < 0 || p.To < p.From {
		err = errors.Join(err, fmt.Errorf("%w: From, To: not in order", ErrInvalid))
	}
	for _, d := range p.Deliveries {
		err = errors.Join(err, checkPart("Recipient", d.Recipient, 1), checkPart("Record", d.Record, 1))
		if d.Sequence <= p.From || d.Sequence > p.To {
			err = errors.Join(err, fmt.Errorf("%w: Sequence: not of the plan", ErrInvalid))
		}
	}
	return err
}

// Check returns nil if an [Outbox] takes the announcement, and otherwise an error that
// wraps [ErrInvalid] and names the field, never its value.
func (a Announcement) Check() error {
	err := errors.Join(checkPart("Channel", a.Channel, 1), checkLine("Inquiry", a.Inquiry),
		checkPart("Recipient", a.Recipient, 1), checkPart("Occasion", a.Occasion, 1))
	for _, sender := range a.Senders {
		err = errors.Join(err, checkLine("Senders", sender))
	}
	return err
}

// Check returns nil if an [Outbox] takes the outcome, and otherwise an error that wraps
// [ErrInvalid] and names the field.
func (o Outcome) Check() error {
	err := checkPart("Failure", o.Failure, 0)
	switch o.State {
	case DeliveryWaiting, DeliverySent, DeliveryRefused, DeliveryDropped:
	default:
		err = errors.Join(err, fmt.Errorf("%w: State: unknown", ErrInvalid))
	}
	if len(o.Address) > 32 {
		err = errors.Join(err, fmt.Errorf("%w: Address: longer than 32 bytes", ErrInvalid))
	}
	return err
}

func checkPart(field, value string, least int) error {
	problem := ""
	if value != "" {
		problem = visibleASCII(value, maxPart)
	} else {
		problem = lengthBetween(0, least, maxPart)
	}
	if problem == "" {
		return nil
	}
	return fmt.Errorf("%w: %s: %s", ErrInvalid, field, problem)
}

func checkLine(field, value string) error {
	if problem := oneLine(value, 1); problem != "" {
		return fmt.Errorf("%w: %s: %s", ErrInvalid, field, problem)
	}
	return nil
}
