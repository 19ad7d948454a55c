package documents

import "bytes"

// deepest is a nesting that no document has that could still be read.
const deepest = 64

type outcome int

const (
	unfinished outcome = iota // the text ended first
	closed                    // the document ends here
	broken                    // another document begins here
	hopeless                  // nested too deep, but it may go on
)

// scanner follows the brackets of one document. It may be given the text piece
// by piece.
type scanner struct {
	item    bool // of an array: no line of its own begins a document
	bare    bool // an item without brackets: a comma, bracket or line ends it
	depth   int
	quoted  bool
	escaped bool
	fresh   bool // at the beginning of a line
	last    byte // the last byte that was not blank; of a text the first quotation mark
}

// scan returns how many bytes of the text it took, and why it stopped there.
func (s *scanner) scan(text []byte) (int, outcome) {
	for i := 0; i < len(text); i++ {
		if s.quoted && !s.escaped {
			i += plain(text[i:])
			if i == len(text) {
				break
			}
		}
		c := text[i]
		if s.fresh && c == '{' && s.depth > 0 && !s.item && !s.wantsValue() {
			return i, broken
		}
		s.fresh = false
		switch {
		case c == '\n':
			if s.bare {
				return i, closed
			}
			s.quoted, s.escaped, s.fresh = false, false, true
		case s.escaped:
			s.escaped = false
		case s.quoted:
			s.escaped, s.quoted = c == '\\', c != '"'
		case c == '"':
			s.quoted = true
		case s.bare:
			if c == ',' || c == ']' {
				return i, closed
			}
		case c == '{' || c == '[':
			if s.depth++; s.depth == deepest && !s.item {
				return i + 1, hopeless
			}
		case c == '}' || c == ']':
			if s.depth--; s.depth == 0 {
				return i + 1, closed
			}
		}
		if !s.quoted && !isBlank(c) || c == '"' {
			s.last = c
		}
	}
	return len(text), unfinished
}

// plain is how many bytes at the start of the text mean nothing but themselves
// between quotation marks.
func plain(text []byte) int {
	for i, c := range text {
		if c == '"' || c == '\\' || c == '\n' {
			return i
		}
	}
	return len(text)
}

// wantsValue reports whether JSON allows a value to begin here.
func (s *scanner) wantsValue() bool { return s.last == '[' || s.last == ',' || s.last == ':' }

// tail finds the end of a document that is too long to keep.
type tail struct {
	scanner
	line bool // all that is left is the rest of the line
	next bool // directly behind the closing bracket
}

// scan returns how many bytes of the text belong to the document, and whether
// it ends there.
func (t *tail) scan(text []byte) (n int, done bool) {
	for !t.line {
		k, why := t.scanner.scan(text[n:])
		n += k
		switch {
		case why == unfinished:
			return n, false
		case why == broken || why == closed && t.item:
			return n, true
		case why == closed:
			t.line, t.next = true, true
		}
	}
	if n == len(text) {
		return n, false
	}
	if t.next && text[n] == '{' {
		return n, true
	}
	t.next = false
	if i := bytes.IndexByte(text[n:], '\n'); i >= 0 {
		return n + i + 1, true
	}
	return len(text), false
}

// isBracket reports whether an array or object begins with the byte.
func isBracket(c byte) bool { return c == '{' || c == '[' }

// isBlank reports whether the byte is white space in JSON (RFC 8259 section 2).
func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// isObject reports whether the line is one object and nothing else.
func isObject(line []byte) bool {
	if len(line) == 0 || line[0] != '{' {
		return false
	}
	var s scanner
	n, why := s.scan(line)
	for _, c := range line[n:] {
		if !isBlank(c) {
			return false
		}
	}
	return why == closed
}
