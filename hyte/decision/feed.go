package decision

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
)

// MaxBytes is the length of the longest feed or page that is read, MaxItems the number of
// items of the longest feed: a site gives at most as many, and each has about 1,000 bytes.
const (
	MaxBytes = 4 << 20
	MaxItems = 1000
)

// Why something is not read.
var (
	ErrTooLong = errors.New("longer than a feed or page of decisions may be")
	ErrNoFeed  = errors.New("no RSS feed")
	ErrNoPage  = errors.New("no page of an item: it names no body and day")
)

// The longest texts, in characters, as the rules of a handling have them.
const (
	longestBody  = 200
	longestTitle = 300
	longestURL   = 500
)

// ReadFeed reads the feed of a Dynasty site: page=rss/meetingitems. The error is
// [ErrTooLong] or [ErrNoFeed]. An item whose title does not begin with body and day has
// only its title and its address.
func ReadFeed(data []byte) ([]Decision, error) {
	if len(data) > MaxBytes {
		return nil, ErrTooLong
	}
	x := xml.NewDecoder(bytes.NewReader(decoded(data)))
	x.Strict, x.Entity = false, xml.HTMLEntity // some sites write &ndash; without saying what it is
	x.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	f := feedReader{all: []Decision{}}
	for {
		switch token, err := x.Token(); {
		case err == nil:
			f.take(token)
		case !f.isFeed || !errors.Is(err, io.EOF):
			return nil, ErrNoFeed
		default:
			return f.all, nil
		}
		if len(f.all) > MaxItems {
			return nil, ErrTooLong
		}
	}
}

// feedReader takes the items out of a feed, tag by tag.
type feedReader struct {
	all    []Decision
	isFeed bool
	item   *feedItem        // the one that is open
	text   *strings.Builder // the member of it that is open, if it is needed
	depth  int              // of open tags in the item
}

// feedItem is an item as the feed has it.
type feedItem struct{ title, link, guid, pubDate strings.Builder }

func (f *feedReader) take(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		f.start(strings.ToLower(t.Name.Local))
	case xml.EndElement:
		f.end()
	case xml.CharData:
		if f.text != nil && f.depth == 1 {
			f.text.Write(t)
		}
	}
}

func (f *feedReader) start(name string) {
	switch {
	case name == "rss" || name == "rdf":
		f.isFeed = true
	case f.item != nil:
		if f.depth++; f.depth == 1 {
			f.text = f.item.member(name)
		}
	case name == "item":
		f.item = &feedItem{}
	}
}

func (f *feedReader) end() {
	switch {
	case f.item == nil:
	case f.depth > 0:
		f.depth--
	default: // of the item itself
		f.all = append(f.all, f.item.decision())
		f.item = nil
	}
}

// member is where a member of the item is kept; nil of one that is not needed.
func (i *feedItem) member(name string) *strings.Builder {
	switch name {
	case "title":
		return &i.title
	case "link":
		return &i.link
	case "guid":
		return &i.guid
	case "pubdate":
		return &i.pubDate
	}
	return nil
}

// feedTitle is "Body d.m.yyyy / Subject"; the subject may have slashes.
var feedTitle = regexp.MustCompile(`^(.+?)[ ,]+(\d{1,2}\.\d{1,2}\.\d{4})(?:\s*/\s*(.*))?$`)

func (i *feedItem) decision() Decision {
	var d Decision
	title := cut(line(html.UnescapeString(i.title.String())), longestLine) // a feed has &auml; in CDATA
	d.Title = cut(title, longestTitle)
	if m := feedTitle.FindStringSubmatch(title); m != nil {
		if day := date(m[2]); day != "" {
			d.Body, d.Date, d.Title = cut(m[1], longestBody), day, cut(m[3], longestTitle)
		}
	}
	for _, text := range []string{i.link.String(), i.guid.String()} {
		if d.URL == "" {
			d.setURL(text)
		}
	}
	d.Published = published(i.pubDate.String())
	return d
}

// itemID is the id of an item: that of the meeting and the place on its agenda.
var itemID = regexp.MustCompile(`^\d{1,20}-(\d{1,6})$`)

// setURL takes a web address, and from it the id of the item, wherever among the
// parameters it is.
func (d *Decision) setURL(text string) {
	text = strings.ReplaceAll(strings.TrimSpace(text), "&amp;", "&")
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(text) > longestURL || line(text) != text {
		return
	}
	d.URL = text
	id := u.Query().Get("id")
	if m := itemID.FindStringSubmatch(id); m != nil {
		d.ID = id
		d.Item, _ = strconv.Atoi(m[1])
	}
}

// date is a day as Finnish minutes write it, in the form of documents; empty if it is no
// day of the calendar.
func date(text string) string {
	t, err := time.Parse("2.1.2006", text)
	if day := civil.Of(t); err == nil && day.Valid() {
		return day.String()
	}
	return ""
}

// published is the day of a feed's date, where it was written; empty if it is none.
func published(text string) string {
	for _, form := range []string{time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST"} {
		t, err := time.Parse(form, strings.TrimSpace(text))
		if day := civil.Of(t); err == nil && day.Valid() {
			return day.String()
		}
	}
	return ""
}
