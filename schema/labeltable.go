package schema

// DefaultLabels are the titles and descriptions of nominations and of the
// documents that hold them, in Finnish ("fi"), Swedish ("sv") and English
// ("en").
func DefaultLabels(object, property, language string) (title, description string) {
	l := labelTable[object+"."+property]
	switch language {
	case "fi":
		return l.title.fi, l.about.fi
	case "sv":
		return l.title.sv, l.about.sv
	case "en":
		return l.title.en, l.about.en
	default:
		return "", ""
	}
}

// label is what a place in a document is called, and if that is not enough,
// what belongs there.
type label struct{ title, about words }

type words struct{ fi, sv, en string }

var (
	schemaWords     = words{"Skeema", "Schema", "Schema"}
	callWords       = words{"Pyyntö", "Begäran", "Call"}
	nominatorWords  = words{"Nimeävä organisaatio", "Organisation som utser", "Nominating organization"}
	givenNameWords  = words{"Etunimi", "Förnamn", "Given name"}
	familyNameWords = words{"Sukunimi", "Efternamn", "Family name"}
	jobTitleWords   = words{"Tehtävänimike", "Tjänstebeteckning", "Job title"}
	emailWords      = words{"Sähköposti", "E-post", "E-mail"}
	telephoneWords  = words{"Puhelin", "Telefon", "Telephone"}
	nominationWords = words{"Edustajien nimeäminen", "Utseende av representanter", "Nomination"}
	receivedAtWords = words{"Saapumisajankohta", "Ankomsttidpunkt", "Time of arrival"}
	balanceWords    = words{"Naisten ja miesten tasapuolisuus", "Balans mellan kvinnor och män", "Balance of women and men"}
	identifierWords = words{"Tunniste", "Identifierare", "Identifier"}
)

