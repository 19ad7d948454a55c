package intake

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"github.com/hytekit/hytekit/forms/view"
)

// response notes what was answered, for the log.
type response struct {
	http.ResponseWriter
	status  int
	receipt string // id of the receipt that was given, or those of a letter
	after   func() // nil, or what comes once it is answered
}

// whenAnswered does something once the request is answered, whatever the answer.
func (w *response) whenAnswered(do func()) {
	if before := w.after; before != nil {
		next := do
		do = func() { before(); next() }
	}
	w.after = do
}

// WriteHeader implements [http.ResponseWriter].
func (w *response) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements [http.ResponseWriter].
func (w *response) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap is for [http.ResponseController].
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// noteReceipt remembers the id of the receipt that is given, for the log.
func noteReceipt(w http.ResponseWriter, id string) {
	if noted, ok := w.(*response); ok {
		noted.receipt = id
	}
}

// smallest is the length in bytes from which an answer is compressed: below,
// it fits in one packet as it is.
const smallest = 1200

// packer compresses one answer after another.
type packer interface {
	io.WriteCloser
	Reset(w io.Writer)
}

// newPackers makes the pools of what compresses answers, by content coding.
// Answers are small and made anew for each request: these levels cost less
// time than they save on any line.
func newPackers() map[string]*sync.Pool {
	return map[string]*sync.Pool{
		"br": {New: func() any {
			return brotli.NewWriterOptions(nil, brotli.WriterOptions{Quality: 5, LGWin: 18})
		}},
		"gzip": {New: func() any { return gzip.NewWriter(nil) }},
	}
}

// write answers with a body, compressed if the client takes that.
func (s *Service) write(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	coding := ""
	if len(body) >= smallest {
		h.Add("Vary", "Accept-Encoding")
		coding = acceptedEncoding(r.Header, "br", "gzip")
	}
	if coding == "" {
		h.Set("Content-Length", strconv.Itoa(len(body)))
	} else {
		h.Set("Content-Encoding", coding)
	}
	w.WriteHeader(status)
	switch { // errors are those of a client that has gone away
	case r.Method == http.MethodHead:
	case coding == "":
		_, _ = w.Write(body)
	default:
		p := s.packers[coding].Get().(packer)
		p.Reset(w)
		_, _ = p.Write(body)
		_ = p.Close()
		p.Reset(nil) // holds no response while it waits
		s.packers[coding].Put(p)
	}
}

// writeCached answers 200 with a body that browsers may keep, or 304 if the
// client has it already.
func (s *Service) writeCached(w http.ResponseWriter, r *http.Request, kind, caching string, body []byte) {
	if !notModified(w, r, caching, body) {
		s.write(w, r, http.StatusOK, kind, body)
	}
}

// writePacked is writeCached for a body that is packed already.
func (s *Service) writePacked(w http.ResponseWriter, r *http.Request, kind, caching string, packed map[string][]byte) {
	if notModified(w, r, caching, packed[""]) {
		return
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Add("Vary", "Accept-Encoding")
	coding := acceptedEncoding(r.Header, "br", "gzip")
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	h.Set("Content-Length", strconv.Itoa(len(packed[coding])))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(packed[coding]) // a client that has gone away misses nothing else
	}
}

// notModified sets how a body may be kept, and answers 304 if the client has it
// already.
func notModified(w http.ResponseWriter, r *http.Request, caching string, body []byte) bool {
	h := w.Header()
	sum := sha256.Sum256(body)
	// Weak, because the same body comes in several content codings.
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h.Set("ETag", tag)
	h.Set("Cache-Control", caching)
	if !hasTag(r.Header, tag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// hasTag compares If-None-Match weakly (RFC 9110 section 13.1.2).
func hasTag(h http.Header, tag string) bool {
	for _, value := range h.Values("If-None-Match") {
		for item := range strings.SplitSeq(value, ",") {
			item = strings.TrimSpace(item)
			if item == "*" || strings.TrimPrefix(item, "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}

// writeJSON answers with a document that nobody keeps.
func (s *Service) writeJSON(w http.ResponseWriter, r *http.Request, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic("intake: " + err.Error()) // only types of this module come here
	}
	w.Header().Set("Cache-Control", "no-store")
	s.write(w, r, status, "application/json", append(body, '\n'))
}

// writePage answers with a page that nobody keeps, unless the caller has set
// Cache-Control.
func (s *Service) writePage(w http.ResponseWriter, r *http.Request, status int, page view.Node) {
	h := w.Header()
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	s.write(w, r, status, "text/html; charset=utf-8", view.AppendHTML(nil, page))
}
