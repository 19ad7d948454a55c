package document_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// A booking is a toy: an answer to a tour. It has a value for every clause.
type booking struct {
	Tour    string  `json:"tour" validate:"required,max=20,slug"`
	From    string  `json:"from" validate:"required,max=20,slug"`
	Mode    string  `json:"mode,omitempty" validate:"omitempty,oneof=place remote"`
	Guests  []guest `json:"guests" validate:"required,min=1,max=9,dive"`
	Bus     *bus    `json:"bus,omitempty" validate:"omitempty"`
	Day     string  `json:"day,omitempty" validate:"omitempty,caldate"`
	Agreed  bool    `json:"agreed" validate:"omitempty"`
	Reason  string  `json:"reason,omitempty" validate:"omitempty,max=20,line"`
	Comment string  `json:"comment,omitempty" validate:"omitempty,max=20,line"`
	Wishes  wishes  `json:"wishes,omitempty" validate:"omitempty,dive,keys,max=20,endkeys,omitempty,max=20"`
}

// wishes are a map with a type of its own, as texts in several languages have.
type wishes map[string]string

type guest struct {
	Person *person `json:"person" validate:"required"`
	Guide  *person `json:"guide,omitempty" validate:"omitempty"`
}

type person struct {
	Email     string `json:"email,omitempty" validate:"omitempty,max=99,email"`
	Telephone string `json:"telephone,omitempty" validate:"omitempty,max=40,telephone"`
	Group     string `json:"group,omitempty" validate:"omitempty,oneof=a b c"`
}

type bus struct {
	Least int `json:"least,omitempty" validate:"omitempty,min=0,max=9"`
	Most  int `json:"most,omitempty" validate:"omitempty,min=0,max=9"`
}

// tour is the inquiry.
type tour struct {
	guides bool
	paired bool
	hungry bool
	ends   time.Time
}

func (tour) ID() string                  { return "tour" }
func (tour) Kind() *document.Kind        { return nil }
func (tour) Complete() bool              { return true }
func (t tour) Public() document.Inquiry  { return t }
func (tour) Responses() []*document.Kind { return []*document.Kind{bookings} }
func schools(document.Inquiry) []string  { return []string{"north", "south", "old"} }
func north(document.Inquiry) []string    { return []string{"north"} }
func guides(i document.Inquiry) bool     { return i.(tour).guides }
func noGuides(i document.Inquiry) bool   { return !i.(tour).guides }
func hungry(i document.Inquiry) bool     { return i.(tour).hungry }
func paired(i document.Inquiry) bool     { return i.(tour).paired }

func (t tour) Program(k *document.Kind) *document.Program { return k.Program(t) }

func (t tour) Closed(at time.Time) constraint.Violations {
	if t.ends.IsZero() || at.Before(t.ends) {
		return nil
	}
	return constraint.Violations{{Rule: "closed", Severity: constraint.Warning}}
}

func limits(document.Inquiry) []document.Limit {
	return []document.Limit{{Values: []string{"north"}, Least: 2, Most: 3}, {Values: []string{"south"}, Least: 1}}
}

func wished(document.Inquiry) []document.Entry {
	return []document.Entry{{Name: "meal", Values: []string{"fish", "none"}}, {Name: "back/on", Format: "caldate"}, {Name: "note"}}
}

func asked(document.Inquiry) []document.Entry {
	return []document.Entry{{Name: "meal", Required: true}}
}

var bookings = document.MustNew("booking", "bookings", constraint.MustCompile[booking](), []document.Rule{
	{ID: "contact", Of: "person", Says: document.Members(1, 0, "email", "telephone")},
	{ID: "agreed", At: "/agreed", Says: document.True()},
	{ID: "bus.range", At: "/bus/most", Says: document.NotBelow("least")},
	{ID: "bus.remote", At: "/bus", If: []document.Condition{document.Is("/mode", "remote")}, Says: document.Absent()},
	{ID: "bus.limits", At: "/bus", If: []document.Condition{document.IsNot("/mode", "remote")}, Says: document.None("least")},
	{ID: "reason", At: "/reason", Says: document.Not("none")},
	{ID: "comment", At: "/comment", Severity: constraint.Warning, Func: shouts, Why: "counts capital letters"},

	{ID: "tour", At: "/tour", Says: document.Equals(document.Inquiry.ID)},
	{ID: "from.renamed", At: "/from", Says: document.Renamed(func(document.Inquiry) []document.Successor {
		return []document.Successor{{Former: "old", Now: "north"}}
	})},
	{ID: "from", At: "/from", Says: document.OneOf(schools)},
	{ID: "guests.min", At: "/guests", Says: document.AtLeast("/from", limits)},
	{ID: "guests.max", At: "/guests", Says: document.AtMost("/from", limits)},
	{ID: "guide", At: "/guests/#/guide", When: guides, Says: document.Present()},
	{ID: "guide.none", At: "/guests/#/guide", When: noGuides, Says: document.Absent()},
	{
		ID: "pair", At: "/guests", When: paired, Says: document.Pair([]string{"person", "guide"}, "group", "a", "b"),
		If: []document.Condition{document.IsOf("/from", north), document.Is("/reason", "")},
	},
	{ID: "wish.unknown", At: "/wishes", Says: document.OnlyEntries(wished)},
	{ID: "wish.missing", At: "/wishes", When: hungry, Says: document.EntriesGiven(asked)},
	{ID: "wish.option", At: "/wishes", Says: document.EntriesAmong(wished)},
	{ID: "format.date", At: "/wishes", Says: document.EntriesAs("caldate", wished)},
	{ID: "day.past", At: "/day", Func: pastDay, Moment: true, Why: "asks the clock"},
})

