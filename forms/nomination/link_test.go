package nomination_test

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
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
		"and its receipt":                {again(form(t, "fi", ofAnyone), page), []string{withdraw + " Peruuta vastaus"}},
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

// Whoever has answered an open call without being named there can take that back: the
// form makes the id that its answer has. Nobody unasked says that it names no one.
func TestNoticesOfGuests(t *testing.T) {
	const offered = `<option value="open:other"`
	refusal, withdrawal := noticeForms(t, example(t, alsoOfAnyone))
	if html := htmlOf(refusal.Tree(forms.View{})); strings.Contains(html, offered) || strings.Contains(html, "nominatorName") {
		t.Error("an organization that is not asked can refuse")
	}
	if !strings.Contains(htmlOf(withdrawal.Tree(forms.View{})), offered) {
		t.Error("a guest cannot withdraw")
	}
	if html := htmlOf(form(t, "fi").Tree(forms.View{})); strings.Contains(html, offered) {
		t.Error("a guest of a call that is open to nobody")
	}
	given := map[string][]string{
		"/nominator": {"open:other"}, "/nominatorName": {"Esimerkkikerho ry"}, "/submitter/givenName": {"Onni"},
		"/submitter/familyName": {"Mallikas"}, "/submitter/email": {"onni@example.fi"},
	}
	for name, test := range map[string]struct {
		changes []func(*hyte.Call)
		given   map[string][]string
		want    string
	}{
		"beside those who are asked": {[]func(*hyte.Call){alsoOfAnyone}, given, hyte.OpenNominatorID("Esimerkkikerho ry", "")},
		"where nobody is":            {[]func(*hyte.Call){ofAnyone}, with(maps.Clone(given), "/nominator"), hyte.OpenNominatorID("Esimerkkikerho ry", "")},
		"with a Business ID":         {[]func(*hyte.Call){alsoOfAnyone}, with(maps.Clone(given), "/businessId", "2617416-4"), "open:2617416-4"},
		"who is asked":               {[]func(*hyte.Call){alsoOfAnyone}, with(with(maps.Clone(given), "/nominator", "municipality:109"), "/nominatorName"), "municipality:109"},
	} {
		call := example(t, test.changes...)
		f, err := forms.InLanguage(nomination.WithdrawalKind(), call, "fi", texts.Withdrawals())
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Complete(); err != nil {
			t.Error(err)
		}
		s := f.Post(test.given).State
		if violations := f.Check(s); len(violations) > 0 {
			t.Errorf("%s: %v", name, violations)
		}
		if notice, _ := hyte.DecodeNotice(f.Document(s)); notice.Nominator != test.want {
			t.Errorf("%s: %s, not %s", name, notice.Nominator, test.want)
		}
	}
}

// A receipt promises no more than what the notice did.
func TestNoticeReceipts(t *testing.T) {
	const withdrawn, nothing, refused = "Vastaus peruutettiin", "ei ole saapunut vastausta", "Hämeenlinna ei nimeä edustajaa."
	refusal, withdrawal := noticeForms(t, example(t, alsoOfAnyone))
	for name, test := range map[string]struct {
		form   *forms.Form
		change func(*forms.Receipt)
		says   string // of those above
	}{
		"withdrawn":                   {withdrawal, func(*forms.Receipt) {}, withdrawn},
		"by a guest":                  {withdrawal, func(r *forms.Receipt) { r.Sender = "open:1" }, withdrawn},
		"nothing to take back":        {withdrawal, func(r *forms.Receipt) { r.Nothing = true }, nothing},
		"by somebody else":            {withdrawal, func(r *forms.Receipt) { r.Contested = true }, ""},
		"late":                        {withdrawal, func(r *forms.Receipt) { r.Status = hyte.EntryLate }, ""},
		"refused":                     {refusal, func(*forms.Receipt) {}, refused},
		"refused late":                {refusal, func(r *forms.Receipt) { r.Status = hyte.EntryLate }, ""},
		"refused by who is not asked": {refusal, func(r *forms.Receipt) { r.Sender = "open:1" }, ""},
	} {
		v := receipt(hyte.EntryAnswered)
		test.change(&v.Receipt)
		html := htmlOf(test.form.Receipt(v))
		for _, text := range []string{withdrawn, nothing, refused} {
			if strings.Contains(html, text) != (text == test.says) {
				t.Errorf("%s: %q is said: %t", name, text, text != test.says)
			}
		}
	}
}
