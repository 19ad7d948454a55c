package post

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// Source knows what records meant: an [intake.Service].
type Source interface {
	// Inquiries are the ids of those whose records can be delivered.
	Inquiries() []string
	// Arrival says what a record meant; see [intake.Service.Arrival].
	Arrival(context.Context, intake.Record) (*intake.Arrival, error)
	// Announced is the letter of what was announced, or says why it is not needed any
	// more; see [intake.Service.Announced].
	Announced(context.Context, intake.Delivery) (*intake.Arrival, intake.Needless, error)
}

// Config says what a [Worker] delivers. Outbox and Store are needed, and one of the
// channels; both are mostly one store.
type Config struct {
	Outbox intake.Outbox
	Store  intake.Store
	// Mail and Webhook are the channels; nil is none.
	Mail    *Mail
	Webhook *Webhook
	// Now tells the time; nil means [time.Now].
	Now func() time.Time
	// Logger gets a line for each delivery and each fault, with ids and classes and
	// nothing of what is delivered. Nil means that nothing is logged.
	Logger *slog.Logger
}

// A Worker plans and makes deliveries. Several, in one process or in many, may work on one
// outbox at once.
type Worker struct {
	config   Config
	channels []*channel
	wake     []chan struct{}
}

// carrier is what a channel has of its own.
type carrier interface {
	// name is that of the channel.
	name() string
	// recipients are the deliveries that a document needs: their Recipient and Ordered.
	recipients(*intake.Arrival) []intake.Delivery
	// deliver makes one. It ends within slowest, or with the context.
	deliver(ctx context.Context, w *Worker, a *intake.Arrival, d intake.Delivery) outcome
	// slowest is the longest that a delivery takes.
	slowest() time.Duration
	// rest comes when nothing more is due for now.
	rest()
}

// channel is a carrier with what is known of its server's health.
type channel struct {
	carrier
	turn    sync.Mutex // held by whoever makes a round
	holds   int        // in a row
	held    time.Time  // until when the server is left alone
	cuts    int        // in a row
	faulted bool       // so that a fault is logged once
}

