package harvest

import (
	"bytes"
	"context"
	"errors"

	"wegwijzer/jurisprudence"
)

// lists are the value lists that are kept.
var lists = []string{jurisprudence.CourtList, jurisprudence.SubjectList, jurisprudence.ProcedureList, jurisprudence.RelationList}

// readTerms reads the value lists when they are old. A list that cannot be had stays as it was: no ruling waits for it.
func (r *run) readTerms(ctx context.Context) error {
	now := r.config.Now()
	if now.Sub(r.state.terms) < termsEvery {
		return nil
	}
	for _, list := range lists {
		r.tell(list)
		terms, err := r.terms(ctx, list)
		var answer *answerError
		switch {
		case errors.As(err, &answer):
			r.config.Log.WarnContext(ctx, "value list not read", "list", list, "status", answer.status, "reason", answer.why)
			if answer.busy() {
				return r.pause(ctx, answer)
			}
			return nil // the next run asks again
		case err != nil:
			return err
		}
		if err := r.store.keepTerms(ctx, list, terms); err != nil {
			return err
		}
	}
	return r.store.termsRead(ctx, now)
}

func (r *run) terms(ctx context.Context, list string) ([]jurisprudence.Term, error) {
	body, err := r.service.get(ctx, jurisprudence.ListPath+list, nil)
	if err != nil {
		return nil, err
	}
	terms, err := jurisprudence.ParseValueList(bytes.NewReader(body))
	if err != nil {
		return nil, &answerError{status: 200, why: "no value list", cause: err}
	}
	return terms, nil
}
