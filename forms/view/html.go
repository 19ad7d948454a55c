package view

import "io"

// AppendHTML appends the HTML of n to dst and returns the longer slice. It
// allocates nothing but what dst needs to grow.
func AppendHTML(dst []byte, n Node) []byte {
	w := writer{buffer: dst}
	w.node(&n)
	return w.buffer
}

// flushAt is the size from which a streamed page is passed on in pieces.
const flushAt = 8 << 10

// WriteTo writes the HTML of n to w in pieces of about eight kilobytes, so
// that a browser can begin with a page's head while its end is still made. It
// returns the number of bytes written and the first error of w.
func (n Node) WriteTo(w io.Writer) (int64, error) {
	out := writer{buffer: make([]byte, 0, flushAt+flushAt/4), to: w}
	out.node(&n)
	out.flush()
	return out.written, out.err
}

// writer collects HTML and, if it has somewhere to write to, passes it on.
type writer struct {
	buffer  []byte
	to      io.Writer
	written int64
	err     error
}

func (w *writer) flush() {
	if w.err == nil && len(w.buffer) > 0 {
		var n int
		n, w.err = w.to.Write(w.buffer)
		w.written += int64(n)
	}
	w.buffer = w.buffer[:0]
}

func (w *writer) node(n *Node) {
	switch {
	case n.element != nil:
		w.open(n)
		w.children(n)
		w.close(n)
	case n.text != "":
		w.buffer = appendText(w.buffer, n.text)
	default:
		w.children(n)
	}
	if w.to != nil && len(w.buffer) >= flushAt {
		w.flush()
	}
}

func (w *writer) children(n *Node) {
	raw := n.element != nil && n.element.raw
	for i := range n.nodes {
		if raw {
			w.buffer = append(w.buffer, n.nodes[i].text...)
			continue
		}
		w.node(&n.nodes[i])
	}
}

func (w *writer) open(n *Node) {
	if n.element == htmlElement {
		w.buffer = append(w.buffer, "<!doctype html>"...)
	}
	w.buffer = append(w.buffer, '<')
	w.buffer = append(w.buffer, n.element.name...)
	for i := range n.attrs {
		w.buffer = appendAttribute(w.buffer, &n.attrs[i])
	}
	w.buffer = append(w.buffer, '>')
	if n.element.newline && startsLine(n) {
		w.buffer = append(w.buffer, '\n')
	}
}

// startsLine reports whether the first thing in n is a text that begins with a
// newline. Parsers drop that newline in a textarea or pre; some take a carriage
// return for one.
func startsLine(n *Node) bool {
	for first := range n.Children() {
		return first.text != "" && (first.text[0] == '\n' || first.text[0] == '\r')
	}
	return false
}

func (w *writer) close(n *Node) {
	if n.element.void {
		return
	}
	w.buffer = append(w.buffer, "</"...)
	w.buffer = append(w.buffer, n.element.name...)
	w.buffer = append(w.buffer, '>')
}

func appendAttribute(dst []byte, a *Attribute) []byte {
	if a.name == "" {
		return dst
	}
	dst = append(dst, ' ')
	dst = append(dst, a.name...)
	if a.flag {
		return dst
	}
	dst = append(dst, `="`...)
	dst = appendEscaped(dst, a.value, true)
	return append(dst, '"')
}

func appendText(dst []byte, s string) []byte { return appendEscaped(dst, s, false) }

// appendEscaped writes s so that it reads back as s. A carriage return is
// escaped because a parser turns a bare one into a newline.
func appendEscaped(dst []byte, s string, quoted bool) []byte {
	done := 0
	for i := 0; i < len(s); i++ {
		var escaped string
		switch s[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		case '\r':
			escaped = "&#13;"
		case '"':
			if !quoted {
				continue
			}
			escaped = "&#34;"
		default:
			continue
		}
		dst = append(dst, s[done:i]...)
		dst = append(dst, escaped...)
		done = i + 1
	}
	return append(dst, s[done:]...)
}
