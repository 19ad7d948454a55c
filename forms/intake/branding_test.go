package intake_test

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/statement"
	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/style/brand"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

const brandFolder = "../../examples/deploy/brand/"

// branded has the example's brand and accessibility statement.
func branded(t testing.TB) func(*intake.Config) {
	t.Helper()
	open := func(name string) ([]byte, error) { return os.ReadFile(brandFolder + name) }
	text, err := open("brand.json")
	if err != nil {
		t.Fatal(err)
	}
	file, violations := brand.Read(text)
	b, err := file.Make(open)
	if err != nil || len(violations) > 0 {
		t.Fatal(err, violations)
	}
	if text, err = open("accessibility.json"); err != nil {
		t.Fatal(err)
	}
	s, violations := statement.Read(text)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	return func(c *intake.Config) { c.Brand, c.Statement = *b, s }
}

// brandName is the example's, by language.
var brandName = map[string]string{"fi": "Esimerkkimaan liitto", "sv": "Exempellands förbund", "en": "Regional Council of Exampleland"}

// TestEveryPageHasTheBrand shows the name, the logo, the colors and the link to the statement
// on each sort of page, in each language.
func TestEveryPageHasTheBrand(t *testing.T) {
	w := newWorld(t, withAssets, branded(t))
	sent := w.postForm(formPath, filled("municipality:109"))
	receipt := strings.Split(sent.Header().Get("Location"), "?")[0]
	cookie := w.login()
	seen := 0
	for language, name := range brandName {
		form := "/" + callID + "/" + language
		for _, path := range []string{
			"/", form, strings.Replace(receipt, "/fi/", "/"+language+"/", 1), "/nothing", "/accessibility", "/admin/login", "/admin", rosterPath,
		} {
			answer := w.get(path+"?lang="+language, cookie...)
			page := answer.Body.String()
			htmlcheck.Run(t, answer.Body.Bytes(), htmlcheck.All()...)
			if !strings.Contains(page, "<span>"+name+"</span>") || strings.Count(page, `class="hyte-brand"`) != 1 {
				t.Errorf("%s: no name %s", path, name)
			}
			if !strings.Contains(page, `href="/accessibility?lang=`+language+`"`) {
				t.Errorf("%s: no link to the accessibility statement", path)
			}
			logos := regexp.MustCompile(`src="(/assets/logo-[0-9a-f]+\.svg)"`).FindAllStringSubmatch(page, -1)
			if len(logos) != 2 || logos[0][1] == logos[1][1] {
				t.Errorf("%s: logos %v", path, logos)
				continue
			}
			if css := stylesOf(t, w, page); !strings.Contains(css, "--hyte-accent: #00594f;") || !strings.HasPrefix(css, style.CSS()) {
				t.Errorf("%s: the colors are not in its styles", path)
			}
			seen++
		}
		wrong := w.postForm(form, url.Values{"/submitter/email": {"x"}})
		if policy := wrong.Header().Get("Content-Security-Policy"); !strings.Contains(policy, style.Hash(stylesOf(t, w, wrong.Body.String()))) {
			t.Errorf("%s: the policy does not let the styles in: %s", form, policy)
		}
	}
	if seen != 24 {
		t.Errorf("%d pages", seen)
	}
}

// TestFragmentHasNoBrand shows that what another site takes into its page has the looks of
// that.
func TestFragmentHasNoBrand(t *testing.T) {
	w := newWorld(t, branded(t))
	fragment := w.get(formPath + "/fragment").Body.String()
	if strings.Contains(fragment, "hyte-brand") {
		t.Errorf("the fragment: %s", fragment)
	}
	match := regexp.MustCompile(`/assets/form-[0-9a-f]+\.css`).FindString(fragment)
	if got := w.get(match).Body.String(); got != style.CSS() {
		t.Errorf("the styles of the fragment at %q are others than those without a brand", match)
	}
}

// stylesOf are the styles that a page carries, or links to first.
func stylesOf(t *testing.T, w *world, page string) string {
	t.Helper()
	if _, after, ok := strings.Cut(page, "<style>"); ok {
		css, _, _ := strings.Cut(after, "</style>")
		return css
	}
	match := regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)">`).FindStringSubmatch(page)
	if match == nil {
		t.Fatalf("no styles in %s", page)
	}
	return w.get(match[1]).Body.String()
}

// TestLogoRunsNothing asks for a logo as a page of its own, in which a script could run.
func TestLogoRunsNothing(t *testing.T) {
	w := newWorld(t, branded(t))
	address := regexp.MustCompile(`/assets/logo-[0-9a-f]+\.svg`).FindString(w.get(formPath).Body.String())
	answer := w.get(address)
	h := answer.Header()
	if answer.Code != http.StatusOK || h.Get("Content-Type") != "image/svg+xml" || !strings.Contains(h.Get("Cache-Control"), "immutable") {
		t.Errorf("%s: %d %v", address, answer.Code, h)
	}
	if got, want := h.Get("Content-Security-Policy"), "default-src 'none'; style-src 'unsafe-inline'; sandbox;"; !strings.HasPrefix(got, want) {
		t.Errorf("its policy is %q", got)
	}
}

// TestKeptReceiptHasTheName shows that a receipt kept as a file has the name, and no picture
// or address that leads nowhere.
func TestKeptReceiptHasTheName(t *testing.T) {
	w := newWorld(t, branded(t))
	sent := w.postForm(formPath, filled("municipality:109"))
	path, proof, _ := strings.Cut(sent.Header().Get("Location"), "?")
	answer := w.get(path + "/receipt.html?" + proof)
	page := answer.Body.String()
	if answer.Code != http.StatusOK || !strings.Contains(page, "<span>"+brandName["fi"]+"</span>") || strings.Contains(page, "<img") || strings.Contains(page, `"/accessibility`) {
		t.Errorf("%d %s", answer.Code, page)
	}
}

// TestFirstViewOfBrand holds the page with a brand to what the plain one has.
func TestFirstViewOfBrand(t *testing.T) {
	w := newWorld(t, withAssets, branded(t))
	for language := range brandName {
		page := w.get("/"+callID+"/"+language, "Accept-Encoding", "br")
		size := page.Body.Len()
		if _, err := io.ReadAll(brotli.NewReader(page.Body)); err != nil {
			t.Fatal(err)
		}
		if t.Logf("%s: %d bytes of brotli", language, size); size > firstViewBudget {
			t.Errorf("the first view in %s has %d bytes, more than %d", language, size, firstViewBudget)
		}
	}
}

// TestWithoutBrand shows that there is no brand, and no statement, where none is given.
func TestWithoutBrand(t *testing.T) {
	w := newWorld(t)
	page := w.get(formPath).Body.String()
	if strings.Contains(page, "hyte-brand") || strings.Contains(page, "hyte-logo") || strings.Contains(page, "accessibility") {
		t.Errorf("the page has something of a brand: %s", page)
	}
	if got := w.get("/accessibility").Code; got != http.StatusNotFound {
		t.Errorf("the statement that is not there: %d", got)
	}
	if got := w.get("/accessibility/fi").Code; got != http.StatusNotFound {
		t.Errorf("the address of a form: %d", got)
	}
	call := firstkind.Inquiry(t, func(c *hyte.Call) { c.ID = "accessibility" })
	if _, err := intake.New(t.Context(), intake.Config{Store: w.store, Kinds: w.kinds, Inquiries: calls(call)}); err == nil {
		t.Error("an inquiry has the address of the statement")
	}
}
