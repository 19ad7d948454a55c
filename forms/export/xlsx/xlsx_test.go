package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/export/xlsx"
	"github.com/hytekit/hytekit/hyte"
)

// exampleCall is the call of 2021.
func exampleCall(t testing.TB) *hyte.ResolvedCall {
	t.Helper()
	data, err := os.ReadFile("../../../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	call, violations := hyte.ReadCall(data)
	if call == nil {
		t.Fatal(violations)
	}
	return call
}

// at is when the rosters of the tests are as they are.
var at = time.Date(2021, time.January, 18, 10, 0, 0, 0, time.UTC)

func write(t testing.TB, roster *hyte.Roster, language string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := xlsx.Write(&out, exampleCall(t).Call, roster, language); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The same roster gives the same bytes, whenever it is written.
func TestWriteIsDeterministic(t *testing.T) {
	roster := trickyRoster(t)
	first := write(t, roster, "fi")
	for range 3 {
		if !bytes.Equal(first, write(t, roster, "fi")) {
			t.Fatal("the same roster gives other bytes")
		}
	}
	if bytes.Equal(first, write(t, roster, "sv")) {
		t.Error("Swedish is Finnish")
	}
}

// The head of a list stays and filters, and each column is as wide as it needs.
func TestSheetsAreToRead(t *testing.T) {
	data := write(t, trickyRoster(t), "en")
	file, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	rows := strconv.Itoa(1 + len(tricky) + len(numbers) + 2)
	for sheet, want := range map[string][]string{
		"sheet1": {`state="frozen"`, `ySplit="1"`, `<autoFilter ref="$A$1:$V$` + rows + `"`, `<dimension ref="A1:V` + rows + `"`, `max="3" min="3" width="36"`, `fitToPage="true"`},
		"sheet2": {`state="frozen"`, `<autoFilter ref="$A$1:$O$16"`},
		"sheet3": {`max="3" min="3" width="90"`},
	} {
		content, err := fs.ReadFile(file, "xl/worksheets/"+sheet+".xml")
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range want {
			if !bytes.Contains(content, []byte(part)) {
				t.Errorf("%s has no %s", sheet, part)
			}
		}
		if bytes.Contains(content, []byte("<f>")) {
			t.Errorf("%s has a formula", sheet)
		}
	}
}

func TestWriteFails(t *testing.T) {
	broken := errors.New("broken pipe")
	if err := xlsx.Write(failing{broken}, exampleCall(t).Call, trickyRoster(t), "fi"); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func BenchmarkWrite(b *testing.B) {
	roster := trickyRoster(b)
	for len(roster.Nominators) < 308 {
		roster.Nominators = append(roster.Nominators, roster.Nominators[0])
	}
	b.ReportAllocs()
	for b.Loop() {
		write(b, roster, "fi")
	}
}
