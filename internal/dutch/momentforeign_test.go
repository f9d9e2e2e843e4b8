package dutch

import (
	"strings"
	"testing"
	"time"
)

// What people say in the other languages of the interface when they are asked for a day and a time, and what it means on Wednesday 25 November 2026. A
// day that is turned down is never read as a wish for it.
func TestMomentsInOtherLanguages(t *testing.T) {
	t.Parallel()
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.November, 25, 10, 0, 0, 0, loc)
	n := 0
	for line := range strings.Lines(foreignSaid) {
		message, want, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			continue
		}
		n++
		if got := ReadWish(message, MomentFrame{Now: now, Hour: true}).String(); got != strings.TrimSpace(want) {
			t.Errorf("%q is read as %q, want %q", message, got, want)
		}
	}
	if n < 90 {
		t.Errorf("only %d are read", n)
	}
	for _, none := range []string{
		"Raconter mon histoire", "c'est mon numéro", "mon mari", "mon travail", "mon ex", "Autre chose, ou je préfère ne pas le dire", "Mi no tin un number sigur",
		"Coś innego, albo wolę nie mówić", "Başka bir zaman", "Інший час", "وقت آخر", "Otro ora", "Un autre moment", "Inny termin", "te bang om te bellen", "ik pas op mijn zusje",
	} {
		if w := ReadWish(none, MomentFrame{Now: now}); len(w.Options) > 0 {
			t.Errorf("%q is read as %s, and names no moment", none, w)
		}
	}
}

const foreignSaid = `
mon = 2026-11-30
mon at 3 = 2026-11-30 15:00
mon or tue = 2026-11-30 | 2026-12-01
mon 14:00 = 2026-11-30 14:00
mon works for me = 2026-11-30
tomorrow at half past two = 2026-11-26 14:30
not on wednesday = !Wed
lundi matin = 2026-11-30 08:00-12:00
lundi à 14h = 2026-11-30 14:00
lundi à 14 h 30 = 2026-11-30 14:30
mardi après-midi = 2026-12-01 12:00-18:00
demain à 10h = 2026-11-26 10:00
vendredi à trois heures = 2026-11-27 15:00
le 3 décembre à 14h = 2026-12-03 14:00
3 mars à 14h = 2027-03-03 14:00
la semaine prochaine = 2026-11-30..2026-12-06
mercredi soir = 2026-12-02 18:00-20:00
pas mercredi = !Wed
je ne peux pas lundi = !Mon
après 15h = * 15:00-20:00
entre 10h et 12h = * 10:00-12:00
samedi à dix heures et demie = 2026-11-28 10:30
n'importe quand = any
le plus vite possible = soon
pazartesi sabah = 2026-11-30 08:00-12:00
pazartesi saat 14:00 = 2026-11-30 14:00
salı öğleden sonra = 2026-12-01 12:00-18:00
yarın saat üçte = 2026-11-26 15:00
yarın 14.30'da = 2026-11-26 14:30
perşembe günü saat 10'da = 2026-11-26 10:00
yarın on birde = 2026-11-26 11:00
çarşamba saat on = 2026-12-02 10:00
saat on dört = * 14:00
yarın öğlen = 2026-11-26 12:00
pazartesi olmaz = !Mon
salı günü gelemem = !Tue
fark etmez = any
en kısa zamanda = soon
poniedziałek rano = 2026-11-30 08:00-12:00
w poniedziałek o 14:00 = 2026-11-30 14:00
we wtorek po południu = 2026-12-01 12:00-18:00
jutro o dziesiątej = 2026-11-26 10:00
w środę o trzeciej = 2026-12-02 15:00
w przyszłym tygodniu = 2026-11-30..2026-12-06
3 grudnia o 14 = 2026-12-03 14:00
w czwartek o godz. 14 = 2026-11-26 14:00
nie w środę = !Wed
nie mogę w poniedziałek = !Mon
przed południem = * 08:00-12:00
pół do trzeciej = * 14:30
między 10 a 12 = * 10:00-12:00
od 10 do 12 = * 10:00-12:00
obojętnie = any
jak najszybciej = soon
понеділок вранці = 2026-11-30 08:00-12:00
у понеділок о 14:00 = 2026-11-30 14:00
у вівторок після обіду = 2026-12-01 12:00-18:00
завтра о десятій = 2026-11-26 10:00
в середу о третій = 2026-12-02 15:00
у четвер ввечері = 2026-11-26 18:00-20:00
у п'ятницю о 15:00 = 2026-11-27 15:00
наступного тижня = 2026-11-30..2026-12-06
3 грудня о 14:00 = 2026-12-03 14:00
не в середу = !Wed
я не можу в понеділок = !Mon
після 15 = * 15:00-20:00
до обіду = * 08:00-12:00
о пів на третю = * 14:30
між 10 і 12 = * 10:00-12:00
будь-коли = any
якнайшвидше = soon
يوم الاثنين صباحا = 2026-11-30 08:00-12:00
الاثنين الساعة 14:00 = 2026-11-30 14:00
الثلاثاء بعد الظهر = 2026-12-01 12:00-18:00
غداً الساعة العاشرة = 2026-11-26 10:00
الأربعاء الساعة الثالثة = 2026-12-02 15:00
الخميس مساءً = 2026-11-26 18:00-20:00
الجمعة الساعة ١٥:٣٠ = 2026-11-27 15:30
يوم خميس = 2026-11-26
الأسبوع القادم = 2026-11-30..2026-12-06
3 ديسمبر الساعة 14:00 = 2026-12-03 14:00
ليس الأربعاء = !Wed
لا أستطيع يوم الاثنين = !Mon
الساعة الثانية والنصف = * 14:30
قبل الظهر = * 08:00-12:00
أي وقت = any
في أقرب وقت = soon
djaluna mainta = 2026-11-30 08:00-12:00
djamars 3'or = 2026-12-01 15:00
mañan 10 or = 2026-11-26 10:00
djarason atardi = 2026-12-02 12:00-18:00
djabièrnè 14:00 = 2026-11-27 14:00
otro siman = 2026-11-30..2026-12-06
3 di desèmber = 2026-12-03
no djarason = !Wed
mi no por djaluna = !Mon
no ta importá = any
mas lihé posibel = soon
`
