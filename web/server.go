// Package web turns requests and socket frames into calls, and results into pages and frames.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"wegwijzer/assistant"
	"wegwijzer/handover"
	"wegwijzer/indexer"
	"wegwijzer/indexer/harvest"
	"wegwijzer/internal/held"
	"wegwijzer/jurisprudence"
	"wegwijzer/knowledge"
	"wegwijzer/staff"
	"wegwijzer/transcribe"
	"wegwijzer/transcribe/recording"
)

//go:generate go run ./bundle

// neutralSite is where someone who leaves in a hurry ends up: the weather, which anyone may have been looking at.
const neutralSite = "https://www.knmi.nl/nederland-nu/weer/verwachtingen"

// Config is what a server needs.
type Config struct {
	Assistant   *assistant.Assistant                                          // answers the questions; required
	Collection  string                                                        // what is searched
	Bank        func() *knowledge.Bank                                        // gives the topic buttons their names; nil means the shipped one
	Editor      *knowledge.Editor                                             // what the content team changes of words and topics; nil means that it cannot
	Sheet       *assistant.Sheet                                              // what it changes of facts and help lines; nil means that it cannot
	Ready       func(ctx context.Context) error                               // whether the database answers; nil means it is not asked
	Origins     []string                                                      // other sites that may open a conversation, such as "https://www.example.nl"; empty means only this one
	Secret      []byte                                                        // 32 bytes that copies of the program share to seal what a conversation remembers; nil means a new one
	HouseStyle  []byte                                                        // style that comes after that of the visitors' pages, to replace its tokens (docs/operations.md); nil means none
	LeaveTo     string                                                        // the neutral site of the quick exit; "" means the weather
	Accuracy    []byte                                                        // the page with the measured quality, in markdown; nil means there is none
	Off         func(channel string) bool                                     // whether a channel (socket, stream, form) is switched off; nil means none is
	Library     *knowledge.Shelf                                              // the shelf for staff; nil means that they cannot search
	ForStaff    func(shelf *knowledge.Shelf) *assistant.Assistant             // answers staff from what one of them may see; nil means that passages are shown only
	Desk        *staff.Desk                                                   // where staff sign in and what they do is written down; nil means no pages for staff
	Crawls      *indexer.Log                                                  // what crawls did, for the content team; nil means that it is not shown
	PublicShelf *knowledge.Shelf                                              // of which the content team sees what was taken from each page; nil means that it is not shown
	Rulings     *jurisprudence.Store                                          // the bank of rulings; nil means that nobody judges or compares them here
	Harvests    *harvest.Log                                                  // how far the harvest of rulings is; nil means that it is not shown
	HarvestNow  func(ctx context.Context, from, to time.Time) error           // has the courts asked for what changed, or for what was decided on the days from one to another; nil means that it cannot be asked for here
	Propose     func(ctx context.Context, id jurisprudence.ECLI) (int, error) // has a model propose what the rules missed in a ruling; nil means that there is no model
	Kept        *assistant.Store                                              // what the site did not answer, and the switches, for the desk; nil means that they are not shown
	Keepers     []Keeper                                                      // the rooms that keep something about people, for the privacy officer
	Address     string                                                        // of this website as people type it, such as "https://www.example.nl"; with https, cookies ask for it
	Proxies     []netip.Prefix                                                // whose word on where a request comes from is believed; none by default
	Agenda      Agenda                                                        // the same store, for staff; nil means that they have no pages for it
	Recordings  *recording.Store                                              // takes calls in; nil means that none come in here
	Sends       map[string]bool                                               // which of mail, sms and webhook are set up
	Chats       *assistant.Conversations                                      // keeps the conversations whose people want to go on later; nil means that none are
	Calendar    Calendar                                                      // keeps appointments; nil means that none can be made here
	Held        *held.Store                                                   // holds the page that a form leads to, so that no browser remembers the form; nil means that forms are answered directly
	Writes      func() bool                                                   // whether a model writes the answers now; nil means that none does
	Voice       Voice                                                         // reads answers aloud; nil means that the page says there is no voice
	Ear         Ear                                                           // turns what is said into text; nil means that the microphone says there is none
	Handover    *handover.Store                                               // talks with a member of staff; nil means that there are none
	Calls       *transcribe.Store                                             // calls and their reports, for legal staff and their clients; nil means that there are none
	Finder      *transcribe.Finder                                            // finds signed reports, for the legal staff who made them; nil means that none are found
	Registry    *prometheus.Registry                                          // where the counters go; nil means a new one
	Logger      *slog.Logger                                                  // nil means silence
	Now         func() time.Time                                              // nil means the clock

	Anchors        func() ([]staff.Anchor, error)            // of the audit, as far as this machine can read them; nil means none
	Checks         func(context.Context) []Check             // what is not right with the settings, for the operator; nil means that nobody looks
	RecordByNotice bool                                      // calls are recorded after a notice, and not only after a yes that was asked for
	Example        func(ctx context.Context) ([]byte, error) // a call as a WAV file that can be played instead of a microphone; nil outside the demo
}

