package documents

import (
	"bytes"
	"errors"
	"io"
	"slices"
)

// block is how many bytes are asked for at a time, at least.
const block = 128 << 10

// input is what was read and not yet handed out, and how far into the source
// that is.
type input struct {
	source  io.Reader
	buffer  []byte
	start   int   // of what was not yet handed out
	ended   bool  // there is nothing more to read
	failure error // why, if it is not the end of the source

	line, column int // of the start, both from 1
}

// text is what there is. The next call of fill may move it.
func (in *input) text() []byte { return in.buffer[in.start:] }

func (in *input) empty() bool { return in.start == len(in.buffer) }

// fill reads more, and reports whether there was any.
func (in *input) fill() bool {
	if in.ended {
		return false
	}
	if cap(in.buffer)-len(in.buffer) < block {
		in.buffer = append(in.buffer[:0], in.text()...)
		in.start = 0
		in.buffer = slices.Grow(in.buffer, block)
	}
	const patience = 100 // reads without a byte, as in bufio
	for range patience {
		n, err := in.source.Read(in.buffer[len(in.buffer):cap(in.buffer)])
		in.buffer = in.buffer[:len(in.buffer)+n]
		if err != nil {
			in.ended = true
			if !errors.Is(err, io.EOF) {
				in.failure = err
			}
		}
		if n > 0 || in.ended {
			return n > 0
		}
	}
	in.ended, in.failure = true, io.ErrNoProgress
	return false
}

// advance passes over the next n bytes.
func (in *input) advance(n int) {
	passed := in.text()[:n]
	if i := bytes.LastIndexByte(passed, '\n'); i >= 0 {
		in.line += bytes.Count(passed, []byte("\n"))
		in.column = 1
		passed = passed[i+1:]
	}
	columns := 0
	for _, c := range passed {
		if c&0xc0 != 0x80 { // not inside a code point
			columns++
		}
	}
	in.column += columns
	in.start += n
}

func (in *input) skipBlanks() {
	for {
		n := 0
		for _, c := range in.text() {
			if !isBlank(c) {
				break
			}
			n++
		}
		in.advance(n)
		if !in.empty() || !in.fill() {
			return
		}
	}
}
