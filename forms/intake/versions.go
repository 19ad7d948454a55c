package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// versions are those of one served inquiry.
type versions struct {
	all []Version // without their documents, the present one last

	mu      sync.Mutex
	earlier map[string]*served // by id, those that were asked for
}

// now is the id of the version that is served.
func (v *versions) now() string { return v.all[len(v.all)-1].ID }

// since is when the present version was first served, and whether another one was
// before it.
func (v *versions) since() (at time.Time, changed bool) {
	return v.all[len(v.all)-1].Since, len(v.all) > 1
}

// enterVersion notes the version of an inquiry that is served from now on, and logs what
// has changed since the last one. A store that takes nothing now does not keep the service
// from showing what it has.
func (s *Service) enterVersion(ctx context.Context, i *served) error {
	document, err := json.Marshal(i.inquiry)
	if err != nil {
		return err
	}
	before, err := s.config.Store.VersionsOf(ctx, i.id())
	present := Version{Inquiry: i.id(), ID: VersionOf(document), Since: s.config.Now().UTC().Truncate(time.Microsecond), Document: document}
	added := false
	if err == nil {
		present, added, err = s.config.Store.AddVersion(ctx, present)
	}
	switch {
	case errors.Is(err, ErrUnavailable):
		s.config.Logger.LogAttrs(ctx, slog.LevelError, "fault", slog.String("error", err.Error()))
	case err != nil:
		return err
	}
	if added && len(before) > 0 {
		last := before[len(before)-1]
		s.config.Logger.LogAttrs(ctx, slog.LevelWarn, "the inquiry has changed: receipts keep what they said, and the board counts by what it says now",
			slog.String("inquiry", i.id()), slog.Time("since", last.Since), slog.Any("places", changedPlaces(last.Document, document)))
		if err := s.noticeWaiting(ctx, i, last.Document); err != nil && !errors.Is(err, ErrUnavailable) {
			return err
		}
	}
	if len(before) == 0 || before[len(before)-1].ID != present.ID {
		before = append(before, present)
	}
	for n := range before {
		before[n].Document = nil
	}
	i.versions.all, i.versions.earlier = before, map[string]*served{}
	return nil
}

// noticeWaiting logs that documents wait to be confirmed now which counted, or could, by
// what the inquiry said before. Their senders have got no link for that and get none: the
// receipt that they have told nothing of it.
func (s *Service) noticeWaiting(ctx context.Context, i *served, before []byte) error {
	decoded, _ := i.taken[0].Form.Decode(before)
	if earlier, ok := decoded.(Inquiry); !i.inquiry.Confirmed() || !ok || earlier.Confirmed() {
		return nil
	}
	past, err := i.history.snapshot(ctx)
	if err != nil {
		return err
	}
	if waiting := past.ledger.(Confirmer).Waiting(); waiting > 0 {
		s.config.Logger.LogAttrs(ctx, slog.LevelWarn, "documents that came before count no more until they are confirmed, and their senders have no link for that: accept those on the board that are right, ask for the others anew, or let the inquiry say what it said before",
			slog.String("inquiry", i.id()), slog.Int("records", waiting))
	}
	return nil
}

// asOf is the kind as the inquiry took it in a version; as it takes it now if the version
// is not known or, with an error, cannot be read.
func (s *Service) asOf(ctx context.Context, k *taken, version string) (*taken, error) {
	v := &k.by.versions
	if version == "" || version == v.now() {
		return k, nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.earlier[version] == nil {
		earlier, err := s.readVersion(ctx, k, version)
		if err != nil {
			return k, fmt.Errorf("inquiry %q as of version %s: %w", k.by.id(), version, err)
		}
		v.earlier[version] = earlier
	}
	return &taken{Kind: k.Kind, by: v.earlier[version]}, nil
}

// readVersion makes of an earlier version what receipts need.
func (s *Service) readVersion(ctx context.Context, k *taken, id string) (*served, error) {
	all, err := s.config.Store.VersionsOf(ctx, k.by.id())
	if err != nil {
		return nil, err
	}
	n := slices.IndexFunc(all, func(v Version) bool { return v.ID == id })
	if n < 0 {
		return nil, fmt.Errorf("the version: %w", ErrNotFound)
	}
	decoded, _ := k.Form.Decode(all[n].Document)
	inquiry, ok := decoded.(Inquiry)
	if !ok {
		return nil, errors.New("this version of the service cannot read it")
	}
	i := &served{inquiry: inquiry}
	if i.board, err = s.config.Kinds.boardOf(inquiry); err != nil {
		return nil, err
	}
	i.history = newHistory(i.id(), i.board, s.config.Store)
	_, i.tells = i.history.last.ledger.(Teller)
	return i, nil
}

// mostPlaces is how many changed places of an inquiry are logged.
const mostPlaces = 20

// changedPlaces are the places (JSON Pointers, RFC 6901) at which two documents differ, in
// order, the outermost where a list has another length. Only the first ones are told.
func changedPlaces(before, after []byte) []string {
	var was, is any
	if json.Unmarshal(before, &was) != nil || json.Unmarshal(after, &is) != nil {
		return []string{""}
	}
	var places []string
	compare(was, is, "", &places)
	return places
}

func compare(was, is any, at string, places *[]string) {
	if len(*places) == mostPlaces {
		return
	}
	switch before := was.(type) {
	case map[string]any:
		if after, ok := is.(map[string]any); ok {
			compareMembers(before, after, at, places)
			return
		}
	case []any:
		if after, ok := is.([]any); ok && len(after) == len(before) {
			for n := range before {
				compare(before[n], after[n], fmt.Sprintf("%s/%d", at, n), places)
			}
			return
		}
	default:
		if isScalar(is) && was == is {
			return
		}
	}
	*places = append(*places, at)
}

// isScalar reports whether a JSON value is neither an object nor a list.
func isScalar(value any) bool {
	switch value.(type) {
	case map[string]any, []any:
		return false
	}
	return true
}

// compareMembers compares two objects, members that only one of them has included.
func compareMembers(before, after map[string]any, at string, places *[]string) {
	names := slices.Sorted(maps.Keys(before))
	for name := range after {
		if _, both := before[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		was, had := before[name]
		is, has := after[name]
		place := at + constraint.Pointer(name)
		if had && has {
			compare(was, is, place, places)
		} else if len(*places) < mostPlaces {
			*places = append(*places, place)
		}
	}
}
