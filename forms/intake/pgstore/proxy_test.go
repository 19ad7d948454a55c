//go:build unix

package pgstore_test

import (
	"bytes"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A cut is how a proxy ends a connection on which a text is sent.
type cut int

const (
	never cut = iota
	// beforeServer: the text does not reach the server.
	beforeServer
	// atOnce: it has reached the server, which goes on with it and finds nobody to answer.
	atOnce
	// beforeAnswer: the server has committed and answered, and the answer gets lost.
	beforeAnswer
)

// proxy stands between a store and the server.
type proxy struct {
	listener     net.Listener
	keepsCancels atomic.Bool // requests to end what a lost connection has begun do not arrive

	mu   sync.Mutex
	text string // that of documents, unless another one is set
	next []cut  // what becomes of the next messages with the text
	cuts int    // how many connections were cut
	left int    // bytes of answers until the connection is cut; 0: any number
}

// newProxy returns a proxy and the address at which a store finds a database through it.
func newProxy(t *testing.T, database string) (p *proxy, address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p = &proxy{listener: listener, text: "Aino Esimerkki"}
	var connections sync.WaitGroup
	connections.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			connections.Go(func() { p.pass(client) })
		}
	})
	t.Cleanup(func() {
		listener.Close()
		connections.Wait()
	})
	u := url.URL{Scheme: "postgres", User: url.User("hyte"), Host: listener.Addr().String(), Path: database, RawQuery: "sslmode=disable"}
	return p, u.String()
}

// cutNext says what becomes of the next documents, one after the other.
func (p *proxy) cutNext(cuts ...cut) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = cuts
}

// cutAt does the same for messages with a text.
func (p *proxy) cutAt(text string, cuts ...cut) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text, p.next = text, cuts
}

// cutAfter cuts the next connection that has answered so many bytes from now on.
func (p *proxy) cutAfter(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left = n
}

func (p *proxy) made() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cuts
}

// decide tells what becomes of a piece that a client sends.
func (p *proxy) decide(piece []byte) cut {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.next) == 0 || !bytes.Contains(piece, []byte(p.text)) {
		return never
	}
	decided := p.next[0]
	p.next = p.next[1:]
	if decided != never {
		p.cuts++
	}
	return decided
}

// over reports whether an answer is one too long.
func (p *proxy) over(piece []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left == 0 {
		return false
	}
	if p.left -= len(piece); p.left > 0 {
		return false
	}
	p.left = 0
	p.cuts++
	return true
}

// cancelRequest begins the message by which a client that has lost its connection asks the
// server to end its work.
var cancelRequest = []byte("\x00\x00\x00\x10\x04\xd2\x16\x2e")

// lastAnswer is how long the answer of a server may take whose client was cut off.
const lastAnswer = 5 * time.Second

func (p *proxy) pass(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("unix", server.Socket())
	if err != nil {
		return
	}
	swallow := make(chan struct{}) // closed: the next answer gets lost
	var answers sync.WaitGroup
	answers.Go(func() { p.passAnswers(client, server, swallow) })
	defer answers.Wait()
	// An answer may have passed just before the client was cut off; then no other comes.
	defer func() { _ = server.SetReadDeadline(time.Now().Add(lastAnswer)) }()
	buffer := make([]byte, 1<<16)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			server.Close()
			return
		}
		decided := p.decide(buffer[:n])
		if p.keepsCancels.Load() && bytes.HasPrefix(buffer[:n], cancelRequest) {
			decided = beforeServer
		}
		switch decided {
		case beforeServer:
			server.Close()
			return
		case atOnce:
			_, _ = server.Write(buffer[:n])
			client.Close()
			return // passAnswers closes the server's end after the answer
		case beforeAnswer:
			close(swallow)
		}
		if _, err := server.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// complete reports whether an answer ends with the message that tells that the server is
// ready: what was to be committed is.
func complete(answer []byte) bool {
	const ready = "Z\x00\x00\x00\x05" // and the state of the transaction
	return len(answer) > len(ready) && string(answer[len(answer)-1-len(ready):len(answer)-1]) == ready
}

func (p *proxy) passAnswers(client, server net.Conn, swallow chan struct{}) {
	defer server.Close()
	defer client.Close()
	buffer := make([]byte, 1<<16)
	for {
		n, err := server.Read(buffer)
		if err != nil {
			return
		}
		lost := false
		select {
		case <-swallow:
			lost = true
		default:
			if p.over(buffer[:n]) {
				return
			}
			_, err := client.Write(buffer[:n])
			lost = err != nil
		}
		for lost { // until the server has done its work
			if complete(buffer[:n]) {
				return
			}
			if n, err = server.Read(buffer); err != nil {
				return
			}
		}
	}
}
