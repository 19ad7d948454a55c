package archive_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/archive"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

func newStore(t *testing.T) intake.Store {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "intake.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

var received = time.Date(2021, time.January, 15, 14, 14, 59, 123456000, time.UTC)

func record(n int) intake.Record {
	return intake.Record{
		ID: fmt.Sprintf("id-%03d", n), Inquiry: []string{"spring", "autumn", "häme"}[n*n%3], Kind: []string{"booking", "question"}[n%2],
		Sender: []string{"", "named:a", "named:å"}[n%3], ReceivedAt: received.Add(-time.Duration(n) * time.Microsecond), Key: fmt.Sprint("key", n),
		Via: []string{"form", "", "api"}[n%3], Version: []string{"", "one"}[n%2], Verdict: []string{"received", "late", ""}[n%3], Confirmed: n%4 == 1,
		Document: []byte([]string{
			`{"name": "Aino Esimerkki"}`, "\xff\xfe not UTF-8 \x00", "lines\r\nand\u2028more \"quoted\" <b> \\ \x00\x01", "\ufeff{}", "{ }\n",
		}[n%5]),
	}
}

func version(n int, since time.Time) intake.Version {
	document := fmt.Appendf(nil, `{"n": %d, "title": "Pyyntö"}`, n)
	return intake.Version{Inquiry: "spring", ID: intake.VersionOf(document), Since: since, Document: document}
}

const records = 40

// filled is a store with everything in it.
func filled(t *testing.T) intake.Store {
	t.Helper()
	s := newStore(t)
	for n := range records {
		if _, added, err := s.Append(t.Context(), record(n)); err != nil || !added {
			t.Fatalf("Append: %v, %v", added, err)
		}
	}
	other := version(3, received)
	other.Inquiry = "nobody answered"
	for _, v := range []intake.Version{version(1, received), version(2, received.Add(time.Hour)), version(1, received.Add(2*time.Hour)), other} {
		if _, added, err := s.AddVersion(t.Context(), v); err != nil || !added {
			t.Fatalf("AddVersion: %v, %v", added, err)
		}
	}
	if err := s.ReplaceSecret(t.Context(), "organizer-token", []byte("\x00\xffsecret")); err != nil {
		t.Fatal(err)
	}
	for _, sender := range []string{"", "municipality:109"} {
		if err := s.RevokeLinks(t.Context(), "spring", sender, received); err != nil {
			t.Fatal(err)
		}
	}
	announce(t, s.(intake.Outbox), "spring", "reminder/1", intake.DeliverySent, "", "municipality:061", "municipality:109")
	announce(t, s.(intake.Outbox), "spring", "reminder/1", intake.DeliveryDropped, "answered", "municipality:082")
	announce(t, s.(intake.Outbox), "spring", "reminder/2", intake.DeliveryWaiting, "", "municipality:061")
	announce(t, s.(intake.Outbox), "nobody answered", "invitation/1", intake.DeliveryRefused, "address-refused", "municipality:061")
	return s
}

// announce puts letters into an outbox, and notes what became of them.
func announce(t *testing.T, o intake.Outbox, inquiry, occasion string, state intake.DeliveryState, failure string, senders ...string) {
	t.Helper()
	_, err := o.Announce(t.Context(), intake.Announcement{
		Channel: intake.LetterChannel, Inquiry: inquiry, Recipient: "reminder", Occasion: occasion, Senders: senders, At: received,
	})
	if err != nil {
		t.Fatal(err)
	}
	if state == intake.DeliveryWaiting {
		return
	}
	claimed, err := o.Claim(t.Context(), intake.Claim{
		Channel: intake.LetterChannel, Inquiries: []string{inquiry}, Now: received.Add(time.Hour), Until: received.Add(2 * time.Hour), Limit: 10,
	})
	if err != nil || len(claimed) != len(senders) {
		t.Fatalf("%d claimed, error %v", len(claimed), err)
	}
	for _, d := range claimed {
		d.State, d.Failure, d.Changed = state, failure, received.Add(time.Hour)
		if settled, err := o.Settle(t.Context(), intake.Outcome{Delivery: d}); err != nil || !settled {
			t.Fatalf("settled %t, error %v", settled, err)
		}
	}
}

// kept is all that a store has.
type kept struct {
	Records  map[string][]intake.Record
	Versions map[string][]intake.Version
	Secrets  map[string]string
	Revoked  []intake.Revocation
	// Announced are the letters that were announced, as "inquiry sender occasion state failure time".
	Announced []string
}

func all(t *testing.T, s intake.Store) kept {
	t.Helper()
	k := kept{map[string][]intake.Record{}, map[string][]intake.Version{}, map[string]string{}, nil, nil}
	inquiries, err := s.Inquiries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for inquiry := range inquiries {
		for r, err := range s.Records(t.Context(), inquiry) {
			if err != nil {
				t.Fatal(err)
			}
			k.Records[inquiry] = append(k.Records[inquiry], r)
		}
	}
	versioned, err := s.Versioned(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, inquiry := range versioned {
		if k.Versions[inquiry], err = s.VersionsOf(t.Context(), inquiry); err != nil {
			t.Fatal(err)
		}
	}
	for _, inquiry := range versioned {
		announced, err := s.(intake.Outbox).Announced(t.Context(), intake.LetterChannel, inquiry)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range announced {
			k.Announced = append(k.Announced, fmt.Sprint(d.Inquiry, d.Sender, d.Recipient, d.Occasion, d.State, d.Failure, d.Changed.UTC()))
		}
	}
	names, err := s.SecretNames(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		value, err := s.Secret(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		k.Secrets[name] = string(value)
	}
	if k.Revoked, err = s.Revocations(t.Context()); err != nil {
		t.Fatal(err)
	}
	return k
}

func write(t *testing.T, s intake.Store, secrets bool) string {
	t.Helper()
	var out bytes.Buffer
	counts, err := archive.Write(t.Context(), &out, s, secrets)
	if err != nil {
		t.Fatal(err)
	}
	want := archive.Counts{Versions: 4, Revoked: 2, Records: records, Announced: 5}
	if secrets {
		want.Secrets = 1
	}
	if counts != want {
		t.Errorf("written: %+v, want %+v", counts, want)
	}
	return out.String()
}

func TestRoundTrip(t *testing.T) {
	s := filled(t)
	want := all(t, s)
	for _, secrets := range []bool{true, false} {
		text := write(t, s, secrets)
		if got := strings.Contains(text, "organizer-token"); got != secrets {
			t.Errorf("secrets %v, but the file has them: %v", secrets, got)
		}
		if !secrets {
			want.Secrets = map[string]string{}
		}
		to := newStore(t)
		for round := range 2 { // the second changes nothing
			if _, err := archive.Read(t.Context(), strings.NewReader(text), to); err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
			if diff := cmp.Diff(want, all(t, to)); diff != "" {
				t.Errorf("round %d (-written +read)\n%s", round, diff)
			}
		}
		if again := write(t, to, secrets); again != text {
			t.Errorf("written again, it is another file:\n%s\n%s", text, again)
		}
	}
}

func TestEmptyStore(t *testing.T) {
	var out bytes.Buffer
	if counts, err := archive.Write(t.Context(), &out, newStore(t), true); err != nil || counts != (archive.Counts{}) {
		t.Fatalf("%+v, %v", counts, err)
	}
	if counts, err := archive.Read(t.Context(), bytes.NewReader(out.Bytes()), newStore(t)); err != nil || counts != (archive.Counts{}) {
		t.Fatalf("%+v, %v", counts, err)
	}
}

// failing is a store that takes only so many records.
type failing struct {
	intake.Store
	left int
}

func (f *failing) Append(ctx context.Context, r intake.Record) (intake.Record, bool, error) {
	if f.left--; f.left < 0 {
		return intake.Record{}, false, intake.ErrFull
	}
	return f.Store.Append(ctx, r)
}

// What was interrupted is repeated, and goes on where it stopped.
func TestInterrupted(t *testing.T) {
	s := filled(t)
	text := write(t, s, true)
	for _, after := range []int{0, 1, 17, records - 1} {
		to := newStore(t)
		if _, err := archive.Read(t.Context(), strings.NewReader(text), &failing{to, after}); !errors.Is(err, intake.ErrFull) {
			t.Fatalf("after %d records: %v, want ErrFull", after, err)
		}
		if _, err := archive.Read(t.Context(), strings.NewReader(text), to); err != nil {
			t.Fatalf("after %d records, repeated: %v", after, err)
		}
		if diff := cmp.Diff(all(t, s), all(t, to)); diff != "" {
			t.Errorf("after %d records (-written +read)\n%s", after, diff)
		}
	}
}

// A store that has anything else stays as it is.
func TestOccupied(t *testing.T) {
	text := write(t, filled(t), true)
	for name, put := range map[string]func(s intake.Store) error{
		"another record": func(s intake.Store) error { _, _, err := s.Append(t.Context(), record(records)); return err },
		"a record out of order": func(s intake.Store) error {
			_, _, err := s.Append(t.Context(), record(5))
			return err
		},
		"a record that differs": func(s intake.Store) error {
			r := record(0)
			r.Verdict = "late"
			_, _, err := s.Append(t.Context(), r)
			return err
		},
		"a version": func(s intake.Store) error {
			_, _, err := s.AddVersion(t.Context(), version(9, received))
			return err
		},
		"a secret": func(s intake.Store) error {
			return s.ReplaceSecret(t.Context(), "organizer-token", []byte("another"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			to := newStore(t)
			if err := put(to); err != nil {
				t.Fatal(err)
			}
			before := all(t, to)
			_, err := archive.Read(t.Context(), strings.NewReader(text), to)
			if !errors.Is(err, archive.ErrOccupied) || strings.Contains(err.Error(), "Esimerkki") {
				t.Errorf("%v, want ErrOccupied", err)
			}
			if diff := cmp.Diff(before, all(t, to)); diff != "" {
				t.Errorf("the store changed (-before +after)\n%s", diff)
			}
		})
	}
}

// Of a file that is not as it was written, nothing is stored.
func TestNotAsWritten(t *testing.T) {
	text := write(t, filled(t), true)
	whole := strings.SplitAfter(text, "\n")
	whole = whole[:len(whole)-1]
	files := map[string]string{
		"empty":               "",
		"no last line feed":   strings.TrimSuffix(text, "\n"),
		"twice":               text + text,
		"something follows":   text + "{}\n",
		"no export":           "[]\n",
		"of a newer program":  strings.Replace(text, `"format":1`, `"format":2`, 1),
		"with another member": strings.Replace(text, `"confirmed":true`, `"confirmed":true,"color":"red"`, 1),
		"another name":        strings.Replace(text, "Aino", "Eino", 1),
		"a later time":        strings.Replace(text, "14:14:59", "14:14:58", 1),
		"a member twice":      strings.Replace(text, `"kind":"question"`, `"kind":"x","kind":"question"`, 1),
	}
	for i := range whole {
		without := append(append([]string{}, whole[:i]...), whole[i+1:]...)
		files[fmt.Sprint("without line ", i+1)] = strings.Join(without, "")
		files[fmt.Sprint("cut after line ", i)] = strings.Join(whole[:i], "")
		files[fmt.Sprint("cut in line ", i+1)] = strings.Join(whole[:i], "") + whole[i][:len(whole[i])/2]
		if i > 0 && whole[i] != whole[i-1] {
			swapped := append([]string{}, whole...)
			swapped[i], swapped[i-1] = swapped[i-1], swapped[i]
			files[fmt.Sprint("lines swapped at ", i)] = strings.Join(swapped, "")
		}
	}
	to := newStore(t)
	for name, file := range files {
		_, err := archive.Read(t.Context(), strings.NewReader(file), to)
		if !errors.Is(err, archive.ErrFormat) || strings.Contains(err.Error(), "Aino") {
			t.Errorf("%s: %v, want ErrFormat", name, err)
		}
	}
	if diff := cmp.Diff(all(t, newStore(t)), all(t, to)); diff != "" {
		t.Errorf("something was stored (-nothing +got)\n%s", diff)
	}
}

// A store that gives fewer records than it counts makes no file that can be read.
func TestRecordsMissing(t *testing.T) {
	var out bytes.Buffer
	if _, err := archive.Write(t.Context(), &out, miscounting{filled(t)}, false); !errors.Is(err, intake.ErrDamaged) {
		t.Errorf("Write: %v, want ErrDamaged", err)
	}
	if _, err := archive.Read(t.Context(), bytes.NewReader(out.Bytes()), newStore(t)); !errors.Is(err, archive.ErrFormat) {
		t.Errorf("Read: %v, want ErrFormat", err)
	}
}

type miscounting struct{ intake.Store }

func (m miscounting) Inquiries(ctx context.Context) (map[string]int64, error) {
	counts, err := m.Store.Inquiries(ctx)
	counts["spring"]++
	return counts, err
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"export":{"format":1}}` + "\n" + `{"end":{"versions":0,"records":0,"secrets":0,"sha256":""}}` + "\n"))
	f.Add([]byte(`{"record":{"id":"a","document":{"base64":"="}}}` + "\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		_, err := archive.Read(t.Context(), bytes.NewReader(file), nothing{})
		if err != nil && !errors.Is(err, archive.ErrFormat) {
			t.Errorf("%v", err)
		}
	})
}

// nothing is a store that is empty and takes nothing; what can be read whole is stored.
type nothing struct{ intake.Store }

func (nothing) Inquiries(context.Context) (map[string]int64, error) { return nil, nil }
func (nothing) Versioned(context.Context) ([]string, error)         { return nil, nil }
func (nothing) Secret(context.Context, string) ([]byte, error)      { return nil, intake.ErrNotFound }

func (nothing) VersionsOf(context.Context, string) ([]intake.Version, error) {
	return nil, nil
}

func (nothing) AddVersion(_ context.Context, v intake.Version) (intake.Version, bool, error) {
	return v, true, nil
}

func (nothing) Append(_ context.Context, r intake.Record) (intake.Record, bool, error) {
	return r, true, nil
}

func (nothing) RevokeLinks(context.Context, string, string, time.Time) error { return nil }

func (nothing) AddSecret(_ context.Context, _ string, value []byte) ([]byte, bool, error) {
	return value, true, nil
}
