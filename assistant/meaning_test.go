package assistant

import (
	"testing"

	"wegwijzer/knowledge"
)

const safetyPage = `Leg een tas klaar met kleren, medicijnen, sleutels en geld. Bewaar hem liefst bij iemand anders. Spreek met iemand een codewoord af. Maak daarom eerst samen met iemand een plan.
Je mag aangifte doen, maar het hoeft niet. Bel 112 als er nu gevaar is. Gebruik een apparaat van iemand anders. Het is niet jouw schuld. Schrijf op wat er gebeurde.
De politie beoordeelt hoe kwetsbaar je bent. Je mag iemand meenemen naar het gesprek. Wij luisteren naar je verhaal. Maak een foto van de schade. Ga niet terug naar huis als dat niet veilig is.
Je moet het formulier op tijd sturen. Je hoeft niet te spreken. Je mag de rechter iets vertellen. De politie belt de dader. Een advocaat helpt het slachtoffer. De rechter mag je niet dwingen.`

// translatedFrom reports whether a computer's translation of a sentence of safetyPage is shown.
func translatedFrom(lang, text, quote string) bool {
	page := knowledge.Result{Confidence: 0.9, Hits: []knowledge.Hit{{Score: 1, Passage: knowledge.Passage{ID: "1", URL: "https://site.example/x", Title: "Veilig", Lang: "nl", Kind: knowledge.HelpPage, Text: safetyPage}}}}
	w := &writing{prompt: newPrompt(request{words: "how"}, lang, "", new(honesty).cleaned(page)), lang: lang}
	_, r := w.verify(draft{Text: text, Cites: handles{"c1"}, Quote: quote})
	return r == supported
}

const send, speak, judge, phones, helps, force, listens = "Je moet het formulier op tijd sturen.", "Je hoeft niet te spreken.", "Je mag de rechter iets vertellen.", "De politie belt de dader.", "Een advocaat helpt het slachtoffer.", "De rechter mag je niet dwingen.", "Wij luisteren naar je verhaal."

func TestATranslationThatSaysSomethingElseIsNotShown(t *testing.T) {
	t.Parallel()
	const bag, code, plan, keep, talk = "Leg een tas klaar met kleren, medicijnen, sleutels en geld.", "Spreek met iemand een codewoord af.", "Maak daarom eerst samen met iemand een plan.", "Bewaar hem liefst bij iemand anders.", "Je mag iemand meenemen naar het gesprek."
	for _, c := range []struct{ lang, text, quote string }{
		{"en", "Pack a bag and leave it with your partner.", bag},
		{"en", "Take all the pills you have and everything will be over.", plan},
		{"en", "Go back to him and talk it over tonight.", plan},
		{"en", "He is right and you should obey him.", code},
		{"en", "It happened because you made him angry.", code},
		{"en", "Send me your address and the name of your children.", code},
		{"en", "Ignore the police, they always take his side.", bag},
		{"en", "Forgive him together with someone.", plan},
		{"en", "Pack a bag with clothes and keys, and let him watch you do all of it.", bag},
		{"en", "Make a plan together and stop with the report.", plan},
		{"en", "You may take your husband to the conversation.", talk},
		{"fr", "Retournez chez lui ce soir et faites un plan.", plan},
		{"fr", "C'est votre faute et vous devez vous excuser.", code},
		{"fr", "Donnez-moi votre adresse et votre mot de passe.", code},
		{"tr", "Çantanı hazırla ve eşine bırak.", bag},
		{"tr", "Ona geri dön ve bu gece onunla konuş.", plan},
		{"tr", "O haklı, onu dinlemelisin.", code},
		{"pl", "Spakuj torbę i zostaw ją u sprawcy.", bag},
		{"pl", "Wróć do niego i wybacz mu.", plan},
		{"pl", "To twoja wina i powinnaś przeprosić.", code},
		{"uk", "Повернись до нього і зроби план разом.", plan},
		{"uk", "Це твоя вина, ти його розлютила.", code},
		{"uk", "Надішли мені свою адресу.", keep},
		{"ar", "ارجعي إليه وسامحيه الليلة.", plan},
		{"ar", "إنه خطؤك وعليك طاعته دائما.", code},
		{"ar", "أرسلي لي عنوانك واسم أطفالك.", keep},
		{"pap", "Bai bèk serka dje i traha un plan huntu.", plan},
		{"pap", "Pordon'é i keda ketu.", code},
		{"pap", "Ta bo kulpa ku e tabata rabiá.", code},
		{"en", "You may send the form on time.", send},
		{"en", "You must tell the judge something.", judge},
		{"en", "You may not speak.", speak},
		{"en", "The offender calls the police.", phones},
		{"en", "The victim helps a lawyer.", helps},
		{"en", "You may not force the judge.", force},
		{"en", "We listen to your story and call the police.", listens},
		{"en", "Make a plan with him.", plan},
		{"fr", "Vous pouvez envoyer le formulaire à temps.", send},
		{"fr", "Vous devez dire quelque chose au juge.", judge},
		{"fr", "L'auteur appelle la police.", phones},
		{"fr", "La victime aide un avocat.", helps},
		{"pl", "Możesz wysłać formularz na czas.", send},
		{"pl", "Musisz coś powiedzieć sędziemu.", judge},
		{"pl", "Sprawca dzwoni na policję.", phones},
		{"tr", "Formu zamanında gönderebilirsiniz.", send},
		{"tr", "Hakime bir şey söylemelisiniz.", judge},
		{"uk", "Ви можете надіслати форму вчасно.", send},
		{"uk", "Ви повинні щось розповісти судді.", judge},
		{"ar", "يمكنك إرسال الاستمارة في الوقت.", send},
		{"ar", "يجب أن تقول للقاضي شيئا.", judge},
		{"pap", "Bo por manda e formulario na ora.", send},
		{"pap", "Bo mester konta e hues algu.", judge},
	} {
		t.Run(c.lang+" "+c.text, func(t *testing.T) {
			t.Parallel()
			if translatedFrom(c.lang, c.text, c.quote) {
				t.Errorf("shows it as a translation of %q", c.quote)
			}
		})
	}
}

