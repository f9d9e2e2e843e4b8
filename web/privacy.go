package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"wegwijzer/internal/privacy"
	"wegwijzer/staff"
)

// Keeper is a room that keeps something about people, and can forget it.
type Keeper struct {
	Kind   string                                            // such as "call"; the catalogue has its name as keeper_KIND
	Forget func(ctx context.Context) (int, error)            // forgets all whose term has ended, and says how many
	Erase  func(ctx context.Context, id string) (int, error) // forgets one on request; nil where the person does that with a code
}

// keptPage is the register of what is kept.
type keptPage struct {
	staffLayout
	Rooms   []keptRoom
	Columns int
}

// keptRoom is what one room keeps.
type keptRoom struct {
	owner string
	Name  string
	Rows  []keptRow
}

// keptRow is one line of the register.
type keptRow struct {
	Table, Columns, Purpose, Personal, Term string
}

// erasedPage shows the proofs of what was forgotten, and takes a request to forget.
type erasedPage struct {
	staffLayout
	Kinds   []choice
	Erased  []erasedRow
	Done    string // the proof of what was just erased
	Problem string
	ID      string
}

// erasedRow is one proof.
type erasedRow struct {
	At, ISO, Kind, Cause, Code string
	Forgotten                  int
}

// erasedShown is how many proofs are shown.
const erasedShown = 200

// textOr is text for a key that may be missing, as words of newer rooms may.
func textOr(key, otherwise string) string {
	if t := text(key); t != key {
		return t
	}
	return otherwise
}

func (s *Server) showKept(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	register, err := privacy.Register()
	if err != nil {
		return err
	}
	p := keptPage{staffLayout: s.staffLayout(r, who, "title_privacy")}
	for _, k := range register {
		at := slices.IndexFunc(p.Rooms, func(room keptRoom) bool { return room.owner == k.Owner })
		if at < 0 {
			at = len(p.Rooms)
			p.Rooms = append(p.Rooms, keptRoom{owner: k.Owner, Name: textOr("room_"+k.Owner, k.Owner)})
		}
		room := &p.Rooms[at]
		room.Rows = append(room.Rows, keptRow{k.Table, strings.Join(k.Columns, ", "), k.Purpose, k.Personal, k.Term})
		p.Columns += len(k.Columns)
	}
	return s.show(w, http.StatusOK, "staff/kept", p)
}

func (s *Server) erasedPage(r *http.Request, who staff.Session) (erasedPage, error) {
	p := erasedPage{staffLayout: s.staffLayout(r, who, "title_erased")}
	for _, k := range s.config.Keepers {
		if k.Erase != nil {
			p.Kinds = append(p.Kinds, choice{k.Kind, textOr("keeper_"+k.Kind, k.Kind)})
		}
	}
	all, err := s.config.Desk.Erasures(r.Context(), erasedShown)
	if err != nil {
		return p, err
	}
	for _, e := range all {
		p.Erased = append(p.Erased, erasedRow{
			dutchTime(e.At), e.At.Format("2006-01-02T15:04:05Z07:00"), textOr("keeper_"+e.Kind, e.Kind), text("cause_" + string(e.Cause)), e.Code(), e.Forgotten,
		})
	}
	return p, nil
}

func (s *Server) showErased(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	p, err := s.erasedPage(r, who)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "staff/erased", p)
}

// errNothingThere says that there is nothing by that number to forget.
var errNothingThere = errors.New("nothing there to erase")

// erase forgets something on request, and shows the proof.
func (s *Server) erase(w http.ResponseWriter, r *http.Request, who staff.Session) error {
	form, err := s.staffForm(w, r)
	if err != nil {
		return err
	}
	object := staff.Object{Kind: form.Get("soort"), ID: strings.TrimSpace(form.Get("nummer"))}
	if form.Get("nagegaan") == "" { // what is erased cannot come back, and Enter is pressed in a moment
		p, err := s.erasedPage(r, who)
		if err != nil {
			return err
		}
		p.Problem, p.ID = text("erase_sure"), object.ID
		return s.show(w, http.StatusUnprocessableEntity, "staff/erased", p)
	}
	proof, err := s.eraseOne(r, who, object)
	p, e := s.erasedPage(r, who)
	if e != nil {
		return e
	}
	status := http.StatusOK
	switch {
	case errors.Is(err, errNothingThere):
		p.Problem, p.ID, status = text("erase_nothing"), object.ID, http.StatusNotFound
	case err != nil:
		return err
	default:
		p.Done = fmt.Sprintf(text("erase_done"), proof.Code())
	}
	return s.show(w, status, "staff/erased", p)
}

func (s *Server) eraseOne(r *http.Request, who staff.Session, o staff.Object) (staff.Erasure, error) {
	for _, k := range s.config.Keepers {
		if k.Kind != o.Kind || k.Erase == nil || o.ID == "" {
			continue
		}
		n, err := k.Erase(r.Context(), o.ID)
		if err != nil {
			return staff.Erasure{}, err
		}
		if n == 0 {
			break
		}
		a := staff.Act{Person: who.Person.ID, Role: staff.Privacy, Reason: staff.ReasonRequest, Origin: s.network(r)}
		return s.config.Desk.Prove(r.Context(), o.Kind, staff.ByRequest, o, n, a)
	}
	return staff.Erasure{}, errNothingThere
}

// algorithmPage says of this program what the register of algorithms of the government asks.
type algorithmPage struct{ layout }

func (s *Server) showAlgorithm(w http.ResponseWriter, r *http.Request) error {
	l, err := s.readingPage(w, r)
	if err != nil {
		return err
	}
	return s.show(w, http.StatusOK, "algorithm", algorithmPage{l})
}
