package brand_test

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/style/brand"
	"github.com/hytekit/hytekit/forms/view"
)

const example = "../../../examples/deploy/brand"

// at is where the example's pictures are served.
func at(p *brand.Picture) string { return "/assets/" + p.Name }

func open(name string) ([]byte, error) { return os.ReadFile(path.Join(example, name)) }

func read(t testing.TB, text string) brand.File {
	t.Helper()
	f, violations := brand.Read([]byte(text))
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	return f
}

func exampleBrand(t testing.TB) *brand.Brand {
	t.Helper()
	text, err := open("brand.json")
	if err != nil {
		t.Fatal(err)
	}
	f := read(t, string(text))
	b, err := f.Make(open)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func html(n view.Node) string { return string(view.AppendHTML(nil, n)) }

func TestBrand(t *testing.T) {
	b := exampleBrand(t)
	got := html(b.Node("sv", at))
	want := `<p class="hyte-brand">` +
		`<img class="hyte-logo hyte-logo-light" src="/assets/logo.svg" alt="" width="48" height="48" loading="lazy">` +
		`<img class="hyte-logo hyte-logo-dark" src="/assets/logo-dark.svg" alt="" width="48" height="48" loading="lazy">` +
		`<span>Exempellands förbund</span></p>`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := html(b.Node("fi", nil)); got != `<p class="hyte-brand"><span>Esimerkkimaan liitto</span></p>` {
		t.Errorf("without pictures: %s", got)
	}
	for _, part := range []string{
		".hyte-page {\n  --hyte-accent: #00594f;\n  --hyte-on-accent: #ffffff;\n",
		"@media (prefers-color-scheme: dark) {\n.hyte-page {\n  --hyte-accent: #7fd6c6;\n",
	} {
		if !strings.Contains(b.CSS(), part) {
			t.Errorf("%q is not in the styles:\n%s", part, b.CSS())
		}
	}
	if strings.ContainsAny(b.CSS(), "<") || len(b.Pictures()) != 2 {
		t.Errorf("%d pictures, styles %s", len(b.Pictures()), b.CSS())
	}
}

// TestContrast computes the contrast of the example's colors from what the pages are told.
func TestContrast(t *testing.T) {
	set := regexp.MustCompile(`--hyte-([a-z-]+): (#[0-9a-f]{6});`)
	light, dark, _ := strings.Cut(exampleBrand(t).CSS(), "@media (prefers-color-scheme: dark)")
	for scheme, css := range map[style.Scheme]string{style.Light: light, style.Dark: dark} {
		p := style.Builtin(scheme)
		found := set.FindAllStringSubmatch(css, -1)
		for _, match := range found {
			c, err := style.ParseColor(match[2])
			if err != nil {
				t.Fatal(err)
			}
			p[style.Token(match[1])] = c
		}
		if len(found) < 4 || len(p) != len(style.Tokens()) || len(p.Weak()) > 0 {
			t.Errorf("%s: %d colors, weak: %+v", scheme, len(found), p.Weak())
		}
	}
}

func TestNameAlone(t *testing.T) {
	f := read(t, `{"name": {"fi": "Liitto"}}`)
	b, err := f.Make(open)
	if err != nil {
		t.Fatal(err)
	}
	if got := html(b.Node("en", at)); got != `<p class="hyte-brand" lang="fi"><span>Liitto</span></p>` {
		t.Error(got)
	}
	if got := html(new(brand.Brand).Node("fi", at)); got != "" {
		t.Errorf("no brand: %s", got)
	}
}

// TestLogoHoldsName shows that a logo with the name in it speaks it, and that the name is
// written where the logo is not.
func TestLogoHoldsName(t *testing.T) {
	f := read(t, `{"name": {"fi": "Liitto <&>"}, "logo": {"file": "logo.svg", "holdsName": true}}`)
	b, err := f.Make(open)
	if err != nil {
		t.Fatal(err)
	}
	if got := html(b.Node("fi", at)); got != `<p class="hyte-brand"><img class="hyte-logo" src="/assets/logo.svg" alt="Liitto &lt;&amp;&gt;" width="48" height="48" loading="lazy"></p>` {
		t.Error(got)
	}
	if got := html(b.Node("fi", nil)); got != `<p class="hyte-brand"><span>Liitto &lt;&amp;&gt;</span></p>` {
		t.Error(got)
	}
}

func TestColorsAreRefused(t *testing.T) {
	for _, test := range []struct{ colors, want string }{
		{`"light": {"accent": "red"}`, "/light/accent: write a color as # and six hexadecimal digits, such as #1b4f7a"},
		{`"light": {"accent": "#fff;} body{}"}`, "/light/accent: write a color as # and six hexadecimal digits, such as #1b4f7a"},
		{`"light": {"accent": "#f80"}`, "/light/accent: the contrast of accent (#ff8800) on surface (#ffffff) is 2.39, and must be at least 4.5; the nearest that would do is"},
		{`"dark": {"accent": "#1b4f7a"}`, "/dark/accent: the contrast of accent (#1b4f7a) on surface (#12171e) is"},
		{`"dark": {"surface": "#ffffff"}`, "/dark/surface: the contrast of text (#e7ecf2) on surface (#ffffff) is"},
		{`"light": {"control": "#bbbbbb"}`, "must be at least 3.0; the nearest that would do is #"},
		{`"light": {"onAccent": "#1b4f7a"}`, "/light/onAccent: the contrast of on-accent (#1b4f7a) on accent (#1b4f7a) is 1.00, and must be at least 4.5; the nearest that would do is #"},
		{`"light": {"text": "#ffffff", "surface": "#767676"}`, "no color would do as long as the others stay"},
	} {
		f := read(t, `{"name": {"fi": "Liitto"}, `+test.colors+`}`)
		_, err := f.Make(open)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", test.colors, err, test.want)
		}
	}
}

