package danger

import "slices"

// In a talk the classifier hears danger in many words that are none: what somebody tells of how it is since ("zodra er voetstappen achter me zijn draai ik
// me om") sounds, without what happened, like what happens now. What a rule sees is seen in a talk as well. What the classifier alone hears must be borne
// by what was told before.

// How surely the classifier must hear danger in a later message, chosen on the first two hands of the demo's talks and on hands.jsonl said after an
// ordinary message: more would take the card from who tells of real danger in words that no rule knows.
const (
	sureLater   = 0.9  // of danger, and
	nowLater    = 0.85 // of danger of this moment, for a card of acute danger
	sureOfTold  = 0.6  // of danger, where danger was told, and
	nowOfTold   = 0.5  // of danger of this moment
	nowTogether = 0.5  // of danger of this moment in all that was said, where none of it was danger before
	leastLater  = 0.6  // of danger, where none was told before
	leastWhole  = 0.4  // of danger in all that was said
	surely      = 0.96 // of danger, for whoever is said to speak surely of something else
	soundsAcute = 0.8  // of danger, and
	soundsNow   = 0.5  // of danger of this moment: is at least a concern
)

// InTalk returns what is left of a finding in a message of a talk in which something was told before. told says whether any of that was danger, and other
// whether the message surely speaks of something that is none. A finding of a rule is left as it is.
func InTalk(f Finding, before, text string, told, other bool) Finding {
	if f.Level == None || f.Ruled || before == "" {
		return f
	}
	c := trained.Get()
	alone, whole := readMessage(loaded(), text).find(c), readMessage(loaded(), before+".\n"+text).find(c)
	acute := f.Level == Acute
	borne := alone.sure >= sureLater && alone.now >= nowLater && whole.level == Acute && whole.now >= nowTogether
	if told {
		borne = alone.sure >= sureOfTold && alone.now >= nowOfTold
	}
	if acute && !borne {
		f = f.lowered(text)
	}
	if slices.Contains(f.Kinds, Suicidality) { // who may want to die is never left without 113
		return f
	}
	if told || f.Level == Acute || acute && alone.sure >= soundsAcute && alone.now >= soundsNow {
		return f
	}
	if alone.sure < leastLater || whole.sure < leastWhole || other && alone.sure < surely {
		return Finding{Child: f.Child, Grown: f.Grown, Deaf: f.Deaf}
	}
	return f
}

// lowered returns a finding of acute danger as one of concern: whom to reach for that, and 112 before them, for it may be of this moment all the same.
func (f Finding) lowered(text string) Finding {
	f.Level = Concern
	strongest := map[Kind]Level{}
	for _, k := range f.Kinds {
		strongest[k] = Concern
	}
	before := f.Lines
	f.Lines = readMessage(loaded(), text).lines(f, strongest)
	if slices.Contains(before, Emergency) {
		f.Lines = append([]Line{Emergency}, slices.DeleteFunc(f.Lines, func(l Line) bool { return l == Emergency })...)
	}
	return f
}
