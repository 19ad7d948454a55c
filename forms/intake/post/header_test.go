package post

import (
	"net/mail"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// strange are addresses of persons that say more than an address elsewhere.
var strange = []string{
	"victim?bcc=spy@example.fi", "a?subject=x&body=y@example.fi", "a&bcc=v%40x@example.fi", "a%0d%0abcc:x@example.fi",
	`"a b"@example.fi`, "a@example.fi\r\nBcc: spy@example.fi", "a@example.fi, spy@example.fi", "a@example.fi> SIZE=1",
	"a@example.fi\x00", "\"a\r\nBcc: x\"@example.fi", "a@[127.0.0.1]", "a@exa mple.fi", "<a@example.fi> NOTIFY=NEVER", "a@xn--\u202e.fi",
}

// TestAddressesWriteNoHeaders: what is an address is one recipient, and everything else
// is none.
func TestAddressesWriteNoHeaders(t *testing.T) {
	for _, text := range strange {
		address, ok := mailAddress(text)
		if !ok {
			continue
		}
		if strings.ContainsAny(address, " \t\r\n<>,;\"\x00") || strings.Count(address, "@") != 1 {
			t.Errorf("%q is taken for the address %q", text, address)
		}
		parsed, err := mail.ParseAddress((&mail.Address{Address: address}).String())
		if err != nil || parsed.Address != address {
			t.Errorf("%q in a header is %v, error %v", address, parsed, err)
		}
	}
	for text, want := range map[string]string{
		"Aino <Aino@Example.FI>": "Aino@example.fi", "a@hämeenlinna.fi": "a@xn--hmeenlinna-q5a.fi", " a@example.fi ": "a@example.fi",
	} {
		if got, ok := mailAddress(text); !ok || got != want {
			t.Errorf("%q is %q, %t; want %q", text, got, ok, want)
		}
	}
}

// TestSentHeaders: what people type, and what the organizer writes, does not add a header
// or a recipient to a mail.
func TestSentHeaders(t *testing.T) {
	injected := "x\r\nBcc: spy@example.fi\r\n\r\nHello"
	for _, address := range []string{"victim?bcc=spy@example.fi", "a&bcc=v%40x@example.fi", "a%0d%0abcc:x@example.fi"} {
		t.Run(address, func(t *testing.T) {
			w := newWorld(t, serverOptions{}, func(c *hyte.Call) {
				c.Title = hyte.Text{"fi": "Otsikko " + strings.Repeat("pitkä äöå ", 25), "sv": "Rubrik", "en": "Title"}
			})
			worker := w.worker()
			_, right := mailAddress(address)
			if !right { // the rules do not let it in either
				return
			}
			w.send(firstkind.Sender, func(n *firstkind.Answer) {
				n.Submitter.Email = address
				n.Representatives[0].Person.GivenName = "Bcc: spy@example.fi"
			})
			w.round(worker)
			for _, m := range w.server.got() {
				if m.Header.Get("Bcc") != "" || m.Header.Get("Cc") != "" || len(m.Header["To"]) != 1 {
					t.Errorf("headers %v", m.Header)
				}
				for line := range strings.Lines(strings.SplitN(m.raw, "\r\n\r\n", 2)[0]) {
					if len(line) > 200 {
						t.Errorf("a header line of %d bytes", len(line))
					}
				}
			}
			if got := w.server.to(address); len(got) != 1 {
				t.Errorf("%d receipts for %q", len(got), address)
			}
		})
	}
	if got := line(injected); strings.ContainsAny(got, "\r\n") {
		t.Errorf("a line %q", got)
	}
	if got := line("a\u202eb\u2066c\x00d\u0085e\u2028f"); got != "a b c d e f" {
		t.Errorf("a line %q", got)
	}
}

func TestMailConfig(t *testing.T) {
	right := MailConfig{To: "smtp://mail.example.fi", From: "Lomakkeet <lomakkeet@example.fi>"}
	for name, change := range map[string]func(*MailConfig){
		"sender":            func(c *MailConfig) { c.From = "lomakkeet" },
		"sender of two":     func(c *MailConfig) { c.From = "a@example.fi, b@example.fi" },
		"scheme":            func(c *MailConfig) { c.To = "http://mail.example.fi" },
		"no host":           func(c *MailConfig) { c.To = "smtp://" },
		"path":              func(c *MailConfig) { c.To = "smtp://mail.example.fi/x" },
		"password there":    func(c *MailConfig) { c.To = "smtp://hyte:secret@mail.example.fi" },
		"no password":       func(c *MailConfig) { c.To = "smtp://hyte@mail.example.fi" },
		"login without TLS": func(c *MailConfig) { c.To, c.Password = "smtp://hyte@mail.example.fi?tls=none", "secret" },
		"smtps without TLS": func(c *MailConfig) { c.To = "smtps://mail.example.fi?tls=none" },
		"another parameter": func(c *MailConfig) { c.To = "smtp://mail.example.fi?tls=maybe" },
		"port":              func(c *MailConfig) { c.To = "smtp://mail.example.fi:99999" },
		"folder":            func(c *MailConfig) { c.To = "folder:" },
		"limit":             func(c *MailConfig) { c.Limits.Address = -1 },
	} {
		c := right
		change(&c)
		_, err := NewMail(c)
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := NewMail(right); err != nil {
		t.Error(err)
	}
}

// FuzzMailAddress: whatever is taken for an address is one in a header and one for a
// server, and stays what it is.
func FuzzMailAddress(f *testing.F) {
	for _, text := range strange {
		f.Add(text)
	}
	f.Add("Aino <aino@hämeenlinna.fi>")
	f.Fuzz(func(t *testing.T, text string) {
		address, ok := mailAddress(text)
		if !ok {
			return
		}
		if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`<>()[],;:\"`, r) }) {
			t.Errorf("%q is taken for the address %q", text, address)
		}
		parsed, err := mail.ParseAddress((&mail.Address{Address: address}).String())
		if err != nil || parsed.Address != address {
			t.Errorf("%q in a header is %v, error %v", address, parsed, err)
		}
		if again, ok := mailAddress(address); !ok || again != address {
			t.Errorf("%q is %q the second time, %t", address, again, ok)
		}
	})
}
