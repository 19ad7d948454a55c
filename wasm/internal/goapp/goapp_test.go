package goapp

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// followed are the files of go-app that stand-ins do the work of, with the
// SHA-256 sums of what they were when the stand-ins were last compared with them.
var followed = map[string]string{
	"pkg/app/app.go":       "77bd60c6d302bc553e3c4132a23c5fdd83d8443626803569246b03242c939f59",
	"pkg/app/context.go":   "1165dc862aad17ba47a7050c7ce32401e6e86eecce1222bf22235f78cccbd1d4",
	"pkg/app/engine.go":    "8400019d85d00fb6a904a9214ab78e1874ead07bb7ec719c2c254955864db5b2",
	"pkg/errors/errors.go": "7db7046e211ac5e16625d615e12484dbc157ac0aa97cfd375fe0312be2b391ab",
}

func root(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func flags(t *testing.T) []string {
	t.Helper()
	flags, err := Flags(t.Context(), root(t), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return flags
}

func source(t *testing.T) module {
	t.Helper()
	m, err := download(t.Context(), root(t))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A stand-in that compiles may still do what go-app no longer does.
func TestStandInsFollowGoApp(t *testing.T) {
	m := source(t)
	for name, compared := range followed {
		sum := sha256.Sum256([]byte(read(t, filepath.Join(m.Dir, name))))
		if got := hex.EncodeToString(sum[:]); got != compared {
			t.Errorf("%s is another file in go-app %s than the one that _standins/%[1]s was compared with.\n"+
				"See what go-app changed in it, carry over what the widget needs, and write the new sum here: %[3]s", name, m.Version, got)
		}
	}
}

// What is compiled is go-app's own file, or a stand-in for one that is left out.
func TestPartIsWholeFilesAndStandIns(t *testing.T) {
	m, list := source(t), list(t, flags(t), "-f", "{{range .GoFiles}}{{$.Dir}}/{{.}}\n{{end}}", Module+"/pkg/app", Module+"/pkg/errors")
	used := strings.Fields(list)
	for _, path := range used {
		name, found := strings.CutPrefix(filepath.ToSlash(path), filepath.ToSlash(filepath.Join(root(t), standIns))+"/")
		if !found {
			t.Errorf("%s is compiled, which is not in %s", path, standIns)
		}
		if _, err := os.Stat(path); (err == nil) == slices.Contains(wholeFiles, name) {
			t.Errorf("%s has to be either a whole file of go-app or a stand-in (%v)", name, err)
		}
	}
	if len(used) < 18 {
		t.Errorf("only %d files are compiled: %s", len(used), used)
	}

	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal([]byte(read(t, flags(t)[4])), &overlay); err != nil {
		t.Fatal(err)
	}
	for place, file := range overlay.Replace {
		if _, name, found := strings.Cut(filepath.ToSlash(place), "/src/"); found && slices.Contains(leftOutOfGo, name) && file == filepath.Join(root(t), standIns, name) {
			continue
		}
		name, err := filepath.Rel(filepath.Join(root(t), standIns), place)
		if err != nil || file != filepath.Join(m.Dir, name) {
			t.Errorf("%s is %s, not the file of the same name in %s (%v)", place, file, m.Dir, err)
		}
	}
	if got, want := len(overlay.Replace), len(wholeFiles)+len(leftOutOfGo); got != want {
		t.Errorf("%d files stand where they are not, want %d", got, want)
	}
}

func list(t *testing.T, flags []string, args ...string) string {
	t.Helper()
	return run(t, []string{"GOOS=js", "GOARCH=wasm"}, slices.Concat([]string{"list"}, flags, args))
}

func run(t *testing.T, env, args []string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = root(t), append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func TestPartLinksNothingLarge(t *testing.T) {
	packages := list(t, flags(t), "-deps", Module+"/pkg/app")
	if found := regexp.MustCompile(`(?m)^(net|net/http|regexp|crypto/[a-z]+|text/template|log|.*/uuid)$`).FindAllString(packages, -1); found != nil {
		t.Errorf("the widget's part of go-app imports %q: leave out the file that does, and stand in for what it declares", found)
	}
	if !strings.Contains(packages, Module+"/pkg/app\n") {
		t.Errorf("package app is not listed: %s", packages)
	}
}

// Nobody but go-app misses what is left out of the standard library.
func TestOnlyGoAppImportsWhatIsLeftOutOfGo(t *testing.T) {
	var missed []string
	for _, name := range leftOutOfGo {
		missed = append(missed, path.Dir(name))
	}
	users := 0
	for line := range strings.Lines(list(t, flags(t), "-deps", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "./wasm/main")) {
		words := strings.Fields(line)
		if len(words) == 0 || !slices.ContainsFunc(words[1:], func(imported string) bool { return slices.Contains(missed, imported) }) {
			continue
		}
		users++
		if words[0] != Module+"/pkg/app" {
			t.Errorf("%s imports one of %q, which the widget's program does not have", words[0], missed)
		}
	}
	if users == 0 {
		t.Errorf("nobody imports any of %q: leave nothing of them out", missed)
	}
}

// The files and the stand-ins fit each other in a browser. The tests of package
// widget compile them without one.
func TestPartCompiles(t *testing.T) {
	defer func() {
		if t.Failed() {
			t.Logf("If this is new with go-app %s: a name that is not declared belongs to a file that is left out. "+
				"Add that file to wholeFiles if the widget stays within its budget (go run ./wasm/build -trim), or else stand in for the name in _standins.", source(t).Version)
		}
	}()
	asBuilt := []string{"build", "-trimpath", "-gcflags=all=-l"} // like wasm/build, so that what it has compiled serves here
	run(t, []string{"GOOS=js", "GOARCH=wasm"}, slices.Concat(asBuilt, flags(t), []string{Module + "/pkg/app"}))
}

// On a new machine nothing is there yet. The proxy is the cache of this one.
func TestFlagsDownloadGoApp(t *testing.T) {
	proxy := strings.TrimSpace(run(t, nil, []string{"env", "GOMODCACHE"}))
	cache := t.TempDir()
	t.Setenv("GOMODCACHE", cache)
	t.Setenv("GOFLAGS", "-modcacherw") // so that the folder can be removed
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(filepath.Join(proxy, "cache", "download")))
	if m := source(t); !strings.HasPrefix(m.Dir, cache) || read(t, filepath.Join(m.Dir, "go.mod")) == "" {
		t.Errorf("go-app is in %s, want it in the empty cache %s", m.Dir, cache)
	}
	flags(t)
}

func TestFlagsOfWrongModules(t *testing.T) {
	tests := map[string]struct{ gomod, want string }{
		"no module":    {"", "go mod download"},
		"other module": {"module other\n\ngo 1.26\n", "not a known dependency"},
		"a version that is nowhere": {
			"module other\n\ngo 1.26\n\nrequire " + Module + " v10.0.99999\n", "go mod download " + Module + ": ",
		},
		"replaced by a folder": {
			"module other\n\ngo 1.26\n\nrequire " + Module + " v10.0.1\n\nreplace " + Module + " => ./mine\n", "names no folder",
		},
	}
	t.Setenv("GOPROXY", "off")
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "mine", "go.mod"), "module "+Module+"\n")
			if test.gomod != "" {
				write(t, filepath.Join(dir, "go.mod"), test.gomod)
			}
			if _, err := Flags(t.Context(), dir, t.TempDir()); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want it to say %q", err, test.want)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOverlayOfAnotherGoApp(t *testing.T) {
	_, err := writeOverlay(root(t), t.TempDir(), module{Version: "v10.9.9", Dir: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), "go-app v10.9.9 no longer has the file go.mod") {
		t.Errorf("error %v", err)
	}
}
