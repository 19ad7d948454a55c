package post

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	gomail "github.com/wneessen/go-mail"
	"golang.org/x/net/idna"
)

// MailChannel is the name of the channel of letters.
const MailChannel = intake.LetterChannel

// MailConfig says how letters are sent. To and From are needed.
type MailConfig struct {
	// To is where letters are given: a server as smtp://host:587, with STARTTLS, or
	// smtps://host:465, with TLS from the start; a user may stand before the host. The port
	// may be left out. With smtp://host:25?tls=none nothing is encrypted, and no user may be
	// given. folder:PATH keeps letters as files.
	To string
	// Password is that of the user.
	Password string
	// From is the address of the sender, such as "lomakkeet@example.fi" or "Lomakkeet
	// <lomakkeet@example.fi>". Without a name it gets the organizer's.
	From string
	// Limits bound how much is sent to others than the organizer.
	Limits MailLimits
	// Options are for tests.
	options smtpOptions
}

// MailLimits bound how many letters go to others than the organizer. What is above waits.
// The zero value of a field means its default.
type MailLimits struct {
	// Address is how many go to one address on one day; default 20.
	Address int
	// Inquiry is how many go out about one inquiry within an hour, those to the organizer
	// counted; default 2000: more than all whom a large inquiry asks can cause in its last hour.
	Inquiry int
}

// Mail is the channel of letters. Make one with [NewMail].
type Mail struct {
	from      mail.Address
	domain    string
	limits    MailLimits
	transport transport
	key       []byte // of the hashes of addresses
}

// transport gives letters to whoever takes them on.
type transport interface {
	// give does so, and says what became of it. name is one for each letter and round.
	give(ctx context.Context, name string, m *gomail.Msg) outcome
	slowest() time.Duration
	rest()
}

// NewMail makes the channel. The error says what is wrong with the configuration.
func NewMail(c MailConfig) (*Mail, error) {
	from, err := mail.ParseAddress(c.From)
	if err != nil {
		return nil, errors.New("post: write the sender of mails as lomakkeet@example.fi or Name <lomakkeet@example.fi>")
	}
	address, ok := mailAddress(from.Address)
	if !ok || line(from.Name) != from.Name {
		return nil, errors.New("post: the sender of mails is no e-mail address")
	}
	m := &Mail{from: mail.Address{Name: from.Name, Address: address}, limits: c.Limits}
	_, m.domain, _ = strings.Cut(address, "@")
	if m.limits.Address == 0 {
		m.limits.Address = 20
	}
	if m.limits.Inquiry == 0 {
		m.limits.Inquiry = 2000
	}
	if m.limits.Address < 1 || m.limits.Inquiry < 1 {
		return nil, errors.New("post: a limit of mails is at least 1")
	}
	m.transport, err = newTransport(&c)
	return m, err
}

// newTransport is that of an address.
func newTransport(c *MailConfig) (transport, error) {
	if path, ok := strings.CutPrefix(c.To, "folder:"); ok {
		return newFolder(path)
	}
	return newSMTP(c)
}

func (m *Mail) name() string           { return MailChannel }
func (m *Mail) slowest() time.Duration { return m.transport.slowest() }
func (m *Mail) rest()                  { m.transport.rest() }

func (m *Mail) recipients(a *intake.Arrival) []intake.Delivery {
	var all []intake.Delivery
	for _, l := range a.Letters() {
		if l.Needless != "" {
			continue
		}
		all = append(all, intake.Delivery{Recipient: l.Recipient, Ordered: l.Own})
	}
	return all
}

// deliver writes a letter and gives it to the transport.
func (m *Mail) deliver(ctx context.Context, w *Worker, a *intake.Arrival, d intake.Delivery) outcome {
	l := letterTo(a, d.Recipient)
	if l == nil {
		return outcome{verdict: refuse, failure: failNobody}
	}
	if l.Needless != "" {
		return outcome{verdict: drop, failure: string(l.Needless)}
	}
	address, ok := mailAddress(l.Address)
	if !ok {
		return outcome{verdict: refuse, failure: failBadAddress}
	}
	now := w.now()
	var hash []byte
	if !l.Own {
		var err error
		if hash, err = m.hash(ctx, w.config.Store, address, now); err != nil {
			return outcome{verdict: later, failure: failInside, free: true, wait: firstWait}
		}
	}
	if wait, err := m.limited(ctx, w.config.Outbox, d.Inquiry, hash, now); err != nil || wait > 0 {
		o := outcome{verdict: later, failure: failLimit, free: true, wait: wait}
		if err != nil {
			o.failure, o.wait = failInside, firstWait
		}
		return o
	}
	message, err := m.message(a, l, d, address, now)
	if err != nil {
		return outcome{verdict: refuse, failure: failBadAddress}
	}
	o := m.transport.give(ctx, fileName(d), message)
	if o.arrived {
		o.address = hash
	}
	return o
}

