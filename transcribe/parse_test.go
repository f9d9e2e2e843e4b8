package transcribe_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wegwijzer/transcribe"
)

// said is an utterance as these tests compare it.
type said struct {
	Cue, Speaker, Text string
	Start              time.Duration
}

func parsed(t *testing.T, data string) (*transcribe.Transcript, []said) {
	t.Helper()
	tr, err := transcribe.Parse([]byte(data))
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	var out []said
	for _, u := range tr.Utterances {
		out = append(out, said{u.Cue, u.Speaker, u.Text, u.Start})
	}
	return tr, out
}

const second = time.Second

func TestEveryFormatIsRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, data string
		format     transcribe.Format
		want       []said
	}{
		{
			"Teams keeps cue ids and lets a voice go on over lines", "\ufeffWEBVTT\r\n\r\nab12/1-0\r\n00:00:01.000 --> 00:00:02.500\r\n<v Bakker, Els>Goedemorgen,\r\nmet Els.</v>\r\n\r\nab12/2-0\r\n00:00:03.000 --> 00:00:04.000\r\n<v +31 6 *****12>Dag, R&amp;B &lt;3</v>\r\n",
			transcribe.Teams,
			[]said{{"ab12/1-0", "Bakker, Els", "Goedemorgen, met Els.", second}, {"ab12/2-0", "+31 6 *****12", "Dag, R&B <3", 3 * second}},
		},
		{
			"two voices in a cue become two utterances", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>hallo</v> <v B>dag</v>\n",
			transcribe.Teams,
			[]said{{"", "A", "hallo", second}, {"", "B", "dag", second}},
		},
		{
			"Zoom splits at the name and not at speech with a colon", "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nEls Bakker: Wat zei hij?\n\n2\n00:00:03.000 --> 00:00:04.000\nTon Vis: Hij zei: ga weg.\n\n3\n00:00:05.000 --> 00:00:06.000\nJa: dat klopt.\n",
			transcribe.Zoom,
			[]said{{"1", "Els Bakker", "Wat zei hij?", second}, {"2", "Ton Vis", "Hij zei: ga weg.", 3 * second}, {"3", "Ton Vis", "Ja: dat klopt.", 5 * second}},
		},
		{
			"SubRip has commas in its times", "1\n00:00:01,500 --> 00:00:02,000\nSPREKER_00: Hallo.\n\n2\n00:00:03,000 --> 00:00:04,000\nSPREKER_01: Dag.\n",
			transcribe.SubRip,
			[]said{{"1", "SPREKER_00", "Hallo.", 1500 * time.Millisecond}, {"2", "SPREKER_01", "Dag.", 3 * second}},
		},
		{
			"Whisper may write its times as strings", `{"language":"dutch","duration":"7.0","segments":[{"id":0,"start":"1.0","end":2.0,"text":" Hallo.","avg_logprob":-1.0},{"id":1,"start":3,"end":4,"text":" Dag."}]}`,
			transcribe.Whisper,
			[]said{{"0", "", "Hallo.", second}, {"1", "", "Dag.", 3 * second}},
		},
		{
			"WhisperX names the speaker of words", `{"segments":[{"start":1,"end":2,"text":"Hallo daar","words":[{"word":"Hallo","speaker":"SPEAKER_01"},{"word":"daar","speaker":"SPEAKER_01"}]},{"start":3,"end":4,"text":"Dag","speaker":"SPEAKER_00"}],"word_segments":[]}`,
			transcribe.Whisper,
			[]said{{"", "SPEAKER_01", "Hallo daar", second}, {"", "SPEAKER_00", "Dag", 3 * second}},
		},
		{
			"Genesys counts from the beginning of the conversation, in the order of speech", `{"conversationId":"x","startTime":1780000000000,"transcripts":[{"phrases":[{"text":"dag","decoratedText":"Dag.","startTimeMs":1780000003000,"duration":{"milliseconds":900},"participantPurpose":"external"}]},{"phrases":[{"text":"hallo","decoratedText":"Hallo.","startTimeMs":1780000001000,"duration":{"milliseconds":900},"participantPurpose":"internal"}]}]}`,
			transcribe.Genesys,
			[]said{{"", "Medewerker", "Hallo.", second}, {"", "Beller", "Dag.", 3 * second}},
		},
		{
			"typed text without times", "Medewerker: Goedemorgen.\nCliënt: Dag, met mij.\nIk bel over gisteren.\nMedewerker: Vertel.\n",
			transcribe.Plain,
			[]said{{"", "Medewerker", "Goedemorgen.", transcribe.Unknown}, {"", "Cliënt", "Dag, met mij. Ik bel over gisteren.", transcribe.Unknown}, {"", "Medewerker", "Vertel.", transcribe.Unknown}},
		},
		{
			"typed text with times", "[00:00:05] Els: Hallo.\n[00:00:08] Ton: Dag.\n",
			transcribe.Plain,
			[]said{{"", "Els", "Hallo.", 5 * second}, {"", "Ton", "Dag.", 8 * second}},
		},
		{
			"no speakers and no times: sentences", "goedemorgen. ik bel over een inbraak. Er is veel weg.",
			transcribe.Plain,
			[]said{{"", "", "goedemorgen. ik bel over een inbraak.", transcribe.Unknown}, {"", "", "Er is veel weg.", transcribe.Unknown}},
		},
		{
			"an empty cue keeps its number", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>hallo</v>\n\n00:02.000 --> 00:03.000\n\n00:03.000 --> 00:04.000\n<v B>dag</v>\n",
			transcribe.Teams,
			[]said{{"", "A", "hallo", second}, {"", "", "", 2 * second}, {"", "B", "dag", 3 * second}},
		},
		{
			"notes and styles are no speech", "WEBVTT - export\n\nNOTE\ngemaakt door X\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\n<v.luid A><i>hallo</i> <00:00:01.500>daar</v>\n",
			transcribe.Teams,
			[]said{{"", "A", "hallo daar", second}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			tr, got := parsed(t, test.data)
			if tr.Format != test.format {
				t.Errorf("format %q, want %q", tr.Format, test.format)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("utterances (-want +got):\n%s", diff)
			}
		})
	}
}

