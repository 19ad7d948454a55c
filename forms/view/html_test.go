package view_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/view"
)

var update = flag.Bool("update", false, "write the golden files anew")

// page is a page with every peculiarity that the writer must know.
func page() view.Node {
	hostile := `"><script>alert(1)</script>&lt;'` + "\r\n\x00\xff"
	return view.Document("fi", `HYTE <ehdotus> & "lomake"`,
		[]view.Node{
			view.El("link", view.Attrs{view.Attr("rel", "stylesheet"), view.Attr("href", "/assets/form.css")}),
			view.El("script", view.Attrs{view.Attr("type", "module"), view.Attr("src", "/assets/page.js")}),
		},
		view.El("main", view.Attrs{view.Attr("class", "hyte")},
			view.El("h1", nil, view.Text("Nimeä "), view.If(false, view.Text("ei ")), view.Text("edustaja")),
			view.El("p", nil, view.Text(hostile), view.El("br", nil), view.Text("")),
			view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", "javascript:alert(1)"), view.Attr("data-call", hostile)},
				view.El("label", view.Attrs{view.Attr("for", "name")}, view.Text("Nimi")),
				view.El("input", view.Attrs{
					view.Attr("id", "name"), view.Attr("value", ""), view.Maybe("placeholder", ""),
					view.Flag("required", true), view.Flag("disabled", false), view.Attr("autocomplete", "name"),
				}),
				view.El("textarea", view.Attrs{view.Attr("name", "why")}, view.Text("\nensin tyhjä rivi\r\n</textarea>")),
				view.El("select", nil, view.Each([]string{"Hämeenlinna", "Forssa"}, func(name string) view.Node {
					return view.El("option", view.Attrs{view.Flag("selected", name == "Forssa")}, view.Text(name))
				})),
				view.El("img", view.Attrs{view.Attr("src", "https://example.fi/a.png?x=1&copy=2"), view.Attr("alt", "")}),
			),
			view.El("dl", nil, view.Group(view.El("dt", nil, view.Text("Määräaika")), view.El("dd", nil, view.Text("15.1.2021")))),
			view.El("a", view.Attrs{view.Attr("href", "mailto:kirjaamo@example.fi?subject=a%20b&body=c")}, view.Text("kirjaamo")),
		))
}

func TestAppendHTML(t *testing.T) {
	got := append(view.AppendHTML(nil, page()), '\n')
	golden := filepath.Join("testdata", "page.html")
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("page (-golden +now):\n%s", diff)
	}
}

func TestAppendHTMLAppends(t *testing.T) {
	got := string(view.AppendHTML([]byte("before "), view.El("b", nil, view.Text("x"))))
	if want := "before <b>x</b>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPageParsesBack(t *testing.T) {
	got := parsedDocument(t, string(view.AppendHTML(nil, page())))
	if diff := cmp.Diff(built(page()), got); diff != "" {
		t.Errorf("tree (-built +parsed):\n%s", diff)
	}
}

func TestWriteTo(t *testing.T) {
	rows := make([]int, 5000)
	long := view.El("table", nil, view.El("tbody", nil, view.Each(rows, func(int) view.Node {
		return view.El("tr", nil, view.El("td", nil, view.Text("Janakkala & Loppi")))
	})))
	want := view.AppendHTML(nil, long)

	var writes countingWriter
	n, err := long.WriteTo(&writes)
	if err != nil || n != int64(len(want)) || !bytes.Equal(writes.Bytes(), want) {
		t.Errorf("WriteTo wrote %d bytes, %v; want the %d bytes of AppendHTML", n, err, len(want))
	}
	if pieces := len(want) / writes.calls; pieces < 4<<10 || pieces > 32<<10 {
		t.Errorf("pieces of %d bytes on average, want about 8 kB", pieces)
	}
}