// Server serves the visitors' pages and conversations. It keeps nothing of what is asked.
type Server struct {
	config  Config
	router  *router
	pages   *pageSet
	house   string // the file with the house style; "" means none
	static  files
	uploads chan struct{} // one place for each file that may be read at once
	metrics *metrics
	sealer  *sealer
	log     *slog.Logger
	now     func() time.Time
	markKey []byte // signs what may be spoken
	spoken  perNetwork
	heard   perNetwork
	kept    perNetwork
	written perNetwork

	crowd  crowd
	idle   sync.Map // of lines without a request: what says that they are waited for no longer
	limits limits

	openings openings // what is open for a while, and was written down
	answer   func(context.Context, assistant.Turn, func(assistant.Event) error) (assistant.Answer, error)

	lookAgain time.Duration // how often is looked whether who has a line open is still signed in

	secure      bool                        // the website is reached over https
	crossOrigin *http.CrossOriginProtection // refuses forms that another site sends

	closing context.Context // ends when the server says goodbye to its conversations
	hangUp  context.CancelFunc
	sockets sync.WaitGroup
	lines   openLines
	door    sync.Mutex // held while a conversation is let in
}

// New returns a server. Close ends its conversations.
func New(config Config) *Server {
	if config.Bank == nil {
		config.Bank = shippedBank
	}
	if config.LeaveTo == "" {
		config.LeaveTo = neutralSite
	}
	if config.Registry == nil {
		config.Registry = prometheus.NewRegistry()
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Off == nil {
		config.Off = func(string) bool { return false }
	}
	if config.Writes == nil {
		config.Writes = func() bool { return false }
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	s := &Server{
		config:  config,
		static:  usualFiles(),
		pages:   usualPages(),
		uploads: make(chan struct{}, mostUploads),
		metrics: newMetrics(config.Registry),
		log:     config.Logger,
		now:     config.Now,
		answer:  config.Assistant.Answer,
	}
	if config.HouseStyle != nil {
		s.house = houseFile
		s.static = s.static.withHouse(config.HouseStyle)
		s.pages = parsePages(s.static.address)
	}
	var err error
	if s.sealer, err = newSealer(config.Secret, config.Now); err != nil {
		panic("web: " + err.Error())
	}
	s.lookAgain = lineLook
	s.limits = limits{body: bodyTime, waits: mostWaits, sockets: mostSockets}
	s.markKey = s.sealer.derive(markUse)
	s.closing, s.hangUp = context.WithCancel(context.Background())
	s.secure = strings.HasPrefix(config.Address, "https://")
	s.crossOrigin = http.NewCrossOriginProtection()
	s.router = s.routes()
	return s
}

func shippedBank() *knowledge.Bank {
	bank, err := knowledge.ShippedBank()
	if err != nil {
		panic("web: reading the shipped topics: " + err.Error())
	}
	return bank
}

// routes lists every address there is.
func (s *Server) routes() *router {
	mux := newRouter()

	// The conversation: a page that works by itself, and two ways to make it flow.
	mux.HandleFunc("GET /{$}", s.handle(s.showChat))
	mux.HandleFunc("POST /{$}", s.hold(s.answerForm))
	mux.HandleFunc("GET "+heldPath+"{blad}", s.handle(s.showHeld)) // what such a form led to, for browsers without script
	mux.HandleFunc("GET /gesprek", s.handle(s.converse))
	mux.HandleFunc("POST /antwoord", s.handle(s.stream))
	mux.HandleFunc("POST /voorlezen", s.handle(s.speak))
	mux.HandleFunc("POST /luisteren", s.handle(s.listen))

	// Appointments, without talk and without script.
	mux.HandleFunc("GET /afspraak", s.handle(s.showBooking))
	mux.HandleFunc("POST /afspraak", s.hold(s.book))
	mux.HandleFunc("GET /afspraak/code", s.handle(s.showCode))
	mux.HandleFunc("POST /afspraak/code", s.hold(s.mine))
	mux.HandleFunc("GET /afspraak/terugbellen", s.handle(s.showCallBackForm))
	mux.HandleFunc("POST /afspraak/terugbellen", s.hold(s.callBack))
	mux.HandleFunc("POST /afspraak/intrekken", s.hold(s.withdrawCallBack))

	// A member of staff takes over: a page that works by itself, and for the script one address to write to and two ways to hear.
	mux.HandleFunc("GET /praten", s.handle(s.showTalk))
	mux.HandleFunc("POST /praten", s.hold(s.talk))
	mux.HandleFunc("POST /praten/bericht", s.handle(s.talkMessages))
	mux.HandleFunc("GET /praten/lijn", s.handle(s.followSocket))
	mux.HandleFunc("POST /praten/lijn", s.handle(s.followStream))

	// The same page in a window on another site, and the script with which that site opens it.
	mux.HandleFunc("GET "+framedPath, s.handle(s.showFramed))
	mux.HandleFunc("POST "+framedPath, s.handle(s.answerFramed))
	mux.HandleFunc("GET "+loaderPath, s.handle(s.serveLoader))

	mux.HandleFunc("GET /over", s.handle(s.showAbout))
	mux.HandleFunc("POST /over", s.handle(s.showAbout)) // with settings that go along
	mux.HandleFunc("GET /veilig", s.handle(s.showSafe))
	mux.HandleFunc("POST /veilig", s.handle(s.showSafe))
	mux.HandleFunc("GET /algoritme", s.handle(s.showAlgorithm))
	mux.HandleFunc("POST /algoritme", s.handle(s.showAlgorithm))
	mux.HandleFunc("GET /nauwkeurigheid", s.handle(s.showAccuracy))
	mux.HandleFunc("POST /nauwkeurigheid", s.handle(s.showAccuracy))
	mux.HandleFunc("GET /weg", s.handle(s.showLeave))
	mux.HandleFunc("POST /weg", s.handle(s.left))
	mux.HandleFunc("GET /static/{file}", s.handle(s.serveAsset))
	mux.HandleFunc("GET /favicon.ico", s.handle(s.serveIcon)) // browsers ask for it where a page names no icon

	// The staff desk: coming in and going out.
	mux.HandleFunc("GET /medewerkers/inloggen", s.handle(s.showSignIn))
	mux.HandleFunc("POST /medewerkers/inloggen", s.handle(s.signIn))
	mux.HandleFunc("GET /medewerkers/inloggen/begin", s.handle(s.beginSignIn))
	mux.HandleFunc("GET /medewerkers/inloggen/terug", s.handle(s.finishSignIn))
	mux.HandleFunc("POST /medewerkers/uitloggen", s.handle(s.signOut))
	mux.HandleFunc("POST /medewerkers/uitloggen/melding", s.handle(s.backChannel))
	mux.Handle("GET /medewerkers/bevestigen", s.staffOnly(staff.Everyone, act{}, s.showProve))
	mux.Handle("POST /medewerkers/bevestigen", s.staffOnly(staff.Everyone, act{}, s.prove))
	mux.Handle("POST /medewerkers/reden", s.staffOnly(staff.Everyone, act{fresh: true}, s.giveReason))

	// The staff desk: its parts, each with the roles that may use it and what is written down of it.
	mux.Handle("GET /medewerkers", s.staffOnly(staff.Everyone, act{}, s.showHome))
	mux.Handle("GET /medewerkers/zoeken", s.staffOnly(staff.Everyone, act{}, s.showSearch))
	mux.Handle("POST /medewerkers/zoeken", s.staffOnly(staff.Everyone, act{name: "knowledge.search"}, s.search))
	mux.Handle("GET /medewerkers/stukken/{collectie}/{id}", s.staffOnly(staff.Everyone, act{name: "knowledge.open", object: "passage"}, s.showDocument))

	mux.Handle("GET /medewerkers/bronnen", s.staffOnly(staff.Content|staff.Operator, act{}, s.showSources))
	mux.Handle("GET /medewerkers/bronnen/{collectie}", s.staffOnly(staff.Content|staff.Operator, act{}, s.showSource))
	mux.Handle("GET /medewerkers/bronnen/{collectie}/pagina", s.staffOnly(staff.Content|staff.Operator, act{}, s.showTaken))
	mux.Handle("POST /medewerkers/bronnen/{collectie}/pagina", s.staffOnly(staff.Content, act{name: "content.label"}, s.withEditor(s.withForm(s.labelPage))))
	mux.Handle("GET /medewerkers/vragen", s.staffOnly(staff.Content, act{}, s.showGaps))
	mux.Handle("GET /medewerkers/woorden", s.staffOnly(staff.Content, act{}, s.withEditor(s.showWords)))
	mux.Handle("POST /medewerkers/woorden", s.staffOnly(staff.Content, act{name: "content.words"}, s.withEditor(s.withForm(s.saveWords))))
	mux.Handle("POST /medewerkers/woorden/proef", s.staffOnly(staff.Content, act{}, s.withEditor(s.withForm(s.tryWords))))
	mux.Handle("POST /medewerkers/woorden/terug", s.staffOnly(staff.Content, act{name: "content.undo"}, s.withEditor(s.withForm(s.undoWords))))
	mux.Handle("GET /medewerkers/woorden/onderwerp/{onderwerp}", s.staffOnly(staff.Content, act{}, s.withEditor(s.showTopic)))
	mux.Handle("GET /medewerkers/woorden/synoniemen", s.staffOnly(staff.Content, act{}, s.withEditor(s.showSynonyms)))
	mux.Handle("GET /medewerkers/woorden/geschiedenis", s.staffOnly(staff.Content, act{}, s.withEditor(s.showHistory)))
	mux.Handle("GET /medewerkers/woorden/meetvragen", s.staffOnly(staff.Content, act{}, s.withEditor(s.showGolden)))
	mux.Handle("POST /medewerkers/woorden/meetvragen", s.staffOnly(staff.Content, act{name: "content.golden"}, s.withEditor(s.withForm(s.changeGolden))))
	mux.Handle("GET /medewerkers/feiten", s.staffOnly(staff.Content, act{}, s.withSheet(s.showFacts)))
	mux.Handle("GET /medewerkers/feiten/{feit}", s.staffOnly(staff.Content, act{}, s.withSheet(s.showFact)))
	mux.Handle("POST /medewerkers/feiten/{feit}", s.staffOnly(staff.Content, act{name: "content.fact"}, s.withSheet(s.withForm(s.saveFact))))
	mux.Handle("POST /medewerkers/feiten/terug", s.staffOnly(staff.Content, act{name: "content.undo"}, s.withSheet(s.withForm(s.undoSheet))))
	mux.Handle("GET /medewerkers/feiten/hulplijnen", s.staffOnly(staff.Content, act{}, s.withSheet(s.showLines)))
	mux.Handle("POST /medewerkers/feiten/hulplijnen", s.staffOnly(staff.Content, act{name: "content.line"}, s.withSheet(s.withForm(s.saveLine))))
	mux.Handle("GET /medewerkers/feiten/tegenstrijdig", s.staffOnly(staff.Content, act{}, s.withSheet(s.showConflicts)))
	mux.Handle("POST /medewerkers/feiten/tegenstrijdig", s.staffOnly(staff.Content, act{name: "content.settle"}, s.withSheet(s.withForm(s.settle))))
	mux.Handle("GET /medewerkers/beheer", s.staffOnly(staff.Content|staff.Operator, act{}, s.showSwitches))
	mux.Handle("POST /medewerkers/beheer", s.staffOnly(staff.Content|staff.Operator, act{}, s.turn))
	mux.Handle("GET /medewerkers/privacy", s.staffOnly(staff.Privacy, act{}, s.showKept))
	mux.Handle("GET /medewerkers/privacy/handelingen", s.staffOnly(staff.Privacy, act{name: "audit.read"}, s.showActs))
	mux.Handle("POST /medewerkers/privacy/handelingen", s.staffOnly(staff.Privacy, act{name: "audit.read"}, s.showActs))
	mux.Handle("POST /medewerkers/privacy/handelingen/keten", s.staffOnly(staff.Privacy, act{name: "audit.verify"}, s.verifyActs))
	mux.Handle("GET /medewerkers/privacy/gewist", s.staffOnly(staff.Privacy, act{fresh: true}, s.showErased))
	mux.Handle("POST /medewerkers/privacy/gewist", s.staffOnly(staff.Privacy, act{name: "erase", fresh: true}, s.erase))

	// Appointments, for staff. Who comes and how to reach them is on the page of one appointment only, and opening that is written down.
	mux.Handle("GET /medewerkers/afspraken", s.staffOnly(advisersRoles, act{}, s.showAgenda))
	mux.Handle("GET /medewerkers/afspraken/week/{dag}", s.staffOnly(advisersRoles, act{}, s.showAgenda))
	mux.Handle("GET /medewerkers/afspraken/dag/{dag}", s.staffOnly(advisersRoles, act{}, s.showAgendaDay))
	mux.Handle("GET /medewerkers/afspraken/beschikbaar", s.staffOnly(advisersRoles, act{}, s.showAvailability))
	mux.Handle("POST /medewerkers/afspraken/beschikbaar", s.staffOnly(advisersRoles, act{name: "appointment.availability"}, s.changeAvailability))
	mux.Handle("GET /medewerkers/afspraken/team", s.staffOnly(staff.Planner, act{}, s.showTeam))
	mux.Handle("POST /medewerkers/afspraken/team", s.staffOnly(staff.Planner, act{name: "appointment.team"}, s.changeTeam))
	mux.Handle("GET /medewerkers/afspraken/team/{id}", s.staffOnly(staff.Planner, act{name: "appointment.colleague", object: "adviser"}, s.showColleague))
	mux.Handle("POST /medewerkers/afspraken/team/{id}", s.staffOnly(staff.Planner, act{name: "appointment.team", object: "adviser"}, s.changeColleague))
	mux.Handle("GET /medewerkers/afspraken/berichten", s.staffOnly(staff.Planner|staff.Operator, act{}, s.showMessages))
	mux.Handle("GET /medewerkers/afspraken/terugbellen", s.staffOnly(staff.Planner, act{name: "appointment.callbacks"}, s.showCallbacks))
	mux.Handle("POST /medewerkers/afspraken/terugbellen/{id}", s.staffOnly(staff.Planner, act{name: "appointment.called", object: "callback"}, s.calledBack))
	mux.Handle("POST /medewerkers/afspraken/agenda", s.staffOnly(advisersRoles, act{name: "appointment.feed"}, s.feedAgenda))
	mux.Handle("POST /medewerkers/afspraken/afwezig", s.staffOnly(advisersRoles, act{name: "appointment.away"}, s.illAgenda))
	mux.Handle("GET /medewerkers/afspraak/{id}", s.staffOnly(advisersRoles, act{name: "appointment.open", object: "appointment"}, s.showAppointment))
	mux.Handle("POST /medewerkers/afspraak/{id}/regelen", s.staffOnly(advisersRoles, act{name: "appointment.arrange", object: "appointment"}, s.arrange))
	mux.Handle("POST /medewerkers/afspraak/{id}/afsluiten", s.staffOnly(advisersRoles, act{name: "appointment.close", object: "appointment"}, s.closeAppointment))

	// Calls come in: from a microphone, a file or a keyboard.
	mux.Handle("GET /medewerkers/gesprekken/voorbeeld", s.staffOnly(staff.Legal, act{}, s.serveExample))
	mux.Handle("GET /medewerkers/gesprekken/nieuw", s.staffOnly(staff.Legal, act{}, s.showNewCall))
	mux.Handle("POST /medewerkers/gesprekken/nieuw", s.staffOnly(staff.Legal, act{name: "call.begin"}, s.beginCall))
	mux.Handle("GET /medewerkers/gesprek/{id}/opname", s.staffOnly(staff.Legal, act{name: "call.record", object: "call"}, s.showRecord))
	mux.Handle("GET /medewerkers/gesprek/{id}/opname/stand", s.staffOnly(staff.Legal, act{}, s.serveRecordState))
	mux.Handle("GET /medewerkers/gesprek/{id}/opname/lijn", s.staffOnly(staff.Legal, act{}, s.recordLine))
	mux.Handle("GET /medewerkers/gesprek/{id}/opname/stuk", s.staffOnly(staff.Legal, act{}, s.serveReceived))
	mux.Handle("PUT /medewerkers/gesprek/{id}/opname/stuk", s.staffOnly(staff.Legal, act{}, s.receivePiece))
	mux.Handle("POST /medewerkers/gesprek/{id}/opname/bestand", s.staffOnly(staff.Legal, act{name: "call.file", object: "call"}, s.receiveFile))
	mux.Handle("POST /medewerkers/gesprek/{id}/opname/notitie", s.staffOnly(staff.Legal, act{name: "call.note", object: "call"}, s.noteRecord))
	mux.Handle("POST /medewerkers/gesprek/{id}/opname/einde", s.staffOnly(staff.Legal, act{name: "call.end", object: "call"}, s.endRecord))
	mux.Handle("POST /medewerkers/gesprek/{id}/opname/nu", s.staffOnly(staff.Legal, act{name: "call.end", object: "call"}, s.finishRecord))
	mux.Handle("POST /medewerkers/gesprek/{id}/opname/weigering", s.staffOnly(staff.Legal, act{name: "call.refuse", object: "call"}, s.refuseRecord))
	mux.Handle("GET /medewerkers/gesprek/{id}/audio", s.staffOnly(staff.Legal, act{name: "call.listen", object: "call", stretch: listening}, s.playSound))

	// Talks with visitors, for staff. Only who took one may read it, and taking, opening and returning it is written down.
	mux.Handle("GET /medewerkers/praten", s.staffOnly(talkers, act{}, s.showTalks))
	mux.Handle("GET /medewerkers/praten/lijn", s.staffOnly(talkers, act{}, s.followTalks))
	mux.Handle("POST /medewerkers/praten/aanwezig", s.staffOnly(talkers, act{name: "talk.presence"}, s.attendTalks))
	mux.Handle("POST /medewerkers/praten/{id}/neem", s.staffOnly(talkers, act{name: "talk.take", object: "talk"}, s.takeTalk))
	mux.Handle("GET /medewerkers/praten/{id}", s.staffOnly(talkers, act{name: "talk.open", object: "talk"}, s.showTalkDesk))
	mux.Handle("GET /medewerkers/praten/{id}/lijn", s.staffOnly(talkers, act{}, s.followTalkDesk))
	mux.Handle("POST /medewerkers/praten/{id}", s.staffOnly(talkers, act{}, s.replyTalk))
	mux.Handle("POST /medewerkers/praten/{id}/terug", s.staffOnly(talkers, act{name: "talk.return", object: "talk"}, s.returnTalk))

	mux.HandleFunc("GET /rooster/{geheim}", s.handle(s.serveFeed))

	// Calls and their reports. Of somebody else's call nothing is seen before a reason is given; each look and each step is written down.
	mux.Handle("GET /medewerkers/gesprekken", s.staffOnly(staff.Legal, act{}, s.showCalls))
	mux.Handle("POST /medewerkers/gesprekken/openen", s.staffOnly(staff.Legal, act{}, s.findCall))
	mux.Handle("GET /medewerkers/gesprek/{id}", s.staffOnly(staff.Legal, act{name: "call.open", object: "call"}, s.showReview))
	mux.Handle("POST /medewerkers/gesprek/{id}/zin", s.staffOnly(staff.Legal, act{name: "call.decide", object: "call"}, s.decide))
	mux.Handle("POST /medewerkers/gesprek/{id}/deel", s.staffOnly(staff.Legal, act{name: "call.decide", object: "call"}, s.decideMany))
	mux.Handle("POST /medewerkers/gesprek/{id}/toevoegen", s.staffOnly(staff.Legal, act{name: "call.write", object: "call"}, s.writeSentence))
	mux.Handle("POST /medewerkers/gesprek/{id}/uiting", s.staffOnly(staff.Legal, act{name: "call.correct", object: "call"}, s.correct))
	mux.Handle("POST /medewerkers/gesprek/{id}/sprekers", s.staffOnly(staff.Legal, act{name: "call.speakers", object: "call"}, s.nameSpeakers))
	mux.Handle("POST /medewerkers/gesprek/{id}/controle", s.staffOnly(staff.Legal, act{name: "call.review", object: "call"}, s.takeReview))
	mux.Handle("POST /medewerkers/gesprek/{id}/gegevens", s.staffOnly(staff.Legal, act{name: "call.name", object: "call"}, s.nameCall))
	mux.Handle("GET /medewerkers/gesprek/{id}/ondertekenen", s.staffOnly(staff.Legal, act{name: "call.open", object: "call", fresh: true}, s.showSign))
	mux.Handle("POST /medewerkers/gesprek/{id}/ondertekenen", s.staffOnly(staff.Legal, act{name: "call.sign", object: "call", fresh: true}, s.signReport))
	mux.Handle("POST /medewerkers/gesprek/{id}/vergrendelen", s.staffOnly(staff.Legal, act{name: "call.lock", object: "call", fresh: true}, s.lock))
	mux.Handle("POST /medewerkers/gesprek/{id}/heropenen", s.staffOnly(staff.Legal, act{name: "call.reopen", object: "call", fresh: true}, s.reopen))
	mux.Handle("GET /medewerkers/gesprek/{id}/versies", s.staffOnly(staff.Legal, act{name: "call.versions", object: "call"}, s.showVersions))
	mux.Handle("GET /medewerkers/gesprek/{id}/verslag/{soort}", s.staffOnly(staff.Legal, act{name: "call.export", object: "call", fresh: true}, s.exportReport))
	mux.Handle("GET /medewerkers/gesprek/{id}/kopie", s.staffOnly(staff.Legal, act{name: "call.open", object: "call", fresh: true}, s.showCopy))
	mux.Handle("POST /medewerkers/gesprek/{id}/kopie", s.staffOnly(staff.Legal, act{name: "call.copy", object: "call", fresh: true}, s.makeCopy))
	mux.Handle("POST /medewerkers/gesprek/{id}/kopie/sluiten", s.staffOnly(staff.Legal, act{name: "call.copy.close", object: "call"}, s.closeCopy))

	// The client's copy, at a neutral address: a code, and a number that came another way.
	mux.HandleFunc("GET /document", s.handle(s.showDocumentCode))
	mux.HandleFunc("POST /document", s.hold(s.openDocument))
	mux.HandleFunc("POST /document/bestand", s.hold(s.downloadDocument))
	// The bank of rulings. Advisers judge; legal staff see only what they found suitable, and the public assistant nothing at all.
	mux.Handle("GET /medewerkers/beoordelen", s.staffOnly(staff.Policy, act{}, s.withBank(s.showPile)))
	mux.Handle("GET /medewerkers/beoordelen/verder", s.staffOnly(staff.Policy, act{}, s.withBank(s.nextSheet)))
	mux.Handle("POST /medewerkers/beoordelen/ongedaan", s.staffOnly(staff.Policy, act{name: "ruling.undo"}, s.withBank(s.undoJudge)))
	mux.Handle("GET /medewerkers/beoordelen/ophalen", s.staffOnly(staff.Policy, act{}, s.showHarvest))
	mux.Handle("POST /medewerkers/beoordelen/ophalen", s.staffOnly(staff.Policy, act{name: "ruling.harvest"}, s.harvestNow))
	mux.Handle("GET /medewerkers/beoordelen/{id}", s.staffOnly(staff.Policy, act{name: "ruling.open", object: "ruling"}, s.withBank(s.showSheet)))
	mux.Handle("POST /medewerkers/beoordelen/{id}", s.staffOnly(staff.Policy, act{name: "ruling.judge", object: "ruling"}, s.withBank(s.withForm(s.judge))))
	mux.Handle("POST /medewerkers/beoordelen/{id}/waarde", s.staffOnly(staff.Policy, act{name: "ruling.correct", object: "ruling"}, s.withBank(s.withForm(s.correctRuling))))
	mux.Handle("POST /medewerkers/beoordelen/{id}/voorstel", s.staffOnly(staff.Policy, act{name: "ruling.propose", object: "ruling"}, s.propose))
	mux.Handle("GET /medewerkers/uitspraken", s.staffOnly(staff.Legal|staff.Policy, act{}, s.withBank(s.showCompare)))
	mux.Handle("POST /medewerkers/uitspraken", s.staffOnly(staff.Legal|staff.Policy, act{name: "ruling.search"}, s.withBank(s.searchRulings)))
	mux.Handle("POST /medewerkers/uitspraken/uitvoer", s.staffOnly(staff.Legal|staff.Policy, act{name: "ruling.export"}, s.withBank(s.withForm(s.exportRulings))))
	mux.Handle("POST /medewerkers/uitspraken/bewaard", s.staffOnly(staff.Legal|staff.Policy, act{name: "ruling.save"}, s.withBank(s.withForm(s.saveSearch))))
	mux.Handle("POST /medewerkers/uitspraken/bewaard/{id}", s.staffOnly(staff.Legal|staff.Policy, act{name: "ruling.search"}, s.withBank(s.withForm(s.openSearch))))
	mux.Handle("GET /medewerkers/uitspraken/{id}", s.staffOnly(staff.Legal|staff.Policy, act{name: "ruling.read", object: "ruling"}, s.withBank(s.showCase)))

	// For those who keep it running.
	mux.HandleFunc("GET /gezond", s.handle(s.healthy))
	mux.HandleFunc("GET /klaar", s.handle(s.ready))
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.config.Registry, promhttp.HandlerOpts{}))

	mux.HandleFunc("/", s.handle(func(http.ResponseWriter, *http.Request) error { return errNoPage }))
	return mux
}

// ServeHTTP serves one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protect(w.Header())
	s.serve(w, r)
}

// Close ends all conversations, tells the visitors' pages to look for another server, and waits until they are gone. It is for
// http.Server.RegisterOnShutdown, which does not know of sockets.
func (s *Server) Close() {
	s.door.Lock()
	s.hangUp()
	s.door.Unlock()
	s.sockets.Wait()
}
