package knowledge
import ("testing";"os";"fmt";"encoding/json";"strings";"bufio";"path/filepath";"sort";"regexp";"time")
type tq struct{ ID,Question,Kind string; Expected []string; Answerable bool }
func loadQ(path string) []tq { f,err:=os.Open(path); if err!=nil{panic(err)}; var out []tq; sc:=bufio.NewScanner(f); sc.Buffer(nil,1<<20); for sc.Scan(){ var q tq; if err:=json.Unmarshal(sc.Bytes(),&q);err!=nil{panic(err)}; out=append(out,q)}; return out}
var tag=regexp.MustCompile(`(?s)<[^>]*>`)
func loadMD(dir string) []Document { fs,_:=filepath.Glob(dir+"/*.md"); var ds []Document; for _,f:=range fs{ b,_:=os.ReadFile(f); d:=Document{URL:strings.TrimSuffix(filepath.Base(f),".md"),Lang:"nl"}; for _,l:=range strings.Split(string(b),"\n"){ l=strings.TrimSpace(l); switch{ case l=="": case strings.HasPrefix(l,"# "): d.Title=l[2:]; case strings.HasPrefix(l,"## "): d.Blocks=append(d.Blocks,Block{Kind:Heading,Level:2,Text:l[3:]}); case strings.HasPrefix(l,"- "): d.Blocks=append(d.Blocks,Block{Kind:Item,Level:1,Text:l[2:]}); default: d.Blocks=append(d.Blocks,Block{Kind:Paragraph,Text:l})}}; ds=append(ds,d)}; return ds}
var blk=regexp.MustCompile(`(?s)<(h[1-6]|p|li|summary|tr)[^>]*>(.*?)</(?:h[1-6]|p|li|summary|tr)>`)
func loadDemo(dir string) []Document { fs,_:=filepath.Glob(dir+"/*.html"); var ds []Document; for _,f:=range fs{ b,_:=os.ReadFile(f); parts:=strings.SplitN(string(b),"\n---\n",2); d:=Document{Lang:"nl"}; for _,l:=range strings.Split(parts[0],"\n"){ k,v,_:=strings.Cut(l,":"); v=strings.TrimSpace(v); switch k{case "path":d.URL=v;case "title":d.Title=v;case "lang":d.Lang=v;case "modified": d.Date,_=time.Parse("2006-01-02",v)}}
 for _,m:=range blk.FindAllStringSubmatch(parts[1],-1){ t:=strings.Join(strings.Fields(tag.ReplaceAllString(m[2]," "))," "); switch m[1]{case "li":d.Blocks=append(d.Blocks,Block{Kind:Item,Level:1,Text:t});case "summary":d.Blocks=append(d.Blocks,Block{Kind:Question,Text:t});case "tr":d.Blocks=append(d.Blocks,Block{Kind:Row,Text:t});case "p":d.Blocks=append(d.Blocks,Block{Kind:Paragraph,Text:t});default:d.Blocks=append(d.Blocks,Block{Kind:Heading,Level:int(m[1][1]-'0'),Text:t})}}
 ds=append(ds,d)}; return ds}
func loadSeed(dir string) []Document { fs,_:=filepath.Glob(dir+"/0*.txt"); var ds []Document; for _,f:=range fs{ b,_:=os.ReadFile(f); d:=Document{URL:filepath.Base(f),Title:filepath.Base(f),Lang:"nl"}; for _,p:=range strings.Split(strings.ReplaceAll(string(b),"-\n",""),"\n\n"){ p=strings.Join(strings.Fields(p)," "); if p!=""{d.Blocks=append(d.Blocks,Block{Kind:Paragraph,Text:p})}}; ds=append(ds,d)}; return ds}
type world struct{ snap *snapshot; c *Classifier; bank *Bank; syn *Synonyms; docs []Document; text map[PassageID]Passage }
func build(c *Classifier,bank *Bank,syn *Synonyms,docs []Document,useLabels []label) *world{ sort.Slice(docs,func(i,j int)bool{return docs[i].URL<docs[j].URL}); var ps []indexed; var ls []label; tx:=map[PassageID]Passage{}; for _,d:=range docs{ cut:=Passages(d); if len(cut)==0{continue}; for _,p:=range cut{tx[p.ID]=p}; for _,p:=range cut{ ps=append(ps,indexed{ID:p.ID,URL:d.URL,Kind:p.Kind,Terms:analysePassage(p)})}; if cut[0].Kind==HelpPage{ for _,t:=range guessTopics(c,d.Title,cut){ ls=append(ls,label{d.URL,t.Topic,t.P,false})}}}
 return &world{newSnapshot(1,ps,append(ls,useLabels...),c.topics),c,bank,syn,docs,tx}}
