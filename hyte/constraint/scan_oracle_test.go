package constraint_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// What the scanner makes of any text is what two other readers make of it.
func FuzzScan(f *testing.F) {
	for _, c := range grammar {
		f.Add([]byte(c.text))
	}
	for _, document := range []string{minimal, full} {
		f.Add([]byte(document))
		f.Add([]byte(strings.ReplaceAll(document, ",", " ,\r\n\t")))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tree, fault := constraint.Tree(data)
		if fault != nil && (fault.Rule == constraint.RuleJSONDepth || fault.Rule == constraint.RuleJSONSize) {
			t.Skip("the others have other limits")
		}
		data = constraint.WithoutMark(data) // which the others refuse
		compareWithJSONText(t, data, tree, fault)
		compareWithEncodingJSON(t, data, tree, fault)
		if fault != nil {
			checkPlace(t, data, fault)
		}
		if fault != nil && fault.Params.Encoding != "" {
			return
		}
		again, same := constraint.Tree(slices.Concat([]byte("\n\t"), data, []byte(" \r\n")))
		if (same == nil) != (fault == nil) || fault == nil && !cmp.Equal(tree, again) {
			t.Errorf("white space around makes a difference: %v, %v", fault, same)
		}
	})
}

// compareWithJSONText holds the scanner to a reader that is as strict.
func compareWithJSONText(t *testing.T, data []byte, tree any, fault *constraint.Violation) {
	t.Helper()
	d := jsontext.NewDecoder(bytes.NewReader(data))
	want, err := treeOf(d)
	if err == nil {
		if _, err = d.ReadToken(); errors.Is(err, io.EOF) {
			err = nil
		} else {
			err = errTrailing
		}
	}
	if (err == nil) != (fault == nil) {
		t.Fatalf("%q: %v, jsontext says %v", data, fault, err)
	}
	if err == nil {
		if diff := cmp.Diff(want, tree); diff != "" {
			t.Errorf("%q: %s", data, diff)
		}
		return
	}
	if fault.Rule == constraint.RuleJSONEncoding {
		return // looked for first, but it need not stand first
	}
	wantRule := constraint.RuleJSONSyntax
	switch {
	case errors.Is(err, errTrailing):
		wantRule = constraint.RuleJSONTrailing
	case errors.Is(err, jsontext.ErrDuplicateName):
		wantRule = constraint.RuleJSONDuplicate
	}
	if fault.Rule != wantRule {
		t.Errorf("%q: %v, jsontext says %v", data, fault, err)
	}
}

var errTrailing = errors.New("something follows")

func treeOf(d *jsontext.Decoder) (any, error) {
	token, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case '{':
		object := []constraint.Member{}
		for d.PeekKind() != '}' {
			name, err := d.ReadToken()
			if err != nil {
				return nil, err
			}
			m := constraint.Member{Name: name.String()}
			if m.Value, err = treeOf(d); err != nil {
				return nil, err
			}
			object = append(object, m)
		}
		_, err = d.ReadToken()
		return object, err
	case '[':
		array := []any{}
		for d.PeekKind() != ']' {
			value, err := treeOf(d)
			if err != nil {
				return nil, err
			}
			array = append(array, value)
		}
		_, err = d.ReadToken()
		return array, err
	case '"':
		return token.String(), nil
	case '0':
		return constraint.Number(token.String()), nil
	case 'n':
		return nil, nil
	default:
		return token.Bool(), nil
	}
}

// compareWithEncodingJSON holds the scanner to the standard library, which
// takes names that come twice, half surrogate pairs and what is not UTF-8.
func compareWithEncodingJSON(t *testing.T, data []byte, tree any, fault *constraint.Violation) {
	t.Helper()
	if fault != nil {
		lenient := fault.Rule == constraint.RuleJSONDuplicate || fault.Rule == constraint.RuleJSONEncoding ||
			fault.Rule == constraint.RuleJSONSyntax && isSurrogate(data[offsetOf(t, data, fault):])
		if !lenient && json.Valid(data) {
			t.Errorf("%q: %v, and encoding/json takes it", data, fault)
		}
		return
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var want any
	if err := d.Decode(&want); err != nil {
		t.Fatalf("%q: encoding/json says %v", data, err)
	}
	if diff := cmp.Diff(want, unordered(tree)); diff != "" {
		t.Errorf("%q: %s", data, diff)
	}
}

func isSurrogate(text []byte) bool {
	return len(text) >= 4 && string(text[:2]) == `\u` && text[2]|' ' == 'd' && strings.IndexByte("89abcdefABCDEF", text[3]) >= 0
}

// unordered is a tree in the types of encoding/json.
func unordered(tree any) any {
	switch v := tree.(type) {
	case constraint.Number:
		return json.Number(v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = unordered(v[i])
		}
		return out
	case []constraint.Member:
		out := map[string]any{}
		for _, m := range v {
			out[m.Name] = unordered(m.Value)
		}
		return out
	default:
		return v
	}
}

// checkPlace makes sure that a text is in order up to the place where it is
// said to go wrong: read alone, that part only lacks its end.
func checkPlace(t *testing.T, data []byte, fault *constraint.Violation) {
	t.Helper()
	offset := offsetOf(t, data, fault)
	before := data[:offset]
	_, cut := constraint.Tree(before)
	switch {
	case fault.Params.Encoding != "": // at the beginning
	case fault.Rule == constraint.RuleJSONEncoding:
		if !utf8.Valid(before) || !utf8.FullRune(data[offset:]) && offset+utf8.UTFMax < len(data) {
			t.Errorf("%q: not the first byte that is wrong: %d", data, offset)
		}
	case fault.Rule == constraint.RuleJSONTrailing:
		if cut != nil {
			t.Errorf("%q: what stands before %d is no document: %v", data, offset, cut)
		}
	case cut == nil || cut.Rule != constraint.RuleJSONSyntax || offsetOf(t, before, cut) != offset:
		t.Errorf("%q: %v at %d, but before that %v", data, fault, offset, cut)
	}
}

// offsetOf is the place that line and column mean, in bytes.
func offsetOf(t *testing.T, data []byte, fault *constraint.Violation) int {
	t.Helper()
	offset := 0
	for range fault.Params.Line - 1 {
		offset += bytes.IndexByte(data[offset:], '\n') + 1
	}
	for range fault.Params.Column - 1 {
		_, size := utf8.DecodeRune(data[offset:])
		offset += size
	}
	if offset > len(data) {
		t.Fatalf("%q: line %d, column %d is not in it", data, fault.Params.Line, fault.Params.Column)
	}
	return offset
}
