package jurisprudence

import "strings"

// earlierWords reports a sentence in a ruling on appeal that tells what the court before it did.
func earlierWords(low string, r *Ruling) bool {
	if r.Level != Appeal && r.Level != Supreme {
		return false
	}
	if hasAny(low, "het hof begroot", "begroot het hof", "het hof wijst", "zal het hof", "het hof zal", "acht het hof", "het hof acht", "het hof stelt", "het hof is van oordeel") {
		return false
	}
	return strings.Contains(low, "in eerste aanleg") && strings.Contains(low, "toegewezen") || hasAny(low, "bij het vonnis waarvan beroep", "bij vonnis waarvan beroep", "in eerste aanleg toegewezen", "door de rechtbank toegewezen", "de rechtbank heeft", "heeft de rechtbank", "politierechter heeft", "heeft de politierechter", "kinderrechter heeft", "bij het vonnis", "bij vonnis", "is toegewezen tot", "eerste rechter", "in eerste aanleg is", "vordering is in eerste aanleg", "is door de politierechter", "is door de rechtbank", "rechter in eerste aanleg")
}

// speakerOf tells whose view a sentence gives. Within a paragraph the speaker goes on until another takes the word.
func speakerOf(low string, current Speaker, r *Ruling) Speaker {
	s := strings.TrimLeft(low, "-–• 0123456789.")
	for _, lead := range []string{"voorts ", "ook ", "verder ", "tevens ", "daarnaast ", "ten slotte ", "tot slot ", "primair ", "subsidiair ", "ter terechtzitting ", "ter zitting "} {
		s = strings.TrimPrefix(s, lead)
	}
	for _, lead := range []string{"heeft ", "is ", "acht ", "vindt ", "vordert "} {
		s = strings.TrimPrefix(s, lead)
	}
	switch {
	case starts(s, "de officier van justitie", "officier van justitie", "het openbaar ministerie", "de advocaat-generaal", "de advocaat generaal", "volgens de officier", "volgens de advocaat-generaal", "volgens het openbaar ministerie", "de aanklager", "de zaaksofficier", "door de officier van justitie", "door de advocaat-generaal", "namens het openbaar ministerie"):
		if courtActs(low) && !hasAny(low, "heeft gevorderd", "heeft geconcludeerd", "gevorderd dat", "standpunt") {
			return CourtSpeaker
		}
		return ProsecutionSpeaker
	case strings.HasPrefix(s, "de advocaat van ") && !starts(s, "de advocaat van de verdachte", "de advocaat van verdachte", "de advocaat van [verdachte"):
		return CourtSpeaker // of the injured party, who claims through it
	case starts(s, "de raadsman", "de raadsvrouw", "raadsman", "raadsvrouw", "de verdediging", "de advocaat van", "namens verdachte", "namens de verdachte", "volgens de raadsman", "volgens de raadsvrouw", "volgens de verdediging", "door de verdediging", "door de raadsman", "door de raadsvrouw", "namens de verdediging", "verdachte heeft verzocht", "verdachte heeft de vordering", "de verdachte heeft de", "verdachte betwist", "de verdachte betwist", "de verdachte heeft verzocht", "verdachte refereert", "verdachte heeft aangevoerd", "verdachte is van mening"):
		return DefenceSpeaker
	case r.Kind == Civil && starts(s, "[gedaagde", "gedaagde", "[verweer", "verweerder", "[geïntimeerde"):
		return DefenceSpeaker
	case courtActs(low), starts(s, "de rechtbank", "het hof", "de kinderrechter", "de politierechter", "het gerecht", "naar het oordeel", "de benadeelde partij", "de vordering van de benadeelde", "[", "benadeelde partij", "als benadeelde"):
		return CourtSpeaker
	case starts(low, "het standpunt van de officier", "standpunt van de officier", "vordering van de officier"):
		return ProsecutionSpeaker
	}
	// "hij heeft verzocht", "daartoe is aangevoerd" go on with who spoke.
	if current == ProsecutionSpeaker || current == DefenceSpeaker {
		return current
	}
	return CourtSpeaker
}

func starts(s string, heads ...string) bool {
	for _, h := range heads {
		if strings.HasPrefix(s, h) {
			return true
		}
	}
	return false
}

// courtActs reports that the court itself judges in a sentence, whoever it begins with: "anders dan de officier van justitie is de rechtbank…".
func courtActs(low string) bool {
	for _, court := range []string{"de rechtbank", "het hof", "de kinderrechter", "de politierechter", "het gerecht", "het gerechtshof"} {
		i := strings.Index(low, court)
		if i < 0 {
			continue
		}
		after := strings.TrimLeft(low[i+len(court):], " ,")
		for _, v := range []string{"is van oordeel", "acht", "zal", "stelt", "begroot", "wijst", "overweegt", "waardeert", "schat", "matigt", "ziet", "vindt", "oordeelt", "bepaalt", "kent", "verklaart", "legt", "volgt", "sluit"} {
			if strings.HasPrefix(after, v) {
				return true
			}
		}
		before := strings.TrimRight(low[:i], " ")
		for _, v := range []string{" is", " acht", " zal", " stelt", " begroot", " wijst", " schat", " matigt", " ziet", " vindt", " kent", " verklaart", "oordeel van", "volgt"} {
			if strings.HasSuffix(before, v) || before == strings.TrimSpace(v) {
				return true
			}
		}
	}
	return false
}
