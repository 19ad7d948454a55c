package intake_test

import (
	"go/ast"
	"go/parser"
	"go/printer"
	gotoken "go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// secretNames are names of what a stranger must not guess piece by piece: how long a
// comparison takes tells how far it was right, unless it is subtle.ConstantTimeCompare.
var secretNames = regexp.MustCompile(`(?i)token|secret|signature|signed|\.sign\b|hmac|nonce|password|verifier|cookie|hash|digest|bearer|authorization|session\.key|Get\("(state|code|token|link)"\)`)

// sameSecrets are comparisons of such names that tell a stranger nothing, and why.
var sameSecrets = map[string]string{
	"*l.End ~ (end{counts.Versions, counts.Revoked, counts.Records, counts.Announced, counts.Secrets, hex.EncodeToString(sum.Sum(nil))})": "the file tells its sum itself, against accidents",
	"wrong ~ tokens[0]": "a part of a pointer",
	"text ~ secret":     "what an error says is searched for the program's own password",
}

// TestSecretsTakeTheirTime: nothing compares a secret by the operators and functions that
// stop at the first difference.
func TestSecretsTakeTheirTime(t *testing.T) {
	used := map[string]bool{}
	for _, root := range []string{".", "../../cmd/hyte"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "storetest") {
				return err
			}
			for _, found := range hastyComparisons(t, path) {
				if _, allowed := sameSecrets[found]; allowed {
					used[found] = true
				} else {
					t.Errorf("%s: %s compares what may be secret; use crypto/subtle", path, found)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name := range sameSecrets {
		if !used[name] {
			t.Errorf("%s is nowhere any more", name)
		}
	}
}

// hastyComparisons are those of a file whose operands have names of secrets.
func hastyComparisons(t *testing.T, path string) (found []string) {
	t.Helper()
	set := gotoken.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	add := func(operands ...ast.Expr) {
		texts := make([]string, len(operands))
		for i, o := range operands {
			if isKnown(o) {
				return
			}
			texts[i] = source(set, o)
		}
		if text := strings.Join(texts, " ~ "); secretNames.MatchString(text) {
			found = append(found, text)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == gotoken.EQL || n.Op == gotoken.NEQ {
				add(n.X, n.Y)
			}
		case *ast.CallExpr:
			if slices.Contains(hasty, source(set, n.Fun)) && len(n.Args) > 1 {
				add(n.Args[:2]...)
			}
		case *ast.SwitchStmt:
			for _, clause := range n.Body.List {
				if n.Tag != nil {
					for _, e := range clause.(*ast.CaseClause).List {
						add(n.Tag, e)
					}
				}
			}
		}
		return true
	})
	return found
}

// hasty are functions that stop at the first difference.
var hasty = []string{
	"bytes.Equal", "bytes.Compare", "bytes.HasPrefix", "strings.EqualFold", "strings.Compare", "strings.HasPrefix", "strings.Contains", "slices.Equal",
	"slices.Contains", "slices.Index", "reflect.DeepEqual", "cmp.Compare", "strings.HasSuffix",
}

// isKnown reports whether an operand is written in the program, so that to find it out is
// no feat.
func isKnown(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		return e.Name == "nil" || e.Name == "true" || e.Name == "false"
	case *ast.CallExpr:
		name, ok := e.Fun.(*ast.Ident)
		return ok && name.Name == "len"
	}
	return false
}

// source is an expression as it is written.
func source(set *gotoken.FileSet, e ast.Expr) string {
	var b strings.Builder
	_ = printer.Fprint(&b, set, e)
	return strings.Join(strings.Fields(b.String()), " ")
}

// The search finds what it is for.
func TestHastyComparisonsAreFound(t *testing.T) {
	for statement, want := range map[string]int{
		`if token == given { }`: 1, `if given != s.organizerToken { }`: 1, `_ = bytes.Equal(hashToken(a), b)`: 1, `switch r.URL.Query().Get("state") { case a.State: }`: 1,
		`_ = string(k.sign(l)) == text`: 1, `_ = subtle.ConstantTimeCompare(token, given)`: 0, `if token == "" || len(secret) == n { }`: 0, `if err == nil { }`: 0,
	} {
		path := filepath.Join(t.TempDir(), "x.go")
		if err := os.WriteFile(path, []byte("package x\nfunc f() {\n"+statement+"\n}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if found := hastyComparisons(t, path); len(found) != want {
			t.Errorf("%s: %q", statement, found)
		}
	}
}
