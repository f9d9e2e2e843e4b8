package knowledge
import ("testing";"encoding/json";"os";"fmt";"strings";"wegwijzer/internal/dutch")
type aq struct{ ID,Question,Page,Kind string; Answerable bool; Must []string }
func TestFeat(t *testing.T){
 if os.Getenv("EXP")==""{t.Skip()}
 bank,_:=ReadBank(os.DirFS("topics"),"*.tsv"); syn,_:=ShippedSynonyms(); c:=Train(bank)
 dd:=loadDemo("../demo/site"); text:=map[PassageID]Passage{}; for _,d:=range dd{ for _,p:=range Passages(d){ text[p.ID]=p}}
 b0,_:=os.ReadFile("../demo/labels.tsv"); var dl []label; for _,l:=range strings.Split(string(b0),"\n"){ f:=strings.Split(l,"\t"); if len(f)==3{ var w float32; fmt.Sscan(f[2],&w); dl=append(dl,label{f[0],TopicID(f[1]),w,true})}}; w:=build(c,bank,syn,dd,dl)
 f,_:=os.Create("/tmp/feat.tsv")
 qs:=loadQ2("../demo/testdata/answers.jsonl"); for _,r:=range loadQ("../demo/testdata/retrieval.jsonl"){ qs=append(qs,aq{ID:r.ID,Question:r.Question,Page:r.Expected[0],Kind:"lay",Answerable:false})}
 for i,q:=range qs{ qq,topics:=understand(w.snap,c,bank,syn,q.Question); cs:=w.snap.rank(qq,helpWeights,reportWeights,nil,30,3,nil)
  y:=0; must:=0
  seen:=map[int32]bool{}; n:=0
  for _,x:=range cs{ if n>=3{break}; if !seen[x.page]{seen[x.page]=true;n++; if w.snap.pages[x.page].url==q.Page{y=1}}}
  // words of question covered in top passages' text or title
  in:=map[string]bool{}; for j,x:=range cs{ if j>=3{break}; p:=text[w.snap.passages[x.passage].id]; for _,tt:=range dutch.Terms(p.Title+"\n"+p.Heading+"\n"+p.Text){in[tt.Text]=true}}
  best:=map[int]float32{}; full:=map[int]float32{}
  for _,o:=range qq.own{ s:=w.snap.spelling.terms[o.term]; full[o.word]=max(full[o.word],qq.idfs[o.word]); if in[s]{ best[o.word]=max(best[o.word],min(1,o.weight))}}
  var tot,cov,maxmiss float32; for wd,idf:=range qq.idfs{ tot+=idf; cov+=best[wd]*idf; if best[wd]<.3{maxmiss=max(maxmiss,idf)}}
  if tot==0{tot=1}
  // explained by the pages topics
  var expl,expl1 float32; { tops:=map[int32]bool{}; for j,x:=range cs{ if j>=3{break}; for t,l:=range w.snap.topicPages{ for _,tp:=range l{ if tp.page==x.page&&tp.affinity>=.3{tops[int32(t)]=true}}}}
   for wd,idf:=range qq.idfs{ ok:=best[wd]; if id,have:=c.features["w:"+qq.stems[wd]];have{ for _,tw:=range c.weights[id]{ if tops[tw.topic]{ok=max(ok,.9)}}; if len(c.weights[id])>25{ok=max(ok,.6)} }; expl+=ok*idf; if ok<.3{expl1=max(expl1,idf)} } }
  fact:=0.0; for j,tk:=range dutch.Tokens(q.Question){ nx:=""; if ts:=dutch.Tokens(q.Question);j+1<len(ts){nx=ts[j+1].Text}; switch tk.Text{case "hoeveel","welk","percentage","procent","adres","merk","gemiddeld","hoogte","precies":fact=1; case "welke","wat": if nx!="moet"&&nx!="kan"&&nx!="nu"&&nx!="doe"&&nx!="mag"&&nx!="als"{fact=max(fact,.5)}; case "hoe": switch nx{case "hoog","groot","lang","vaak","oud","duur","heet":fact=1}}}
  var ucov float32; numOK:=float32(0); asksNum:=false; for _,tk:=range dutch.Tokens(q.Question){ switch tk.Text{case "hoeveel","hoelang","hoogte","procent","percentage","telefoonnummer","nummer","wanneer","termijn","bedrag":asksNum=true}}; for j,tk:=range dutch.Tokens(q.Question){ if ts:=dutch.Tokens(q.Question); tk.Text=="hoe"&&j+1<len(ts){ switch ts[j+1].Text{case "hoog","lang","vaak","oud","veel","laat":asksNum=true}}}
  for j,x:=range cs{ if j>=5{break}; p:=text[w.snap.passages[x.passage].id]; hd:=map[string]bool{}; for _,tt:=range dutch.Terms(p.Title+"\n"+p.Heading){hd[tt.Text]=true}; for _,sp:=range dutch.Sentences(p.Text){ u:=p.Text[sp.Start:sp.End]; bg:=map[string]bool{}; for _,tt:=range dutch.Terms(u){bg[tt.Text]=true}; bb:=map[int]float32{}; for _,o:=range qq.own{ s:=w.snap.spelling.terms[o.term]; v:=float32(0); if bg[s]{v=1}else if hd[s]{v=.6}; bb[o.word]=max(bb[o.word],v*min(1,o.weight))}; var cv float32; for wd,idf:=range qq.idfs{cv+=bb[wd]*idf}; cv/=tot; if cv>ucov{ucov=cv; numOK=0; if len(dutch.Numbers(u))>0{numOK=1}} }}
  numMiss:=float32(0); if asksNum&&numOK==0{numMiss=1}; if asksNum{fact=1}
  sc,mass:=c.scores(q.Question); top:=float32(0); for _,x:=range sc{top=max(top,x)}; if mass==0{mass=1}
  p1:=float32(0); if len(topics)>0{p1=topics[0].P}
  var own,topic,score,exp,whole float32; if len(cs)>0{ own=cs[0].own; topic=cs[0].topic; score=cs[0].score; exp=cs[0].exp; whole=cs[0].whole}
  margin:=float32(0); for _,x:=range cs{ if x.page!=cs[0].page{margin=score-x.score;break}}
  kind:=q.Kind; if q.Answerable{kind="ans"}
  fmt.Fprintf(f,"%d\t%s\t%s\t%d\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%s\n",i,q.ID,kind,y,must,own,topic,score,exp,whole,margin,cov/tot,maxmiss,qq.unknown,p1*0+top/mass,len(qq.stems),expl/tot,expl1,fact,float32(fact)*(1-cov/tot),ucov,float32(fact)*(1-ucov),numMiss,strings.ReplaceAll(q.Question,"\t"," "))
 }
 f.Close()
}

func loadQ2(path string) []aq { b,_:=os.ReadFile(path); var out []aq; for _,l:=range strings.Split(string(b),"\n"){ if l==""{continue}; var q aq; if err:=json.Unmarshal([]byte(l),&q);err!=nil{panic(err)}; out=append(out,q)}; return out}
