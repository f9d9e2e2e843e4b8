package assistant

import (
	"strings"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
)

// when returns the danger in a message that only says when something was: that of what it was, as pressing as the two are together. Of what was no
// danger, the hour makes none.
func (m *Memory) when(r *danger.Reader, text string) danger.Finding {
	for _, told := range m.earlier() {
		f := r.Check(told)
		if f.Level == danger.None {
			continue
		}
		if both := r.Check(told + ".\n" + text); both.Level >= f.Level {
			return both
		}
		return f
	}
	if m.Card != nil && !m.Calm {
		return *m.Card
	}
	return danger.Finding{}
}

// onlyWhen reports whether a message names a moment that has been, and nothing else. What is now or still to come is left out, and so is what may be
// said of a last day.
func onlyWhen(text string) bool {
	named := false
	for _, t := range dutch.Tokens(text) {
		switch {
		case pastTimes[t.Text]:
			named = true
		case besideTimes[t.Text], strings.Trim(t.Text, "0123456789:.uh") == "":
		default:
			return false
		}
	}
	return named
}

// foldedWords is words, as the tokens of a text are written.
func foldedWords(s string) map[string]bool {
	m := map[string]bool{}
	for _, t := range dutch.Tokens(s) {
		m[t.Text] = true
	}
	return m
}

var (
	// pastTimes are words for a time that has been. The Turkish day without its dots is an English gun, and is not among them.
	pastTimes = foldedWords(`gisteren gister gisteravond gisterenavond gisternacht gisterochtend gistermiddag eergisteren vannacht vanochtend vanmorgen vanmiddag vandaag zojuist daarnet zonet geleden
		minuut minuten minuutje minuutjes kwartier kwartiertje uur uurtje uren dagen week weken maand maanden jaar jaren weekend middernacht nacht nachts ochtend ochtends middag middags avond avonds
		maandag dinsdag woensdag donderdag vrijdag zaterdag zondag maandagavond dinsdagavond woensdagavond donderdagavond vrijdagavond zaterdagavond zondagavond maandagnacht vrijdagnacht zaterdagnacht zondagnacht
		yesterday ago minute minutes hour hours days week weeks month months year years weekend midnight night morning afternoon evening today monday tuesday wednesday thursday friday saturday sunday
		wczoraj przedwczoraj dzisiaj dzis temu minut minuty minute minutę godzine godzinę godziny godzin dni tydzien tydzień tygodnie miesiac miesiąc miesiace miesiące rok lata lat polnocy północy nocy noc rano rana wieczor wieczorem wieczór
		poniedzialek poniedziałek wtorek sroda środa srode środę czwartek piatek piątek sobota sobote sobotę niedziela niedziele niedzielę
		dun dün bugun bugün dakika saat once önce evvel hafta gün gunler günler ay yil yıl gece geceyarisi geceyarısı yarisi yarısı sabah aksam akşam ogleden öğleden pazartesi sali salı carsamba çarşamba persembe perşembe cuma cumartesi pazar
		أمس امس البارحة مبارح امبارح اليوم دقيقة دقائق ساعة ساعات ساعتين يوم يومين أيام ايام أسبوع اسبوع الأسبوع الاسبوع شهر شهرين أشهر سنة سنتين سنوات الليل الليلة ليلة ليلا الليل منتصف الصباح صباحا صباح مساء المساء الظهر الفجر السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة
		вчора позавчора сьогодні тому хвилин хвилини хвилину годину години годин дні днів тиждень тижні тижнів місяць місяці місяців рік роки років опівночі ніч ночі вночі вранці ранку ввечері вечора увечері понеділок вівторок середу четвер пятницю п'ятницю суботу неділю
		hier avant-hier aujourd'hui minutes minute heure heures jours semaine semaines mois an ans années minuit nuit matin midi soir lundi mardi mercredi jeudi vendredi samedi dimanche
		ayera awe pasa minüt minut ora dia siman luna aña mardugá anochi mainta medianochi`)
	// besideTimes are words that stand beside those and say nothing else.
	besideTimes = foldedWords(`het dat dit is was gebeurde gebeurd ongeveer circa rond tegen om op in de een van vorige vorig afgelopen deze die en half halve voor na ik denk dacht geloof al zo zo'n ja sinds s 's t 't een een twee drie vier
		vijf zes zeven acht negen tien elf twaalf vijftien twintig dertig anderhalf paar enkele kort heel laat vroeg midden toen net pas ergens precies
		it that this was happened about around at on in the a an last i think yes since one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty half few couple of just early late only past
		to tamto bylo było stalo stało sie się okolo około o w we na po przed tak jeden jedna dwa dwie trzy cztery piec pięć szesc sześć siedem osiem dziewiec dziewięć dziesiec dziesięć pol pół zeszly zeszły zeszlej zeszłej zeszlym zeszłym zeszla zeszłą kilka
		bu o bir iki uc üç dort dört bes beş alti altı yedi sekiz dokuz on yirmi otuz yarim yarım oldu idi gecen geçen civari civarı civarında sularinda sularında saatlerinde evet sonra birkac birkaç da de
		كان كانت ذلك هذا حدث حصل صار منذ قبل من في حوالي حوالى تقريبا عند الساعة بعد نعم واحدة ثلاث ثلاثة أربع أربعة خمس خمسة ست سبع ثمان تسع عشر عشرة نصف الماضي الماضية الماضيه
		це то було сталося сталось трапилося близько біля о об в у на після перед так один одну два дві три чотири пять п'ять шість сім вісім дев'ять десять пів минулого минулої минулу минулий кілька
		c'était était c'est cela ça s'est est passé passée il y a vers à environ au le la les dans en de du l' un une deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente demi demie quelques oui c je crois pense tard tôt
		e tabata a di ta na un dos tres cuater cuatro sinku seis shete ocho nuebe dies mitar mei rònt`)
)
