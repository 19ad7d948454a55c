package post

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// smtpTimeout is how long connecting may take, with the login, and then each letter.
const smtpTimeout = 30 * time.Second

// smtpOptions are what tests change.
type smtpOptions struct {
	roots   *x509.CertPool
	timeout time.Duration
}

// smtpServer gives letters to a server. One connection serves all that are due.
type smtpServer struct {
	host    string
	timeout time.Duration
	tls     *tls.Config
	wrapped bool // TLS from the start
	options []gomail.Option

	conn   net.Conn
	client *gomail.Client
	// connecting is the context of a connection that is being made, which unwatch leaves:
	// that of the dialer ends as soon as there is a line.
	connecting context.Context
	unwatch    func() bool
}

func newSMTP(c *MailConfig) (transport, error) {
	u, err := url.Parse(c.To)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" {
		return nil, errors.New("post: write the mail server as smtp://user@host:587 or smtps://user@host:465, or folder:PATH")
	}
	if _, set := u.User.Password(); set {
		return nil, errors.New("post: the address of the mail server holds a password; give it in a file")
	}
	plain := u.Query().Get("tls") == "none"
	if u.RawQuery != "" && (u.RawQuery != "tls=none" || u.Scheme == "smtps") {
		return nil, errors.New("post: after the address of a mail server only ?tls=none can follow, and that of smtp://")
	}
	user := u.User.Username()
	switch {
	case plain && user != "":
		return nil, errors.New("post: without TLS no password is sent: leave the user out, or ?tls=none")
	case user != "" && c.Password == "":
		return nil, errors.New("post: the user of the mail server needs a password")
	}
	s := &smtpServer{host: u.Hostname(), timeout: c.options.timeout, wrapped: u.Scheme == "smtps"}
	if s.timeout == 0 {
		s.timeout = smtpTimeout
	}
	s.tls = &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12, RootCAs: c.options.roots}
	port, policy := 587, gomail.TLSMandatory
	switch {
	case s.wrapped:
		port = 465
	case plain:
		port, policy = 25, gomail.NoTLS
	}
	if given := u.Port(); given != "" {
		if port, err = strconv.Atoi(given); err != nil || port < 1 || port > 65535 {
			return nil, errors.New("post: the port of the mail server is a number from 1 to 65535")
		}
	}
	s.options = []gomail.Option{
		gomail.WithPort(port), gomail.WithTimeout(s.timeout), gomail.WithTLSPolicy(policy),
		gomail.WithTLSConfig(s.tls), gomail.WithDialContextFunc(s.dial),
	}
	if s.wrapped {
		s.options = append(s.options, gomail.WithSSL())
	}
	if user != "" {
		s.options = append(s.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(user), gomail.WithPassword(c.Password))
	}
	if _, err := gomail.NewClient(s.host, s.options...); err != nil {
		return nil, errors.New("post: the mail server cannot be used as it is written")
	}
	return s, nil
}

// slowest is that of connecting twice and sending twice, as after a connection was lost.
func (s *smtpServer) slowest() time.Duration { return 4 * s.timeout }

// dial remembers the connection, which the library leaves open when a login fails.
func (s *smtpServer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := &net.Dialer{Timeout: s.timeout}
	var conn net.Conn
	var err error
	if s.wrapped {
		conn, err = (&tls.Dialer{NetDialer: dialer, Config: s.tls}).DialContext(ctx, network, address)
	} else {
		conn, err = dialer.DialContext(ctx, network, address)
	}
	if err == nil {
		s.conn = conn
		s.unwatch = context.AfterFunc(s.connecting, func() { _ = conn.Close() })
	}
	return conn, err
}

// give sends a letter. A connection that was lost since the last one is made anew.
func (s *smtpServer) give(ctx context.Context, _ string, m *gomail.Msg) outcome {
	for again := s.client != nil; ; again = false {
		if o, ok := s.connect(ctx); !ok {
			return o
		}
		conn := s.conn
		stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
		err := s.client.Send(m)
		stop()
		o, lost := sendOutcome(m, err)
		if lost {
			s.drop()
		}
		var failed *gomail.SendError
		if again && errors.As(err, &failed) && failed.Reason == gomail.ErrConnCheck {
			continue
		}
		return o
	}
}

// connect has a connection, or says why there is none.
func (s *smtpServer) connect(ctx context.Context) (o outcome, ok bool) {
	if s.client != nil {
		return outcome{}, true
	}
	s.conn, s.connecting, s.unwatch = nil, ctx, func() bool { return true }
	client, err := gomail.NewClient(s.host, s.options...)
	if err == nil {
		err = client.DialWithContext(ctx)
	}
	s.unwatch()
	if err == nil {
		s.client = client
		return outcome{}, true
	}
	o = outcome{verdict: hold, failure: dialFailure(err)}
	if s.conn != nil {
		_ = s.conn.Close() // it is of no use
		s.conn = nil
	}
	return o, false
}

// dialFailure is the class of what went wrong before any letter was named.
func dialFailure(err error) string {
	var (
		certificate *tls.CertificateVerificationError
		record      tls.RecordHeaderError
		alert       tls.AlertError
	)
	switch text := err.Error(); {
	case errors.As(err, &certificate), errors.As(err, &record), errors.As(err, &alert), strings.Contains(text, "STARTTLS"):
		return failInsecure
	case strings.Contains(text, "AUTH"), strings.Contains(text, "auth"):
		return failLogin
	default:
		return failUnreachable
	}
}

// sendOutcome is what became of a letter, and whether the connection is of no use any
// more.
func sendOutcome(m *gomail.Msg, err error) (o outcome, lost bool) {
	if err == nil || m.IsDelivered() {
		return outcome{arrived: true}, err != nil
	}
	var failed *gomail.SendError
	if !errors.As(err, &failed) {
		return outcome{verdict: hold, failure: failUnreachable}, true
	}
	code := failed.ErrorCode()
	o = outcome{verdict: later, failure: failBusy, code: code}
	switch {
	case failed.Reason == gomail.ErrConnCheck:
		return outcome{verdict: hold, failure: failUnreachable, code: code}, true
	case code == 421, code == 530, failed.Reason == gomail.ErrSMTPMailFrom && code != 0:
		o.verdict, o.failure = hold, failServer
		return o, true
	case code == 0:
		// At the end of the letter nobody knows whether the server has taken it.
		o.failure, o.cut, o.arrived = failCut, true, failed.Reason == gomail.ErrSMTPDataClose
		return o, true
	case code < 500:
		return o, false
	case failed.Reason == gomail.ErrSMTPRcptTo:
		o.verdict, o.failure = refuse, failAddress
	default:
		o.verdict, o.failure = refuse, failMessage
	}
	return o, false
}

// rest ends the connection.
func (s *smtpServer) rest() {
	if s.client == nil {
		return
	}
	_ = s.conn.SetDeadline(time.Now().Add(2 * time.Second)) // for the farewell
	_ = s.client.Close()
	s.drop()
}

func (s *smtpServer) drop() {
	if s.conn != nil {
		_ = s.conn.Close()
	}
	s.conn, s.client = nil, nil
}
