package view_test

import (
	"os"

	"github.com/hytekit/hytekit/forms/view"
)

func ExampleEl() {
	problem := "Anna sähköpostiosoite muodossa nimi@esimerkki.fi"
	field := view.El("div", view.Attrs{view.Attr("class", "field")},
		view.El("label", view.Attrs{view.Attr("for", "email")}, view.Text("Sähköposti")),
		view.If(problem != "", view.El("p", view.Attrs{view.Attr("id", "email-error")}, view.Text(problem))),
		view.El("input", view.Attrs{
			view.Attr("id", "email"), view.Attr("type", "email"), view.Attr("name", "/submitter/email"),
			view.Flag("required", true), view.Maybe("value", ""), view.Attr("aria-describedby", "email-error"),
		}))
	field.WriteTo(os.Stdout)
	// Output:
	// <div class="field"><label for="email">Sähköposti</label><p id="email-error">Anna sähköpostiosoite muodossa nimi@esimerkki.fi</p><input id="email" type="email" name="/submitter/email" required aria-describedby="email-error"></div>
}

func ExampleEach() {
	list := view.El("ul", nil, view.Each([]string{"Forssa", "Loppi"}, func(name string) view.Node {
		return view.El("li", nil, view.Text(name))
	}))
	list.WriteTo(os.Stdout)
	// Output: <ul><li>Forssa</li><li>Loppi</li></ul>
}

func ExampleDocument() {
	view.Document("sv", "Nominera", nil, view.El("p", nil, view.Text("Hej"))).WriteTo(os.Stdout)
	// Output: <!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Nominera</title></head><body><p>Hej</p></body></html>
}
