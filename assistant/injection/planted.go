package injection

import (
	"regexp"
	"strings"

	"wegwijzer/internal/dutch"
)

// Honest returns the text of a page without markup and without planted sentences. Lines stay lines.
func Honest(text string) string {
	visible := dutch.Visible(text)
	text = visible
	if strings.ContainsAny(text, `<["`) || strings.Contains(text, "##") || strings.Contains(text, "---") {
		text = cutOff.ReplaceAllString(text, "")
	}
	text = PlainText(text)
	if text == visible && !suspicious(text) {
		return text
	}
	lines := strings.Split(text, "\n")
	kept := lines[:0]
	for _, line := range lines {
		mark, rest := lineMark(line)
		clean, dropped := honestSentences(unrun.ReplaceAllString(rest, "$1 $2"))
		switch {
		case !dropped:
			kept = append(kept, line)
		case clean != "":
			kept = append(kept, mark+clean)
		}
	}
	return strings.Join(kept, "\n")
}

// honestSentences returns a line without its planted sentences, and what goes on from them: once a machine was spoken to, an order or a
// "dan" that follows is still meant for it.
func honestSentences(line string) (clean string, dropped bool) {
	var kept []string
	spokenTo := false
	for _, p := range pieces(line) {
		switch {
		case p.planted:
			spokenTo, dropped = true, true
		case spokenTo && goingOn.MatchString(dutch.Fold(p.text)):
			dropped = true
		default:
			spokenTo = false
			kept = append(kept, p.text)
		}
	}
	return strings.Join(kept, " "), dropped
}

// piece is a sentence of a line, or a part of one.
type piece struct {
	text    string
	planted bool
}

// pieces returns the sentences of a line. Where one holds something planted it is cut at every full stop: an order may begin in small letters.
func pieces(line string) []piece {
	var all []piece
	for _, s := range dutch.Sentences(line) {
		sentence := line[s.Start:s.End]
		if !Planted(sentence) {
			all = append(all, piece{text: sentence})
			continue
		}
		from := 0
		cut := innerEnd.FindAllStringIndex(sentence, -1)
		for _, at := range append(cut, []int{0, len(sentence)}) {
			if part := strings.TrimSpace(sentence[from:at[1]]); part != "" {
				all = append(all, piece{part, len(cut) == 0 || Planted(part)})
			}
			from = at[1]
		}
	}
	return all
}

var (
	innerEnd = regexp.MustCompile(`[.!?]["')\]]?\s`)
	goingOn  = regexp.MustCompile(`^\W*(?:dan|dit|dat|daarna|en|ook|anders|doe|then|and|this|also|(?:` + orders + `)\b)`)
	// What pretends to be the end of the text, or the frame of a conversation with a machine: nothing behind it on the line is honest.
	cutOff = regexp.MustCompile(`(?i)(?:<\|[^|>\n]{0,40}\|>|<</?sys>>|\[/?inst\]|#{2,}\s*(?:instruct\w*|system|systeem|opdracht|assistant|user|human)\b|</\s*(?:system|assistant|user|context|document|bron|source|instructions?|passage|data)\s*>|-{3,}\s*(?:einde|end)\b|"(?:text|cites|quote|tool|arguments|role|content)"\s*:|<!--)[^\n]*`)
)

// unrun finds sentences that run into each other, as they do when what stood between them was taken out.
var unrun = regexp.MustCompile(`(\pL{2}[.!?])(\p{Lu})`)

// lineMark returns what makes a line an item, a row or a heading, and the rest of it.
func lineMark(line string) (mark, rest string) {
	rest = strings.TrimLeft(line, " ")
	for _, m := range []string{"- ", "| ", "# "} {
		if strings.HasPrefix(rest, m) {
			n := len(line) - len(rest) + len(m)
			return line[:n], line[n:]
		}
	}
	return "", line
}

