package assistant

import (
	"slices"

	"wegwijzer/assistant/danger"
	"wegwijzer/internal/dutch"
)

// blockAll is what the site is asked for who just gave a card, a code or money to a swindler.
const blockAll = "bel je bank, passen en betalingen blokkeren, bankhelpdeskfraude"

// What opens an account to another, words for giving it, and those for sending money, in every language of the interface.
var (
	keysOfBank = words("bankpas pinpas betaalpas bankpasje pinpasje pincode pincodes bankkaart creditcard bankgegevens bankrekening rekening pin card bankcard code-pin carte kartımı kartimi şifremi sifremi kartę karte kodu " +
		"картку карту пін пін-код пінкод بطاقتي بطاقة الرقم karchi")
	handedOver = words("gegeven afgegeven meegegeven doorgegeven overhandigd verteld gezegd ingetoetst ingevuld gave given told donné donne remis verdim söyledim soyledim dałem dałam podałem podałam oddałem oddałam " +
		"дав дала віддав віддала сказав сказала أعطيت أعطيته duna entregá")
	sentMoney = words("overgemaakt overgeboekt")
)

// gaveAway reports whether somebody tells to have given a bank card, a code or money away: every minute counts then, and only the bank can stop it. What a
// partner takes is another danger, and who may make no sound does not read on.
func gaveAway(text string, f danger.Finding) bool {
	if f.Silent || ofHome(text) {
		return false
	}
	tokens := dutch.Tokens(text)
	has := func(some map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(t dutch.Token) bool { return some[t.Text] })
	}
	return has(sentMoney) || has(keysOfBank) && has(handedOver)
}
