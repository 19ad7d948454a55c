package settings_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/hytekit/hytekit/cmd/hyte/internal/settings"
)

// named is a Pairs of texts.
type named struct{ all, set map[string]string }

func (n named) String() string           { return "" }
func (n named) Type() string             { return "NAME=VALUE" }
func (n named) Pairs() map[string]string { return n.all }
func (n named) IsSet(name string) bool   { return n.set[name] != "" }
func (n named) Set(text string) error {
	name, value, _ := strings.Cut(text, "=")
	n.all[name], n.set[name] = value, value
	return nil
}

// flags are those of a command with one of each type.
func flags(t *testing.T, args ...string) *pflag.FlagSet {
	t.Helper()
	f := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	f.String("listen", "127.0.0.1:8080", "")
	f.StringArray("call", nil, "")
	f.StringToString("statement", nil, "")
	f.StringToInt("purge", nil, "")
	f.Bool("quiet", false, "")
	f.Int("number", 7, "")
	f.Duration("wait", time.Second, "")
	f.String("database", "", "")
	f.String("mail-password", "", "")
	f.Var(named{map[string]string{"posts": "60/2s"}, map[string]string{}}, "limit", "")
	f.Bool("new-token", false, "")
	f.String("config", "", "")
	settings.FlagOnly(f, "new-token")
	settings.Secret(f, "mail-password")
	if err := f.Parse(args); err != nil {
		t.Fatal(err)
	}
	return f
}

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// shown are the settings as they are written.
func shown(t *testing.T, s *settings.Settings) string {
	t.Helper()
	var b strings.Builder
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPrecedence(t *testing.T) {
	path := file(t, "hyte.toml", `
listen = "file:1"
call = ["file.json"]
number = 1
quiet = true
wait = "3s"
[statement]
fi = "https://example.fi/a,b?c=d"
[limit]
posts = "1/1s"
`)
	f := flags(t, "--config", path, "--call", "flag.json", "--call", "flag,too.json")
	s, err := settings.Load(f, []string{"HYTE_LISTEN=environment:2", "HYTE_CALL=environment.json", "HYTE_NUMBER=2", "HYTE_DATABASE=", "PATH=/bin"})
	if err != nil {
		t.Fatal(err)
	}
	want := `call = ["flag.json", "flag,too.json"] # flag --call
# config = "` + path + `" # flag --config
database = "" # default
limit = {posts = "1/1s"} # file ` + path + `
listen = "environment:2" # environment HYTE_LISTEN
mail-password = "" # default
number = 2 # environment HYTE_NUMBER
purge = {} # default
quiet = true # file ` + path + `
statement = {fi = "https://example.fi/a,b?c=d"} # file ` + path + `
wait = "3s" # file ` + path + `
`
	if got := shown(t, s); got != want {
		t.Errorf("settings\n%s\nwant\n%s", got, want)
	}
	if !s.IsFlag("call") || s.IsFlag("listen") || s.From("database") != "default" {
		t.Error("it does not know where they come from")
	}
}

// Of named values, each has the precedence of its own.
func TestPrecedenceOfNamedValues(t *testing.T) {
	path := file(t, "hyte.toml", "limit = {posts = '1/1s', changes = '1/1s', logins = '1/1s'}\nstatement = {fi = 'file', sv = 'file,2', en = 'file=3,4'}\npurge = {'a/list' = 3, list = 4}")
	s, err := settings.Load(flags(t, "--config", path, "--limit", "posts=3/3s", "--statement", "fi=flag"), []string{"HYTE_LIMIT=posts=2/2s,changes=2/2s", "HYTE_STATEMENT=sv=environment", "HYTE_PURGE=list=12"})
	if err != nil {
		t.Fatal(err)
	}
	got := shown(t, s)
	for _, want := range []string{
		`limit = {changes = "2/2s", logins = "1/1s", posts = "3/3s"} # flag --limit, environment HYTE_LIMIT, file ` + path,
		`purge = {"a/list" = "3", list = "12"} # environment HYTE_PURGE, file ` + path,
		`statement = {en = "file=3,4", fi = "flag", sv = "environment"} # flag --statement, environment HYTE_STATEMENT, file ` + path,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no line %s in\n%s", want, got)
		}
	}
}

// What is written can be read again and means the same.
func TestWriteCanBeRead(t *testing.T) {
	s, err := settings.Load(flags(t, "--listen", "a \"b\" \\ ä\t", "--call", "x", "--statement", "fi=1,sv=2", "--limit", "posts=3/4s", "--number", "9", "--purge", "a/list=3"), nil)
	if err != nil {
		t.Fatal(err)
	}
	first := shown(t, s)
	again, err := settings.Load(flags(t, "--config", file(t, "again.toml", first)), nil)
	if err != nil {
		t.Fatalf("%v in\n%s", err, first)
	}
	values := func(text string) (lines []string) {
		for line := range strings.Lines(text) {
			if value, _, _ := strings.Cut(line, " # "); !strings.HasPrefix(line, "#") {
				lines = append(lines, value)
			}
		}
		return lines
	}
	if a, b := strings.Join(values(first), "\n"), strings.Join(values(shown(t, again)), "\n"); a != b {
		t.Errorf("written\n%s\nread\n%s", a, b)
	}
}

