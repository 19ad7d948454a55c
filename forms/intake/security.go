package intake

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"log/slog"
	"net/http"
	"strings"
	"sync"
)

// The security events of the log and of [Observer].
const (
	eventRateLimit      = string(AuditRateLimit)
	eventSenderLimit    = "sender-limit"  // too much comes in the name of one sender
	eventInquiryLimit   = "inquiry-limit" // too much comes to one inquiry
	eventBodyLimit      = "body-limit"    // too much is on its way at once
	eventLoginRefused   = string(AuditLoginRefused)
	eventForeignPost    = "foreign-post"    // another site sent it, with the organizer's cookie or without being listed
	eventSessionForged  = "session-forged"  // a session that the service has not opened, or has closed
	eventUntrustedProxy = "untrusted-proxy" // an address that no trusted proxy has is said to be a client's
)

// SecurityEvents are the names of all events that the log tells at the level of warnings,
// as "security", and of which an [Observer] is told.
func SecurityEvents() []string {
	return []string{
		eventRateLimit, eventSenderLimit, eventInquiryLimit, eventBodyLimit,
		eventLoginRefused, eventForeignPost, eventSessionForged, eventUntrustedProxy, eventConnectionLimit,
	}
}

// security notes a security event. The log has no address of a client: events of one
// client have the same alias, until the service is started again.
func (s *Service) security(r *http.Request, event string, attrs ...slog.Attr) {
	s.config.Observer.Refused(event)
	s.log(r, slog.LevelWarn, "security", append([]slog.Attr{
		slog.String("event", event), slog.String("route", r.Pattern), slog.String("client", s.aliases.of(requestOf(r.Context()).client.String())),
	}, attrs...)...)
}

// log writes a line about a request.
func (s *Service) log(r *http.Request, level slog.Level, message string, attrs ...slog.Attr) {
	s.config.Logger.LogAttrs(context.WithoutCancel(r.Context()), level, message, append(attrs, slog.String("request", RequestID(r.Context())))...)
}

// aliases stand for clients in the log. Without the key, which is kept nowhere, nobody
// can tell whose they are, not even by trying all addresses.
type aliases struct{ key []byte }

func newAliases() aliases { return aliases{[]byte(rand.Text())} }

// aliasLength is that of an alias: enough to tell a few thousand clients apart.
const aliasLength = 8

func (a aliases) of(client string) string {
	mac := hmac.New(sha256.New, a.key)
	mac.Write([]byte(client))
	return strings.ToLower(base32.StdEncoding.EncodeToString(mac.Sum(nil))[:aliasLength])
}

// forwardedHeaders are those by which proxies tell the address of the client.
var forwardedHeaders = []string{"X-Forwarded-For", "Forwarded"}

// proxyNotice says once that a proxy may stand before the service that is not trusted.
type proxyNotice struct{ once sync.Once }

// noticeProxy tells of a request that seems to come by a proxy which is not trusted: all
// of its clients would count as one. Anybody can send such a header, so it is told once
// and believed never.
func (s *Service) noticeProxy(r *http.Request) {
	for _, name := range forwardedHeaders {
		if len(r.Header.Values(name)) == 0 {
			continue
		}
		peer := parseAddress(r.RemoteAddr)
		if isProxy(peer, s.config.TrustedProxies) {
			return
		}
		s.proxies.once.Do(func() {
			from := "a public address"
			switch {
			case peer.IsLoopback():
				from = "this machine"
			case peer.IsPrivate(), peer.IsLinkLocalUnicast():
				from = "the local network"
			case !peer.IsValid():
				from = "an unknown address"
			}
			s.security(r, eventUntrustedProxy, slog.String("header", name), slog.String("from", from),
				slog.String("remedy", "if it is your proxy, name its network as a trusted proxy: until then all its clients share one allowance. Otherwise nothing needs to be done"))
		})
		return
	}
}
