package intake

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/statement"
	"github.com/hytekit/hytekit/forms/style/brand"
	"github.com/hytekit/hytekit/hyte"
)

// Config says what a [Service] serves and how. Store, Inquiries and Kinds are
// needed; the zero value of every other field has a default.
type Config struct {
	// Store keeps what is received. The service does not close it.
	Store Store
	// Inquiries are served under their ids. Several may be open at once.
	Inquiries []Inquiry
	// Kinds are those that the inquiries may take.
	Kinds Kinds
	// Pages are the organizer's pages that belong to no single inquiry. The organizer's first
	// page links to them, in this order.
	Pages []OrganizerPage

	// LinkKey is the key of personal links and of confirmations. Inquiries for invited
	// organizations need it, and those whose answers count when they are confirmed;
	// in others, whoever has a link is known to be the organization for which it was made.
	LinkKey LinkKey

	// Announcing is how organizations are written to that an inquiry asks by name.
	Announcing Announcing

	// Provider signs the organizer's people in at their own organization, beside the token;
	// nil leaves the token alone. It needs a BaseURL, to which people come back.
	Provider IdentityProvider

	// Now tells the time; nil means [time.Now]. It decides whether an answer is
	// in time.
	Now func() time.Time
	// Random makes ids and keys; nil means the system's source. A reader that
	// fails makes answers fail, never guessable.
	Random io.Reader
	// Logger gets one line per request and the faults of the service, never
	// anything that was sent. Nil means that nothing is logged.
	Logger *slog.Logger

	// Prefix is the path under which the host program mounts the service, such
	// as "/lomakkeet"; empty for the root. It begins with a slash and has none
	// at its end.
	Prefix string
	// BaseURL is the address of the service as browsers see it, such as
	// "https://www.example.fi/lomakkeet". Its path may differ from Prefix
	// behind a proxy that rewrites paths. The script for pages of other sites
	// shows the forms of its origin. Empty means that links have no host
	// and begin with Prefix. With https the organizer's cookie is Secure.
	BaseURL string
	// EmbedHosts are the origins, such as "https://www.example.fi", of pages
	// that may show the forms in a frame or load them. Without any, those that
	// an inquiry lists may show its forms.
	EmbedHosts []string
	// TrustedProxies are the networks of the proxies whose X-Forwarded-For
	// counts. Without them, the address of the connection is the client's.
	TrustedProxies []netip.Prefix

	// Retention says when what was received is purged: see [Service.PurgeWhenDue].
	// Nothing is, without any.
	Retention []Retention

	// Assets are the files that the pages load. The zero value has none: then
	// the pages are complete, without script.
	Assets Assets
	// Brand is the name, the logo and the colors of whoever deploys the service, on every
	// page; the zero value has none.
	Brand brand.Brand
	// AccessibilityStatement is the address of the accessibility statement
	// (306/2019 s.9) by language, to which every page links, where it is elsewhere.
	AccessibilityStatement hyte.Text
	// Statement is the accessibility statement that the service shows itself, and to which
	// every page links in the place of the other; nil if there is none.
	Statement *statement.Statement

	// Limits bound what one client may do, and what one sender or inquiry may get.
	Limits Limits
	// Observer counts what the service does; nil means that nobody does.
	Observer Observer

	// Kept is told whenever a record was added, such as to wake who delivers what is
	// written about it. It must return at once. May be nil.
	Kept func()
}

// Limits bound what one client may do, what may come in the name of one sender or to
// one inquiry, and what may be under way at once. They hold for one process: two
// instances of a service let twice as much through. The zero value of a field means its
// default.
type Limits struct {
	// Body is the greatest length of a request's body in bytes; default 64 KiB.
	// A document has about one.
	Body int64
	// Posts is how often one client may send a form or document; default 60 at
	// once and then one every two seconds, for an office behind one address.
	Posts Rate
	// Changes is how often one client may press a button that only changes the
	// form, where no script runs; default 60 at once and then one every second.
	Changes Rate
	// Logins is how often one client may try to log in as the organizer;
	// default 10 at once and then one every ten seconds.
	Logins Rate
	// SenderOfClient is how often documents of one client may be kept that speak for one
	// organization, of one inquiry; default 20 at once and then one every minute. A
	// stranger cannot fill an inquiry in somebody's name.
	SenderOfClient Rate
	// Sender is the same for all clients together; default 300 at once and then one every
	// 20 seconds. It lets more through than a few clients can use up, so that a stranger
	// does not keep the organization from answering itself.
	Sender Rate
	// Inquiry is how often documents may be kept that answer one inquiry; default 5,000
	// at once and then ten every second.
	Inquiry Rate
	// Bodies is how many requests with a body may be under way at once; default 1,000.
	Bodies int
	// BodiesOfClient is how many of them may be of one client; default 50.
	BodiesOfClient int
	// BodyBytes is how many bytes they may come to together; default 64 MiB. A body
	// that does not announce its length counts with the longest that is taken.
	BodyBytes int64
	// Connections is how many connections may be open at once, where the server has the
	// listener of [Service.Bound]; default 4,000. Each takes a file descriptor.
	Connections int
	// ConnectionsOfClient is how many of them may be of one client that is no trusted
	// proxy; default 400, for an office behind one address.
	ConnectionsOfClient int
}

