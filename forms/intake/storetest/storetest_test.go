package storetest_test

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/storetest"
)

// variable names the environment variable that tells a child process which
// fault its store has.
const variable = "STORETEST_FAULT"

// faults says which part of the contract notices each fault. Others may too.
var faults = map[fault]string{
	"rounds times":                             "AppendKeepsEveryField",
	"ignores keys":                             "AppendOfSameKeyAndDocument",
	"overwrites":                               "AppendOfSameKeyOtherDocument",
	"tells the document":                       "AppendOfSameKeyOtherDocument",
	"mixes the inquiries' keys":                "AppendOfSameKeyInOtherInquiry",
	"takes an id twice":                        "AppendOfTakenID",
	"takes invalid records":                    "AppendOfInvalidRecord",
	"keeps the caller's slice":                 "AppendSharesNoMemory",
	"cleans text":                              "AppendUnicode",
	"cuts documents":                           "AppendLargeDocument",
	"decides without a lock":                   "ConcurrentAppendsOfOneKey",
	"puts the latest first":                    "ConcurrentAppendsOfManyKeys",
	"adds after any count":                     "AppendAfterCount",
	"counts without a lock":                    "ConcurrentAppendsAfterCount",
	"tells all of a page as new":               "AppendAllOfAPage",
	"stops at what it refuses":                 "AppendAllRefused",
	"takes an id twice in one go":              "AppendAllInvalid",
	"adds one after another":                   "AppendAllAtOnce",
	"sorts by id":                              "RecordsInOrderOfArrival",
	"counts by itself":                         "SequenceInOrderOfArrival",
	"reads one page":                           "RecordsOfManyPages",
	"holds a connection":                       "RecordsWhileTheLoopUsesTheStore",
	"leaks readings":                           "RecordsStopsWithTheLoop",
	"reads from a sequence on":                 "AfterSequence",
	"shows a later one first":                  "AfterWhileOthersAppend",
	"finds what is not there":                  "NothingFound",
	"takes keys for the same that begin alike": "KeyedLatest",
	"knows one inquiry":                        "InquiriesCounted",
	"goes by the clock":                        "NewestBySequence",

	"lists an inquiry as often as it has versions": "VersionsListed",
	"hides its secrets' names":                     "SecretsListed",
	"purges in vain":                               "PurgeReplacesDocuments",
	"purges what it finds":                         "PurgeIsAllOrNone",
	"forgets that a version came again":            "VersionsInOrder",
	"mixes the inquiries' versions":                "VersionsApart",

	"adds a secret twice":         "SecretOnce",
	"never replaces":              "SecretReplaced",
	"keeps secrets to itself":     "SecretConcurrently",
	"takes any secret":            "SecretInvalid",
	"ignores the context":         "ContextEnded",
	"reads on after the context":  "ContextEndsDuringRecords",
	"loses all at the end":        "Reopened",
	"works alone":                 "OpenTwice",
	"works when closed":           "Closed",
	"rounds sessions":             "SessionKept",
	"believes whoever comes last": "SessionSeen",
	"keeps sessions open":         "SessionEnded",
	"never forgets sessions":      "SessionForgotten",
	"takes any session":           "SessionInvalid",
	"believes the sequence":       "AuditKept",
	"repeats an entry":            "AuditPages",
	"loses entries":               "AuditConcurrently",
	"takes any entry":             "AuditInvalid",
	"takes a revocation back":     "LinksRevoked",
	"revokes one only":            "LinksRevokedTogether",
	"lists no revocation of all":  "LinksListed",
	"takes any revocation":        "LinksInvalid",

	"loses the first read error":             "UnreadableFirst",
	"loses the read error":                   "UnreadableMiddle",
	"leaves out what it cannot read":         "UnreadableLast",
	"finds nothing where it cannot read":     "UnreadableID",
	"adds beside what it cannot read":        "UnreadableKey",
	"counts what it can read":                "UnreadableMiddle",
	"forgets secrets":                        "UnreadableSecret",
	"adds over a secret that it cannot read": "UnreadableSecret",
	"is always well":                         "RefusedWrite",
	"stays unwell":                           "RefusedWrite",
	"pretends to write":                      "RefusedWrite",
}

// TestMemory runs the contract on a store without a disk; in a child process,
// on one with a fault.
func TestMemory(t *testing.T) {
	f := fault(os.Getenv(variable))
	storetest.Run(t, func(*testing.T) storetest.Place {
		shared := &data{secrets: make(map[string][]byte)}
		return storetest.Place{
			Open: func() intake.Store {
				switch f {
				case "works alone":
					return &memory{data: &data{secrets: make(map[string][]byte)}, fault: f}
				case "keeps secrets to itself":
					return &memory{data: &data{secrets: make(map[string][]byte), records: shared.records}, fault: f}
				}
				return &memory{data: shared, fault: f}
			},
			Spoil: func(text string) { shared.spoiled = append(shared.spoiled, text) },
			Refuse: func() (allow func()) {
				shared.refusing = true
				return func() { shared.refusing = false }
			},
		}
	})
}

// TestFaults checks the checker: every part of the contract fails for a store
// with the fault that it is there to find.
func TestFaults(t *testing.T) {
	if os.Getenv(variable) != "" {
		t.Skip("this is the child process")
	}
	unproven := make(map[string]bool)
	sound, err := child("", "")
	if err != nil {
		t.Fatalf("the sound store fails:\n%s", sound)
	}
	for _, m := range regexp.MustCompile(`--- PASS: TestMemory/(\w+)`).FindAllSubmatch(sound, -1) {
		unproven[string(m[1])] = true
	}
	if len(unproven) == 0 {
		t.Fatalf("no parts found in:\n%s", sound)
	}
	for f, part := range faults {
		delete(unproven, part)
		t.Run(string(f), func(t *testing.T) {
			t.Parallel()
			out, err := child(f, part)
			if err == nil || !bytes.Contains(out, []byte("--- FAIL: TestMemory/"+part)) {
				t.Errorf("%s does not notice a store that %s:\n%s", part, f, out)
			}
		})
	}
	for part := range unproven {
		t.Errorf("no fault shows that %s can fail", part)
	}
}

// child runs a part of TestMemory, or all of it, in a process of its own.
func child(f fault, part string) (output []byte, err error) {
	c := exec.Command(os.Args[0], "-test.run=^TestMemory$/"+part, "-test.v", "-test.timeout=60s")
	c.Env = append(os.Environ(), variable+"="+string(f))
	return c.CombinedOutput()
}
