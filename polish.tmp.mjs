import { chromium } from '@playwright/test';
const origin='http://127.0.0.1:4871', S='demo-next', dir='/tmp/polish/';
const [, , screenCode='GRTHNW9A', code='077830'] = process.argv;
const b=await chromium.launch({executablePath:process.env.CHROMIUM??'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']});
const log=[];log.push=(m)=>{console.log(m)};
const open=async(name,w,h,{lang='zh',theme='light',size='plain',phone=false}={})=>{
  const c=await b.newContext({baseURL:origin,viewport:{width:w,height:h},locale:lang==='zh'?'zh-CN':'en-GB',timezoneId:'Asia/Shanghai',...(phone?{isMobile:true,hasTouch:true}:{}),colorScheme:theme});
  await c.addCookies([{name:'language',value:lang,url:origin}]);
  await c.addInitScript(([t,s])=>localStorage.setItem('display',JSON.stringify({theme:t,size:s})),[theme,size]);
  const p=await c.newPage(); p.setDefaultTimeout(20000);
  p.on('console',m=>{if(m.type()==='error')log.push(name+': '+m.text().slice(0,200))}); p.on('pageerror',e=>log.push(name+' PAGEERROR '+e.message.slice(0,300)));
  p.nm=name; return p;};
const shot=async(p,n,full=false)=>{await p.waitForTimeout(500);await p.screenshot({path:dir+p.nm+'-'+n+'.png',fullPage:full,animations:'disabled'});
  const over=await p.evaluate(()=>document.documentElement.scrollWidth-innerWidth); if(over>0)log.push(p.nm+'-'+n+' scrolls sideways '+over);};
const step=async(n,f)=>{try{await f()}catch(e){log.push('STEP '+n+': '+e.message.slice(0,400))}};
const host=await open('host',1280,800);
await host.goto('/sign-in?to=/sessions/'+S+'/host'); await host.waitForTimeout(1500);
await host.locator('input').first().fill('demo-host'); await host.locator('input[type=password]').fill('shangliang-2026');
await host.getByRole('main').getByRole('button',{name:'登录'}).click(); await host.waitForURL(/host/).catch(e=>log.push('signin '+e.message.slice(0,100)));
const ask=async(page,stream,command)=>{const r=await page.evaluate(async([s,c])=>{const x=await fetch('/api/'+s+'/commands',{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify({id:crypto.randomUUID(),command:c})});return x.json()},[stream,command]); if(!('seq' in r))log.push(command.type+' '+JSON.stringify(r)); return r;};
const h=(c)=>ask(host,'sessions/'+S,c), hb=(c)=>ask(host,'ballots/'+S,c);
const seq=async(stream)=>host.evaluate(async s=>(await (await fetch('/api/'+s)).json()).state,stream);
const hostEn=await open('hosten',1280,800,{lang:'en'});
await hostEn.context().addCookies((await host.context().cookies()).filter(c=>c.name!=='language'));