// document makes a Word file of paragraphs.
func document(t *testing.T, paragraphs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(w, `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for _, p := range paragraphs {
		fmt.Fprintf(w, `<w:p><w:r><w:t>%s</w:t></w:r></w:p>`, strings.ReplaceAll(p, "|", `</w:t><w:br/><w:t>`))
	}
	fmt.Fprint(w, `</w:body></w:document>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWordExportsOfTeamsAreRead(t *testing.T) {
	t.Parallel()
	want := []said{{"", "Els Bakker", "Goedemorgen. Hoe is het?", 3 * second}, {"", "Ton Vis", "Slecht.", 65 * second}}
	for _, paragraphs := range [][]string{
		{"Gesprek met Ton", "12 mei 2026", "Els Bakker   0:03|Goedemorgen.|Hoe is het?", "Ton Vis   1:05|Slecht."},
		{"Gesprek 12 mei 2026", "0:00:03.000 --&gt; 0:00:05.000", "Els Bakker", "Goedemorgen. Hoe is het?", "0:01:05.000 --&gt; 0:01:07.000", "Ton Vis", "Slecht."},
	} {
		tr, got := parsed(t, string(document(t, paragraphs...)))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("utterances of %q (-want +got):\n%s", paragraphs, diff)
		}
		if day := tr.Held.Format(time.DateOnly); day != "2026-05-12" {
			t.Errorf("the day of the call is %s, want the one in the heading", day)
		}
	}
}

func TestFilesThatAreNoTranscriptAreRefused(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := bytes.Repeat([]byte(" "), 1<<20)
	for range 80 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, transcribe.ErrEmpty},
		{"white space", []byte(" \n\ufeff"), transcribe.ErrEmpty},
		{"cues without words", []byte("WEBVTT\n\n00:01.000 --> 00:02.000\n\n"), transcribe.ErrEmpty},
		{"a recogniser that heard nothing", []byte(`{"text":"","segments":[]}`), transcribe.ErrEmpty},
		{"other JSON", []byte(`{"call_id":"x","facts":[]}`), transcribe.ErrFormat},
		{"broken JSON", []byte(`{"segments":[`), transcribe.ErrFormat},
		{"a web page", []byte("<!doctype html><p>Hallo"), transcribe.ErrFormat},
		{"sound", append([]byte("RIFF"), make([]byte, 100)...), transcribe.ErrFormat},
		{"a zip that is no document", []byte("PK\x03\x04rommel"), transcribe.ErrFormat},
		{"a zip bomb", bomb.Bytes(), transcribe.ErrLarge},
		{"too large", make([]byte, transcribe.MaxBytes+1), transcribe.ErrLarge},
	} {
		if _, err := transcribe.Parse(test.data); !errors.Is(err, test.want) {
			t.Errorf("%s: Parse gives %v, want %v", test.name, err, test.want)
		}
	}
}

