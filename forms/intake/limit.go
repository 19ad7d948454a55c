package intake

import (
	"context"
	"log/slog"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"time"
)

const (
	// clients is how many clients the rate limits remember.
	clients = 20_000
	// senders is how many senders they remember: each municipality for a hundred inquiries.
	senders = 40_000
)

// limiters bound what one client, one sender and one inquiry may bring. They are in the
// memory of this process: of two instances each has its own.
type limiters struct {
	arrivals   *rateLimiter[netip.Prefix] // before a form is read: it may be a post or a change
	posts      *rateLimiter[netip.Prefix]
	changes    *rateLimiter[netip.Prefix]
	logins     *rateLimiter[netip.Prefix]
	perSender  *rateLimiter[senderAt] // of all clients
	perVoice   *rateLimiter[voice]    // of one
	perInquiry *rateLimiter[string]
	bodies     *bodies
}

// senderAt is an organization among those that answer an inquiry.
type senderAt struct{ inquiry, sender string }

// voice is a client that speaks for an organization.
type voice struct {
	senderAt
	client netip.Prefix
}

func newLimiters(l Limits) limiters {
	return limiters{
		arrivals:   newRateLimiter[netip.Prefix](arrivals(l.Posts, l.Changes), clients),
		posts:      newRateLimiter[netip.Prefix](l.Posts, clients),
		changes:    newRateLimiter[netip.Prefix](l.Changes, clients),
		logins:     newRateLimiter[netip.Prefix](l.Logins, clients),
		perSender:  newRateLimiter[senderAt](l.Sender, senders),
		perVoice:   newRateLimiter[voice](l.SenderOfClient, senders),
		perInquiry: newRateLimiter[string](l.Inquiry, clients),
		bodies:     newBodies(l),
	}
}

// arrivals is how often a form is read: twice as often as one may be sent or changed, so
// that whoever does that too often gets the page back with what was typed.
func arrivals(posts, changes Rate) Rate {
	perSecond := 2 * (1/posts.Interval.Seconds() + 1/changes.Interval.Seconds())
	return Rate{Burst: 2 * (posts.Burst + changes.Burst), Interval: max(1, time.Duration(float64(time.Second)/perSecond))}
}

// within counts a request of the client, whose body has not been read. If it is one too
// many, within has answered.
func (s *Service) within(limit *rateLimiter[netip.Prefix], w http.ResponseWriter, r *http.Request) bool {
	wait := s.take(limit, w, r)
	if wait {
		leaveUnread(w, r)
		s.fail(w, r, http.StatusTooManyRequests)
	}
	return !wait
}

// take counts a request of the client and reports whether it is one too many.
func (s *Service) take(limit *rateLimiter[netip.Prefix], w http.ResponseWriter, r *http.Request) (wait bool) {
	left := limit.take(requestOf(r.Context()).client, s.config.Now())
	if left <= 0 {
		return false
	}
	setRetryAfter(w, left)
	s.auditStranger(w, r, AuditRateLimit)
	return true
}

// crowded counts a document that is to be kept, and returns how long its sender should
// wait before anything is: too much has come in the same name, or to the same inquiry. Who has
// shown to be the sender does not wait for those who have not.
func (s *Service) crowded(ctx context.Context, k *taken, sender string, confirmed bool, at time.Time) (event string, wait time.Duration) {
	if sender != "" && !confirmed {
		of := senderAt{k.by.id(), sender}
		if wait := s.perVoice.take(voice{of, requestOf(ctx).client}, at); wait > 0 {
			return eventSenderLimit, wait
		}
		if wait := s.perSender.take(of, at); wait > 0 {
			return eventSenderLimit, wait
		}
	}
	return eventInquiryLimit, s.perInquiry.take(k.by.id(), at)
}

// noteCrowd tells of a document that was not kept because of the crowd.
func (s *Service) noteCrowd(w http.ResponseWriter, r *http.Request, rejected *rejection) {
	setRetryAfter(w, rejected.wait)
	s.security(r, rejected.event, slog.String("inquiry", r.PathValue("inquiry")))
	s.auditStranger(w, r, AuditRateLimit)
}

func setRetryAfter(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
}

// leaveUnread ends the connection of a request whose body nobody will read: net/http
// would read it to its end for the sake of the next request.
func leaveUnread(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength != 0 && r.ProtoMajor == 1 {
		w.Header().Set("Connection", "close")
	}
}
