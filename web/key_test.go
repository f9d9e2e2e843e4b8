package web

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// codes are the keys that the tests press as a person does, by the number that browsers know them by.
var codes = map[string]int64{"Enter": 13, "Tab": 9, "Shift": 16, "Escape": 27, " ": 32, "ArrowRight": 39}

// press presses a key and lets it go. With Shift held, it is a Shift+key.
func press(key string, held ...chromedp.Modifier) chromedp.Action[chromedp.Void] {
	var modifiers int64
	for _, m := range held {
		modifiers |= int64(m)
	}
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		down := input.DispatchKeyEventTypeRawKeyDown
		text := ""
		switch key {
		case "Enter":
			down, text = input.DispatchKeyEventTypeKeyDown, "\r"
		case " ":
			down, text = input.DispatchKeyEventTypeKeyDown, " "
		}
		for _, kind := range []input.DispatchKeyEventType{down, input.DispatchKeyEventTypeKeyUp} {
			_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, input.DispatchKeyEventParams{
				Type: kind, Key: key, Code: key, WindowsVirtualKeyCode: codes[key], NativeVirtualKeyCode: codes[key], Modifiers: modifiers, Text: text,
			})
			if err != nil {
				return chromedp.Void{}, err
			}
			text = ""
		}
		return chromedp.Void{}, nil
	}
}