func shouts(f document.Facts) []document.Finding {
	if c := f.Document.(*booking).Comment; c != "" && c == strings.ToUpper(c) {
		return []document.Finding{{At: "/comment"}}
	}
	return nil
}

func pastDay(f document.Facts) []document.Finding {
	if d := f.Document.(*booking).Day; d != "" && d < f.Moment.Format(time.DateOnly) {
		return []document.Finding{{At: "/day", Params: constraint.Params{Date: f.Moment.Format(time.DateOnly)}}}
	}
	return nil
}

const right = `{"tour":"tour","from":"north","agreed":true,"guests":[` +
	`{"person":{"email":"aino@example.fi","group":"a"}},{"person":{"telephone":"0401234567","group":"b"}}]}`

// changed is the right booking with other members.
func changed(members string) string { return right[:len(right)-1] + "," + members + "}" }

func TestCheck(t *testing.T) {
	one := func(person string) string {
		return `{"tour":"tour","from":"south","agreed":true,"guests":[{"person":` + person + `}]}`
	}
	north := func(guests ...string) string {
		return `{"tour":"tour","from":"north","agreed":true,"guests":[` + strings.Join(guests, ",") + `]}`
	}
	const a, b, none = `{"person":{"email":"a@example.fi","group":"a"}}`, `{"person":{"email":"b@example.fi","group":"b"}}`, `{"person":{"email":"c@example.fi"}}`
	tests := map[string]struct {
		document string
		tour     tour
		want     []string // rule and place
	}{
		"right":                         {right, tour{}, nil},
		"no contact":                    {one(`{}`), tour{}, []string{"contact /guests/0/person"}},
		"an empty contact":              {one(`{"email":""}`), tour{}, []string{"contact /guests/0/person"}},
		"a contact of the wrong type":   {one(`{"email":5}`), tour{}, []string{"type /guests/0/person/email"}},
		"a contact that is wrong":       {one(`{"email":"x"}`), tour{}, []string{"format.email /guests/0/person/email"}},
		"nobody":                        {one(`null`), tour{}, []string{"type /guests/0/person"}},
		"of a type, wherever":           {north(a, `{"person":{"email":"x@example.fi"},"guide":{}}`), tour{guides: true}, []string{"guide /guests/0/guide", "contact /guests/1/guide"}},
		"not agreed":                    {strings.Replace(right, "true", "false", 1), tour{}, []string{"agreed /agreed"}},
		"another tour":                  {strings.Replace(right, `"tour":"tour"`, `"tour":"tours"`, 1), tour{}, []string{"tour /tour"}},
		"no tour is the tags' business": {strings.Replace(right, `"tour":"tour"`, `"tour":""`, 1), tour{}, []string{"required /tour"}},
		"nobody who was asked":          {strings.Replace(right, "north", "east", 1), tour{}, []string{"from /from"}},
		"a former name":                 {strings.Replace(right, "north", "old", 1), tour{}, []string{"from.renamed /from north"}},
		"too few":                       {north(a), tour{}, []string{"guests.min /guests 2"}},
		"too many":                      {north(a, b, a, b), tour{}, []string{"guests.max /guests 3"}},
		"no limit":                      {strings.Replace(north(a, b, a, b), "north", "south", 1), tour{}, nil},
		"a guide who is not asked":      {north(a, `{"person":{"email":"x@example.fi"},"guide":{"email":"y@example.fi"}}`), tour{}, []string{"guide.none /guests/1/guide"}},
		"no pair":                       {north(a, a), tour{paired: true}, []string{"pair /guests"}},
		"a pair":                        {north(a, b), tour{paired: true}, nil},
		"no pair, but perhaps":          {north(a, none), tour{paired: true}, nil},
		"no pair, with a reason":        {north(a, a)[:len(north(a, a))-1] + `,"reason":"because"}`, tour{paired: true}, nil},
		"no pair, a reason of no type":  {north(a, a)[:len(north(a, a))-1] + `,"reason":1}`, tour{paired: true}, []string{"type /reason"}},
		"no pair of one who need not":   {strings.Replace(north(a, a), "north", "south", 1), tour{paired: true}, nil},
		"a reason that is none":         {changed(`"reason":"none"`), tour{}, []string{"reason /reason"}},
		"limits the wrong way round":    {changed(`"mode":"remote","bus":{"least":3,"most":2}`), tour{}, []string{"bus.remote /bus", "bus.range /bus/most 3"}},
		"no upper limit":                {changed(`"bus":{"most":0}`), tour{}, nil},
		"a member too many":             {changed(`"bus":{"least":1}`), tour{}, []string{"bus.limits /bus"}},
		"a condition of the wrong type": {changed(`"mode":7,"bus":{"least":1}`), tour{}, []string{"type /mode"}},
		"wishes":                        {changed(`"wishes":{"meal":"fish","back/on":"2021-03-01","note":"-"}`), tour{}, nil},
		"wishes that are none":          {changed(`"wishes":{"meal":"","back/on":"","note":""}`), tour{}, nil},
		"wishes that nobody grants":     {changed(`"wishes":{"b/c":"","a":"x"}`), tour{}, []string{"wish.unknown /wishes/a", "wish.unknown /wishes/b~1c"}},
		"a wish that there is not":      {changed(`"wishes":{"meal":"meat","back/on":"1.3.2021"}`), tour{}, []string{"format.date /wishes/back~1on", "wish.option /wishes/meal"}},
		"wishes of the wrong type":      {changed(`"wishes":{"meal":1,"note":null}`), tour{}, []string{"type /wishes/meal", "type /wishes/note"}},
		"a function":                    {changed(`"comment":"LOUD"`), tour{}, []string{"comment /comment"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var b booking
			structural := bookings.Type().Decode([]byte(test.document), &b)
			if structural.NotJSON() {
				t.Fatal(structural)
			}
			found := bookings.Program(test.tour).Check(&b, structural)
			if diff := cmp.Diff(test.want, short(found)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// short is a violation as rule, place and limit.
func short(violations constraint.Violations) (all []string) {
	for _, v := range violations {
		text := string(v.Rule) + " " + v.Location
		if limit := v.Params.Min + v.Params.Max; limit > 0 && !strings.HasPrefix(string(v.Rule), "min_") {
			text += " " + string(rune('0'+limit))
		}
		if v.Params.Successor != "" {
			text += " " + v.Params.Successor
		}
		all = append(all, text)
	}
	return all
}

// By itself a document is not held to what an inquiry asks.
func TestAlone(t *testing.T) {
	b := booking{Tour: "another", From: "nowhere", Guests: []guest{{Person: &person{}}}}
	if diff := cmp.Diff([]string{"contact /guests/0/person", "agreed /agreed"}, short(bookings.Alone().Check(&b, nil))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestCheckAt(t *testing.T) {
	now := time.Date(2021, 3, 1, 12, 0, 0, 0, time.UTC)
	program := bookings.Program(tour{ends: now})
	b := booking{Tour: "tour", From: "south", Agreed: true, Day: "2021-02-28", Guests: []guest{{Person: &person{Email: "a@example.fi"}}}}
	if found := program.Check(&b, nil); len(found) > 0 {
		t.Errorf("without an instant: %v", found)
	}
	if diff := cmp.Diff([]string{"closed ", "day.past /day"}, short(program.CheckAt(&b, nil, now))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if found := program.CheckAt(&b, nil, now.AddDate(0, 0, -9)); len(found) > 0 {
		t.Errorf("earlier: %v", found)
	}
}

// What holds of a document holds where it is nested in another one.
func TestNested(t *testing.T) {
	type parcel struct {
		ID      string   `json:"id" validate:"required,max=9,slug"`
		Booking *booking `json:"booking,omitempty" validate:"omitempty"`
	}
	parcels := document.MustNew("parcel", "parcels", constraint.MustCompile[parcel](), nil, document.Nested{At: "/booking", Kind: bookings})
	program := parcels.Program(tour{guides: true})
	p := parcel{ID: "one", Booking: &booking{Tour: "tour", From: "old", Guests: []guest{{Person: &person{Email: "a@example.fi"}}}}}
	want := []string{"from.renamed /booking/from north", "guide /booking/guests/0/guide", "agreed /booking/agreed"}
	if diff := cmp.Diff(want, short(program.Check(&p, nil))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if found := program.Check(&parcel{ID: "two"}, nil); len(found) > 0 {
		t.Errorf("without one: %v", found)
	}
	if !parcels.AsksInquiry() {
		t.Error("what is nested in a parcel answers an inquiry")
	}
}

// Some rules hold only once each value is right.
func TestResolved(t *testing.T) {
	type door struct {
		Number int    `json:"number" validate:"required,min=1,max=9"`
		Key    string `json:"key,omitempty" validate:"omitempty,max=9,slug"`
	}
	typ := constraint.MustCompile[door]()
	rules := []document.Rule{
		{ID: "key", At: "/key", Elsewhere: true, Why: "looks into the drawer"},
		{ID: "closed", At: "/key", If: []document.Condition{document.Is("/key", "")}, Says: document.Present()},
	}
	lost := func(d any) constraint.Violations {
		if d.(*door).Key == "lost" {
			return constraint.Violations{{Rule: "key", Location: "/key"}}
		}
		return nil
	}
	doors := document.MustNew("door", "doors", typ, rules, document.Resolved(lost))
	if !doors.ValuesFirst() || bookings.ValuesFirst() {
		t.Error("only doors are resolved")
	}
	for text, want := range map[string][]string{
		`{"number": 1, "key": "lost"}`:  {"key /key"},
		`{"number": 10, "key": "lost"}`: {"maximum /number 9"},
		`{"number": 1}`:                 nil,
		`[]`:                            {"type "},
	} {
		d, found := doors.Alone().Read([]byte(text), time.Time{})
		if _, ok := d.(*door); !ok {
			t.Errorf("%s: a %T is read", text, d)
		}
		if diff := cmp.Diff(want, short(found)); diff != "" {
			t.Errorf("%s: -want +got\n%s", text, diff)
		}
	}
	wrong := &door{Number: 10, Key: "lost"}
	if found := doors.Alone().Whole(wrong, typ.Check(wrong), time.Time{}); len(found) > 0 {
		t.Errorf("of a wrong number: %v", found)
	}
}

// Whole leaves out what tags say, and what is nested.
func TestWhole(t *testing.T) {
	now := time.Date(2021, 3, 1, 12, 0, 0, 0, time.UTC)
	b := booking{Tour: "tours", From: "South", Day: "2021-02-28", Guests: []guest{{Person: &person{Email: "x"}}}}
	found := bookings.Program(tour{ends: now}).Whole(&b, bookings.Type().Check(&b), now)
	if diff := cmp.Diff([]string{"closed ", "tour /tour", "day.past /day", "agreed /agreed"}, short(found)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// A program is made once, whoever asks.
func TestPrograms(t *testing.T) {
	var programs document.Programs
	first := programs.Of(bookings, tour{})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if programs.Of(bookings, tour{}) != first {
				t.Error("made again")
			}
		})
	}
	all.Wait()
}

func TestNewRefuses(t *testing.T) {
	typ := constraint.MustCompile[booking]()
	for want, rule := range map[string]document.Rule{
		"it has no id":                     {At: "/tour", Says: document.True()},
		"needs a clause or a function":     {ID: "x", At: "/tour"},
		"must say why a schema cannot":     {ID: "x", At: "/tour", Func: shouts},
		"a condition on a member needs":    {ID: "x", At: "/bus", Func: shouts, Why: "it counts", If: []document.Condition{document.Is("least", "1")}},
		"is no member, but in one":         {ID: "x", At: "", Says: document.Members(1, 0, "bus/least")},
		"no clause is about the moment":    {ID: "x", At: "/tour", Says: document.Present(), Moment: true},
		`booking has no member "tuor"`:     {ID: "x", At: "/tuor", Says: document.Present()},
		`person has no member "mobile"`:    {ID: "x", Of: "person", Says: document.Members(1, 0, "mobile")},
		"no persons stands":                {ID: "x", Of: "persons", Says: document.Members(1, 0, "email")},
		"it has no members":                {ID: "x", At: "/tour", Says: document.Members(1, 0, "email")},
		"only on a single text":            {ID: "x", At: "/bus", If: []document.Condition{document.Is("/guests", "a")}, Says: document.Present()},
		"a pair is looked for in an array": {ID: "x", At: "/bus", Says: document.Pair([]string{"a"}, "b", "c", "d")},
	} {
		_, err := document.New("booking", "bookings", typ, []document.Rule{rule})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one that says %q", err, want)
		}
	}
}

// A right document costs no allocation, however many rules it is held to.
func TestNoAllocation(t *testing.T) {
	program := bookings.Program(tour{paired: true})
	var b booking
	if violations := bookings.Type().Read([]byte(right), &b); len(violations) > 0 {
		t.Fatal(violations)
	}
	if n := testing.AllocsPerRun(100, func() {
		if found := program.Check(&b, nil); len(found) > 0 {
			t.Fatal(found)
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