const walls=[await open('wall',1920,1080),await open('wall4k',3840,2160,{theme:'dark',lang:'en'})];
const phones=[];
for(const [n,o] of [['phoneen',{lang:'en'}],['elder',{size:'elder'}]]){const p=await open(n,390,844,{phone:true,...o});phones.push(p);}
await step('join',async()=>{for(const [i,p] of phones.entries()){await p.goto('/j/'+code);await p.waitForTimeout(1200);await p.locator('input[type=text],input:not([type])').last().fill(['王大妈','Anna','李大爷'][i]);await p.locator('main button[type=submit]').first().click();await p.waitForURL(/sessions\//);}});
await step('walls',async()=>{for(const w of walls){await w.goto('/sessions/'+S+'/screen#'+screenCode);await w.waitForTimeout(1500);}});
await hostEn.goto('/sessions/'+S+'/host');await host.goto('/sessions/'+S+'/host');
const all=async(n,{hosts=true,ph=true,wl=true}={})=>{for(const p of [...(wl?walls:[]),...(ph?phones:[]),...(hosts?[host,hostEn]:[])])await step(n+p.nm,()=>shot(p,n,phones.includes(p)));};
let st=await seq('sessions/'+S);
// debate
await h({type:'setMotion',text:'先加装电梯，再改造停车场；费用由受益户按楼层分担，一楼住户不出钱并得到补偿，是否应当写入本次的协商建议清单？',sideMinutes:5});
for(let i=0;i<8&&st.segments.find(s=>s.stage==='current')?.form!=='debate';i++){const r=await h({type:'nextSegment',after:st.segments.find(s=>s.stage==='current')?.id??null});st=await seq('sessions/'+S);if(!('seq' in r))break;}
for(const [i,p] of phones.entries()){await ask(p,'sessions/'+S,{type:'takeSide',side:['for','against','for'][i]});await ask(p,'sessions/'+S,{type:'setStance',phase:'before',value:[90,30,50][i]});}
await h({type:'showScene',scene:'debate'});await host.waitForTimeout(800);
for(const [i,p] of phones.entries()){await p.goto('/sessions/'+S+'#debate');}
await all('08-debate');
// polls
const long='请问您是否同意本小区在今年年底以前先行完成全部七个单元的加装电梯工程，并且同意由受益住户按照楼层系数分摊费用、一楼和二楼住户不分摊而且获得适当的采光与噪声补偿，同时保留不同意见的书面记录？';
await hb({type:'openPoll',title:long,method:'single',options:[{id:'a',text:'赞成'},{id:'b',text:'反对'},{id:'c',text:'弃权'}],form:'counted',running:true});
let bs=await seq('ballots/'+S); let pid=bs.polls.at(-1).id;
await h({type:'showScene',scene:'poll'}); 
for(const [i,p] of phones.entries()){await ask(p,'ballots/'+S,{type:'castBallot',poll:pid,choice:{method:'single',option:'abc'[i]}});}
for(const p of [host,hostEn])await step('polltab',async()=>{await p.getByRole('tab',{name:/表决|Votes/}).click();});
await phones[1].goto('/sessions/'+S+'#polls');
await host.waitForTimeout(800);await all('09-poll');
await step('closing',async()=>{await host.getByRole('button',{name:'结束表决'}).click();await shot(host,'10-close-dialog');await hostEn.getByRole('button',{name:'Close the vote'}).click();await shot(hostEn,'10-close-dialog');await hostEn.keyboard.press('Escape');
 await host.getByRole('button',{name:/倒数/}).click();await all('10-closing');await host.waitForTimeout(9000);await all('11-gathering-or-closed');await host.waitForTimeout(6000);});
await all('12-result');
// words
await hb({type:'openPoll',title:'一个词说说您最想改什么',method:'words',options:[],form:'counted',running:true});
bs=await seq('ballots/'+S);pid=bs.polls.at(-1).id;
for(const [i,p] of phones.entries())await ask(p,'ballots/'+S,{type:'castBallot',poll:pid,choice:{method:'words',words:[['垃圾分类','停车难','加装电梯'],['parking','垃圾分类没人管','电梯'],['停车难','绿化','地下停车场']][i]}});
await h({type:'showScene',scene:'words'});await host.waitForTimeout(800);await all('13-words');
await hb({type:'closePoll',poll:pid});
// statements
await hb({type:'openMarking'});
for(const t of ['消防通道不应该停车','电梯费用按楼层分担','绿化比停车位更重要'])await hb({type:'makeStatement',text:t});
bs=await seq('ballots/'+S);
for(const [i,p] of phones.entries())for(const [j,s] of bs.statements.entries())await ask(p,'ballots/'+S,{type:'mark',statement:s.id,mark:['agree','disagree','pass'][(i+j)%3]});
for(const p of phones)await p.goto('/sessions/'+S+'#statements');
for(const p of [host,hostEn])await step('stab',async()=>{await p.getByRole('tab',{name:/观点|Statements/}).click();});
await h({type:'showScene',scene:'map'});await host.waitForTimeout(2500);await all('14-map');
await step('switch',async()=>{await host.getByRole('switch').click();await host.waitForTimeout(50);await shot(host,'14-switch');});
await h({type:'showScene',scene:'lists'});await all('15-lists',{hosts:false});
await h({type:'showScene',scene:'welcome'});await all('16-welcome',{hosts:false,ph:false});

await h({type:'showScene',scene:'thanks'});await all('18-thanks',{hosts:false});
console.log(log.join('\n'));
await b.close();