type evalRes struct{ r1,r5,r10,n map[string]int; mrr map[string]float64; fail []string; topic5 int; tn int }
func (w *world) eval(qs []tq, help,report Weights, verbose bool) evalRes { e:=evalRes{map[string]int{},map[string]int{},map[string]int{},map[string]int{},map[string]float64{},nil,0,0}
 pageTopics:=map[string]map[TopicID]bool{}; for t,l:=range w.snap.topicPages{ for _,tp:=range l{ u:=w.snap.pages[tp.page].url; if pageTopics[u]==nil{pageTopics[u]=map[TopicID]bool{}}; if tp.affinity>.5{pageTopics[u][w.c.topics[t]]=true}}}
 for _,q:=range qs{ qq,topics:=understand(w.snap,w.c,w.bank,w.syn,q.Question); cs:=w.snap.rank(qq,help,report,nil,30,3,nil); for i:=range cs{ cs[i].score+=w.snap.rerank(qq,cs[i],w.text[w.snap.passages[cs[i].passage].id])}; sort.SliceStable(cs,func(i,j int)bool{return cs[i].score>cs[j].score})
  rank:=0; seen:=map[int32]bool{}; n:=0; for _,c:=range cs{ if seen[c.page]{continue}; seen[c.page]=true; n++; for _,x:=range q.Expected{ if w.snap.pages[c.page].url==x && rank==0{rank=n}}}
  for _,k:=range []string{q.Kind,"ALL"}{ e.n[k]++; if rank==1{e.r1[k]++}; if rank>0&&rank<=5{e.r5[k]++}; if rank>0&&rank<=10{e.r10[k]++}; if rank>0{e.mrr[k]+=1/float64(rank)}}
  ok:=false; for i,t:=range topics{ if i<5{ for _,x:=range q.Expected{ if pageTopics[x][t.Topic]{ok=true}}}}; e.tn++; if ok{e.topic5++}
  if verbose&&(rank==0||rank>5){ top:=""; for i,c:=range cs{ if i<3{top+=w.snap.pages[c.page].url+" "}}; ts:=""; for i,t:=range topics{ if i<3{ts+=fmt.Sprintf("%s:%.2f ",t.Topic,t.P)}}; e.fail=append(e.fail,fmt.Sprintf("%s %s r=%d want %v top %s| %s | %s",q.ID,q.Kind,rank,q.Expected,top,ts,q.Question))}}
 return e}
