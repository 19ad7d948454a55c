package intake

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"
)

// heldBack is how much of a file is made before its first byte is sent. Most files are
// shorter: of those an error is a status, and their length is known.
const heldBack = 1 << 20

// stream answers 200 with a file that write makes, however long it is, and holds at most a
// part of it in memory.
//
// What arrives is complete, or the client knows that it is not. An error before the first
// byte is sent comes back, and nothing has been answered. After that the connection breaks
// off in the middle of a chunk, which is an error to every client of HTTP/1.1 and later; so
// a client of HTTP/1.0, to which the end of the connection is that of the file, gets the
// whole file in one piece.
//
// The caller sets the headers of the file in name. They are not there if it fails.
func (s *Service) stream(w http.ResponseWriter, r *http.Request, kind string, headers func(http.Header), write func(io.Writer) error) error {
	f := &streamed{service: s, r: r, kind: kind, headers: headers, client: client{w: w, control: http.NewResponseController(w)}}
	defer f.release()
	err := write(f)
	if f.sent == nil {
		if err == nil {
			headers(w.Header())
			s.write(w, r, http.StatusOK, kind, f.held.Bytes())
		}
		return err
	}
	if err == nil && f.packer != nil {
		err = f.packer.Close()
	}
	if err != nil {
		if f.client.gone == nil && r.Context().Err() == nil {
			s.logFault(r, err)
		}
		panic(http.ErrAbortHandler) // the answer has begun, and must not seem whole
	}
	return nil
}

// client is where a file goes. It may be slow, as long as it goes on reading.
type client struct {
	w       http.ResponseWriter
	control *http.ResponseController
	gone    error // why nothing can be sent any more
}

// readerPatience is how long a client may take to read a part of a file.
const readerPatience = 60 * time.Second

// Write implements [io.Writer].
func (c *client) Write(p []byte) (n int, err error) {
	if err = c.control.SetWriteDeadline(time.Now().Add(readerPatience)); err == nil || errors.Is(err, http.ErrNotSupported) {
		n, err = c.w.Write(p)
	}
	if err != nil {
		c.gone = err
	}
	return n, err
}

// streamed is a file on its way.
type streamed struct {
	service *Service
	client  client
	r       *http.Request
	kind    string
	headers func(http.Header)
	held    bytes.Buffer
	sent    io.Writer // what comes after the held part goes there; nil before
	packer  packer    // nil if the client takes no compression
	pool    *sync.Pool
}

// Write implements [io.Writer]. It fails when the client has gone away.
func (f *streamed) Write(p []byte) (int, error) {
	if f.sent != nil {
		return f.sent.Write(p)
	}
	f.held.Write(p)
	if f.held.Len() < heldBack || !f.r.ProtoAtLeast(1, 1) {
		return len(p), nil
	}
	f.begin()
	_, err := f.sent.Write(f.held.Bytes())
	f.held = bytes.Buffer{}
	return len(p), err
}

// begin sends the header.
func (f *streamed) begin() {
	h := f.client.w.Header()
	f.headers(h)
	h.Set("Content-Type", f.kind)
	h.Add("Vary", "Accept-Encoding")
	coding := acceptedEncoding(f.r.Header, "br", "gzip")
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	f.client.w.WriteHeader(http.StatusOK)
	switch {
	case f.r.Method == http.MethodHead:
		f.sent = io.Discard
	case coding == "":
		f.sent = &f.client
	default:
		f.pool = f.service.packers[coding]
		f.packer = f.pool.Get().(packer)
		f.packer.Reset(&f.client)
		f.sent = f.packer
	}
}

// release gives back what packs, whatever has become of the file.
func (f *streamed) release() {
	if f.packer != nil {
		f.packer.Reset(nil) // holds no response while it waits
		f.pool.Put(f.packer)
	}
}
