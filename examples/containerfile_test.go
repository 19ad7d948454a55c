package examples_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestContainerfile: an image cannot be built without a registry, but what it is built from
// can be looked at. What the first stage copies is there and is all that the goal needs:
// its packages, with the files that are put into them.
func TestContainerfile(t *testing.T) {
	containerfile := string(file(t, "deploy/container/Containerfile"))
	build, _, found := strings.Cut(containerfile, "FROM scratch")
	if !found || !strings.Contains(build, "RUN make program") || !strings.Contains(containerfile, `ENTRYPOINT ["/hyte"]`) {
		t.Fatal("the stages are others than this test knows")
	}
	folder := t.TempDir()
	for _, copied := range regexp.MustCompile(`(?m)^COPY (.*) (\S+)$`).FindAllStringSubmatch(build, -1) {
		for _, source := range strings.Fields(copied[1]) {
			if _, err := os.Stat(filepath.Join("..", source)); err != nil {
				t.Errorf("COPY %s: %v", source, err)
				continue
			}
			copying := exec.Command("sh", "-c", `tar -C .. --exclude node_modules -cf - "$0" | tar -C "$1" -xf -`, source, folder)
			if out, err := copying.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		}
	}
	if version := regexp.MustCompile(`(?m)^go (1\.\d+)`).FindStringSubmatch(string(file(t, "../go.mod"))); version == nil || !strings.Contains(build, "golang:"+version[1]+"-") {
		t.Errorf("the image has another Go than go.mod asks for: %v", version)
	}
	for _, packages := range [][]string{{"", "./cmd/hyte", "./wasm/build", "./wasm/bundle", "./scripts/democall"}, {"js", "./wasm/main"}} {
		list := exec.Command("go", append([]string{"list", "-deps"}, packages[1:]...)...)
		list.Dir, list.Env = folder, append(os.Environ(), "CGO_ENABLED=0")
		if packages[0] == "js" {
			list.Env = append(list.Env, "GOOS=js", "GOARCH=wasm")
		}
		if out, err := list.CombinedOutput(); err != nil {
			t.Errorf("what is copied is not all: %v\n%.2000s", err, out)
		}
	}
	goals := exec.Command("make", "-n", "program")
	goals.Dir = folder
	if out, err := goals.CombinedOutput(); err != nil {
		t.Errorf("make program: %v\n%.2000s", err, out)
	}
}
