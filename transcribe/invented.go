package transcribe

import (
	"wegwijzer/internal/dutch"
)

// invented are lines that recognisers make up in silence: credits of subtitles and the closing words of videos, learnt with the speech they
// were trained on. (Koenecke et al., Careless Whisper, FAccT 2024; reports of Dutch users of Whisper.)
var invented = expressed(`^(?:` +
	`(?:ondertitel(?:s|ing|d)?|ondertiteling en vertaling|vertaling|vertaald|transcriptie|subtitles?|sous-titres|untertitel\w*)\b.*\b(?:amara|gemeenschap|community|ingediend|door|by|zdf|broadcast|nos|npo|tv|team|studio|bedrijf|20\d\d)\b.*` +
	`|.*\bamara\.?\s?org\b.*` +
	`|(?:tv|omroep|rtv|nos|npo|bnn|vara|kro|ncrv|vpro|avrotros|rtl|sbs|wdr|swr|zdf|vrt)\b[\w ]*\b(?:19|20)\d\d` +
	`|(?:heel erg )?(?:bedankt|dank je(?: wel)?|dank u(?: wel)?|dankjewel|thanks?|thank you)(?: allemaal)? (?:voor het|for) (?:kijken|luisteren|watching|listening)\b.*` +
	`|(?:tot (?:in )?de volgende (?:keer|video|aflevering)|vergeet niet te abonneren|abonneer(?: je)?|like en abonneer|please subscribe|subscribe)\b.*` +
	`|(?:muziek|applaus|gelach|stilte|music|applause|silence)` +
	`|www\.\S+|https?:\S+` +
	`)[.! ]*$`)

// strike marks what a recogniser invented: it stays visible and is never cited. "Tot de volgende keer" between two people is speech, so it is only
// struck in the files of a recogniser, where nobody is named, or with the words of a video.
func (t *Transcript) strike() {
	for i := range t.Utterances {
		u := &t.Utterances[i]
		s := dutch.Fold(u.Text)
		if len(s) > 160 {
			continue
		}
		for len(s) > 0 && (s[0] == '[' || s[0] == '(' || s[0] == '*' || s[0] == ' ') {
			s = s[1:]
		}
		for len(s) > 0 && (s[len(s)-1] == ']' || s[len(s)-1] == ')' || s[len(s)-1] == '*' || s[len(s)-1] == ' ') {
			s = s[:len(s)-1]
		}
		if !invented.MatchString(s) {
			continue
		}
		if spoken.MatchString(s) && t.Format != Whisper {
			continue
		}
		u.Struck, u.Role = true, Nobody
	}
}

// spoken are struck lines that people say to each other too.
var spoken = expressed(`^(?:tot de volgende keer|muziek|stilte|(?:dank|bedankt)\D* luisteren)`)
