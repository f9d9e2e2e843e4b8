package main
import ("testing";"time")
func TestTmp(t *testing.T){
 u:=newUser(t)
 dir:=t.TempDir()
 write(t,dir,map[string]string{"a.html":"<html lang=nl><title>Voegen</title><main><h1>Voegen</h1><p>Je kunt je voegen in de strafzaak om je schade te laten betalen door de dader.</p></main>"})
 for i:=0;i<3;i++{ s:=time.Now(); t.Log(u.must(t,"","index","--dir",dir,"--audience","public","--collection","x"), time.Since(s))}
 s:=time.Now(); p:=u.start(t,"search","--collection","x","schade"); <-p.done; t.Log(time.Since(s), p.told.String())
 s=time.Now(); p=u.start(t,"search","--collection","x","schade"); <-p.done; t.Log(time.Since(s), p.told.String())
 s=time.Now(); p=u.start(t,"gate"); <-p.done; t.Log(time.Since(s), p.told.String())
}
