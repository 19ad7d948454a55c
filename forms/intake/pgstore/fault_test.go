//go:build unix

package pgstore_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
)

// TestConnectionLost cuts the connection around a commit. Whatever the server has done
// meanwhile, the record is there once, and is reported as added.
func TestConnectionLost(t *testing.T) {
	for name, cuts := range map[string][]cut{
		"before the statement has arrived":      {beforeServer},
		"after commit, before the answer":       {beforeAnswer},
		"at once, while the server works on":    {atOnce},
		"after commit, and again at the repeat": {beforeAnswer, beforeAnswer},
		"in all ways":                           {beforeServer, atOnce, beforeAnswer, beforeServer},
	} {
		t.Run(name, func(t *testing.T) {
			database, direct := newDatabase(t)
			p, address := newProxy(t, database)
			s := open(t, address)
			first := add(t, s, record("here", 1)) // so that the connection is there
			p.cutNext(cuts...)
			second := add(t, s, record("here", 2))
			if p.made() != len(cuts) {
				t.Fatalf("%d connections were cut, want %d", p.made(), len(cuts))
			}
			other := open(t, direct)
			if diff := cmp.Diff([]intake.Record{first, second}, all(t, other)); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
			if n := count(t, other); n != 2 {
				t.Errorf("Count is %d, want 2", n)
			}
			kept, added, err := s.Append(t.Context(), record("here", 2))
			if err != nil || added || kept.Sequence != second.Sequence {
				t.Errorf("Append again: sequence %d, added %v, error %v", kept.Sequence, added, err)
			}
		})
	}
}

// TestLateCommit: the connection is lost while the statement waits for a lock. The first
// attempt goes on at the server, beside the second.
func TestLateCommit(t *testing.T) {
	database, direct := newDatabase(t)
	p, address := newProxy(t, database)
	s := open(t, address)
	add(t, s, record("here", 1))
	release := holdCounter(t, direct)
	p.keepsCancels.Store(true)
	p.cutNext(atOnce)
	appended := make(chan error)
	go func() {
		_, added, err := s.Append(t.Context(), record("here", 2))
		if err == nil && !added {
			err = errors.New("not reported as added")
		}
		appended <- err
	}()
	waitUntil(t, "two attempts wait", func() bool { return waitingForLocks(t, database) == 2 })
	release()
	if err := <-appended; err != nil {
		t.Errorf("Append: %v", err)
	}
	if n := len(all(t, s)); n != 2 {
		t.Errorf("%d records, want 2", n)
	}
}

// TestRacingOnOneKey: two instances get the same document from a clerk behind a bad
// connection, and their own connections are cut. One adds, all get its record.
func TestRacingOnOneKey(t *testing.T) {
	database, direct := newDatabase(t)
	one, oneAddress := newProxy(t, database)
	other, otherAddress := newProxy(t, database)
	stores := []*pgstore.Store{open(t, oneAddress), open(t, otherAddress)}
	chance := rand.New(rand.NewPCG(1, 2))
	const rounds, senders = 20, 6
	for round := range rounds {
		for _, p := range []*proxy{one, other} {
			p.cutNext(cut(chance.IntN(4)), cut(chance.IntN(4)))
		}
		var kept [senders]intake.Record
		var added [senders]bool
		var wg sync.WaitGroup
		for i := range senders {
			wg.Go(func() {
				r := record("race", round)
				r.ID = fmt.Sprintf("%s-%d", r.ID, i)
				var err error
				if kept[i], added[i], err = stores[i%2].Append(t.Context(), r); err != nil {
					t.Errorf("Append: %v", err)
				}
			})
		}
		wg.Wait()
		winner := slices.Index(added[:], true)
		if winner < 0 || slices.Contains(added[winner+1:], true) {
			t.Fatalf("round %d: added %v, want exactly one", round, added)
		}
		for i := range kept {
			if diff := cmp.Diff(kept[winner], kept[i]); diff != "" {
				t.Fatalf("two senders got different records (-winner +other):\n%s", diff)
			}
		}
	}
	if n := len(all(t, open(t, direct))); n != rounds {
		t.Errorf("%d records, want %d", n, rounds)
	}
	t.Logf("%d connections cut", one.made()+other.made())
}

