package event

// ownWords are the keys of texts that an event may say in its own words, on the forms of
// registrations and of questions alike; see [hyte.OwnWordRules].
var ownWords = []string{
	"inquiry.more",
	"label.mode",
	"label.theme",
	"part.author.hint",
	"part.author.title",
	"part.mode.title",
	"part.person.title",
	"part.question.title",
	"part.questions.title",
	"point.needs",
	"point.next",
}
