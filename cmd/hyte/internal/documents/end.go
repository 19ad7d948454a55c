package documents

import "bytes"

// window is as much of the text as is looked at for one document, so that
// nothing depends on how much happens to have been read.
func (r *Reader) window() []byte { return r.text()[:min(len(r.text()), r.limit+1)] }

// more tries to make the window longer than n. It reports whether the document
// may go on there; if not, it is too long, or the input ends.
func (r *Reader) more(n int) bool { return n <= r.limit && (n < len(r.text()) || r.fill()) }

// tooLong reports whether the n bytes are more than a document may have.
func (r *Reader) tooLong(n int) bool { return n > r.limit }

// documentEnd finds the end of a document that is no item of an array.
func (r *Reader) documentEnd() (int, error) {
	if n, ok := r.lineEnd(); ok {
		return n, nil
	}
	if !isBracket(r.first()) {
		return r.restOfLine(0)
	}
	var s scanner
	deep := false
	for n := 0; ; {
		k, why := s.scan(r.window()[n:])
		n += k
		switch {
		case why == closed:
			return r.afterBracket(n)
		case why == broken:
			return r.nextObject(n), nil
		case why == hopeless && !deep:
			deep = true // it is enough to look back once
			if next := r.nextObject(n); next < n {
				return next, nil
			}
		}
		if why == hopeless {
			continue
		}
		if r.more(n) {
			continue
		}
		if r.failure != nil && !r.tooLong(n) {
			return 0, r.failure
		}
		if next := r.nextObject(n); next < n || !r.tooLong(n) {
			return next, nil
		}
		return r.cutOff(tail{}), nil
	}
}

// lineEnd finds at once what documentEnd finds by following brackets, in the
// usual case: the line is an object, and the next line begins with another one.
// Behind a "}" JSON allows no "{", so no document goes on there.
func (r *Reader) lineEnd() (int, bool) {
	if r.first() != '{' {
		return 0, false
	}
	n := 0
	for {
		if i := bytes.IndexByte(r.window()[n:], '\n'); i >= 0 {
			n += i
			break
		}
		if n = len(r.window()); !r.more(n) {
			break
		}
	}
	line := bytes.TrimRight(r.window()[:n], " \t\r")
	if r.tooLong(n) || line[len(line)-1] != '}' || bytes.Contains(line, []byte("}{")) {
		return 0, false
	}
	if n+1 >= len(r.text()) {
		r.fill()
	}
	switch after := r.text()[n:]; {
	case len(after) <= 1:
		return n + len(after), r.failure == nil
	default:
		return n + 1, after[1] == '{'
	}
}

// afterBracket finds the end of a document whose brackets are closed after n
// bytes: there, unless something that is no new object stands behind it.
func (r *Reader) afterBracket(n int) (int, error) {
	for end := n; r.more(end); end++ {
		switch c := r.text()[end]; {
		case c == '\n' || c == '{' && end == n:
			return n, nil
		case !isBlank(c):
			return r.restOfLine(end)
		}
	}
	return n, nil
}

// restOfLine ends a document, of which n bytes are known, with its line.
func (r *Reader) restOfLine(n int) (int, error) {
	for {
		if i := bytes.IndexByte(r.window()[n:], '\n'); i >= 0 {
			return n + i + 1, nil
		}
		n = len(r.window())
		switch {
		case r.more(n):
		case r.tooLong(n):
			return r.cutOff(tail{line: true}), nil
		default:
			return n, r.failure
		}
	}
}

// nextObject finds the first line within the n bytes, but not the first of
// them all, that is an object by itself: there a document goes wrong that
// never ends. It returns n if there is none.
func (r *Reader) nextObject(n int) int {
	text := r.text()[:n]
	for start := 0; ; {
		i := bytes.IndexByte(text[start:], '\n')
		if i < 0 {
			return n
		}
		start += i + 1
		line := text[start:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		if isObject(line) {
			return start
		}
	}
}

// itemEnd finds the end of an item of an array.
func (r *Reader) itemEnd() (int, error) {
	s := scanner{item: true, bare: !isBracket(r.text()[0])}
	first := s
	for n := 0; ; {
		k, why := s.scan(r.window()[n:])
		n += k
		switch {
		case why == closed:
			return n, nil
		case r.more(n):
		case r.tooLong(n):
			return r.cutOff(tail{scanner: first}), nil
		default:
			r.state = atEnd // whoever decodes the item finds that it does not end
			return n, r.failure
		}
	}
}