// TestReadingCut cuts connections in the middle of a reading: it is read again from
// where it was, so that it is complete, or it ends with an error.
func TestReadingCut(t *testing.T) {
	database, direct := newDatabase(t)
	const records = 300
	writer := open(t, direct)
	for n := range records {
		add(t, writer, record("here", n))
	}
	p, address := newProxy(t, database)
	s := open(t, address)
	for _, after := range []int{1, 3000, 100_000, 250_000} {
		before := p.made()
		p.cutAfter(after)
		if n := len(all(t, s)); n != records {
			t.Errorf("cut after %d bytes: %d records without an error, want %d", after, n, records)
		}
		if p.made() != before+1 {
			t.Errorf("cut after %d bytes: there was no cut", after)
		}
	}
}

// TestServersErrors has the server refuse what is sent, as often as a sequence says:
// what passes is tried again, and the rest comes back as the contract says.
func TestServersErrors(t *testing.T) {
	for name, c := range map[string]struct {
		state string
		times int
		want  error
		sick  error
	}{
		"serialization failures": {"40001", 3, nil, nil},
		"deadlocks":              {"40P01", 3, nil, nil},
		"a lock held for long":   {"55P03", 1, nil, nil},
		"shut down":              {"57P01", 2, nil, nil},
		"full disk":              {"53100", 1, intake.ErrFull, intake.ErrFull},
		"a damaged index":        {"XX002", 1, intake.ErrDamaged, intake.ErrDamaged},
		"out of memory":          {"53200", 1, intake.ErrUnavailable, intake.ErrNotWritable},
	} {
		t.Run(name, func(t *testing.T) {
			database, address := newDatabase(t)
			s := open(t, address)
			add(t, s, record("here", 1))
			refuseInserts(t, database, "nextval('public.refusals') <= "+fmt.Sprint(c.times), c.state)
			_, added, err := s.Append(t.Context(), record("here", 2))
			if !errors.Is(err, c.want) || added != (c.want == nil) {
				t.Errorf("Append: added %v, error %v; want %v", added, err, c.want)
			}
			if err := s.Ping(t.Context()); !errors.Is(err, c.sick) {
				t.Errorf("Ping: %v, want %v", err, c.sick)
			}
			want := 1
			if c.want == nil {
				want = 2
			}
			if n := count(t, open(t, address)); n != want {
				t.Errorf("%d records, want %d", n, want)
			}
		})
	}
}

// TestForeverInTheWay: what should pass and does not is given up after some seconds.
func TestForeverInTheWay(t *testing.T) {
	if testing.Short() {
		t.Skip("takes five seconds")
	}
	database, address := newDatabase(t)
	s := open(t, address)
	refuseInserts(t, database, "true", "40001")
	began := time.Now()
	_, _, err := s.Append(t.Context(), record("here", 1))
	if took := time.Since(began); !errors.Is(err, intake.ErrUnavailable) || took > 10*time.Second {
		t.Errorf("Append: %v after %v, want ErrUnavailable", err, took)
	}
}

// TestOneOfManyRefused: a record that the server does not take harms none of those with
// which it was to be committed, and its error holds nothing of it.
func TestOneOfManyRefused(t *testing.T) {
	database, address := newDatabase(t)
	s := open(t, address)
	refuseInserts(t, database, "NEW.id = 'odd-000001'", "23514")
	release := holdCounter(t, address)
	var wg sync.WaitGroup
	even := func(n int) {
		wg.Go(func() {
			if _, _, err := s.Append(t.Context(), record("even", n)); err != nil {
				t.Errorf("Append: %v", err)
			}
		})
	}
	even(0)
	waitUntil(t, "the first waits for the counter", func() bool { return waitingForLocks(t, database) == 1 })
	for n := range 4 {
		even(n + 1)
	}
	wg.Go(func() {
		_, added, err := s.Append(t.Context(), record("odd", 1))
		if added || !errors.Is(err, intake.ErrUnavailable) {
			t.Errorf("Append of the odd one: added %v, error %v", added, err)
		}
		discreet(t, err)
	})
	waitUntil(t, "five wait behind the first", func() bool { return s.Waiting() == 5 })
	release()
	wg.Wait()
	if n := len(all(t, s)); n != 5 {
		t.Errorf("%d records, want 5", n)
	}
}

// refuseInserts has the server refuse records with an error that quotes them.
func refuseInserts(t *testing.T, database, when, state string) {
	t.Helper()
	server.Must(t, database, `CREATE SEQUENCE public.refusals; GRANT ALL ON SEQUENCE public.refusals TO hyte;
		CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			IF `+when+` THEN
				RAISE EXCEPTION 'refused' USING ERRCODE = '`+state+`', DETAIL = encode(NEW.document, 'escape');
			END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER refuse BEFORE INSERT ON hytekit.received FOR EACH ROW EXECUTE FUNCTION public.refuse()`)
}
