package dutch

// Stop reports words that carry no subject: articles, pronouns, prepositions, auxiliaries, fillers of speech.
// Negations and question words stay out of the index too, but the gates read them from the text itself.
func Stop(word string) bool { return stop[word] }

var stop = set(`
de het een 't t 'n n der des den 's
ik je jij jou jouw u uw hij ie zij ze haar hem hun hen wij we ons onze jullie men mij me mijn m'n mn zijn z'n zn zich zichzelf mezelf jezelf elkaar iemand iets niemand niets niks alles
dit dat die deze er hier daar waar wat wie welk welke hoe waarom wanneer wiens
en of maar want dus als dan toch ook nog al wel niet geen noch nou nu even eens dat omdat doordat zodat terwijl hoewel indien tenzij totdat voordat nadat sinds
in op aan bij van voor met naar door over om te tot uit onder tegen tussen via per zonder binnen buiten boven achter langs rond tijdens na af toe mee heen weer
ben bent is zijn was waren geweest wees word wordt worden werd werden geworden heb hebt heeft hebben had hadden gehad
kan kun kunt kunnen kon konden gekund mag mogen mocht mochten moet moeten moest moesten wil wilt willen wilde wilden wou zal zult zullen zou zouden zouden ga gaan gaat
doe doet laat laten
zo zo'n zoals zeer heel erg veel meer meest minder weinig erg echt gewoon eigenlijk misschien best soms altijd vaak steeds alleen al allemaal alle elke elk ieder iedere ander andere anders zelf samen verder daarna eerst toen straks meteen direct gelijk ooit nooit bijvoorbeeld enzo ofzo enz etc echter
hierbij hiervoor daarbij daarvoor waarbij waarvoor daarmee hiermee waarmee daarvan waarvan hierover daarover waarover erbij ervoor ervan ermee eraan erop erover erin eruit
ja nee hallo hoi goedemorgen goedemiddag goedenavond dag hey he sorry graag alstublieft alsjeblieft aub svp bedankt dank
the and or of to a i my is are in on for
`)
