// Package testform is a small form with every kind of control, for the tests
// of the widget: its server is wasm/internal/testserver, its js/wasm program
// is in the folder main beside this file.
package testform

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/wasm/widget"
)

// Config is what the form is made from.
type Config struct {
	Action         string   `json:"action"`
	Municipalities []string `json:"municipalities"`
}

// State is what a server that refused the form knows.
type State struct {
	Problems map[string]string `json:"problems,omitempty"` // by control
	Rows     int               `json:"rows,omitempty"`     // texts named row, at least one
}

// Form is the form and its state.
type Form struct {
	config  Config
	values  map[string][]string
	state   State
	summary bool // the problems are listed on top
	notice  string
	receipt string
	focus   string
}

// New returns a form on which the entries were typed already.
func New(config Config, state State, entries []widget.Entry) *Form {
	f := &Form{config: config, state: state, values: map[string][]string{}, summary: len(state.Problems) > 0}
	if f.state.Problems == nil {
		f.state.Problems = map[string]string{}
	}
	f.state.Rows = max(f.state.Rows, 1)
	for _, entry := range entries {
		f.values[entry.Name] = entry.Values
	}
	return f
}

// State returns what the next page with this form must know.
func (f *Form) State() State { return f.state }

// Set implements [widget.Form]. The name "PANIC" is a mistake of the program.
func (f *Form) Set(name string, values []string) (changed bool) {
	if name == "name" && slices.Contains(values, "PANIC") {
		panic("testform: told to panic")
	}
	f.values[name] = values
	if name == "why" {
		return true // the number of letters is shown
	}
	if f.state.Problems[name] == "" || f.problem(name) != "" {
		return false
	}
	delete(f.state.Problems, name)
	return true
}

// Search implements [widget.Form]: no list here is searched.
func (f *Form) Search(name, what, text string) (changed bool) { return false }

// Reshaped implements [widget.Form]: only buttons add and remove controls.
func (f *Form) Reshaped() bool { return false }

// Left implements [widget.Form].
func (f *Form) Left(name string) (changed bool) {
	before := f.state.Problems[name]
	f.check(name)
	return f.state.Problems[name] != before
}

// Press implements [widget.Form]: add and remove rows, or panic.
func (f *Form) Press(name, value string) {
	f.focus = ""
	rows := f.values["row"]
	switch name {
	case "add":
		f.values["row"] = append(rows, "")
		f.focus = rowID(f.state.Rows)
		f.state.Rows++
	case "remove":
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(rows) {
			return
		}
		f.values["row"] = slices.Delete(slices.Clone(rows), i, i+1)
		f.state.Rows--
	case "panic":
		panic("testform: told to panic")
	}
}

// Check implements [widget.Form]: there is nothing to look at.
func (f *Form) Check() { f.focus = "" }

// Submit implements [widget.Form].
func (f *Form) Submit() (document []byte, ok bool) {
	f.notice = ""
	for _, field := range fields {
		f.check(field.name)
	}
	if f.summary = len(f.state.Problems) > 0; f.summary {
		f.focus = "summary"
		return nil, false
	}
	f.focus, f.notice = "", "Sending…"
	document, err := json.Marshal(f.values)
	return document, err == nil
}

// Answer implements [widget.Form]. Status 599 is a mistake of the program.
func (f *Form) Answer(status int, body []byte) (receipt []byte, accepted bool) {
	switch status {
	case 201:
		f.receipt, f.focus = string(body), "receipt"
		return body, true
	case 422:
		if err := json.Unmarshal(body, &f.state); err == nil {
			f.summary, f.focus, f.notice = true, "summary", ""
			return nil, false
		}
	case 599:
		panic("testform: told to panic")
	}
	f.notice, f.focus = fmt.Sprintf("Not sent (%d). Try again.", status), "notice"
	return nil, false
}

// Values implements [widget.Form].
func (f *Form) Values() iter.Seq2[string, []string] { return maps.All(f.values) }

// Focus implements [widget.Form].
func (f *Form) Focus() string { return f.focus }

// Title implements [widget.Form].
func (f *Form) Title() string {
	if f.summary {
		return "Error: test"
	}
	return "Test"
}

func (f *Form) check(name string) {
	if problem := f.problem(name); problem != "" {
		f.state.Problems[name] = problem
	} else {
		delete(f.state.Problems, name)
	}
}

func (f *Form) problem(name string) string {
	text := strings.Join(f.values[name], "")
	for _, field := range fields {
		if field.name != name {
			continue
		}
		switch {
		case field.required && strings.TrimSpace(text) == "":
			return field.label + " is missing"
		case strings.Contains(text, widget.Unreadable):
			return field.label + " is not complete"
		}
	}
	return ""
}

func rowID(i int) string { return "row-" + strconv.Itoa(i) }
