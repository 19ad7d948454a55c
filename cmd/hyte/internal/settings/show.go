package settings

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// Write writes all settings in force as a file that [Load] reads, each with a comment that
// says where it comes from. A secret stays one: its line is a comment.
func (s *Settings) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, name := range s.settable() {
		f, from := s.flags.Lookup(name), s.From(name)
		text, shown := s.tomlOf(f)
		switch {
		case name == FileFlag:
			if f.Value.String() != "" {
				fmt.Fprintf(b, "# %s = %s # %s\n", name, quoted(f.Value.String()), from)
			}
		case !shown:
			fmt.Fprintf(b, "# %s is set and not shown # %s\n", name, from)
		default:
			fmt.Fprintf(b, "%s = %s # %s\n", name, text, from)
		}
	}
	return b.Flush()
}

// tomlOf is the value of a flag in TOML, if it may be shown.
func (s *Settings) tomlOf(f *pflag.Flag) (text string, shown bool) {
	if f.Annotations[secret] != nil && f.Value.String() != f.DefValue {
		return "", false
	}
	var items []string
	if isPairs(f) {
		return table(s.pairsOf(f))
	}
	if value, list := f.Value.(pflag.SliceValue); list {
		for _, item := range value.GetSlice() {
			if holdsSecret(item) {
				return "", false
			}
			items = append(items, quoted(item))
		}
		return "[" + strings.Join(items, ", ") + "]", true
	}
	value := f.Value.String()
	switch f.Value.Type() {
	case "bool", "int":
		return value, true
	}
	return quoted(value), !holdsSecret(value)
}

func table(pairs map[string]string) (string, bool) {
	var items []string
	for _, name := range slices.Sorted(maps.Keys(pairs)) {
		if holdsSecret(pairs[name]) {
			return "", false
		}
		items = append(items, key(name)+" = "+quoted(pairs[name]))
	}
	return "{" + strings.Join(items, ", ") + "}", true
}

var bareKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// key is a name as TOML writes it.
func key(name string) string {
	if bareKey.MatchString(name) {
		return name
	}
	return quoted(name)
}

// holdsSecret reports whether a value has a password in it, as addresses of databases
// and mail servers may.
func holdsSecret(value string) bool {
	if strings.Contains(strings.ToLower(value), "password=") {
		return true
	}
	if !strings.Contains(value, "://") {
		return false
	}
	u, err := url.Parse(value)
	if err != nil {
		return strings.Contains(value, "@")
	}
	_, set := u.User.Password()
	return set
}

// quoted is a text as TOML writes it: the escapes of Go that TOML does not know are not
// among those of texts that are printable.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case !strconv.IsPrint(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
