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
	// limit is cut to one byte more than that. A byte-order mark before it stays,
	// for whoever decodes it. The memory is used again by the next call of
	// [Reader.Next].
	Text []byte
	// Fault, if not empty, says that here the input itself is broken, and there
	// is no Text: an array that does not go on ([constraint.RuleJSONSyntax]), or
	// something behind its end ([constraint.RuleJSONTrailing]). Nothing after it
	// is read.
	Fault constraint.Rule
}

// Reader cuts its input into documents. It is made by [NewReader].
type Reader struct {
	input
	limit int
	state state
	index int
	array bool  // the source is an array
	tail  *tail // what is still to come of a document that was cut
}

type state int

const (
	atBeginning state = iota
	inOtherEncoding
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
	if r.state == inOtherEncoding {
		return r.beginning()
	}
	r.dropTail()
	r.skipBlanks()
	if r.state == inStream {
		r.skipMarks()
	}
	if r.empty() && r.failure != nil {
		return Document{}, r.failure
	}
	switch {
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

// Blank reports, once there is no further document, whether the source held
// nothing but blanks: an array without documents is not blank.
func (r *Reader) Blank() bool { return r.index == 0 && !r.array }

const byteOrderMark = "\ufeff"

// look is how many bytes tell the encoding.
const look = 4

// begin looks at the first bytes for what the input is.
func (r *Reader) begin() {
	for len(r.text()) < look && r.fill() {
	}
	if constraint.Encoding(r.text()[:min(len(r.text()), look)]) != "" {
		r.state = inOtherEncoding
		return
	}
	r.state = inStream
	r.skipBlanks()
	r.skipMarks()
	if r.atMark() && r.first() == '[' {
		r.skipMark()
	}
	if r.first() == '[' && !r.atMark() {
		r.advance(1)
		r.state, r.array = inArray, true
	}
}

// beginning hands out the first bytes of an input that is no UTF-8, for whoever
// decodes them to say so. Nothing after them is read.
func (r *Reader) beginning() (Document, error) {
	r.state = atEnd
	r.index++
	return Document{Line: r.line, Column: r.column, Text: r.text()[:min(len(r.text()), look)]}, nil
}

// atMark reports whether a byte-order mark comes next, and makes sure that what
// follows it has been read.
func (r *Reader) atMark() bool {
	for len(r.text()) <= len(byteOrderMark) && r.fill() {
	}
	return bytes.HasPrefix(r.text(), []byte(byteOrderMark))
}

// first is the byte that comes next, but for a byte-order mark, or 0.
func (r *Reader) first() byte {
	text := constraint.WithoutMark(r.text())
	if len(text) == 0 {
		return 0
	}
	return text[0]
}

// skipMarks passes over byte-order marks that stand before blanks or the end of
// the input, and so are not of a document.
func (r *Reader) skipMarks() {
	for r.atMark() && (len(r.text()) == len(byteOrderMark) || isBlank(r.first())) {
		r.skipMark()
		r.skipBlanks()
	}
}

// skipMark passes over a byte-order mark. At the beginning of the input it has
// no column.
func (r *Reader) skipMark() {
	if r.line == 1 && r.column == 1 {
		r.start += len(byteOrderMark)
		return
	}
	r.advance(len(byteOrderMark))
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
	if r.empty() || r.text()[0] == ',' || r.text()[0] == ']' || r.atMark() {
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
