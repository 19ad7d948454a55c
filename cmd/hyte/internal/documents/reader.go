package documents

import (
	"bytes"
	"io"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Document is one piece of the input that should be a JSON document.
type Document struct {
	// Index is its place in the input, from 0.
	Index int
	// Line and Column are where it begins, both from 1. A column is a code point.
	Line, Column int
	// Text is the document without blanks around it. One that is longer than the
	// limit is cut to one byte more than that. The memory is used again by the
	// next call of [Reader.Next].
	Text []byte
	// Fault, if not empty, says that here the input itself is broken, and there
	// is no Text: an array that does not go on ([constraint.RuleJSONSyntax]),
	// something behind its end ([constraint.RuleJSONTrailing]), or UTF-16
	// ([constraint.RuleJSONEncoding]). Nothing after it is read.
	Fault constraint.Rule
}

// Reader cuts its input into documents. It is made by [NewReader].
type Reader struct {
	input
	limit int
	state state
	index int
	tail  *tail // what is still to come of a document that was cut
}

type state int

const (
	atBeginning state = iota
	inUTF16
	inStream  // between documents that follow each other
	inArray   // behind the array's opening bracket
	afterItem // of the array
	afterArray
	atEnd
)

// NewReader makes a reader of the source. The limit is the length, in bytes, of
// the longest document that is handed out whole.
func NewReader(source io.Reader, limit int) *Reader {
	return &Reader{input: input{source: source, line: 1, column: 1}, limit: limit}
}

// Next returns the next document, [io.EOF] after the last one, or the error of
// the source; documents that were read in full before that error come first.
func (r *Reader) Next() (Document, error) {
	if r.state == atEnd {
		return Document{}, io.EOF
	}
	if r.state == atBeginning {
		r.begin()
	}
	r.dropTail()
	r.skipBlanks()
	if r.empty() && r.failure != nil {
		return Document{}, r.failure
	}
	switch {
	case r.state == inUTF16:
		return r.fault(constraint.RuleJSONEncoding)
	case r.state == inArray || r.state == afterItem:
		return r.nextItem()
	case r.empty():
		r.state = atEnd
		return Document{}, io.EOF
	case r.state == afterArray:
		return r.fault(constraint.RuleJSONTrailing)
	}
	return r.cut(r.documentEnd)
}

// begin looks at the first bytes for what the input is. A byte order mark is
// no part of it.
func (r *Reader) begin() {
	const mark, bigEndian, littleEndian = "\ufeff", "\xfe\xff", "\xff\xfe"
	for len(r.text()) < len(mark) && r.fill() {
	}
	r.state = inStream
	switch first := r.text(); {
	case bytes.HasPrefix(first, []byte(bigEndian)), bytes.HasPrefix(first, []byte(littleEndian)):
		r.state = inUTF16
		return
	case bytes.HasPrefix(first, []byte(mark)):
		r.start += len(mark)
	}
	r.skipBlanks()
	if !r.empty() && r.text()[0] == '[' {
		r.advance(1)
		r.state = inArray
	}
}

// nextItem is the array's next item, if its comma is there.
func (r *Reader) nextItem() (Document, error) {
	if r.empty() {
		return r.fault(constraint.RuleJSONSyntax)
	}
	next := r.text()[0]
	if next == ']' {
		r.advance(1)
		r.state = afterArray
		return r.Next()
	}
	if r.state == afterItem {
		if next != ',' {
			return r.fault(constraint.RuleJSONSyntax)
		}
		r.advance(1)
		r.skipBlanks()
		if r.empty() && r.failure != nil {
			return Document{}, r.failure
		}
	}
	if r.empty() || r.text()[0] == ',' || r.text()[0] == ']' {
		return r.fault(constraint.RuleJSONSyntax)
	}
	r.state = afterItem
	return r.cut(r.itemEnd)
}

// fault ends the reading at this place.
func (r *Reader) fault(rule constraint.Rule) (Document, error) {
	r.state = atEnd
	return Document{Index: r.index, Line: r.line, Column: r.column, Fault: rule}, nil
}

// cut takes the next document out of the text; the function finds its end.
func (r *Reader) cut(end func() (int, error)) (Document, error) {
	n, err := end()
	if err != nil {
		r.state = atEnd
		return Document{}, err
	}
	d := Document{Index: r.index, Line: r.line, Column: r.column}
	d.Text = r.text()[:n]
	if r.tail == nil {
		d.Text = bytes.TrimRight(d.Text, " \t\r\n")
	}
	d.Text = d.Text[:min(len(d.Text), r.limit+1)]
	r.advance(n)
	r.index++
	return d, nil
}

// cutOff ends a document at the limit; dropTail passes over what is left of it.
func (r *Reader) cutOff(rest tail) int {
	n := r.limit + 1
	for text := r.text()[:n]; len(text) > 0; {
		k, _ := rest.scan(text)
		text = text[k:]
	}
	r.tail = &rest
	return n
}

func (r *Reader) dropTail() {
	for r.tail != nil {
		n, done := r.tail.scan(r.text())
		r.advance(n)
		if done || !r.fill() {
			r.tail = nil
		}
	}
}