func TestWriteToReportsTheFirstError(t *testing.T) {
	broken := errors.New("broken pipe")
	n, err := page().WriteTo(&failingWriter{after: 0, err: broken})
	if !errors.Is(err, broken) || n != 0 {
		t.Errorf("got %d, %v; want 0, %v", n, err, broken)
	}
	var short bytes.Buffer
	if n, err = page().WriteTo(iotest.TruncateWriter(&short, 10)); err != nil || n == 0 {
		t.Errorf("got %d, %v from a writer that takes all", n, err)
	}
}

type countingWriter struct {
	bytes.Buffer
	calls int
}

func (w *countingWriter) Write(p []byte) (int, error) {
	w.calls++
	return w.Buffer.Write(p)
}

type failingWriter struct {
	after int
	err   error
}

func (w *failingWriter) Write([]byte) (int, error) { return w.after, w.err }

func TestNodesOfATreeAreNormal(t *testing.T) {
	n := view.El("p", nil,
		view.Node{}, view.Text("a"), view.Text(""), view.Group(view.Text("b"), view.Group(), view.If(true, view.Text("c"))),
		view.El("b", nil), view.If(false, view.El("i", nil)), view.Text("d"))
	if diff := cmp.Diff([]string{"abc", "b", "d"}, names(slices.Collect(n.Children()))); diff != "" {
		t.Errorf("children (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"", "abc", "", "", "b", "", "d"}, names(n.Slots())); diff != "" {
		t.Errorf("slots (-want +got):\n%s", diff)
	}
	if a, found := view.El("input", view.Attrs{view.Flag("required", true)}).Attribute("required"); !found || !a.IsFlag() {
		t.Errorf("Attribute(required) = %+v, %t", a, found)
	}
	if !view.Group(view.Text(""), view.Group()).IsNothing() || view.El("p", nil).IsNothing() || view.Text(" ").IsNothing() {
		t.Error("IsNothing is true for empty groups and nothing else")
	}
	if !view.El("br", nil).IsVoid() || n.IsVoid() {
		t.Error("IsVoid is true for br and not for p")
	}
}

// What appears in an empty slot must not push its neighbors away.
func TestIfKeepsItsSlot(t *testing.T) {
	field := func(problem bool) view.Node {
		return view.El("div", nil, view.El("label", nil, view.Text("Nimi")),
			view.If(problem, view.El("p", nil, view.Text("Anna nimi"))), view.El("input", nil))
	}
	if diff := cmp.Diff([]string{"label", "", "input"}, names(field(false).Slots())); diff != "" {
		t.Errorf("slots without the problem (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"label", "p", "input"}, names(field(true).Slots())); diff != "" {
		t.Errorf("slots with the problem (-want +got):\n%s", diff)
	}
}

func names(nodes []view.Node) []string {
	var names []string
	for _, n := range nodes {
		names = append(names, n.Tag()+n.Content())
	}
	return names
}

// A page is written without a single allocation when the slice is long enough.
func TestAppendHTMLDoesNotAllocate(t *testing.T) {
	n := page()
	dst := make([]byte, 0, 64<<10)
	if allocs := testing.AllocsPerRun(100, func() { view.AppendHTML(dst, n) }); allocs != 0 {
		t.Errorf("%v allocations, want none", allocs)
	}
}

func BenchmarkAppendHTML(b *testing.B) {
	n := page()
	dst := make([]byte, 0, 64<<10)
	b.SetBytes(int64(len(view.AppendHTML(dst, n))))
	b.ReportAllocs()
	for b.Loop() {
		view.AppendHTML(dst, n)
	}
}

func BenchmarkBuild(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		page()
	}
}

func BenchmarkTextThatNeedsEscaping(b *testing.B) {
	n := view.El("p", nil, view.Text(strings.Repeat("Äiti & <isä> ", 1000)))
	dst := make([]byte, 0, 64<<10)
	b.SetBytes(int64(len(view.AppendHTML(dst, n))))
	b.ReportAllocs()
	for b.Loop() {
		view.AppendHTML(dst, n)
	}
}
