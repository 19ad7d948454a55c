package overview_test

import (
	"os"
	"regexp"
	"testing"

	styles "github.com/hytekit/hytekit/forms/style"
)

// The page of an overview has its own styles, and no palette: what it writes stands on its one
// background with the contrast that WCAG 2.2, 1.4.3 asks for.
func TestContrast(t *testing.T) {
	css, err := os.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	backs := colorsOf(t, string(css), `[{ ]background: ([^;]+)`)
	if len(backs) != 1 {
		t.Fatalf("%d backgrounds, want one", len(backs))
	}
	fronts := colorsOf(t, string(css), `[{ ]color: ([^;]+)`)
	if len(fronts) < 2 {
		t.Fatalf("%d colors, want those of text and headings", len(fronts))
	}
	for _, front := range fronts {
		if got := styles.Contrast(front, backs[0]); got < 4.5 {
			t.Errorf("%s on %s has a contrast of %.2f, needs 4.5", front, backs[0], got)
		}
	}
}

func colorsOf(t *testing.T, css, pattern string) (colors []styles.Color) {
	t.Helper()
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(css, -1) {
		color, err := styles.ParseColor(match[1])
		if err != nil {
			t.Fatal(err)
		}
		colors = append(colors, color)
	}
	return colors
}
