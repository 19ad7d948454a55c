package archive

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/hytekit/hytekit/forms/intake"
)

// longestLine is more than a line with the longest document takes, as each of its bytes
// is six at most.
const longestLine = 6*intake.MaxDocument + 1<<20

// lines reads a file in which nothing follows the end, and nothing is as it was not
// written. Errors name the line and nothing of what is in it.
func lines(r io.Reader) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(nil, longestLine)
		in.Split(wholeLines)
		sum, counts := sha256.New(), Counts{}
		ended := false
		for n := 1; in.Scan(); n++ {
			l, err := readLine(in.Bytes())
			switch {
			case err != nil:
			case ended:
				err = errors.New("something follows the end")
			case n == 1 && l.Export == nil:
				err = errors.New("the first line does not say that this is an export")
			case n > 1 && l.Export != nil:
				err = errors.New("another export begins")
			case l.Export != nil && l.Export.Format != format:
				err = fmt.Errorf("it is of the format %d, this program reads %d; use the program that wrote it, or a newer one", l.Export.Format, format)
			case l.End != nil:
				ended = true
				if *l.End != (end{counts.Versions, counts.Revoked, counts.Records, counts.Announced, counts.Secrets, hex.EncodeToString(sum.Sum(nil))}) {
					err = errors.New("the file is not as it was written")
				}
			}
			if err != nil {
				yield(line{}, fmt.Errorf("%w: line %d: %w", ErrFormat, n, err))
				return
			}
			counts.add(l)
			sum.Write(in.Bytes())
			if !yield(l, nil) {
				return
			}
		}
		switch err := in.Err(); {
		case errors.Is(err, bufio.ErrTooLong) || errors.Is(err, errCut):
			yield(line{}, fmt.Errorf("%w: a line is cut short, or longer than any that was written", ErrFormat))
		case err != nil:
			yield(line{}, err)
		case !ended:
			yield(line{}, fmt.Errorf("%w: the file was cut short: it has no last line", ErrFormat))
		}
	}
}

var errCut = errors.New("no line feed at the end")

// wholeLines is a [bufio.SplitFunc] of lines with their line feeds.
func wholeLines(data []byte, atEnd bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i+1], nil
	}
	if atEnd && len(data) > 0 {
		return 0, nil, errCut
	}
	return 0, nil, nil
}

// readLine reads a line that has one member, and none that this program does not know.
func readLine(text []byte) (l line, err error) {
	members := json.NewDecoder(bytes.NewReader(text))
	members.DisallowUnknownFields()
	if err := members.Decode(&l); err != nil {
		return line{}, errors.New("it is no line of an export, or of a newer one") // the error may repeat a value
	}
	if _, err := members.Token(); !errors.Is(err, io.EOF) {
		return line{}, errors.New("something follows in the line")
	}
	there := 0
	for _, is := range []bool{l.Export != nil, l.Version != nil, l.Revoked != nil, l.Record != nil, l.Announced != nil, l.Secret != nil, l.End != nil} {
		if is {
			there++
		}
	}
	if there != 1 {
		return line{}, errors.New("it is no line of an export, or of a newer one")
	}
	return l, nil
}

func (c *Counts) add(l line) {
	switch {
	case l.Version != nil:
		c.Versions++
	case l.Revoked != nil:
		c.Revoked++
	case l.Record != nil:
		c.Records++
	case l.Announced != nil:
		c.Announced++
	case l.Secret != nil:
		c.Secrets++
	}
}