func (e evalRes) print(name string){ fmt.Println("==",name); var ks []string; for k:=range e.n{ks=append(ks,k)}; sort.Strings(ks); for _,k:=range ks{ N:=float64(e.n[k]); fmt.Printf("%-12s n=%3d r@1 %.3f r@5 %.3f r@10 %.3f mrr %.3f\n",k,e.n[k],float64(e.r1[k])/N,float64(e.r5[k])/N,float64(e.r10[k])/N,e.mrr[k]/N)}; if e.tn>0{fmt.Printf("topic in first five (of page's guesses) %.3f\n",float64(e.topic5)/float64(e.tn))}; for _,f:=range e.fail{fmt.Println("  ",f)}}
func TestExp(t *testing.T){
 if os.Getenv("EXP")==""{t.Skip()}
 bank,err:=ReadBank(os.DirFS("topics"),"*.tsv"); if err!=nil{t.Fatal(err)}
 syn,err:=ShippedSynonyms(); if err!=nil{t.Fatal(err)}
 c:=Train(bank); pq:=loadQ("testdata/proef/questions.jsonl")


 var dev,test []tq; for i,q:=range loadQ("../demo/testdata/retrieval.jsonl"){ if i%2==0{dev=append(dev,q)}else{test=append(test,q)}}
 dd:=loadDemo("../demo/site"); pd:=loadMD("testdata/proef/pages")
 lab:=func(path string) []label { b,_:=os.ReadFile(path); var out []label; for _,l:=range strings.Split(string(b),"\n"){ f:=strings.Split(l,"\t"); if len(f)==3{ var w float32; fmt.Sscan(f[2],&w); out=append(out,label{f[0],TopicID(f[1]),w,true})}}; return out}
 dl:=lab("../demo/labels.tsv"); pl:=lab("testdata/proef/labels.tsv")
 h:=helpWeights
 topic5:=func(qs []tq, ls []label){ at:=map[string]int{}; n:=map[string]int{}; for _,q:=range qs{ want:=map[TopicID]bool{}; for _,l:=range ls{ for _,x:=range q.Expected{ if l.URL==x{want[l.Topic]=true}}}; if len(want)==0{continue}; r:=c.Rank(q.Question,5); ok:=false; for _,t:=range r{ if want[t.Topic]{ok=true}}; for _,k:=range []string{q.Kind,"ALL"}{n[k]++; if ok{at[k]++}}}; for k:=range n{fmt.Printf("topic@5 %s %.3f n=%d  ",k,float64(at[k])/float64(n[k]),n[k])}; fmt.Println()}

 _=topic5; h=helpWeights
 type par struct{ name string; p *float32; vals []float32; rebuild bool}
 g:=float32(guesses); et:=float32(expandTopics); tf:=float32(2.5); bb:=float32(.6); tb:=float32(.4)
 pars:=[]par{{"Page",&h.Page,[]float32{.15,.3,.5,.8,1.1},false},{"Exp",&h.Expanded,[]float32{.25,.5,.7,.9,1.2},false},{"Topic",&h.Topic,[]float32{1,1.4,2,2.5,3},false},{"trust",&editorTrust,[]float32{1,1.3,1.6,2},true},{"First",&h.First,[]float32{0,.03,.06,.1,.15},false},
 {"qsharp",&sharpness,[]float32{6,7,8,9,10},false},{"gsharp",&guessSharp,[]float32{6,8,10},true},{"guesses",&g,[]float32{2,3,4,6},true},{"least",&guessLeast,[]float32{.02,.05,.1,.2},true},{"etop",&et,[]float32{2,3,5,8},false},
 {"syn",&synonymWeight,[]float32{.3,.5,.7,.85},false},{"partK",&partOfKnown,[]float32{.2,.4,.6},false},{"partU",&partOfUnknown,[]float32{.6,.9,1},false},{"corr",&correctedWeight,[]float32{.6,.85,1},false},{"unk",&unknownIDF,[]float32{1,2,3,5},false},{"title",&tf,[]float32{1.5,2.5,4},true},{"bodyB",&bb,[]float32{.3,.6,.8},true},{"titleB",&tb,[]float32{.2,.4,.7},true},{"head",&headingBonus,[]float32{0,.05,.1,.2,.3},false}}
 all:=append(append([]tq{},dev...),test...)
 var dw,aw *world
 mk:=func(){ guesses=int(g); fieldWeight[titleField]=float64(tf); fieldB[bodyField]=float64(bb); fieldB[partField]=float64(bb); fieldB[titleField]=float64(tb); dw=build(c,bank,syn,dd,dl); aw=build(c,bank,syn,dd,nil) }
 one:=func(w *world) float64 { e:=w.eval(all,h,h,false); s:=0.0; n:=0.0; for k,N:=range e.n{ if k=="ALL"{continue}; wt:=1.0; if k=="paraphrase"{wt=4}; s+=wt*(float64(e.r5[k])+e.mrr[k])/float64(N)/2; n+=wt}; return s/n}
 obj:=func() float64 { expandTopics=int(et); return (one(dw)+one(aw))/2 }
 mk(); best:=obj(); fmt.Println("start",best)
 for round:=0;round<0;round++{ for i:=range pars{ p:=&pars[i]; old:=*p.p; bv:=old; for _,v:=range p.vals{ if v==old{continue}; *p.p=v; if p.rebuild{mk()}; s:=obj(); if s>best+.0008{best=s;bv=v}}; *p.p=bv; if p.rebuild{mk()}; fmt.Printf("%s=%v best %.4f\n",p.name,bv,best)}}
 expandTopics=int(et)
 dw.eval(all,h,h,true).print("demo labelled"); aw.eval(all,h,h,false).print("demo auto")
 pw:=build(c,bank,syn,pd,nil); pw.eval(pq,h,h,false).print("proef auto")
 pw=build(c,bank,syn,pd,pl); pw.eval(pq,h,h,false).print("proef labelled")
}
