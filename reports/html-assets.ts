/** Style and script of the HTML report. */
export const style = `
:root{--ink:#1c1e21;--quiet:#667;--paper:#fbfbfa;--card:#fff;--line:#e3e3df;--code:#f3f3ef;
--fail:#c0262d;--error:#8a3ab9;--warn:#b26a00;--observe:#1f6fb2;--skip:#8a8d91;--pass:#2e7d4f}
@media(prefers-color-scheme:dark){:root{--ink:#e6e6e3;--quiet:#9aa0a6;--paper:#16181b;--card:#1e2125;--line:#31353a;--code:#262a2f;
--fail:#ff6b6b;--error:#c792ea;--warn:#f0a94b;--observe:#6cb6ff;--skip:#8b9096;--pass:#5fc98b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,sans-serif}
code,pre{font:0.86em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
h1{margin:.1em 0 .3em;font-size:1.9rem;line-height:1.2}
h2{font-size:1.1rem}h3,h4{font-size:.92rem;margin:1rem 0 .3rem;overflow-wrap:anywhere}
p{margin:.3em 0;overflow-wrap:anywhere}
.brand,.quiet{color:var(--quiet);font-size:.9rem}
.good{color:var(--pass)}.bad{color:var(--fail)}
.bar{display:flex;gap:2px;height:.6rem;margin:1rem 0 .5rem;border-radius:.3rem;overflow:hidden}
.bar i{min-width:3px}
i.fail{background:var(--fail)}i.error{background:var(--error)}i.warn{background:var(--warn)}
i.observe{background:var(--observe)}i.skip{background:var(--skip)}i.pass{background:var(--pass)}
.counts{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:0;padding:0;list-style:none}
b.fail,.verdict.fail{color:var(--fail)}b.error,.verdict.error{color:var(--error)}b.warn,.verdict.warn{color:var(--warn)}
b.observe,.verdict.observe{color:var(--observe)}b.skip,.verdict.skip{color:var(--skip)}b.pass,.verdict.pass{color:var(--pass)}
.filter{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;position:sticky;top:0;margin:1.5rem 0 .5rem;padding:.6rem 0;
background:var(--paper);border-bottom:1px solid var(--line)}
.filter[hidden]{display:none}
.filter input[type=search]{flex:1 1 14rem;padding:.4rem .7rem;border:1px solid var(--line);border-radius:.4rem;background:var(--card);
color:inherit;font:inherit}
.notes{margin:1.2rem 0;padding:.1rem 1rem;border-left:4px solid var(--warn);background:var(--card)}
.check{margin:.35rem 0;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
.check[hidden]{display:none}
.check>summary{display:flex;flex-wrap:wrap;gap:.1rem .7rem;align-items:baseline;padding:.45rem .8rem;cursor:pointer;list-style:none}
.check>summary::-webkit-details-marker{display:none}
.verdict{width:4.2rem;font-weight:650;font-size:.85rem}
.draft{padding:0 .45em;border-radius:.6em;background:var(--code);font-size:.8rem}
.title{color:var(--quiet);font-size:.9rem}
.body{padding:.2rem .8rem .8rem;border-top:1px solid var(--line)}
.finding{margin:.7rem 0;padding:.1rem .8rem;border-left:4px solid var(--observe)}
.finding.fail{border-color:var(--fail)}.finding.warn{border-color:var(--warn)}
dl{display:grid;grid-template-columns:5.5rem 1fr;gap:.15rem .5rem;margin:.4rem 0}
dt{color:var(--quiet)}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
pre{margin:.4rem 0;padding:.6rem .8rem;border-radius:.4rem;background:var(--code);overflow-x:auto}
.exchanges{margin-top:.8rem}.exchanges>summary{cursor:pointer;color:var(--quiet)}
article{border-top:1px solid var(--line);margin-top:.6rem}
`

/** Shows the filter, which does nothing without a script, and lets it hide checks. */
export const script = `
(() => {
  const form = document.querySelector('.filter')
  const checks = [...document.querySelectorAll('.check')]
  const words = new Map(checks.map((check) => [check, check.textContent.toLowerCase()]))
  const apply = () => {
    const wanted = form.querySelector('[type=search]').value.toLowerCase().split(/\\s+/)
    const verdicts = new Set([...form.querySelectorAll(':checked')].map((box) => box.value))
    let shown = 0
    for (const check of checks) {
      const matches = wanted.every((word) => words.get(check).includes(word))
      check.hidden = !(verdicts.has(check.dataset.verdict) && matches)
      shown += check.hidden ? 0 : 1
    }
    form.querySelector('output').textContent = shown + ' of ' + checks.length + ' shown'
  }
  form.hidden = false
  form.addEventListener('input', apply)
  form.addEventListener('submit', (event) => event.preventDefault())
  apply()
})()
`
