package main

import (
	"context"
	"errors"
	"testing"

	"wegwijzer/internal/postgres/pgtest"
	"wegwijzer/staff"
	"wegwijzer/web"
)

// A room that fails does not keep the others from forgetting, and each that forgot leaves its proof.
func TestEachRoomForgets(t *testing.T) {
	t.Parallel()
	desk, err := staff.Open(t.Context(), staff.Config{DB: pgtest.New(t)})
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("kapot")
	forgets := func(n int, err error) func(context.Context) (int, error) {
		return func(context.Context) (int, error) { return n, err }
	}
	err = forgetAll(t.Context(), desk, []web.Keeper{
		{Kind: "call", Forget: forgets(2, nil)},
		{Kind: "broken", Forget: forgets(1, broken)},
		{Kind: "nothing", Forget: forgets(0, nil)},
		{Kind: "none"},
		{Kind: "appointment", Forget: forgets(5, nil)},
	})
	if !errors.Is(err, broken) {
		t.Errorf("forgetAll = %v, want what went wrong told", err)
	}
	all, err := desk.Erasures(t.Context(), 10)
	if err != nil || len(all) != 3 || all[0].Kind != "appointment" || all[0].Forgotten != 5 || all[0].Cause != staff.ByTerm || all[1].Kind != "broken" || all[2].Forgotten != 2 {
		t.Errorf("the proofs are %+v, %v", all, err)
	}
}
