package main

import (
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
)

// address is that of the service as browsers see it, without a slash at its end.
func (f *serveFlags) address(listening net.Addr) string {
	if f.baseURL != "" {
		return strings.TrimRight(f.baseURL, "/")
	}
	host := listening.String()
	if tcp, ok := listening.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		host = fmt.Sprintf("localhost:%d", tcp.Port)
	}
	scheme := "http://"
	if f.cert != "" {
		scheme = "https://"
	}
	return scheme + host + f.prefix
}

// announce prints where everything is, and the organizer's token if it is new. Metrics
// have an address of their own, or none.
func (a *app) announce(address string, inquiries []intake.Inquiry, metrics, token string) error {
	var b strings.Builder
	for _, inquiry := range inquiries {
		a.announceInquiry(&b, address, inquiry)
	}
	fmt.Fprintf(&b, "organizer   %s/admin\n", address)
	if metrics != "" {
		fmt.Fprintf(&b, "metrics     %s\n", metrics)
	}
	if token != "" {
		fmt.Fprintf(&b, "token       %s\n", token)
		a.notice("the token is the sign-in code of the organizer's pages; keep it: it is not shown again (--new-token makes another one)")
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// announceInquiry prints where the forms of an inquiry are, and what is to be known
// of it.
func (a *app) announceInquiry(b *strings.Builder, address string, inquiry intake.Inquiry) {
	id, languages := inquiry.ID(), forms.Languages(inquiry.Languages())
	if len(languages) < len(inquiry.Languages()) {
		a.notice("%s has a form in %s only: there are no texts in its other languages", id, strings.Join(languages, ", "))
	}
	for _, language := range languages {
		fmt.Fprintf(b, "form (%s)   %s/%s/%s\n", language, address, id, language)
	}
	switch inquiry.Window().Status(a.now()) {
	case hyte.StatusNotOpen:
		a.notice("%s is not open yet: its form takes no answers", id)
	case hyte.StatusLate:
		a.notice("the deadline of %s is over: answers are marked late", id)
	case hyte.StatusClosed:
		a.notice("the deadline of %s is over: its form takes no answers", id)
	}
}
