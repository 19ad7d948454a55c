package post

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"net/mail"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// mailServer is a mail server in this process, with the faults that a test gives it.
type mailServer struct {
	t       *testing.T
	address string
	roots   *x509.CertPool

	connections atomic.Int64

	mu       sync.Mutex
	mails    []received
	rcpt     func(to string) error   // what it says to a recipient
	data     func(r io.Reader) error // what it does with a letter
	cut      string                  // where the next connection is lost: "middle" of a letter, or at its "end"
	from     func() error
	server   *smtp.Server
	listener net.Listener
}

// received is a mail as it came.
type received struct {
	from, to string
	raw      string
	*mail.Message
}

// serverOptions say how a server is reached.
type serverOptions struct {
	wrapped, plain bool
	host           string // in its certificate; empty: 127.0.0.1
	user           bool   // asks for a login
}

const (
	mailUser     = "hyte"
	mailPassword = "a password of tests"
)

func newServer(t *testing.T, o serverOptions) *mailServer {
	t.Helper()
	s := &mailServer{t: t}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	listener = counting{listener, s}
	config := s.certificate(o.host)
	if o.wrapped {
		listener = tls.NewListener(listener, config)
	}
	s.start(listener, o, config)
	t.Cleanup(func() { _ = s.server.Close() })
	return s
}

func (s *mailServer) start(listener net.Listener, o serverOptions, config *tls.Config) {
	s.listener = listener
	s.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		session := &session{of: s, conn: c.Conn()}
		if o.user {
			return &loginSession{session}, nil
		}
		return session, nil
	}))
	s.server.Domain = "mail.example.fi"
	s.server.ErrorLog = discard{}
	s.server.AllowInsecureAuth = o.plain
	if !o.plain && !o.wrapped {
		s.server.TLSConfig = config
	}
	go func() { _ = s.server.Serve(listener) }()
}

// counting counts connections, and gives them what the server does to them.
type counting struct {
	net.Listener
	of *mailServer
}

func (c counting) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	c.of.connections.Add(1)
	return conn, err
}

type discard struct{}

func (discard) Printf(string, ...any) {}
func (discard) Println(...any)        {}

// certificate is a new one, of a root that only the test trusts.
func (s *mailServer) certificate(host string) *tls.Config {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	if host == "" {
		template.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	} else {
		template.DNSNames = []string{host}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		s.t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		s.t.Fatal(err)
	}
	s.roots = x509.NewCertPool()
	s.roots.AddCert(parsed)
	return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}

// got are the mails that it has taken.
func (s *mailServer) got() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]received(nil), s.mails...)
}

// to are those to an address.
func (s *mailServer) to(address string) (found []received) {
	for _, m := range s.got() {
		if m.to == address {
			found = append(found, m)
		}
	}
	return found
}

func (s *mailServer) set(change func(*mailServer)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s)
}

// session is one connection.
type session struct {
	of       *mailServer
	conn     net.Conn
	from, to string
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.from = from
	if s.of.from != nil {
		return s.of.from()
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.to = to
	if s.of.rcpt != nil {
		return s.of.rcpt(to)
	}
	return nil
}

func (s *session) Data(r io.Reader) error {
	s.of.mu.Lock()
	data, cut := s.of.data, s.of.cut
	s.of.cut = ""
	s.of.mu.Unlock()
	if cut == "middle" {
		if _, err := io.ReadFull(r, make([]byte, 200)); err != nil {
			return err
		}
		return s.conn.Close()
	}
	if data != nil {
		if err := data(r); err != nil {
			return err
		}
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := mail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		return err
	}
	s.of.mu.Lock()
	defer s.of.mu.Unlock()
	s.of.mails = append(s.of.mails, received{s.from, s.to, string(raw), m})
	if cut == "end" {
		return s.conn.Close()
	}
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// loginSession asks for a login.
type loginSession struct{ *session }

func (loginSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (l loginSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != mailUser || password != mailPassword {
			return errors.New("no")
		}
		return nil
	}), nil
}
