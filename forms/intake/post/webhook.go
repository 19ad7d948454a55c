package post

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// WebhookChannel is the name of the channel of events.
const WebhookChannel = "webhook"

// EventType is the type of the events: a record was added.
const EventType = "org.hytekit.record.added"

// WebhookConfig says where events go. URL and Secret are needed.
type WebhookConfig struct {
	// URL takes events by POST, as JSON of CloudEvents 1.0. It begins with https://, or with
	// http:// if it may be inside the network.
	URL string
	// Secret signs each request, as https://www.standardwebhooks.com says: "whsec_" and 24
	// to 64 bytes in base64.
	Secret string
	// Source is the address of the service, which events tell.
	Source string
	// Documents puts into an event what was sent. Without it, an event tells only that
	// something came.
	Documents bool
	// Inside allows addresses inside the network, such as 10.0.0.1 and 127.0.0.1.
	Inside bool
}

// Webhook is the channel of events. Make one with [NewWebhook].
type Webhook struct {
	config WebhookConfig
	key    []byte
	client *http.Client
}

// webhookTimeout is how long one event may take, answer and all.
const webhookTimeout = 20 * time.Second

// NewWebhook makes the channel. The error says what is wrong with the configuration.
func NewWebhook(c WebhookConfig) (*Webhook, error) {
	u, err := url.Parse(c.URL)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http":
		return nil, errors.New("post: write the webhook as https://host/path, without a user")
	case u.Scheme == "http" && !c.Inside:
		return nil, errors.New("post: a webhook outside of the network begins with https://")
	}
	text, prefixed := strings.CutPrefix(strings.TrimSpace(c.Secret), "whsec_")
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil || !prefixed || len(key) < 24 || len(key) > 64 {
		return nil, errors.New(`post: the secret of a webhook is "whsec_" and 24 to 64 bytes in base64`)
	}
	dialer := &net.Dialer{Timeout: webhookTimeout}
	if !c.Inside {
		dialer.Control = onlyPublic
	}
	return &Webhook{config: c, key: key, client: &http.Client{
		Timeout: webhookTimeout,
		Transport: &http.Transport{ // no proxy: one could reach what the dialer must not
			DialContext: dialer.DialContext, TLSHandshakeTimeout: webhookTimeout, ResponseHeaderTimeout: webhookTimeout,
			MaxResponseHeaderBytes: 16 << 10, IdleConnTimeout: time.Minute, MaxConnsPerHost: 1, ForceAttemptHTTP2: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

func (h *Webhook) name() string           { return WebhookChannel }
func (h *Webhook) slowest() time.Duration { return webhookTimeout }
func (h *Webhook) rest()                  { h.client.CloseIdleConnections() }

// recipients is the one receiver, which gets all records in their order.
func (h *Webhook) recipients(*intake.Arrival) []intake.Delivery {
	return []intake.Delivery{{Recipient: "event", Ordered: true}}
}

// event is a record as a CloudEvent in structured mode.
type event struct {
	SpecVersion     string    `json:"specversion"`
	ID              string    `json:"id"`
	Source          string    `json:"source"`
	Type            string    `json:"type"`
	Subject         string    `json:"subject"`
	Time            time.Time `json:"time"`
	DataContentType string    `json:"datacontenttype"`
	Data            eventData `json:"data"`
}

type eventData struct {
	ID         string    `json:"id"`
	Inquiry    string    `json:"inquiry"`
	Kind       string    `json:"kind"`
	Sender     string    `json:"sender,omitempty"`
	Sequence   int64     `json:"sequence"`
	ReceivedAt time.Time `json:"receivedAt"`
	// Entered says that the organizer has decided or entered it.
	Entered bool `json:"entered,omitempty"`
	// Unconfirmed says that it does not count until a later event confirms it.
	Unconfirmed bool            `json:"unconfirmed,omitempty"`
	Document    json.RawMessage `json:"document,omitempty"`
}

func (h *Webhook) event(a *intake.Arrival, d intake.Delivery) ([]byte, error) {
	r := a.Event
	e := event{
		SpecVersion: "1.0", ID: messageID(d), Source: h.config.Source, Type: EventType, Subject: r.Inquiry + "/" + r.ID,
		Time: r.ReceivedAt, DataContentType: "application/json",
		Data: eventData{ID: r.ID, Inquiry: r.Inquiry, Kind: r.Kind, Sender: r.Sender, Sequence: r.Sequence, ReceivedAt: r.ReceivedAt, Entered: r.Entered(), Unconfirmed: a.Receipt.Unconfirmed},
	}
	if e.Source == "" {
		e.Source = "/"
	}
	if h.config.Documents {
		e.Data.Document = constraint.WithoutMark(r.Document)
	}
	return json.Marshal(e)
}

// deliver posts an event.
func (h *Webhook) deliver(ctx context.Context, w *Worker, a *intake.Arrival, d intake.Delivery) outcome {
	body, err := h.event(a, d)
	if err != nil {
		return outcome{verdict: refuse, failure: failInside}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.config.URL, bytes.NewReader(body))
	if err != nil {
		return outcome{verdict: hold, failure: failInside}
	}
	id, at := "msg_"+messageID(d), strconv.FormatInt(w.now().Unix(), 10)
	request.Header.Set("Content-Type", "application/cloudevents+json; charset=utf-8")
	request.Header.Set("User-Agent", "hytekit")
	request.Header["webhook-id"] = []string{id}
	request.Header["webhook-timestamp"] = []string{at}
	request.Header["webhook-signature"] = []string{"v1," + h.sign(id, at, body)}
	response, err := h.client.Do(request)
	if err != nil {
		return outcome{verdict: hold, failure: connectFailure(err)}
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10)) // so that the connection serves the next one
	_ = response.Body.Close()
	return answered(response)
}

// sign is the signature of a request, as https://www.standardwebhooks.com says.
func (h *Webhook) sign(id, at string, body []byte) string {
	mac := hmac.New(sha256.New, h.key)
	mac.Write([]byte(id + "." + at + "."))
	mac.Write(body)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func connectFailure(err error) string {
	switch {
	case errors.Is(err, errInside):
		return failServer
	case dialFailure(err) == failInsecure:
		return failInsecure
	default:
		return failUnreachable
	}
}

// answered is what became of an event by the status of its answer. What is wrong with an
// event alone is refused; everything else, such as a receiver that has moved, holds all.
func answered(r *http.Response) outcome {
	o := outcome{code: r.StatusCode}
	switch status := r.StatusCode; {
	case status >= 200 && status < 300:
		o.arrived = true
		return o
	case status == http.StatusBadRequest, status == http.StatusRequestEntityTooLarge, status == http.StatusUnsupportedMediaType, status == http.StatusUnprocessableEntity:
		o.verdict, o.failure = refuse, failMessage
		return o
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		o.failure = failLogin
	case status == http.StatusTooManyRequests, status >= 500:
		o.failure = failBusy
	default:
		o.failure = failServer
	}
	o.verdict = hold
	if seconds, err := strconv.Atoi(r.Header.Get("Retry-After")); err == nil && seconds > 0 {
		o.wait = min(time.Duration(seconds)*time.Second, longestWait)
	}
	return o
}