var (
	activeHTML  = regexp.MustCompile(`(?is)<(script|style|iframe|object|embed|svg|math|template|noscript|tool|function|tool_call)\b[^>]{0,500}>.*?</(?:script|style|iframe|object|embed|svg|math|template|noscript|tool|function|tool_call)\s*>`)
	hiddenHTML  = regexp.MustCompile(`(?is)<(\w+)\b[^>]{0,300}(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0|\shidden\b|aria-hidden)[^>]{0,300}>.*?</\w+\s*>`)
	htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)
	htmlTag     = regexp.MustCompile(`(?s)</?[a-zA-Z!|][^<>]{0,500}>`)
	mdImage     = regexp.MustCompile(`!\[[^\]\n]{0,300}\]\s?(?:\([^)\n]{0,600}\)|\[[^\]\n]{0,100}\])`)
	mdLink      = regexp.MustCompile(`\[([^\]\n]{1,300})\]\s?\([^)\n]{0,600}\)`)
	mdFootnote  = regexp.MustCompile(`(?m)\[\^?\w{1,20}\]:\s*\S+.*$`)
	mdFence     = regexp.MustCompile("`{1,3}")
	templates   = regexp.MustCompile(`(?s)\{\{.{0,300}?\}\}|\{%.{0,300}?%\}|\$\{[^}\n]{0,200}\}`)
	blobs       = regexp.MustCompile(`(?:data:[\w/+.-]+;base64,)?[A-Za-z0-9+/]{48,}={0,2}`)
)

// shortestBlob is the length from which a run of letters and digits is no word, as blobs has it.
const shortestBlob = 48

// PlainText takes the markup out of a text and leaves the words. Site pages have none left when they are indexed; what looks like it was
// written to be shown by something.
func PlainText(text string) string {
	if !strings.ContainsAny(text, "<[{`") && len(text) < 48 {
		return text
	}
	if strings.ContainsAny(text, "<") {
		text = activeHTML.ReplaceAllString(text, " ")
		text = hiddenHTML.ReplaceAllString(text, " ")
		text = htmlComment.ReplaceAllString(text, " ")
		text = htmlTag.ReplaceAllString(text, " ")
	}
	if strings.Contains(text, "[") {
		text = mdImage.ReplaceAllString(text, " ")
		text = mdLink.ReplaceAllString(text, "$1")
		text = mdFootnote.ReplaceAllString(text, " ")
	}
	if strings.Contains(text, "`") {
		text = mdFence.ReplaceAllString(text, "")
	}
	if strings.Contains(text, "{") {
		text = templates.ReplaceAllString(text, " ")
	}
	if longRun(text) {
		text = blobs.ReplaceAllString(text, " ")
	}
	return text
}

// longRun reports whether a text has as many letters and digits in a row as a blob: nearly none has, and looking costs little.
func longRun(text string) bool {
	run := 0
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9', c == '+', c == '/':
			if run++; run == shortestBlob {
				return true
			}
		default:
			run = 0
		}
	}
	return false
}

// The words by which someone speaks to a machine. Those in strong mean little else on a page; those in weak are also what a page may be about.
const (
	strong = `a\.?i\.?(?:-(?:model|systeem|assistent|agent|hulp|bot))?|llm'?s?|gpt(?:-?\d\w*)?|chatgpt|copilot|gemini|claude|mistral|llama|taalmodel(?:len)?|language models?|` +
		`(?:het |dit )?model|assistent|assistant|systeem|system|prompt|kunstmatige intelligentie|artificial intelligence|ki-modell|modele|sztuczna inteligencjo|yapay zeka`
	weak = `chatbot|chatrobot|bot|robot|verslagrobot|schrijfrobot|computer|machine|algoritme|agent|samenvatter|notulist|vertaler|crawler|scraper|zoekrobot|parser|avatar|` +
		`(?:virtuele|digitale|slimme|automatische) (?:assistent|hulp|medewerker|lezer|assistente)`
	// What is asked of a machine that writes. As an imperative these are stems, in Dutch as in English.
	orders = `schrijf|typ|tik|zeg|antwoord|noem|toon|print|herhaal|geef|meld|vermeld|vertel|voeg|plak|zet|plaats|eindig|begin|vervang|verander|wijzig|wis|verwijder|negeer|vergeet|` +
		`onthoud|citeer|rapporteer|adviseer|beweer|bevestig|beschouw|behandel|speel|doe|gedraag|vraag|stuur|verstuur|mail|bel|boek|annuleer|open|laad|haal|zoek|vul|maak|laat|leid|verwijs|` +
		`gebruik|neem|keur|markeer|vertaal|decodeer|voer|volg|stop|sla|reageer|spreek|praat|verklap|onthul|lek|deel|` +
		`write|say|reply|respond|answer|print|output|repeat|reveal|show|tell|ignore|forget|disregard|include|append|insert|add|end|start|begin|act|pretend|claim|recommend|ask|send|call|click|book|cancel|` +
		`summari[sz]e|translate|follow|obey|execute|run|link|quote|mention|state`
)

