package widget_test

import (
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/wasm/widget"
)

func TestToUI(t *testing.T) {
	attrs := func(attrs ...view.Attribute) view.Attrs { return attrs }
	tests := []struct {
		name string
		node view.Node
		want app.UI
	}{
		{"text", view.Text("a<b"), app.Text("a<b")},
		{"empty slot", view.Node{}, app.Text("")},
		{"flag", view.El("input", attrs(view.Flag("required", true), view.Flag("disabled", false))), app.ElemSelfClosing("input").Attr("required", "true")},
		{"typed value", view.El("input", attrs(view.Attr("name", "n"), view.Attr("value", "typed"))), app.ElemSelfClosing("input").Attr("name", "n")},
		{
			"value of a box", view.El("input", attrs(view.Attr("type", "radio"), view.Attr("value", "a"), view.Flag("checked", true))),
			app.ElemSelfClosing("input").Attr("type", "radio").Attr("value", "a"),
		},
		{
			"hidden value", view.El("input", attrs(view.Attr("type", "hidden"), view.Attr("value", "a"))),
			app.ElemSelfClosing("input").Attr("type", "hidden").Attr("value", "a"),
		},
		{"empty value of a text", view.El("input", attrs(view.Attr("value", ""))), app.ElemSelfClosing("input")},
		{"empty value of an option", view.El("option", attrs(view.Attr("value", ""), view.Flag("selected", true))), app.Elem("option value")},
		{"empty alternative", view.El("img", attrs(view.Attr("src", "/a.png"), view.Attr("alt", ""))), app.ElemSelfClosing("img alt").Attr("src", "/a.png")},
		{"open details", view.El("details", attrs(view.Flag("open", true))), app.Elem("details")},
		{"focus is not taken", view.El("button", attrs(view.Flag("autofocus", true))), app.Elem("button")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := app.Match(test.want, widget.ToUI(test.node)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestToUIKeepsSlots(t *testing.T) {
	ui := widget.ToUI(view.El("div", nil,
		view.El("label", nil, view.Text("Nimi")), view.If(false, view.El("p", nil)), view.El("input", nil)))
	for i, want := range []app.UI{app.Elem("label"), app.Text(""), app.ElemSelfClosing("input")} {
		if err := app.Match(want, ui, i); err != nil {
			t.Errorf("slot %d: %v", i, err)
		}
	}
	if err := app.Match(app.Text("Nimi"), ui, 0, 0); err != nil {
		t.Error(err)
	}
}

func TestToUILeavesATextareaAlone(t *testing.T) {
	ui := widget.ToUI(view.El("textarea", nil, view.Text("typed")))
	if err := app.Match(app.Text("typed"), ui, 0); err == nil {
		t.Error("the text of a textarea is shown by the widget")
	}
}

// A form with the select of a call to all 308 municipalities, as it is shown
// anew when a message appears.
func BenchmarkToUI(b *testing.B) {
	names := make([]string, 308)
	form := view.El("form", nil, view.El("select", nil, view.Each(names, func(string) view.Node {
		return view.El("option", view.Attrs{view.Attr("value", "municipality:109")}, view.Text("Hämeenlinna"))
	})))
	b.ReportAllocs()
	for b.Loop() {
		widget.ToUI(form)
	}
}