// letterTo is the letter about a document to a recipient; nil if there is none any more,
// as after the inquiry has changed.
func letterTo(a *intake.Arrival, recipient string) *intake.Letter {
	letters := a.Letters()
	for i := range letters {
		if letters[i].Recipient == recipient {
			return &letters[i]
		}
	}
	return nil
}

// message is the letter as a mail.
func (m *Mail) message(a *intake.Arrival, l *intake.Letter, d intake.Delivery, address string, now time.Time) (*gomail.Msg, error) {
	written := write(a, l)
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	from := m.from
	if from.Name == "" {
		from.Name = line(a.Inquiry.Organizer().Name.In(written.parts[0].language))
	}
	message.FromMailAddress(&from)
	message.ToMailAddress(&mail.Address{Address: address})
	if reply, ok := mailAddress(replyTo(a.Inquiry.Organizer())); ok {
		message.ReplyToMailAddress(&mail.Address{Address: reply})
	}
	message.Subject(written.subject)
	message.SetDateWithValue(now.In(hyte.Helsinki()))
	message.SetMessageIDWithValue(messageID(d) + "@" + m.domain)
	message.SetGenHeader("Auto-Submitted", "auto-generated")
	message.SetGenHeader("X-Auto-Response-Suppress", "All")
	message.SetGenHeader("Content-Language", languagesOf(&written))
	message.SetBodyString(gomail.TypeTextPlain, written.text())
	message.AddAlternativeString(gomail.TypeTextHTML, string(written.html()))
	for _, file := range written.files {
		if err := message.AttachReader(file.name, bytes.NewReader(file.content), gomail.WithFileContentType("application/json")); err != nil {
			return nil, err
		}
	}
	return message, nil
}

func languagesOf(l *letter) string {
	codes := make([]string, len(l.parts))
	for i := range l.parts {
		codes[i] = l.parts[i].language
	}
	return strings.Join(codes, ", ")
}

// messageID names a message: the same for each attempt, another one for each time that
// it is sent anew by hand. It does not tell the id of the record.
func messageID(d intake.Delivery) string {
	about := d.Record
	if about == "" {
		about = d.Inquiry + "\n" + d.Sender + "\n" + d.Occasion
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%d", about, d.Channel, d.Recipient, d.Round))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:20]))
}

// fileName is that of a letter in a folder, in the order of records.
func fileName(d intake.Delivery) string {
	name := fmt.Sprintf("%010d-%s-%s", d.Sequence, d.Recipient, messageID(d)[:8])
	return strings.Map(func(r rune) rune {
		if r == '/' || r == '\\' || r == ':' {
			return '_'
		}
		return r
	}, name)
}

// mailAddress is an address as headers and servers take it: the part before the @ is an
// atom, and the host is in ASCII.
func mailAddress(text string) (string, bool) {
	address, ok := constraint.NormalizeEmail(text)
	if !ok {
		return "", false
	}
	at := strings.LastIndexByte(address, '@')
	host, err := idna.Lookup.ToASCII(address[at+1:])
	return address[:at+1] + host, err == nil
}

// hashKey is the name of the secret with which addresses are hashed.
const hashKey = "post-addresses"

// hash stands for an address on a day of the calendar: nobody without the key can tell
// whose it is, and those of two days have nothing in common.
func (m *Mail) hash(ctx context.Context, secrets intake.Secrets, address string, now time.Time) ([]byte, error) {
	if m.key == nil {
		fresh := make([]byte, sha256.Size)
		if _, err := rand.Read(fresh); err != nil {
			return nil, err
		}
		key, _, err := secrets.AddSecret(ctx, hashKey, fresh)
		if err != nil {
			return nil, err
		}
		m.key = key
	}
	mac := hmac.New(sha256.New, m.key)
	fmt.Fprintf(mac, "%s\n%s", civil.Of(now.In(hyte.Helsinki())), strings.ToLower(address))
	return mac.Sum(nil)[:16], nil
}

// limited is how long a letter must wait because enough went out; 0 if it need not. The
// organizer's own, without a hash, is bounded by nothing: it must get every document, and
// documents are bounded where they are received.
func (m *Mail) limited(ctx context.Context, o intake.Outbox, inquiry string, hash []byte, now time.Time) (time.Duration, error) {
	if hash == nil {
		return 0, nil
	}
	ofInquiry, ofAddress, err := o.Sent(ctx, MailChannel, inquiry, now.Add(-time.Hour), hash)
	switch {
	case err != nil:
		return 0, err
	case ofAddress >= m.limits.Address:
		local := now.In(hyte.Helsinki())
		midnight := time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, hyte.Helsinki())
		return midnight.Sub(now), nil
	case ofInquiry >= m.limits.Inquiry:
		return 5 * time.Minute, nil
	}
	return 0, nil
}