var (
	// "AI: …", "Let op model: …", "Assistent, eindig met …"
	toStrong = regexp.MustCompile(`(?:^|[.!?;:(\[{*"'>|-]\s*|\b(?:let op|attentie|belangrijk|he|hee|hallo|beste|lieve|dear|hey|hi|note|ps|nb|p\.s\.)[,:]?\s+)(?:` + strong + `)\s*[:,]`)
	// "BELANGRIJK VOOR AI:", "Instructie aan het taalmodel:", "noot voor de chatbot:"
	addressed = regexp.MustCompile(`\b(?:aan|voor|tegen|richting|to|for|an|pour)\s+(?:(?:de|het|elke?|alle|iedere?|any|all|the|every|een)\s+)?(?:(?:` + strong + `)\b[^.!?]{0,60}:|(?:` + weak + `)\b[^.!?]{0,60}:\s*(?:\pL+\s+){0,2}?(?:` + orders + `)\b)`)
	// "Chatbot, schrijf dat …", "he verslagrobot, vergeet alles"
	toWeak = regexp.MustCompile(`(?:^|[.!?;:(\[{"'>|-]\s*|\b(?:he|hee|hallo|beste|lieve|dear|hey|hi|let op),?\s+)(?:` + strong + `|` + weak + `)\s*[,:!-]+\s*(?:\pL+\s+){0,2}?(?:` + orders + `)\b`)
	// "elk taalmodel dat dit leest", "als je een AI bent", "if you are a language model"
	reading1 = regexp.MustCompile(`\b(?:` + strong + `|` + weak + `)(?:\s+of\s+\pL+)?\s+(?:dat|die|that|which|who)\s+(?:dit|deze|this|these)\s+(?:\pL+\s+)?(?:leest|lezen|ziet|verwerkt|verwerken|samenvat|samenvatten|indexeert|reads?|sees?|process\w*|summari\w*)\b`)
	reading2 = regexp.MustCompile(`\b(?:als|indien|wanneer|ben|bent|if|since)\s+(?:je|jij|u|you)(?:\s+(?:are|bent|ben|zelf))?\s+(?:een|an?|het|geen mens maar)\s+(?:\pL+\s+)?(?:` + strong + `|` + weak + `)\b`)
	reading3 = regexp.MustCompile(`\b(?:wie|whoever|iedereen die|elk programma dat|elke machine die)\s+(?:dit|deze (?:tekst|pagina|bron)|this)\s+(?:automatisch\s+)?(?:samenvat|verwerkt|leest en samenvat|indexeert|summari[sz]es|processes)`)
	// "negeer alle vorige instructies", "ignore the above"
	override = regexp.MustCompile(`\b(?:negeer|negeren|vergeet|vergeten|overschrijf|omzeil|schrap|verwerp|ignore|disregard|forget|override|bypass|ignorez|oubliez|ignoriere|vergiss|zignoruj|zapomnij|ignora|yok say|unut|onthoud niet|neglect)\b` +
		`[^.!?\n]{0,50}\b(?:instructies?|opdracht(?:en)?|regels?|richtlijnen|aanwijzingen|beperkingen|voorgaande|bovenstaande|hiervoor|hierboven|vraag|bronnen?|filters?|alles|instructions?|rules?|guidelines|prompts?|above|previous|prior|everything|consignes|anweisungen|regeln|instrukcj\w*|zasad\w*|talimat\w*|kural\w*|instrukshon\w*)\b`)
	overrideOther = regexp.MustCompile(`(?:ігноруй|проігноруй|забудь|تجاهل|انس)[^.!?\n]{0,60}`)
	// "nieuwe opdracht: …", "systeemprompt", "[[systeem: …]]", "<|im_start|>"
	newOrder = regexp.MustCompile(`\b(?:nieuwe|geheime|verborgen|extra|aangepaste|volgende|gewijzigde|echte|new|hidden|secret|updated|real)\s+(?:systeem|system)?(?:opdracht(?:en)?|instructies?|taak|rol|regels?|instructions?|task|orders?|prompt)\s*:`)
	voided   = regexp.MustCompile(`\b(?:(?:boven|voor)staande|voorgaande|tekst\s+hierboven|eerdere?\s+(?:tekst|regels|aanwijzingen|instructies|informatie)|(?:alle|vorige)\s+(?:\pL+\s+)?(?:aanwijzingen|instructies|opdrachten))\b.{0,20}\b(?:geldt|gelden|klopt|kloppen|vervalt|vervallen|telt|tellen)\b|\b(?:sla|skip)\b.{0,30}\b(?:hierboven|over|above)\b.{0,40}\b(?:antwoord|schrijf|answer|write)\b`)
	manners  = regexp.MustCompile(`(?:^|[.!?;:]\s*)(?:zeg|noem|schrijf|antwoord|meld|vertel|say|write|answer)\b.{0,12}\b(?:voortaan|vanaf\s+nu|from\s+now)\b`)
	vocative = regexp.MustCompile(`,\s*(?:als\s+)?(?:` + strong + `|` + weak + `)\s*,|,\s*(?:taalmodel|chatbot|ai|llm|language model)\s*[.!]?$`)
	bracket  = regexp.MustCompile(`[\[(][^\])]{0,50}\b(?:aan|voor|tegen|for|to)\s+(?:(?:de|het|elke?|alle|the|any)\s+)?(?:` + strong + `|` + weak + `)\b`)
	compound = regexp.MustCompile(`\b(?:machine|ai|bot|robot|model|systeem|llm|gpt|prompt)-?(?:instructies?|opdracht|bevel|noot|hint|lezers?|regels?)\b\s*[:,]?`)
	become   = regexp.MustCompile(`\byou\s+are\s+(?:now|a|an|no\s+longer)\b|\b(?:je|jij|u)\s+bent\s+(?:vanaf\s+nu|voortaan|nu\s+een)\b|\bdoe\s+(?:vanaf\s+nu\s+)?alsof\s+je\s+een\b.{0,40}\bbent\b|\bsystem\s+je\s+bent\b`)
	inAnswer = regexp.MustCompile(`\b(?:onder|in|aan|bij|boven|van)\s+(?:(?:het\s+)?einde?\s+van\s+)?(?:je|jouw|elk|ieder|elke|iedere|het|de)\s+(?:antwoord|reactie|samenvatting|output|weergave)\b`)
	mustHold = regexp.MustCompile(`\b(?:moet|moeten|schrijf|zet|zetten|voeg|laat|staan|vermeld|noem|plaats|plaatsen|begin|eindig)\b`)
	secrets  = regexp.MustCompile(`systeem-?\s?prompt|system-?\s?prompt|systeem(?:melding|bericht|instructies?)|system (?:message|instruction)|ontwikkelaarsmodus|developer mode|beheerdersmodus|admin mode|debugmodus|jailbreak|im_start|im_end|\[/?inst\]|<<sys>>|begin ?of ?prompt|end ?of ?(?:document|context|prompt)|einde (?:van de )?(?:context|bron|prompt)`)
	roleLine = regexp.MustCompile(`^\W{0,4}(?:system|systeem|assistant|assistent|user|gebruiker|human|developer|tool|function)\s*(?:\]|:)`)
	// "voeg onder elk antwoord toe dat …", "begin je antwoord met …", "antwoord alleen nog met …"
	ofAnswer = regexp.MustCompile(`(?:^|[.:;,\]]\s*|\b(?:en|dan|and|then)\s+)\W{0,3}(?:schrijf|voeg|plak|zet|plaats|eindig|begin|sluit|vermeld|noem|toon|geef|maak|write|add|append|insert|put|include|start|begin|end|finish|give|make)\b[^.!?]{0,60}\b(?:(?:in|onder|aan|bij|met|achter|boven|van|op|na|voor|to|in|of|with|after)\s+)?(?:(?:je|uw|jouw|elke?|ieder|het|dit|alle|your|every|each|the)\s+)(?:(?:volgende|hele|volledige|eind|next|final|entire)\s*)?(?:antwoord(?:en)?|samenvatting(?:en)?|output|uitvoer|answers?|repl(?:y|ies)|responses?|summary)\b`)
	onlyWith = regexp.MustCompile(`^\W*(?:en\s+)?(?:antwoord|reageer|schrijf|zeg|typ|reply|respond|answer|say|write|output|print)\s+(?:dan\s+)?(?:(?:alleen|uitsluitend|enkel|only|just|exactly)\b|(?:nog\s+)?(?:precies|letterlijk)\b)`)
	instruct = regexp.MustCompile(`\b(?:geef|schrijf|vertel|zeg|antwoord|vertaal|toon|verplicht|tell|write|say|translate|show)\b[^.!?]{0,60}\b(?:de gebruiker|elke gebruiker|iedere gebruiker|de bezoeker|the user|every user|users)\b|\b(?:vraag|ask|stuur|verwijs)\s+(?:de|elke|iedere|alle|the|every|any)\s+(?:gebruikers?|bezoekers?|users?|visitors?)\b`)
	capitals = regexp.MustCompile(`\b(?i:schrijf|typ|zeg|antwoord|print|output|write|say|reply|onthoud|remember)\b(?i:\s+(?:met|dan|alleen|nu|het woord|the word|with|only|exactly|daarna|als antwoord|erbij))*\s+["'“‘]?[A-Z]{3,}(?:[-_]?[A-Z0-9]+)*\b`)
	toolCall = regexp.MustCompile(`\b(?:call|tool|function|action|functie|api)\s*:\s*\w+|\b\w+_\w+\s*\(|\b\w+\s*\(\s*\w+\s*=|"(?:tool|function|name|arguments)"\s*:|\b\w+\.\w+\(\)`)
	premium  = regexp.MustCompile(`\b090[69]\b`)
)