func TestOddFilesAreReadWithAWarning(t *testing.T) {
	t.Parallel()
	var crowd strings.Builder
	crowd.WriteString("WEBVTT\n\n")
	for i := range 300 {
		fmt.Fprintf(&crowd, "00:%02d:%02d.000 --> 00:%02d:%02d.900\n<v Spreker %d>Ik zeg iets.</v>\n\n", i/60, i%60, i/60, i%60, i)
	}
	for _, test := range []struct {
		name, data string
		want       transcribe.Warning
	}{
		{"times that go back", "WEBVTT\n\n00:05.000 --> 00:06.000\n<v A>hallo</v>\n\n00:01.000 --> 00:02.000\n<v B>dag</v>\n", transcribe.WarnTimesGoBack},
		{"times that overlap", "WEBVTT\n\n00:01.000 --> 00:06.000\n<v A>hallo</v>\n\n00:02.000 --> 00:04.000\n<v B>dag</v>\n", transcribe.WarnOverlap},
		{"300 speakers", crowd.String(), transcribe.WarnManySpeaker},
		{"nobody named", "WEBVTT\n\n00:01.000 --> 00:02.000\nhallo\n", transcribe.WarnNoSpeakers},
		{"another language half way", "A: Goedemorgen, waar kan ik u mee helpen vandaag?\nB: Ik ben gisteren op straat geslagen door een man.\nB: Sorry, I can only explain this in English.\nB: They stole my bag and my phone.\nB: Nobody helped us, everyone just walked past.\nA: Dat is goed, ik vraag er een tolk bij.\n", transcribe.WarnLanguage},
		{"no times", "A: hallo\nB: dag\n", transcribe.WarnNoTimes},
		{"words that a recogniser made up", `{"segments":[{"start":1,"end":2,"text":"Hallo."},{"start":3,"end":9,"text":"Ondertitels ingediend door de Amara.org gemeenschap"}]}`, transcribe.WarnStruck},
	} {
		tr, _ := parsed(t, test.data)
		found := false
		for _, w := range tr.Warnings {
			found = found || w == test.want
		}
		if !found {
			t.Errorf("%s: warnings %v, want %s among them", test.name, tr.Warnings, test.want)
		}
	}
}

func TestWhatIsSaidInSilenceIsStruckAndPoliteWordsAreNot(t *testing.T) {
	t.Parallel()
	tr, _ := parsed(t, "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Tot de volgende keer.</v>\n\n00:03.000 --> 00:04.000\n<v B>Bedankt voor het luisteren, dat deed me goed.</v>\n\n00:05.000 --> 00:06.000\n<v A>Ondertiteling door TV Gelderland 2021</v>\n")
	for i, want := range []bool{false, false, true} {
		if tr.Utterances[i].Struck != want {
			t.Errorf("%q struck: %v, want %v", tr.Utterances[i].Text, tr.Utterances[i].Struck, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nEls: Hallo\n"))
	f.Add([]byte("1\n00:00:01,000 --> 00:00:02,000\nhallo\n"))
	f.Add([]byte(`{"segments":[{"start":1,"end":2,"text":"hallo","speaker":1}]}`))
	f.Add([]byte(`{"transcripts":[{"phrases":[{"text":"x","startTimeMs":"5"}]}]}`))
	f.Add([]byte("Els Bakker   0:03\nGoedemorgen\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\xff\xfeA\x00:\x00 \x00b\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		tr, err := transcribe.Parse(data)
		if err != nil {
			return
		}
		for i, u := range tr.Utterances {
			if u.Index != i || u.Role == "" || strings.ContainsAny(u.Text, "\n\r") {
				t.Fatalf("utterance %d is %+v", i, u)
			}
		}
		r := transcribe.Draft(tr, time.Date(2026, 5, 21, 0, 0, 0, 0, time.UTC))
		for _, s := range r.Sentences {
			if len(s.Evidence) == 0 {
				t.Fatalf("a sentence without evidence: %q", s.Text)
			}
		}
	})
}
