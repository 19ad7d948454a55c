package intake

import (
	"bytes"
	"net/http"
	"strconv"
	"sync"
)

// mostSteady is how many pages are kept of one state of an inquiry.
const mostSteady = 8

// steadyPages are pages as they were last made of a snapshot, for those who reload. The
// zero value has none.
type steadyPages struct {
	mu    sync.Mutex
	pages map[steadyKey]*steadyPage
}

// steadyKey is all beside the snapshot on which a steady page depends.
type steadyKey struct {
	address, language string
	role              Role
	minute            int64
}

// steadyPage is an answer, packed for each content coding once.
type steadyPage struct {
	made   sync.Once
	answer steadyAnswer
	mu     sync.Mutex
	packed map[string][]byte
}

// page is the page of the key, which may have to be made.
func (p *steadyPages) page(key steadyKey) *steadyPage {
	p.mu.Lock()
	defer p.mu.Unlock()
	if page := p.pages[key]; page != nil {
		return page
	}
	if p.pages == nil || len(p.pages) == mostSteady { // most often the minute has passed
		p.pages = map[steadyKey]*steadyPage{}
	}
	page := &steadyPage{}
	p.pages[key] = page
	return page
}

// steadyAnswer takes an answer before it is packed.
type steadyAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements [http.ResponseWriter].
func (a *steadyAnswer) Header() http.Header { return a.header }

// WriteHeader implements [http.ResponseWriter].
func (a *steadyAnswer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

// Write implements [http.ResponseWriter].
func (a *steadyAnswer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(p)
}

// steady answers with a steady page, which is made only if nobody has asked for it in the
// same minute. An answer that is no page is given to the one who asked.
func (s *Service) steady(d *Desk, get func(*Desk)) {
	key := steadyKey{address: d.r.URL.RequestURI(), language: d.Language(), minute: d.now.Unix() / 60}
	for _, role := range Roles() { // each has what the ones before it have
		if d.May(role) {
			key.role = role
		}
	}
	page := d.past.pages.page(key)
	page.made.Do(func() {
		page.answer.header = http.Header{}
		plain := d.r.Clone(d.r.Context())
		plain.Method = http.MethodGet
		plain.Header.Del("Accept-Encoding") // it is packed below
		room := *d.Room
		room.w, room.r = &page.answer, plain
		get(&Desk{&room, d.of, d.past})
	})
	if page.answer.status != http.StatusOK {
		get(d)
		return
	}
	coding := acceptedEncoding(d.r.Header, "br", "gzip")
	body := page.in(coding, s)
	h := d.w.Header()
	for name, values := range page.answer.header {
		if name == "Vary" { // others have said on what the answer depends, too
			values = append(h.Values(name), values...)
		}
		h[name] = values
	}
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	d.w.WriteHeader(http.StatusOK)
	if d.r.Method != http.MethodHead {
		_, _ = d.w.Write(body) // a client that has gone away misses nothing else
	}
}

// in is the body in a content coding.
func (p *steadyPage) in(coding string, s *Service) []byte {
	if coding == "" {
		return p.answer.body.Bytes()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if body, ok := p.packed[coding]; ok {
		return body
	}
	var out bytes.Buffer
	with := s.packers[coding].Get().(packer)
	with.Reset(&out)
	_, _ = with.Write(p.answer.body.Bytes()) // into memory nothing fails
	_ = with.Close()
	with.Reset(nil)
	s.packers[coding].Put(with)
	if p.packed == nil {
		p.packed = map[string][]byte{}
	}
	p.packed[coding] = out.Bytes()
	return out.Bytes()
}