// NewWorker makes a worker. The error says what is wrong with the configuration.
func NewWorker(c Config) (*Worker, error) {
	if c.Outbox == nil || c.Store == nil || c.Mail == nil && c.Webhook == nil {
		return nil, errors.New("post: a worker needs an outbox, a store and a channel")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	w := &Worker{config: c}
	if c.Mail != nil {
		w.channels = append(w.channels, &channel{carrier: c.Mail})
	}
	if c.Webhook != nil {
		w.channels = append(w.channels, &channel{carrier: c.Webhook})
	}
	for range w.channels {
		w.wake = append(w.wake, make(chan struct{}, 1))
	}
	return w, nil
}

// Wake tells the worker that there may be something to deliver. It returns at once.
func (w *Worker) Wake() {
	for _, wake := range w.wake {
		select {
		case wake <- struct{}{}:
		default: // it is awake already
		}
	}
}

// interval is how often the worker looks by itself, as for what waits, and for what
// another process has kept.
const interval = 20 * time.Second

// Run delivers until the context ends. The delivery under way then has a moment to come
// to its end.
func (w *Worker) Run(ctx context.Context, source Source) {
	var wait sync.WaitGroup
	for i, c := range w.channels {
		wait.Go(func() {
			for ctx.Err() == nil {
				w.round(ctx, source, c)
				select {
				case <-ctx.Done():
				case <-w.wake[i]:
				case <-time.After(interval):
				}
			}
		})
	}
	wait.Wait()
}

// Round plans for all records and makes all deliveries that are due. [Worker.Run] does
// that again and again.
func (w *Worker) Round(ctx context.Context, source Source) {
	for _, c := range w.channels {
		w.round(ctx, source, c)
	}
}

func (w *Worker) round(ctx context.Context, source Source, c *channel) {
	c.turn.Lock()
	defer c.turn.Unlock()
	defer c.rest()
	defer w.survive(ctx, c)
	inquiries := source.Inquiries()
	var faults []error
	for _, inquiry := range inquiries {
		faults = append(faults, w.plan(ctx, source, c, inquiry))
	}
	faults = append(faults, w.deliverDue(ctx, source, c, inquiries))
	w.note(ctx, c, errors.Join(faults...))
}

// survive ends a round that has panicked: letters are no reason for a service to fall.
// What a panic says may hold what was sent, so only the place is logged.
func (w *Worker) survive(ctx context.Context, c *channel) {
	if cause := recover(); cause != nil {
		w.config.Logger.LogAttrs(context.WithoutCancel(ctx), slog.LevelError, "panic",
			slog.String("channel", c.name()), slog.String("stack", string(debug.Stack())))
	}
}

// note logs a fault of the store once, until it is over. Its errors hold nothing of what
// was sent.
func (w *Worker) note(ctx context.Context, c *channel, err error) {
	switch {
	case ctx.Err() != nil:
	case err == nil:
		c.faulted = false
	case !c.faulted:
		c.faulted = true
		w.config.Logger.LogAttrs(ctx, slog.LevelError, "fault", slog.String("channel", c.name()), slog.String("error", err.Error()))
	}
}

// planned is how many records are planned for at once.
const planned = 100

// Outbox is where the worker finds what is to be delivered.
func (w *Worker) Outbox() intake.Outbox { return w.config.Outbox }

// next are the first records of an inquiry after a sequence.
func (w *Worker) next(ctx context.Context, inquiry string, sequence int64) (records []intake.Record, err error) {
	for r, err := range w.config.Outbox.After(ctx, inquiry, sequence) {
		if err != nil {
			return nil, err
		}
		if records = append(records, r); len(records) == planned {
			break
		}
	}
	return records, nil
}

// plan adds the deliveries about an inquiry's new records.
func (w *Worker) plan(ctx context.Context, source Source, c *channel, inquiry string) error {
	for {
		from, err := w.config.Outbox.Follow(ctx, c.name(), inquiry)
		if err != nil {
			return err
		}
		records, err := w.next(ctx, inquiry, from)
		if err != nil || len(records) == 0 {
			return err
		}
		p := intake.Plan{Channel: c.name(), Inquiry: inquiry, From: from, At: w.now()}
		for _, r := range records {
			a, err := source.Arrival(ctx, r)
			if err != nil {
				return err
			}
			for _, d := range c.recipients(a) {
				d.Sequence, d.Record = r.Sequence, r.ID
				p.Deliveries = append(p.Deliveries, d)
			}
			p.To = r.Sequence
		}
		if _, err := w.config.Outbox.Plan(ctx, p); err != nil {
			return err
		}
	}
}

// lease is how long a delivery is claimed: longer than it takes, and no longer than a
// letter may wait whose process was killed.
func (c *channel) lease() time.Duration { return c.slowest() + time.Minute }

// deliverDue makes the deliveries that are due, one after another, until none is, the
// server is not there or the context ends.
func (w *Worker) deliverDue(ctx context.Context, source Source, c *channel, inquiries []string) error {
	for ctx.Err() == nil && !w.now().Before(c.held) {
		now := w.now()
		claimed, err := w.config.Outbox.Claim(ctx, intake.Claim{Channel: c.name(), Inquiries: inquiries, Now: now, Until: now.Add(c.lease()), Limit: 1})
		if err != nil || len(claimed) == 0 {
			return err
		}
		if err := w.deliver(ctx, source, c, claimed[0]); err != nil {
			return err
		}
	}
	return nil
}

// settling is how long noting an outcome may take. What happened is noted also when the
// program stops.
const settling = 10 * time.Second

func (w *Worker) settle(ctx context.Context, o intake.Outcome) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settling)
	defer cancel()
	_, err := w.config.Outbox.Settle(ctx, o)
	return err
}

// deliver makes one delivery and notes what became of it. Its errors are those of the
// store; the claim then ends by itself.
func (w *Worker) deliver(ctx context.Context, source Source, c *channel, d intake.Delivery) error {
	a, gone, err := w.about(ctx, source, d)
	if err != nil {
		return err
	}
	if a == nil {
		w.log(ctx, c, gone, outcome{})
		return w.settle(ctx, gone)
	}
	o := w.attempt(ctx, c, a, d)
	if ctx.Err() != nil && o.verdict != sent && o.verdict != refuse && o.verdict != drop { // the program stops: nothing is wrong with the server
		return w.settle(ctx, intake.Outcome{Delivery: d, Arrived: o.arrived, Address: o.address})
	}
	w.judge(c, &o)
	settled := w.settled(c, d, o)
	w.log(ctx, c, settled, o)
	return w.settle(ctx, settled)
}

