package intake

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestHeaderKey(t *testing.T) {
	longest := strings.Repeat("k", 200)
	for name, test := range map[string]struct {
		values []string
		want   string
		bad    bool
	}{
		"none":            {nil, "", false},
		"bare":            {[]string{"8e03978e-40d5"}, "8e03978e-40d5", false},
		"quoted":          {[]string{`"8e03978e-40d5"`}, "8e03978e-40d5", false},
		"longest":         {[]string{longest}, longest, false},
		"longest, quoted": {[]string{`"` + longest + `"`}, longest, false},
		"all signs":       {[]string{"!#$%&'()*+,-./:;<=>?@[]^_`{|}~"}, "!#$%&'()*+,-./:;<=>?@[]^_`{|}~", false},
		"empty":           {[]string{""}, "", true},
		"quotes only":     {[]string{`""`}, "", true},
		"one quote":       {[]string{`"`}, "", true},
		"not closed":      {[]string{`"key`}, "", true},
		"not opened":      {[]string{`key"`}, "", true},
		"quote within":    {[]string{`"k"ey"`}, "", true},
		"backslash":       {[]string{`"k\"ey"`}, "", true},
		"space":           {[]string{"a key"}, "", true},
		"not ASCII":       {[]string{"äyskäri"}, "", true},
		"control":         {[]string{"key\x7f"}, "", true},
		"too long":        {[]string{longest + "k"}, "", true},
		"twice":           {[]string{"key", "key"}, "", true},
	} {
		key, err := headerKey(http.Header{"Idempotency-Key": test.values})
		if errors.Is(err, errKeyFormat) != test.bad || (err == nil && key != test.want) {
			t.Errorf("%s: %q, error %v", name, key, err)
		}
	}
}

func FuzzHeaderKey(f *testing.F) {
	for _, seed := range []string{"", "key", `"key"`, `"`, `""`, `"\"`, "ä"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		key, err := headerKey(http.Header{"Idempotency-Key": {value}})
		if err != nil {
			return
		}
		if visibleASCII(key, MaxKey) != "" || (key != value && `"`+key+`"` != value) {
			t.Errorf("%q is read as %q", value, key)
		}
		if again, err := headerKey(http.Header{"Idempotency-Key": {key}}); err != nil || again != key {
			t.Errorf("%q is read again as %q, error %v", key, again, err)
		}
	})
}