// plantedForms are those of which one is enough.
var plantedForms = func() []*form {
	var all []*form
	for _, p := range []*regexp.Regexp{
		toStrong, addressed, toWeak, reading1, reading2, reading3, override, newOrder, secrets, roleLine, ofAnswer, onlyWith, instruct, toolCall, premium, voided, manners, vocative, bracket,
		compound, become,
	} {
		all = append(all, formOf(p))
	}
	return all
}()

// reminder is what a page says to people: "vergeet niet je bonnen te bewaren".
var reminder = regexp.MustCompile(`\bvergeet\s+(?:\pL+\s+)?(?:niet|geen)\b`)

// Planted reports whether a sentence of a page speaks to a machine that reads it instead of to a person: an order to a model, a new role,
// a call of a tool, an order about what the answer must hold. Premium numbers (0906 and 0909, for erotic and entertainment services in the
// Dutch numbering plan) count too: no page about help has one, and a planted number costs a victim money.
func Planted(sentence string) bool {
	visible := undisguised(dutch.Visible(sentence))
	s := reminder.ReplaceAllString(dutch.Fold(visible), " ")
	in := runsIn(s)
	for _, f := range plantedForms {
		if f.match(s, in) {
			return true
		}
	}
	if inAnswer.MatchString(s) && mustHold.MatchString(s) || inCode.MatchString(visible) {
		return true
	}
	if orderIn(visible, Prompt, Override, Markup) != None {
		return true
	}
	return capitals.MatchString(visible) || overrideOther.MatchString(visible)
}