// TestWhatIsProposedDoes takes the color that a refusal proposes.
func TestWhatIsProposedDoes(t *testing.T) {
	f := read(t, `{"name": {"fi": "Liitto"}, "light": {"accent": "#ff8800"}}`)
	_, err := f.Make(open)
	if err == nil {
		t.Fatal("it is taken")
	}
	match := regexp.MustCompile(`would do is (#[0-9a-f]{6})`).FindStringSubmatch(err.Error())
	if match == nil {
		t.Fatal(err)
	}
	f.Light.Accent = match[1]
	if _, err := f.Make(open); err != nil {
		t.Error(err)
	}
}

func TestPicturesAreRefused(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `
	files := map[string]string{
		"text.svg": "no picture", "html.svg": "<html/>", "sizeless.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"huge.svg": svg + `100000 1"/>`, "none.svg": svg + `0 0"/>`, "nan.svg": svg + `NaN NaN"/>`, "three.svg": svg + `1"/>`,
		"long.svg": svg + `1 1">` + strings.Repeat(" ", brand.MaxPicture) + "</svg>",
		"text.png": "no picture", "logo.gif": "GIF89a",
	}
	for name, want := range map[string]string{
		"text.svg": "no SVG picture", "html.svg": "no SVG picture", "sizeless.svg": "viewBox", "huge.svg": "pixels", "none.svg": "pixels",
		"nan.svg": "four numbers", "three.svg": "four numbers", "long.svg": "longer than 64 KiB", "text.png": "no PNG picture", "logo.gif": "SVG or PNG",
		"../logo.svg": "same folder", `..\logo.svg`: "same folder", "missing.svg": "does not exist",
	} {
		f := brand.File{Name: map[string]string{"fi": "Liitto"}, Logo: &brand.LogoFile{File: name}}
		_, err := f.Make(func(name string) ([]byte, error) {
			if text, ok := files[name]; ok {
				return []byte(text), nil
			}
			return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("it does not exist")}
		})
		if err == nil || !strings.HasPrefix(err.Error(), "/logo/file: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

func TestFileIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		`{}`:                                  `error required at "/name"`,
		`{"name": {"fi": "L"}, "colour": {}}`: `error unknown_property at "/colour"`,
		`{"name": {"FI": "L"}}`:               `error format.language at "/name/FI"`,
		`{"name": {"fi": "L"}, "light": {"a":1}}`: `error unknown_property at "/light/a"`,
		`{"name": {"fi": "L"}, "logo": {}}`:       `error required at "/logo/file"`,
		`{"name": {"fi": "L"}} x`:                 `error json.trailing_data at ""`,
	} {
		_, violations := brand.Read([]byte(text))
		if len(violations) != 1 || violations[0].String() != want {
			t.Errorf("%s: %v, want %s", text, violations, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"name": {"fi": "Liitto"}, "logo": {"file": "a.svg"}, "light": {"accent": "#00594f"}}`, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`)
	f.Fuzz(func(t *testing.T, text, picture string) {
		file, violations := brand.Read([]byte(text))
		if len(violations) > 0 {
			return
		}
		b, err := file.Make(func(string) ([]byte, error) { return []byte(picture), nil })
		if err != nil {
			return
		}
		view.Style(b.CSS()) // panics if the styles could end early
		b.Node("fi", at)
	})
}