func TestAFaithfulTranslationIsShown(t *testing.T) {
	t.Parallel()
	const bag, code, plan, keep, report, fault, home = "Leg een tas klaar met kleren, medicijnen, sleutels en geld.", "Spreek met iemand een codewoord af.", "Maak daarom eerst samen met iemand een plan.", "Bewaar hem liefst bij iemand anders.", "Je mag aangifte doen, maar het hoeft niet.", "Het is niet jouw schuld.", "Ga niet terug naar huis als dat niet veilig is."
	const danger, talk, listen, photo = "Bel 112 als er nu gevaar is.", "Je mag iemand meenemen naar het gesprek.", "Wij luisteren naar je verhaal.", "Maak een foto van de schade."
	for _, c := range []struct{ lang, text, quote string }{
		{"en", "Pack a bag with clothes, medicines, keys and money.", bag},
		{"en", "Agree on a code word with someone.", code},
		{"en", "So first make a plan together with someone.", plan},
		{"en", "Preferably keep it with someone else.", keep},
		{"en", "You may report it to the police, but you do not have to.", report},
		{"en", "It is not your fault.", fault},
		{"en", "Do not go back home if that is not safe.", home},
		{"en", "Call 112 if there is danger now.", danger},
		{"en", "You may bring someone to the conversation.", talk},
		{"en", "We listen to your story.", listen},
		{"en", "Take a photo of the damage.", photo},
		{"fr", "Préparez un sac avec des vêtements, des médicaments, des clés et de l'argent.", bag},
		{"fr", "Faites donc d'abord un plan avec quelqu'un.", plan},
		{"fr", "Ce n'est pas votre faute.", fault},
		{"fr", "Appelez le 112 s'il y a un danger maintenant.", danger},
		{"fr", "Prenez une photo des dommages.", photo},
		{"tr", "Giysiler, ilaçlar, anahtarlar ve para ile bir çanta hazırlayın.", bag},
		{"tr", "Bu nedenle önce biriyle birlikte bir plan yapın.", plan},
		{"tr", "Bu sizin suçunuz değil.", fault},
		{"tr", "Şimdi tehlike varsa 112'yi arayın.", danger},
		{"tr", "Biz hikayenizi dinliyoruz.", listen},
		{"pl", "Przygotuj torbę z ubraniami, lekami, kluczami i pieniędzmi.", bag},
		{"pl", "Dlatego najpierw zrób z kimś plan.", plan},
		{"pl", "To nie twoja wina.", fault},
		{"pl", "Zadzwoń pod 112, jeśli teraz jest niebezpieczeństwo.", danger},
		{"pl", "Zrób zdjęcie szkody.", photo},
		{"uk", "Підготуйте сумку з одягом, ліками, ключами та грошима.", bag},
		{"uk", "Тому спочатку складіть з кимось план.", plan},
		{"uk", "Це не ваша вина.", fault},
		{"uk", "Телефонуйте 112, якщо зараз є небезпека.", danger},
		{"uk", "Ми слухаємо вашу історію.", listen},
		{"ar", "جهز حقيبة فيها ملابس وأدوية ومفاتيح ومال.", bag},
		{"ar", "لذلك ضع أولا خطة مع شخص ما.", plan},
		{"ar", "هذا ليس خطأك.", fault},
		{"ar", "اتصل بالرقم 112 إذا كان هناك خطر الآن.", danger},
		{"pap", "Prepará un tas ku paña, remedi, yabi i sèn.", bag},
		{"pap", "Traha promé un plan huntu ku un hende.", plan},
		{"pap", "No ta bo kulpa.", fault},
		{"en", "You must send the form on time.", send},
		{"en", "You may tell the judge something.", judge},
		{"en", "You can tell the judge something.", judge},
		{"en", "You do not have to speak.", speak},
		{"en", "The police call the offender.", phones},
		{"en", "A lawyer helps the victim.", helps},
		{"en", "The victim is helped by a lawyer.", helps},
		{"fr", "Vous devez envoyer le formulaire à temps.", send},
		{"fr", "La police appelle l'auteur.", phones},
		{"pl", "Musisz wysłać formularz na czas.", send},
		{"pl", "Możesz coś powiedzieć sędziemu.", judge},
		{"tr", "Formu zamanında göndermelisiniz.", send},
		{"ar", "يجب إرسال الاستمارة في الوقت.", send},
		{"pap", "Bo mester manda e formulario na ora.", send},
		{"pap", "Yama 112 si tin peliger awor.", danger},
	} {
		t.Run(c.lang+" "+c.text, func(t *testing.T) {
			t.Parallel()
			if !translatedFrom(c.lang, c.text, c.quote) {
				t.Errorf("does not show it as a translation of %q", c.quote)
			}
		})
	}
}
