package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/spf13/cobra"
)

// longest is how many bytes of a document are read: as many as it may have, and a
// byte-order mark.
const longest = constraint.MaxBytes + 3

// standardInput is the argument that stands for it.
const standardInput = "-"

// needFiles asks for one argument or more, and lets standard input be only one
// of them.
func needFiles(command *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usagef("which file? Give its name, or - for standard input")
	}
	twice := 0
	for _, name := range args {
		if name == standardInput {
			twice++
		}
	}
	if twice > 1 {
		return usagef("standard input (-) can be read only once")
	}
	return nil
}

func noArguments(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("it takes no arguments, only flags")
	}
	return nil
}

// open opens a file, or stdin. Its errors name the file.
func (a *app) open(name string) (io.ReadCloser, error) {
	if name == standardInput {
		return io.NopCloser(a.stdin), nil
	}
	return os.Open(name)
}

// readFile reads a file. Of one that is longer than it may be it returns enough to
// say so.
func (a *app) readFile(name string, longest int64) ([]byte, error) {
	file, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, longest+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

// readDocument reads a file that holds one document; see readFile.
func (a *app) readDocument(name string) ([]byte, error) {
	data, err := a.readFile(name, longest)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimLeft(constraint.WithoutMark(data), " \t\r\n")) == 0 {
		return nil, fmt.Errorf("%s: %w", name, errNoDocuments)
	}
	return data, nil
}

// sources are the documents of several files, one after another.
type sources struct {
	app    *app
	names  []string // still to be opened
	name   string   // open now
	file   io.ReadCloser
	reader *documents.Reader
	count  int // documents of the one that is open
}

func (a *app) sources(names []string) *sources { return &sources{app: a, names: names} }

var (
	// errNoDocuments says that a source is empty but for blanks, as a download is
	// that was cut to nothing. It cannot be worked on.
	errNoDocuments = errors.New("no documents")
	// errNoItems says that a source is an array of no documents. Somebody has
	// written that down, so it is a set like any other.
	errNoItems = errors.New("no documents: the array is empty")
)

// next returns the next document and the name of its source. After an error
// that is not io.EOF, it goes on with the next source.
func (s *sources) next() (string, documents.Document, error) {
	for {
		if s.reader == nil {
			if len(s.names) == 0 {
				return "", documents.Document{}, io.EOF
			}
			s.name, s.names, s.count = s.names[0], s.names[1:], 0
			file, err := s.app.open(s.name)
			if err != nil {
				return s.name, documents.Document{}, err
			}
			s.file, s.reader = file, documents.NewReader(file, longest)
		}
		d, err := s.reader.Next()
		if err == nil {
			s.count++
			return s.name, d, nil
		}
		blank := s.reader.Blank()
		s.file.Close()
		s.reader = nil
		switch {
		case !errors.Is(err, io.EOF):
			return s.name, documents.Document{}, fmt.Errorf("%s: %w", s.name, err)
		case s.count == 0 && !blank:
			return s.name, documents.Document{}, fmt.Errorf("%s: %w", s.name, errNoItems)
		case s.count == 0:
			return s.name, documents.Document{}, fmt.Errorf("%s: %w", s.name, errNoDocuments)
		}
	}
}