// about is what a delivery is about; nil where there is nothing to deliver any more, and
// then what becomes of it.
func (w *Worker) about(ctx context.Context, source Source, d intake.Delivery) (a *intake.Arrival, gone intake.Outcome, err error) {
	if d.Sender != "" {
		a, needless, err := source.Announced(ctx, d)
		d.State, d.Failure, d.Changed = intake.DeliveryDropped, string(needless), w.now()
		return a, intake.Outcome{Delivery: d}, err
	}
	record, err := w.config.Store.Find(ctx, d.Record)
	if errors.Is(err, intake.ErrNotFound) { // it is kept no longer
		d.State, d.Failure, d.Changed = intake.DeliveryRefused, failGone, w.now()
		return nil, intake.Outcome{Delivery: d}, nil
	}
	if err != nil {
		return nil, intake.Outcome{}, err
	}
	a, err = source.Arrival(ctx, record)
	return a, intake.Outcome{}, err
}

// attempt makes one delivery. One that panics would do so again, so it is refused, and
// others go on.
func (w *Worker) attempt(ctx context.Context, c *channel, a *intake.Arrival, d intake.Delivery) (o outcome) {
	under, end := lingering(ctx)
	defer end()
	o = outcome{verdict: refuse, failure: failInside}
	defer w.survive(ctx, c)
	return c.deliver(under, w, a, d)
}

// farewell is how long the delivery under way has when the program stops.
const farewell = 5 * time.Second

// lingering is a context that ends a moment after another one.
func lingering(ctx context.Context) (longer context.Context, end context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-longer.Done():
		case <-time.After(farewell):
			cancel()
		}
	})
	return longer, func() {
		stop()
		cancel()
	}
}

// cutsInARow is after how many lost connections the server itself is held to be ill.
const cutsInARow = 3

// judge notes the health of the channel's server.
func (w *Worker) judge(c *channel, o *outcome) {
	if o.verdict == drop || o.failure == failLimit || o.failure == failNobody || o.failure == failBadAddress {
		return // nobody was asked
	}
	if c.cuts++; !o.cut {
		c.cuts = 0
	}
	if c.cuts >= cutsInARow {
		c.cuts, c.holds = 0, c.holds+1
		c.held = w.now().Add(backOff(c.holds, longestHold))
		return
	}
	if o.verdict != hold {
		c.holds = 0
		return
	}
	c.holds++
	o.wait = max(o.wait, backOff(c.holds, longestHold))
	c.held = w.now().Add(min(o.wait, longestWait))
}

// settled is the outcome as the outbox notes it.
func (w *Worker) settled(c *channel, d intake.Delivery, o outcome) intake.Outcome {
	now := w.now()
	d.Failure, d.Changed = o.failure, now
	switch o.verdict {
	case sent:
		d.State = intake.DeliverySent
	case refuse:
		d.State, d.Attempts = intake.DeliveryRefused, d.Attempts+1
	case drop:
		d.State = intake.DeliveryDropped
	case hold:
		d.Due = c.held
	case later:
		if o.free {
			d.Due = now.Add(o.wait)
			break
		}
		d.Attempts++
		d.Due = now.Add(max(o.wait, backOff(d.Attempts, longestWait)))
		if d.Attempts >= mostTries {
			d.State, d.Failure = intake.DeliveryRefused, failGivenUp
		}
	}
	return intake.Outcome{Delivery: d, Arrived: o.arrived, Address: o.address}
}

func (w *Worker) log(ctx context.Context, c *channel, settled intake.Outcome, o outcome) {
	level, attrs := slog.LevelInfo, []slog.Attr{
		slog.String("channel", c.name()), slog.String("inquiry", settled.Inquiry), slog.Int64("delivery", settled.ID),
		slog.String("recipient", settled.Recipient), slog.String("state", string(settled.State)),
	}
	if settled.Failure != "" {
		level = slog.LevelWarn
		attrs = append(attrs, slog.String("failure", settled.Failure), slog.Int("attempts", settled.Attempts))
	}
	if o.code != 0 {
		attrs = append(attrs, slog.Int("code", o.code))
	}
	w.config.Logger.LogAttrs(context.WithoutCancel(ctx), level, "delivery", attrs...)
}

func (w *Worker) now() time.Time { return w.config.Now().UTC().Truncate(time.Microsecond) }