// Rate lets a client do something Burst times at once and then once per
// interval. The zero value stands for a default.
type Rate struct {
	Burst    int
	Interval time.Duration
}

func (r Rate) or(standard Rate) Rate {
	if r == (Rate{}) {
		return standard
	}
	return r
}

var (
	prefixForm  = regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)*$`)
	segmentForm = regexp.MustCompile(`^[a-z0-9-]+$`)
)

// withDefaults returns the configuration with its defaults filled in, or says
// what is wrong with it.
func (c Config) withDefaults() (Config, error) {
	switch {
	case c.Store == nil:
		return c, errors.New("intake: a service needs a store")
	case c.Provider != nil && c.BaseURL == "":
		return c, errors.New("intake: people who sign in elsewhere come back to the base URL, so that must be given")
	case !prefixForm.MatchString(c.Prefix):
		return c, errors.New(`intake: a prefix begins with a slash, has none at its end, and holds letters, digits, ".", "_", "~" and "-"`)
	}
	if err := errors.Join(checkInquiries(c.Inquiries, c.LinkKey, c.BaseURL), c.Kinds.check(), c.checkRetention(), c.Announcing.check()); err != nil {
		return c, err
	}
	for _, proxies := range c.TrustedProxies {
		if err := CheckProxies(proxies); err != nil {
			return c, fmt.Errorf("intake: trusted proxies %s: %w", proxies, err)
		}
	}
	for _, host := range c.EmbedHosts {
		if err := CheckOrigin(host); err != nil {
			return c, fmt.Errorf("intake: embed host %q: %w", host, err)
		}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Random == nil {
		c.Random = rand.Reader
	}
	if c.Observer == nil {
		c.Observer = unobserved{}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	err := c.Limits.fill()
	return c, err
}

// embedHosts are the sites that may show the forms of an inquiry.
func (c *Config) embedHosts(inquiry Inquiry) []string {
	if len(c.EmbedHosts) > 0 {
		return c.EmbedHosts
	}
	return inquiry.EmbedHosts()
}

// DefaultLimits are the limits of a service whose configuration has none.
func DefaultLimits() Limits {
	var l Limits
	if err := l.fill(); err != nil {
		panic(err.Error()) // the defaults are right
	}
	return l
}

func (l *Limits) fill() error {
	if l.Body == 0 {
		l.Body = 64 << 10
	}
	l.Posts = l.Posts.or(Rate{Burst: 60, Interval: 2 * time.Second})
	l.Changes = l.Changes.or(Rate{Burst: 60, Interval: time.Second})
	l.Logins = l.Logins.or(Rate{Burst: 10, Interval: 10 * time.Second})
	l.SenderOfClient = l.SenderOfClient.or(Rate{Burst: 20, Interval: time.Minute})
	l.Sender = l.Sender.or(Rate{Burst: 300, Interval: 20 * time.Second})
	l.Inquiry = l.Inquiry.or(Rate{Burst: 5000, Interval: 100 * time.Millisecond})
	l.Bodies, l.BodiesOfClient = cmp.Or(l.Bodies, 1000), cmp.Or(l.BodiesOfClient, 50)
	l.BodyBytes = cmp.Or(l.BodyBytes, 64<<20)
	l.Connections, l.ConnectionsOfClient = cmp.Or(l.Connections, 4000), cmp.Or(l.ConnectionsOfClient, 400)
	for _, r := range []Rate{l.Posts, l.Changes, l.Logins, l.SenderOfClient, l.Sender, l.Inquiry} {
		if r.Burst < 1 || r.Interval <= 0 {
			return errors.New("intake: a rate needs a burst of at least 1 and an interval above 0")
		}
	}
	if l.Body < 1 || l.Body > MaxDocument {
		return fmt.Errorf("intake: the limit of a body must be from 1 to %d bytes", MaxDocument)
	}
	if l.Connections < 1 || l.ConnectionsOfClient < 1 {
		return errors.New("intake: at least one connection must be allowed")
	}
	if least := formFactor * l.Body; l.BodyBytes < least || l.Bodies < 1 || l.BodiesOfClient < 1 {
		return fmt.Errorf("intake: at least one body of a form must be allowed under way, of %d bytes", least)
	}
	return nil
}

// CheckOrigin says what is wrong with a text as an origin as browsers write it,
// such as "https://www.example.fi".
func CheckOrigin(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Scheme+"://"+u.Host != text {
		return errors.New("write it as https://www.example.fi, without a path")
	}
	// A policy is one line of words and semicolons.
	if strings.ContainsAny(u.Host, " ;,*'\"") || strings.ToLower(u.Host) != u.Host {
		return errors.New("write the host in lower case and without wildcards")
	}
	return nil
}

// publicAddress splits the base URL into its origin and the path that links
// begin with.
func (c Config) publicAddress() (origin, path string, err error) {
	if c.BaseURL == "" {
		return "", c.Prefix, nil
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", "", errors.New("intake: write the base URL as https://www.example.fi/path")
	}
	origin = u.Scheme + "://" + u.Host
	if err := CheckOrigin(origin); err != nil {
		return "", "", fmt.Errorf("intake: base URL: %w", err)
	}
	path = strings.TrimRight(u.Path, "/")
	if !prefixForm.MatchString(path) {
		return "", "", errors.New(`intake: the path of the base URL holds letters, digits, ".", "_", "~" and "-"`)
	}
	return origin, path, nil
}
