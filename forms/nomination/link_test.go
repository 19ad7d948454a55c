package nomination_test

import (
	"errors"
	"regexp"
	"slices"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

var kindLink = regexp.MustCompile(`<p class="hyte-link"><a href="([^"]*)">([^<]*)</a></p>`)

// linksOf are the ways to other forms that a page shows: where they lead, and in which
// words.
func linksOf(n view.Node) (links []string) {
	for _, found := range kindLink.FindAllStringSubmatch(htmlOf(n), -1) {
		links = append(links, found[1]+" "+found[2])
	}
	return links
}

// noticeForms are the forms of a refusal and a withdrawal, in Finnish.
func noticeForms(t testing.TB, call *hyte.ResolvedCall) (refusal, withdrawal *forms.Form) {
	t.Helper()
	refusal, err := forms.InLanguage(nomination.RefusalKind(), call, "fi", texts.Refusals())
	if err != nil {
		t.Fatal(err)
	}
	withdrawal, err = forms.InLanguage(nomination.WithdrawalKind(), call, "fi", texts.Withdrawals())
	if err != nil {
		t.Fatal(err)
	}
	return refusal, withdrawal
}

// Whoever names no one finds the notice beside the form, and the way back; whoever has
// answered can take the answer back from the receipt.
func TestLinksToOtherForms(t *testing.T) {
	const page, refuse, withdraw = "/kanta-hame-hyte-2021/fi", "/kanta-hame-hyte-2021/fi/refusal", "/kanta-hame-hyte-2021/fi/withdrawal"
	refusal, withdrawal := noticeForms(t, example(t))
	nominations := form(t, "fi")
	again := func(f *forms.Form, address string) view.Node {
		v := receipt(hyte.EntryAnswered)
		v.Again = address
		return f.Receipt(v)
	}
	open := func(address string) forms.View { return forms.View{Status: hyte.StatusOpen, Action: address} }
	for name, test := range map[string]struct {
		shown view.Node
		want  []string
	}{
		"the form":                       {nominations.Tree(open(page)), []string{refuse + " Organisaatiomme ei nimeä edustajaa"}},
		"on another site":                {nominations.Tree(open("https://example.fi" + page)), []string{"https://example.fi" + refuse + " Organisaatiomme ei nimeä edustajaa"}},
		"without an address":             {nominations.Tree(open("")), nil},
		"closed":                         {nominations.Tree(forms.View{Status: hyte.StatusClosed, Action: page}), nil},
		"its receipt":                    {again(nominations, page), []string{withdraw + " Peruuta vastaus"}},
		"a receipt without an address":   {again(nominations, ""), nil},
		"the refusal":                    {refusal.Tree(open(refuse)), []string{page + " Palaa vastauslomakkeelle"}},
		"the refusal when it is closed":  {refusal.Tree(forms.View{Status: hyte.StatusClosed, Action: refuse}), []string{page + " Palaa vastauslomakkeelle"}},
		"the refusal's receipt":          {again(refusal, refuse), []string{page + " Siirry vastauslomakkeelle"}},
		"the withdrawal":                 {withdrawal.Tree(open(withdraw)), []string{page + " Palaa peruuttamatta"}},
		"the withdrawal's receipt":       {again(withdrawal, withdraw), []string{page + " Siirry vastauslomakkeelle"}},
		"where no one is asked by name":  {form(t, "fi", ofAnyone).Tree(open(page)), nil},
		"a session that has taken it up": {forms.NewSession(nominations, open(page).Findings(), nil).Tree(), []string{refuse + " Organisaatiomme ei nimeä edustajaa"}},
	} {
		if got := linksOf(test.shown); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// A link without words is found when the form is made.
func TestLinkWithoutWords(t *testing.T) {
	kind := *nomination.Kind()
	kind.Links = []forms.Link{{To: hyte.RefusalKind(), Key: "link.of.tomorrow"}}
	if _, err := forms.New(&kind, example(t), texts.For("fi")); !errors.Is(err, forms.ErrLayout) {
		t.Errorf("%v, not %v", err, forms.ErrLayout)
	}
}
