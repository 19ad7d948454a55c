package view_test

import (
	"testing"

	"github.com/hytekit/hytekit/forms/view"
)

func TestIcon(t *testing.T) {
	got := string(view.AppendHTML(nil, view.El("p", nil, view.Icon("M4 6h16v-14.5z"), view.Text("word"))))
	want := `<p><svg class="hyte-icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M4 6h16v-14.5z"></path></svg>word</p>`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, path := range []string{`"/><script`, "url(x)", "M4,6"} {
		if refused(func() { view.Icon(path) }) == "" {
			t.Errorf("%q is drawn", path)
		}
	}
}