var labelTable = map[string]label{
	"Nomination.":                {title: nominationWords},
	"Nomination.$schema":         {title: schemaWords},
	"Nomination.call":            {title: callWords, about: words{"Pyynnön tunniste.", "Begärans identifierare.", "The identifier of the call."}},
	"Nomination.nominator":       {title: nominatorWords, about: words{"Organisaation tunniste, esimerkiksi municipality:109.", "Organisationens identifierare, till exempel municipality:109.", "The identifier of the organization, such as municipality:109."}},
	"Nomination.representatives": {title: words{"Edustajat", "Representanter", "Representatives"}},
	"Nomination.genderBalanceReason": {
		title: words{"Perustelu, jos nimetään vain naisia tai vain miehiä", "Motivering, om endast kvinnor eller endast män utses", "Reason for naming only women or only men"},
		about: words{"Erityinen syy, 609/1986 4 a §.", "Särskilt skäl, 609/1986 4 a §.", "A special reason, Act 609/1986, section 4 a."},
	},
	"Nomination.decision":  {title: words{"Päätös", "Beslut", "Decision"}},
	"Nomination.submitter": {title: words{"Lähettäjä", "Avsändare", "Sender"}, about: words{"Saa vastaanottokuittauksen.", "Får en bekräftelse av att nomineringen mottagits.", "Gets the acknowledgement of receipt."}},
	"Nomination.consent":   {title: words{"Suostumus", "Samtycke", "Consent"}, about: words{"Nimetyt ovat suostuneet tehtävään.", "De som utses har gett sitt samtycke till uppdraget.", "The persons named have agreed to the task."}},
	"Nomination.language":  {title: words{"Asiointikieli", "Språk", "Language"}, about: words{"Kielikoodi: fi, sv tai en.", "Språkkod: fi, sv eller en.", "A language code: fi, sv or en."}},

	"Representative.":       {title: words{"Edustaja", "Representant", "Representative"}},
	"Representative.person": {title: words{"Edustaja", "Representant", "Representative"}},
	"Representative.deputy": {title: words{"Varaedustaja", "Ersättare", "Deputy representative"}},

	"Person.":           {title: words{"Henkilö", "Person", "Person"}, about: words{"Ilmoita ainakin sähköposti tai puhelin.", "Ange åtminstone e-post eller telefon.", "Give at least an e-mail address or a telephone number."}},
	"Person.givenName":  {title: givenNameWords},
	"Person.familyName": {title: familyNameWords},
	"Person.jobTitle":   {title: jobTitleWords},
	"Person.unit":       {title: words{"Yksikkö", "Enhet", "Unit"}},
	"Person.sector":     {title: words{"Toimiala", "Verksamhetsområde", "Sector"}},
	"Person.email":      {title: emailWords},
	"Person.telephone":  {title: telephoneWords},
	"Person.gender":     {title: words{"Sukupuoli", "Kön", "Gender"}},
	"Person.contactVisibility": {
		title: words{"Yhteystietojen näkyvyys", "Kontaktuppgifternas synlighet", "Visibility of contact details"},
		about: words{"Jos puuttuu, vain pyynnön esittäjä näkee ne.", "Om uppgiften saknas ser endast den som begär dem.", "If absent, only the organizer sees them."},
	},

	"Decision.":           {title: words{"Päätös", "Beslut", "Decision"}},
	"Decision.body":       {title: words{"Päättäjä", "Beslutsfattare", "Decided by"}},
	"Decision.date":       {title: words{"Päätöspäivä", "Beslutsdatum", "Date of decision"}, about: words{"VVVV-KK-PP.", "ÅÅÅÅ-MM-DD.", "YYYY-MM-DD."}},
	"Decision.section":    {title: words{"Pykälä (§)", "Paragraf (§)", "Section (§)"}},
	"Decision.caseNumber": {title: words{"Asianumero", "Ärendenummer", "Case number"}},

	"Submitter.":           {title: words{"Lähettäjä", "Avsändare", "Sender"}},
	"Submitter.givenName":  {title: givenNameWords},
	"Submitter.familyName": {title: familyNameWords},
	"Submitter.jobTitle":   {title: jobTitleWords},
	"Submitter.email":      {title: emailWords},
	"Submitter.telephone":  {title: telephoneWords},

	"Received.":           {title: words{"Saapunut asiakirja", "Inkommen handling", "Received document"}},
	"Received.id":         {title: identifierWords},
	"Received.receivedAt": {title: receivedAtWords},
	"Received.kind":       {title: words{"Laji", "Slag", "Kind"}, about: words{"Jos puuttuu, nimeäminen.", "Om uppgiften saknas, en nominering.", "If absent, a nomination."}},
	"Received.nomination": {title: nominationWords},
	"Received.nominator":  {title: nominatorWords},
	"Received.accepts":    {title: words{"Hyväksytyn nimeämisen tunniste", "Den godkända nomineringens identifierare", "Identifier of the nomination that is accepted"}},

	"Roster.":           {title: words{"Nimeämistilanne", "Nomineringsläge", "Roster"}},
	"Roster.call":       {title: callWords},
	"Roster.at":         {title: words{"Tilanne hetkellä", "Läget vid", "As of"}},
	"Roster.deadline":   {title: words{"Määräaika", "Tidsfrist", "Deadline"}, about: words{"Hetki, josta alkaen vastaukset ovat myöhässä.", "Den tidpunkt från vilken svaren är försenade.", "The instant from which answers are late."}},
	"Roster.nominators": {title: words{"Nimeävät organisaatiot", "Organisationer som utser", "Nominating organizations"}},
	"Roster.unlisted":   {title: words{"Muiden kuin pyydettyjen vastaukset", "Svar från andra än de tillfrågade", "Answers of organizations that were not asked"}},
	"Roster.summary":    {title: words{"Yhteenveto", "Sammanfattning", "Summary"}},
	"Roster.gender":     {title: balanceWords},
	"Roster.sectors":    {title: words{"Toimialat", "Verksamhetsområden", "Sectors"}},
	"Roster.violations": {title: words{"Huomautukset", "Anmärkningar", "Remarks"}},

	"Entry.":            {title: nominatorWords},
	"Entry.nominator":   {title: nominatorWords},
	"Entry.seat":        {title: words{"Paikka", "Plats", "Seat"}},
	"Entry.name":        {title: words{"Nimi", "Namn", "Name"}},
	"Entry.status":      {title: words{"Vastaustilanne", "Svarsläge", "Status"}},
	"Entry.counted":     {title: words{"Huomioon otettava vastaus", "Svar som beaktas", "Answer that counts"}},
	"Entry.others":      {title: words{"Muut vastaukset", "Övriga svar", "Other answers"}},
	"Answer.":           {title: words{"Vastaus", "Svar", "Answer"}},
	"Answer.id":         {title: identifierWords},
	"Answer.receivedAt": {title: receivedAtWords},
	"Answer.state":      {title: words{"Vastauksen tila", "Svarets läge", "State of the answer"}},
	"Answer.nomination": {title: nominationWords},

	"Summary.":                {title: words{"Yhteenveto", "Sammanfattning", "Summary"}},
	"Summary.asked":           {title: words{"Pyydetty", "Tillfrågade", "Asked"}},
	"Summary.received":        {title: words{"Vastannut", "Besvarat", "Answered"}},
	"Summary.replaced":        {title: words{"Korvannut vastauksensa", "Ersatt sitt svar", "Replaced their answer"}},
	"Summary.late":            {title: words{"Myöhässä", "Försenade", "Late"}},
	"Summary.missing":         {title: words{"Vastaus puuttuu", "Svar saknas", "Missing"}},
	"Summary.withdrawn":       {title: words{"Peruuttanut", "Återtagit", "Withdrawn"}},
	"Summary.declined":        {title: words{"Ei nimeä", "Utser ingen", "Declined"}},
	"Summary.conflict":        {title: words{"Ristiriitaiset vastaukset", "Motstridiga svar", "Conflicting answers"}},
	"Summary.representatives": {title: words{"Nimettyjä edustajia", "Utsedda representanter", "Representatives named"}},

	"Balance.":          {title: balanceWords},
	"Balance.mode":      {title: words{"Asetus", "Inställning", "Setting"}},
	"Balance.women":     {title: words{"Naisia", "Kvinnor", "Women"}},
	"Balance.men":       {title: words{"Miehiä", "Män", "Men"}},
	"Balance.notStated": {title: words{"Ei ilmoitettu", "Inte uppgett", "Not stated"}},
	"Balance.state":     {title: words{"Tasapuolisuus", "Balans", "Balance"}, about: words{"Kumpaakin vähintään 40 prosenttia, 609/1986 4 a §.", "Minst 40 procent av vardera, 609/1986 4 a §.", "At least 40 per cent of each, Act 609/1986, section 4 a."}},
	"Balance.deputies":  {title: words{"Varaedustajat", "Ersättare", "Deputy representatives"}},

	"RosterViolation.":         {title: words{"Huomautus", "Anmärkning", "Remark"}},
	"RosterViolation.rule":     {title: words{"Sääntö", "Regel", "Rule"}},
	"RosterViolation.location": {title: words{"Kohta", "Ställe", "Place"}},
	"RosterViolation.other":    {title: words{"Toinen kohta", "Det andra stället", "Other place"}},
	"RosterViolation.severity": {title: words{"Vakavuus", "Allvarlighetsgrad", "Severity"}},
}
