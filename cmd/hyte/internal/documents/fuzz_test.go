package documents_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
	"github.com/hytekit/hytekit/hyte/constraint"
)

var seeds = []string{
	"", " ", "{}", "{}\n{}\n", "{}{}", "{\n}\n{\n}", "[{},{}]", "[", "[{}", "[{},]", "[{}] x", "[1,\"a]\",null]", "[[{}]]",
	"{\"a\":\"}{\"}\n{}", "{\"a\":\n{}\n{}\n", "{\"a\":1\n{}\n", "{\"a\":\"x\n{}", "{} x\n{}", "x\n{}", "\ufeff{}", "\ufeff[{}]", "\xff\xfe",
	"{\"a\":\"\\\"\"}\n{}", "{\"a\":\"" + strings.Repeat("x", 100) + "\"}\n{}", "[\"" + strings.Repeat("x", 100) + "\",{}]",
	strings.Repeat("[", 70) + "\n{}\n", strings.Repeat(`{"a":`, 70) + "\n{}\n", "{\"ä\":\"\xff\"}\n{}\r\n",
}

// FuzzReader checks that no byte gets lost, that places are right and that
// nothing depends on how the input comes in.
func FuzzReader(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s), uint16(50))
		f.Add([]byte(s), uint16(2000))
	}
	f.Fuzz(func(t *testing.T, input []byte, limit uint16) {
		limit = max(limit, 3) // else half a byte-order mark is handed out
		found := readAll(t, bytes.NewReader(input), int(limit))
		bytewise := readAll(t, iotest.OneByteReader(bytes.NewReader(input)), int(limit))
		if diff := cmp.Diff(found, bytewise); diff != "" {
			t.Fatalf("it matters how the input comes in:\n%s", diff)
		}
		for _, d := range found {
			checkPlace(t, input, d)
		}
		checkNothingLost(t, input, found, int(limit))
		checkDocuments(t, input, found, int(limit))
	})
}

func readAll(t *testing.T, source io.Reader, limit int) []documents.Document {
	t.Helper()
	r := documents.NewReader(source, limit)
	var found []documents.Document
	for {
		d, err := r.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatalf("error %v", err)
		}
		if len(d.Text) == 0 == (d.Fault == "") {
			t.Fatalf("document %d has either text or a fault: %q, %q", d.Index, d.Text, d.Fault)
		}
		d.Text = bytes.Clone(d.Text)
		found = append(found, d)
	}
}

// checkPlace finds the document in the input by its line and column.
func checkPlace(t *testing.T, input []byte, d documents.Document) {
	t.Helper()
	rest := constraint.WithoutMark(input)
	for range d.Line - 1 {
		_, after, ok := bytes.Cut(rest, []byte("\n"))
		if !ok {
			t.Fatalf("document %d: there is no line %d", d.Index, d.Line)
		}
		rest = after
	}
	for column := 1; column < d.Column; column++ {
		rest = withinCodePoint(rest)
		if len(rest) == 0 || rest[0] == '\n' {
			t.Fatalf("document %d: line %d has no column %d", d.Index, d.Line, d.Column)
		}
		rest = rest[1:]
	}
	here := func(text []byte) bool { return bytes.HasPrefix(withinCodePoint(rest), withinCodePoint(text)) }
	if !here(d.Text) && !here(constraint.WithoutMark(d.Text)) { // a first mark has no column
		t.Fatalf("document %d is not at %d:%d", d.Index, d.Line, d.Column)
	}
}

// withinCodePoint is the text from where a code point begins.
func withinCodePoint(text []byte) []byte {
	for len(text) > 0 && text[0]&0xc0 == 0x80 {
		text = text[1:]
	}
	return text
}

// checkNothingLost puts the documents together again: but for blanks that is
// the input, unless a document was cut or a fault ended the reading.
func checkNothingLost(t *testing.T, input []byte, found []documents.Document, limit int) {
	t.Helper()
	if constraint.Encoding(input[:min(len(input), 4)]) != "" {
		return // only how it begins is handed out
	}
	var texts [][]byte
	for _, d := range found {
		if d.Fault != "" || len(d.Text) > limit {
			return
		}
		texts = append(texts, d.Text)
	}
	want := dense(input)
	stream, array := dense(bytes.Join(texts, nil)), dense(bytes.Join(texts, []byte(",")))
	array = "[" + array
	unclosed := len(found) > 0 && array == want // the last item does not end
	if stream != want && array+"]" != want && !unclosed {
		t.Fatalf("something is lost: %q", texts)
	}
}

func dense(text []byte) string {
	var b strings.Builder
	for _, c := range text {
		if !strings.ContainsRune(" \t\r\n", rune(c)) {
			b.WriteByte(c)
		}
	}
	return strings.ReplaceAll(b.String(), "\ufeff", "") // marks before blanks are dropped
}

// checkDocuments compares with encoding/json where it finds only objects, each
// on lines of its own.
func checkDocuments(t *testing.T, input []byte, found []documents.Document, limit int) {
	t.Helper()
	var want []string
	decoder := json.NewDecoder(bytes.NewReader(input))
	for last := int64(0); ; last = decoder.InputOffset() {
		var value json.RawMessage
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || value[0] != '{' || len(value) > limit {
			return
		}
		gap := input[last : decoder.InputOffset()-int64(len(value))]
		if len(want) > 0 && len(gap) > 0 && !bytes.Contains(gap, []byte("\n")) {
			return
		}
		want = append(want, string(value))
	}
	var got []string
	for _, d := range found {
		got = append(got, string(d.Text))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
}