func TestEnvironment(t *testing.T) {
	secret := file(t, "password", "s3cret\n")
	f := flags(t)
	s, err := settings.Load(f, []string{
		"HYTE_CALL=spring.json, autumn.json", "HYTE_STATEMENT=fi=1,sv=2", "HYTE_LIMIT=posts=1/1s", "HYTE_MAIL_PASSWORD_FILE=" + secret,
		"HYTE_DATABASE=postgres://hyte:s3cret@db.example.fi/hyte", "HYTE_CONFIG=" + file(t, "c.toml", "wait = '9s'"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if value, _ := f.GetString("mail-password"); value != "s3cret" {
		t.Errorf("password %q", value)
	}
	got := shown(t, s)
	for _, want := range []string{
		`call = ["spring.json", "autumn.json"] # environment HYTE_CALL`, `statement = {fi = "1", sv = "2"}`, `limit = {posts = "1/1s"}`,
		`# mail-password is set and not shown # environment HYTE_MAIL_PASSWORD_FILE`, `# database is set and not shown # environment HYTE_DATABASE`, `wait = "9s" # file `,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no line %s in\n%s", want, got)
		}
	}
	if strings.Contains(got, "s3cret") {
		t.Errorf("a secret is shown:\n%s", got)
	}
}

// Passwords are not shown, whatever the setting.
func TestSecretsInAddresses(t *testing.T) {
	for value, hidden := range map[string]bool{
		"postgres://hyte:s3cret@db/hyte": true, "host=db password=s3cret": true, "postgres://db/hyte?user=hyte&PASSWORD=s3cret": true,
		"postgres://hyte:s3%zz@db": true, "postgres://hyte@db/hyte": false, "https://www.example.fi/a": false, "data": false,
	} {
		s, err := settings.Load(flags(t, "--database", value), nil)
		if err != nil {
			t.Fatal(err)
		}
		got := shown(t, s)
		if strings.Contains(got, "s3") || strings.Contains(got, value) == hidden || strings.Contains(got, "# database is set and not shown # flag --database") != hidden {
			t.Errorf("%s: %s", value, got)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		file        string
		environment []string
		want        string
	}{
		"unknown variable":        {"", []string{"HYTE_LISTN=x"}, "environment HYTE_LISTN: there is no such setting; did you mean HYTE_LISTEN?"},
		"unlike anything":         {"", []string{"HYTE_XQZJKVW=x"}, "environment HYTE_XQZJKVW: there is no such setting"},
		"flag only, variable":     {"", []string{"HYTE_NEW_TOKEN=1"}, "environment HYTE_NEW_TOKEN: there is no such setting"},
		"help":                    {"", []string{"HYTE_HELP=1"}, "environment HYTE_HELP: there is no such setting"},
		"both ways":               {"", []string{"HYTE_LISTEN=x", "HYTE_LISTEN_FILE=/dev/null"}, "environment HYTE_LISTEN has set --listen already"},
		"no such file":            {"", []string{"HYTE_LISTEN_FILE=/nowhere/at/all"}, "environment HYTE_LISTEN_FILE: open /nowhere/at/all: no such file"},
		"bad variable":            {"", []string{"HYTE_NUMBER=s3cret"}, "environment HYTE_NUMBER: write a whole number"},
		"unknown name":            {`lisen = "x"`, nil, "hyte.toml: lisen: there is no such setting; did you mean listen?"},
		"flag only, file":         {`new-token = true`, nil, "hyte.toml: new-token: there is no such setting"},
		"another file":            {`config = "x"`, nil, "hyte.toml: config: a file cannot name another one"},
		"broken":                  {"listen = \"x\"\nlisten = \"y\"", nil, "hyte.toml:2: "},
		"not TOML":                {"{\"listen\": 1}", nil, "hyte.toml:1: "},
		"bad value":               {`wait = "s3cret"`, nil, "hyte.toml: wait: write a duration such as 90s or 10m"},
		"list for one":            {`listen = ["x"]`, nil, "hyte.toml: listen: write one value"},
		"date":                    {`listen = 2021-01-01`, nil, "hyte.toml: listen: write one value"},
		"text for a number":       {`purge = {list = "s3cret"}`, nil, "hyte.toml: purge: write NAME=NUMBER"},
		"number in a list":        {`call = [1]`, nil, `hyte.toml: call: write it as ["one", "another"]`},
		"number for a list":       {`call = 1`, nil, `hyte.toml: call: write it as ["one", "another"]`},
		"text for named values":   {`statement = "x"`, nil, `hyte.toml: statement: write it as {name = "value"}`},
		"list among named values": {`limit = {posts = ["x"]}`, nil, `hyte.toml: limit: posts: write one value`},
	} {
		var args []string
		if c.file != "" {
			args = []string{"--config", file(t, "hyte.toml", c.file)}
		}
		_, err := settings.Load(flags(t, args...), c.environment)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if _, err := settings.Load(flags(t, "--config", "nowhere.toml"), nil); err == nil || !strings.Contains(err.Error(), "--config: open nowhere.toml") {
		t.Errorf("no file: %v", err)
	}
}
