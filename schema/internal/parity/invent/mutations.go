package invent

import (
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

// mutations are all ways in which documents are changed. Those of the shape come
// first, then those of texts, then those that know what the document is about.
var mutations = []mutation{
	{"missing member", func(m *mutant) bool { return m.remove(member) }},
	{"missing item", func(m *mutant) bool { return m.remove(item) }},
	{"unknown member", (*mutant).addUnknown},
	{"unknown object in objects", (*mutant).addUnknownDeep},
	{"member of another name", (*mutant).misname},
	{"member of another place", (*mutant).misplace},
	{"null", func(m *mutant) bool { return m.replace(anywhere, func(tree.Slot) tree.Value { return nil }) }},
	{"wrong type", (*mutant).mistype},
	{"odd number", (*mutant).oddNumber},
	{"empty text", func(m *mutant) bool { return m.replace(isText, func(tree.Slot) tree.Value { return "" }) }},
	{"empty list or object", (*mutant).empty},
	{"many items", (*mutant).repeat},
	{"members in another order", (*mutant).reorder},
	{"escaped names", (*mutant).escapeNames},
	{"escaped text", (*mutant).escapeText},
	{"blanks between tokens", (*mutant).space},

	{"length about the limit", (*mutant).boundary},
	{"long text", func(m *mutant) bool {
		return m.replace(isText, func(tree.Slot) tree.Value { return ofLength(m.r, between(m.r, 0, 1100)) })
	}},
	{"odd white space", func(m *mutant) bool { return m.insert(whiteSpace...) }},
	{"only white space", func(m *mutant) bool {
		return m.replace(isText, func(tree.Slot) tree.Value { return pick(m.r, whiteSpace...) })
	}},
	{"control or format character", func(m *mutant) bool { return m.insert(invisible...) }},
	{"pasted with what nobody sees", (*mutant).paste},
	{"only what nobody sees", func(m *mutant) bool {
		return m.replace(isText, func(tree.Slot) tree.Value { return pick(m.r, unseen...) + pick(m.r, unseen...) })
	}},
	{"combining character", func(m *mutant) bool { return m.insert("\u0308", "\u0301", "\u200d", "\ufe0f") }},
	{"astral character", func(m *mutant) bool { return m.insert("𐐷", "😀", "\U000e0001") }},
	{"look-alike", (*mutant).resemble},
	{"other letter case", (*mutant).changeCase},
	{"other word", (*mutant).otherWord},
	{"character taken away", (*mutant).shorten},

	{"e-mail address", func(m *mutant) bool { return m.word(constraint.RuleFormatEmail, hardEmails...) }},
	{"telephone number", func(m *mutant) bool { return m.word(constraint.RuleFormatTelephone, hardTelephones...) }},
	{"date", func(m *mutant) bool { return m.word(constraint.RuleFormatDate, hardDates...) }},
	{"clock time", func(m *mutant) bool { return m.word(constraint.RuleFormatTime, hardTimes...) }},
	{"instant", (*mutant).misinstant},
	{"language", func(m *mutant) bool { return m.word(constraint.RuleFormatLanguage, hardLanguages...) }},
	{"web address", func(m *mutant) bool { return m.word(constraint.RuleFormatURL, hardURLs...) }},
	{"origin", func(m *mutant) bool { return m.word(constraint.RuleFormatOrigin, hardOrigins...) }},
	{"business id", func(m *mutant) bool { return m.word(constraint.RuleFormatBusinessID, hardBusinessIDs...) }},
	{"area", func(m *mutant) bool { return m.word(constraint.RuleFormatArea, hardAreas...) }},
	{"municipality", func(m *mutant) bool { return m.word(constraint.RuleFormatMunicipality, hardMunicipalities...) }},
	{"organization", (*mutant).otherOrganization},
	{"kind of document", (*mutant).otherKind},
	{"same person again", (*mutant).duplicatePerson},
	{"deputy is the same person", (*mutant).duplicateDeputy},
	{"date about another one", (*mutant).otherDay},
}

// ofRules is the mutation that knows the rules of the kind, and is done more often
// than any other.
var ofRules = mutation{"rule broken, or nearly", (*mutant).breakRule}

var whiteSpace = []string{
	" ", "  ", "\u00a0", "\u1680", "\u2003", "\u202f", "\u205f", "\u3000", "\t", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\v", "\f", "\ufeff", "\u200b", "\u180e",
}

var invisible = []string{"\x00", "\x1b", "\x7f", "\u0080", "\u009f", "\u200e", "\u200f", "\u061c", "\u202a", "\u202e", "\u2066", "\u2069", "\u00ad", "\ufffd", "\ufffe", "\U0010ffff"}

// unseen are characters that show nothing by themselves, whether they are taken
// off a value or not.
var unseen = []string{
	" ", "\u00a0", "\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u180e", "\u200b", "\u200d", "\u200e", "\u200f", "\u202a", "\u202c", "\u202e", "\u2060", "\u2066", "\u2068", "\u2069",
	"\u2800", "\u3164", "\ufe00", "\ufe0f", "\ufeff", "\uffa0", "\ufff9", "\ue000", "\u0301", "\u093e", "\u20dd", "\U0001d159", "\U000e0041", "\U000e0100", "\U000f0000", "",
}

// Characters that look like another: Cyrillic, Greek, full width, and digits of
// other scripts.
var lookAlikes = map[rune][]string{
	'a': {"а", "ａ", "ɑ"}, 'e': {"е", "ｅ"}, 'o': {"о", "ο", "０"}, 'i': {"і", "ı", "ⅰ"}, 'c': {"с"}, 'p': {"р"}, 'x': {"х"}, 's': {"ѕ", "ſ"}, 'k': {"\u212a"},
	'A': {"А", "Α"}, 'E': {"Е"}, 'O': {"О", "0"}, 'K': {"\u212a", "К"},
	'0': {"０", "٠", "O", "०"}, '1': {"１", "١", "l", "¹"}, '2': {"２", "²", "𝟐"}, '4': {"４", "٤"},
	'-': {"‐", "‑", "–", "−", "—", "\u00ad"}, '@': {"＠", "(at)", "[at]", "(AT)", "﹫"}, '.': {"．", "。", "․"}, '+': {"＋"}, ':': {"：", "∶"}, '/': {"⁄", "／"},
}

var hardEmails = []string{
	"aino@example.fi", "AINO@EXAMPLE.FI", "aino(at)example.fi", "aino (at) example.fi", "aino    (at)example.fi", "aino[at]example.fi", "aino(at]example.fi", "aino(AT)example.fi",
	"a(at)b@example.fi", "a@b(at)example.fi", "aino@@example.fi", "aino@example", "aino@example.f", "aino@example.1fi", "aino@-example.fi", "aino@example-.fi", "aino@exa--mple.fi",
	"aino@example..fi", "aino@.example.fi", "aino@example.fi.", ".aino@example.fi", "aino.@example.fi", "ai..no@example.fi", "ai no@example.fi", "\"ai no\"@example.fi", "aino@[192.0.2.1]",
	"aino@192.0.2.1", "äiti@example.fi", "aino@äiti.fi", "aino@ʒ.example.fi", "aino@example.рф", "aino@example.xn--p1ai", "!#$%&'*+/=?^_`{|}~-@example.fi", "aino,onni@example.fi",
	"aino@example.fi, onni@example.fi", "Aino <aino@example.fi>", "mailto:aino@example.fi", "aino@example.fi\n", " aino@example.fi\u00a0", "a×o@example.fi", "aino@a×b.fi", "a@b.fi", "a@b.c.d.e.fi",
	longLocal + "@example.fi", longLocal + "a@example.fi", "aino@" + longLabel + ".fi", "aino@" + longLabel + "a.fi", "aino@example." + longLabel, longLocal + "a(at)example.fi",
}

const (
	longLocal = "abcdefghijklmnopqrstuvwxyz.abcdefghijklmnopqrstuvwxyz.0123456789" // 64 characters
	longLabel = "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-012345678"  // 63 characters
)

var hardTelephones = []string{
	"112", "0401234567", "040-123-4567", "040 123 45 67", "040  -  1234567", "040    1234567", "+358401234567", "00358401234567", "+3580401234567", "+358 (0)40 1234567", "+358(0)401234567",
	"+358 (0) 40 1234567", "+358 ( 0 )401234567", "(0)401234567", "(09) 310 1691", "09-310 1691", "09–3101691", "029 12345", "0600 12345", "070012345", "07212345", "01112345", "0", "00", "+", "0-", "04",
	"+46812345678", "0046812345678", "+1 202 555 0100", "+372 1234567", "+35312345", "+358", "+35", "+3", "+35840", "+358401234567890", "+3584012345678901", "+4681234567890123", "+46812345678901234",
	"０４０1234567", "٠٤٠1234567", "040.123.4567", "040/1234567", "040 123 4567 ext. 5", "puh. 040 1234567", "tel:+358401234567", "040 1234567-", " 040 1234567", "040 1234567\n", "+ 358401234567", "+046812345678",
	"0 4 0 1 2 3 4 5 6 7", "0---401234567", "0----401234567", "040\u00a0123\u201145\u201067",
}

var hardDates = []string{
	"2021-02-29", "2020-02-29", "2100-02-29", "2000-02-29", "1900-02-29", "1900-01-01", "1899-12-31", "2199-12-31", "2200-01-01", "2021-04-31", "2021-00-01", "2021-13-01", "2021-01-00", "2021-01-32",
	"2021-1-5", "15.1.2021", "2021/01/15", "20210115", "2021-01-15T00:00:00Z", "2021-01-15\n", " 2021-01-15", "+2021-01-15", "２021-01-15", "2019-01-01", "2020-06-30", "2021-01-15", "2023-03-16", "2025-12-31", "2026-02-01",
}

var (
	hardTimes          = []string{"24:00", "23:59", "00:00", "16.15", "4:15", "16:15:00", "16:60", "１6:15", "16:15\n"}
	hardLanguages      = []string{"FI", "fi-FI", "f", "fi", "smn", "smni", "ﬁ", "fí", "fi\n", "sv"}
	hardURLs           = []string{"http://example.fi", "https://example.fi", "https://", "https://-a.fi", "https://a-.fi", "https://a.fi:1", "https://a.fi:123456", "https://a.fi:", "https://a.fi/ä", "https://a.fi?x#y", "https://a.fi/ b", "HTTPS://a.fi", "https://a@b.fi", "javascript:alert(1)", "//a.fi", "https://a.fi\n"}
	hardOrigins        = []string{"https://www.example.fi", "https://example.fi:8443", "https://example.fi/", "https://Example.fi", "http://example.fi", "https://", "https://a-", "https://a.fi:", "https://*.a.fi", "https://a;b", "https://a.fi\n"}
	hardBusinessIDs    = []string{"2617416-4", "2617416-5", "617416-4", "26174164", "2617416-4\n", "02012566", "0201256-6", "201256-6", "2617416-A", "FI26174164", "0000000-0", "2617416 - 4"}
	hardAreas          = []string{"05", "5", "005", "99", "90", "91", "21", "07", "０5", "05\n", "FI-06"}
	hardMunicipalities = []string{"109", "911", "099", "588", "999", "91", "0109", "１09", "091", "109\n", "478"}
	hardInstants       = []string{
		"2021-01-15T16:15:00+02:00", "2021-01-15T16:15:00Z", "2021-01-15t16:15:00z", "2021-01-15T16:15:00", "2021-01-15T16:15Z", "2021-01-15T24:00:00Z", "2021-01-15T16:15:60Z", "2021-01-15T16:15:00.123456789Z",
		"2021-01-15T16:15:00.1234567890Z", "2021-01-15T16:15:00.Z", "2021-01-15T16:15:00,5Z", "2021-02-29T16:15:00Z", "2021-01-15T16:15:00+24:00", "2021-01-15T16:15:00-00:00", "2021-01-15 16:15:00Z", "1899-12-31T00:00:00Z", "2199-12-31T23:59:59-23:59", "",
	}
	unknownNames = []string{"", "note", "Consent", "consent ", "GIVENNAME", "givenname", "a/b~c", "/", "~1", "__proto__", "constructor", "toString", "hasOwnProperty", "length", "0", "-1", "é", "e\u0301", "ſubmitter", "\u212aeep", "𐐷", "$ref", "$id", "fi", "a\nb", "\u2028"}
)
