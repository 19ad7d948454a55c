package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/wasm"
	"github.com/hytekit/hytekit/wasm/internal/testform"
	"github.com/hytekit/hytekit/wasm/widget"
)

// service is the form's server. What it received can be asked for.
type service struct {
	widget wasm.Widget
	config testform.Config

	mutex    sync.Mutex
	received []receipt // never nil
}

// receipt is one answer that came, by either way.
type receipt struct {
	Way    string              `json:"way"` // json or post
	Key    string              `json:"key,omitempty"`
	Values map[string][]string `json:"values"`
}

func newService(w wasm.Widget) *service {
	municipalities := []string{"Forssa", "Hausjärvi", "Hämeenlinna", "Janakkala", "Riihimäki"}
	return &service{widget: w, config: testform.Config{Action: "/form", Municipalities: municipalities}, received: []receipt{}}
}

func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /form", s.page)
	mux.HandleFunc("POST /form", s.post)
	mux.HandleFunc("GET /config", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, http.StatusOK, s.config) })
	mux.HandleFunc("POST /api", s.api)
	mux.HandleFunc("GET /received", s.list)
	mux.HandleFunc("GET /empty", s.empty)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /assets/{name}", s.asset)
	return mux
}

// The policy of the service's pages. With ?csp=nowasm the page may not compile
// WebAssembly, with ?csp=noscript no script at all.
func policy(query url.Values) string {
	script := "script-src 'self' 'wasm-unsafe-eval'; "
	switch query.Get("csp") {
	case "nowasm":
		script = "script-src 'self'; "
	case "noscript":
		script = ""
	}
	return "default-src 'none'; " + script + "connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
}

func (s *service) page(w http.ResponseWriter, r *http.Request) {
	state := testform.State{}
	state.Rows, _ = strconv.Atoi(r.URL.Query().Get("rows"))
	form := testform.New(s.config, state, nil)
	s.write(w, r, http.StatusOK, form)
}

func (s *service) write(w http.ResponseWriter, r *http.Request, status int, form *testform.Form) {
	state, err := json.Marshal(form.State())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	settings := wasm.Settings{Config: "/config", Endpoint: "/api", State: state}
	tree := form.Tree()
	switch r.URL.Query().Get("tree") {
	case "other": // a node that the widget does not know
		tree = view.El("div", view.Attrs{view.Attr("class", "test")}, slices.Insert(slices.Collect(tree.Children()), 1, view.El("section", nil, view.Text("strange")))...)
	case "root": // nothing agrees
		tree = view.El("section", nil, slices.Collect(tree.Children())...)
	}
	head, body := append(s.widget.Head("/assets/"), s.widget.Preload("/assets/")...), s.widget.Mount("/assets/", settings, tree)
	if status == http.StatusCreated { // a receipt has no widget
		head, body = nil, tree
	}
	page := view.Document("en", form.Title(), head, view.El("main", nil, body))
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy(r.URL.Query()))
	w.WriteHeader(status)
	_, _ = page.WriteTo(w)
}

// post takes the plain form.
func (s *service) post(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	state := testform.State{}
	state.Rows, _ = strconv.Atoi(r.PostForm.Get("rows"))
	var entries []widget.Entry
	for name, values := range r.PostForm {
		entries = append(entries, widget.Entry{Name: name, Values: values})
	}
	form := testform.New(s.config, state, entries)
	if _, ok := form.Submit(); !ok {
		s.write(w, r, http.StatusUnprocessableEntity, form)
		return
	}
	body := s.receive(receipt{Way: "post", Values: r.PostForm})
	form.Answer(http.StatusCreated, body)
	s.write(w, r, http.StatusCreated, form)
}

// api takes the widget's documents. The name decides about the answer: "status
// 422" is refused, "status 0" gets none, "status 599" breaks the widget.
func (s *service) api(w http.ResponseWriter, r *http.Request) {
	var values map[string][]string
	if err := json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&values); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if wish, found := strings.CutPrefix(strings.Join(values["name"], ""), "status "); found {
		status, _ := strconv.Atoi(wish)
		switch status {
		case 0:
			s.receive(receipt{Way: "lost", Key: r.Header.Get("Idempotency-Key"), Values: values})
			panic(http.ErrAbortHandler)
		case http.StatusUnprocessableEntity:
			writeJSON(w, status, testform.State{Problems: map[string]string{"name": "Name is refused"}, Rows: max(1, len(values["row"]))})
		default:
			w.WriteHeader(status)
		}
		return
	}
	body := s.receive(receipt{Way: "json", Key: r.Header.Get("Idempotency-Key"), Values: values})
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_, _ = w.Write(body)
}

func (s *service) receive(r receipt) []byte {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.received = append(s.received, r)
	return fmt.Appendf(nil, `{"id":"%d"}`, len(s.received))
}

func (s *service) list(w http.ResponseWriter, _ *http.Request) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	writeJSON(w, http.StatusOK, s.received)
}

// empty is a page of another site: nothing of ours on it, and no policy.
func (s *service) empty(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = view.Document("fi", "Empty", nil, view.El("main", nil)).WriteTo(w)
}

// asset serves a file of the widget, compressed, by its hashed or its logical
// name.
func (s *service) asset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	for logical, asset := range s.widget.Manifest() {
		if name == logical || name == asset.Name {
			w.Header().Set("Content-Type", asset.Type)
			w.Header().Set("Content-Encoding", "gzip")
			http.ServeFileFS(w, r, s.widget.Files(), asset.Name+".gz")
			return
		}
	}
	http.NotFound(w, r)
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}
