package parity

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/schema"
)

// Suite is the conformance cases. README.md beside them says what their members
// mean.
type Suite struct {
	Cases  []Case
	calls  map[string]*hyte.ResolvedCall
	events map[string]*event.Inquiry
}

// Case is one case of the suite.
type Case struct {
	File string `json:"-"`
	Kind string `json:"-"`

	Name       string            `json:"name"`
	About      hyte.Rule         `json:"about"`
	Call       string            `json:"call,omitempty"`
	Event      string            `json:"event,omitempty"`
	At         time.Time         `json:"at,omitzero"`
	Document   json.RawMessage   `json:"document,omitempty"`
	Text       *string           `json:"text,omitempty"`
	Received   []json.RawMessage `json:"received,omitempty"`
	Violations []Expected        `json:"violations"`
}

// Expected is a violation that a case expects.
type Expected struct {
	Rule     hyte.Rule           `json:"rule"`
	Location string              `json:"location"`
	Severity constraint.Severity `json:"severity,omitempty"`
	Params   *constraint.Params  `json:"params,omitempty"`
}

// LoadSuite reads the cases of a folder.
func LoadSuite(folder fs.FS) (*Suite, error) {
	s := new(Suite)
	if err := errors.Join(s.loadCalls(folder), s.loadEvents(folder)); err != nil {
		return nil, err
	}
	names, err := fs.Glob(folder, "*.json")
	if err != nil {
		return nil, fmt.Errorf("parity: %w", err)
	}
	for _, name := range names {
		if name == callsFile || name == eventsFile {
			continue
		}
		var file struct {
			Kind  string `json:"kind"`
			Cases []Case `json:"cases"`
		}
		if err := readFile(folder, name, &file); err != nil {
			return nil, err
		}
		for _, c := range file.Cases {
			c.File, c.Kind = path.Base(name), file.Kind
			s.Cases = append(s.Cases, c)
		}
	}
	return s, nil
}

// The files of what documents answer.
const (
	callsFile  = "calls.json"
	eventsFile = "events.json"
)

func (s *Suite) loadCalls(folder fs.FS) error {
	var named map[string]struct {
		Call  any    `json:"call"`
		Base  string `json:"base"`
		Patch any    `json:"patch"`
	}
	if err := readFile(folder, callsFile, &named); err != nil {
		return err
	}
	s.calls = map[string]*hyte.ResolvedCall{}
	for name, n := range named {
		if n.Base != "" {
			n.Call = merge(named[n.Base].Call, n.Patch)
		}
		text, err := json.Marshal(n.Call)
		if err != nil {
			return fmt.Errorf("parity: %w", err)
		}
		call, violations := hyte.ReadCall(text)
		if call == nil {
			return fmt.Errorf("parity: %s: call %q: %w", callsFile, name, violations.Err())
		}
		s.calls[name] = call
	}
	return nil
}

func (s *Suite) loadEvents(folder fs.FS) error {
	var named map[string]json.RawMessage
	if err := readFile(folder, eventsFile, &named); err != nil {
		return err
	}
	s.events = map[string]*event.Inquiry{}
	for name, text := range named {
		inquiry, violations := event.Read(text)
		if inquiry == nil {
			return fmt.Errorf("parity: %s: event %q: %w", eventsFile, name, violations.Err())
		}
		s.events[name] = inquiry
	}
	return nil
}

// inquiry is what a case's document answers; nil if the case names nothing.
func (s *Suite) inquiry(c *Case) schema.Inquiry {
	if e := s.events[c.Event]; e != nil {
		return e
	}
	if call := s.calls[c.Call]; call != nil {
		return call
	}
	return nil
}

func readFile(folder fs.FS, name string, to any) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return fmt.Errorf("parity: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(to); err != nil {
		return fmt.Errorf("parity: %s: %w", name, err)
	}
	return nil
}

// merge is a JSON Merge Patch (RFC 7396).
func merge(target, patch any) any {
	changes, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	object, _ := target.(map[string]any)
	merged := maps.Clone(object)
	if merged == nil {
		merged = map[string]any{}
	}
	for name, value := range changes {
		if value == nil {
			delete(merged, name)
		} else {
			merged[name] = merge(merged[name], value)
		}
	}
	return merged
}

// Task is what the case's document is checked against, with the text of the
// document. A case that has received documents is about the roster of these.
func (s *Suite) Task(c *Case) (Task, []byte, error) {
	kind, ok := kinds.Named(c.Kind)
	if !ok {
		return Task{}, nil, fmt.Errorf("parity: %s: there is no kind %q", c.File, c.Kind)
	}
	inquiry := s.inquiry(c)
	if inquiry == nil && kind.AsksInquiry() {
		return Task{}, nil, fmt.Errorf("parity: %s: %s: there is no call %q or event %q", c.File, c.Name, c.Call, c.Event)
	}
	task := NewTask(kind, inquiry, c.At)
	switch {
	case c.Received != nil:
		text, err := c.roster(s.calls[c.Call])
		return task, text, err
	case c.Text != nil:
		return task, []byte(*c.Text), nil
	default:
		return task, c.Document, nil
	}
}

func (c *Case) roster(call *hyte.ResolvedCall) ([]byte, error) {
	var received []hyte.Received
	for _, document := range c.Received {
		r, violations := call.ReadReceived(document)
		if violations.Invalid() {
			return nil, fmt.Errorf("parity: %s: %s: what is received must be valid: %v", c.File, c.Name, violations)
		}
		received = append(received, *r)
	}
	text, err := json.Marshal(call.Roster(received, c.At))
	if err != nil {
		return nil, fmt.Errorf("parity: %w", err)
	}
	return text, nil
}

// Difference says how violations differ from those that the case expects, in
// rule, place, severity, order and in the limits that it names.
func (c *Case) Difference(got hyte.Violations) string {
	got = slices.Clone(got)
	var want hyte.Violations
	for i, e := range c.Violations {
		v := hyte.Violation{Rule: e.Rule, Location: e.Location, Severity: e.Severity}
		if v.Severity == "" {
			v.Severity = hyte.Error
		}
		switch {
		case e.Params != nil:
			v.Params = *e.Params
		case i < len(got):
			v.Params = got[i].Params
		}
		want = append(want, v)
	}
	return difference(want, got)
}
