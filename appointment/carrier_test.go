package appointment

import "testing"

// TestMailGoesWhereTheSettingsSay: the library's own default is port 25, where a server for handing in mail does not listen.
func TestMailGoesWhereTheSettingsSay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		server SMTP
		want   string
	}{
		{SMTP{Host: "smtp.example.nl"}, "smtp.example.nl:587"},
		{SMTP{Host: "smtp.example.nl", Port: 2525}, "smtp.example.nl:2525"},
		{SMTP{Host: "localhost", Plain: true}, "localhost:25"},
		{SMTP{Host: "localhost", Port: 1025, Plain: true}, "localhost:1025"},
	} {
		client, err := c.server.client()
		if err != nil {
			t.Fatal(err)
		}
		if got := client.ServerAddr(); got != c.want {
			t.Errorf("%+v goes to %s, want %s", c.server, got, c.want)
		}
	}
}
