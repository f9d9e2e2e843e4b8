package privacy
import ("testing";"strings";"time";"fmt")
func TestSlow(t *testing.T){
 for _, u := range []string{"0","01 ","a","a@","@","%40","\"","'","?a=","://a@","1.","1:","NL59 ","+","06 ","(",".","a.","\"x x x","é","\u200b0","00 "} {
  s:=strings.Repeat(u, 1<<20/len(u)); n:=time.Now(); mask(s,true); d:=time.Since(n); if d>200*time.Millisecond { fmt.Printf("%q %v\n",u,d)}
 }}
