// How the panel looks. It is text, because the policy of the pages lets no style in
// but from files, and those of the page shall not reach in here.
export const style = `
:host { all: initial; color-scheme: inherit; --ink: light-dark(#1c1b1a, #edebe8); --paper: light-dark(#fff, #211f1e);
  --soft: light-dark(#57534e, #b5b0aa); --line: light-dark(#d6d3d1, #57534e); --bad: light-dark(#b91c1c, #fca5a5);
  --good: light-dark(#1d4ed8, #93c5fd); --mark: light-dark(#fde68a, #713f12); }
@media print { :host { display: none; } }
* { box-sizing: border-box; }
.badge, .sheet { position: fixed; z-index: 2147483647; font: 14px/1.5 system-ui, sans-serif; color: var(--ink); }
.badge { left: 12px; bottom: 12px; display: flex; gap: 8px; }
button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 4px 10px; min-height: 28px; cursor: pointer; }
button:hover { border-color: currentcolor; }
:is(button, a):focus-visible { outline: 2px solid var(--good); outline-offset: 2px; }
.badge button { box-shadow: 0 1px 6px #0004; color: var(--soft); }
.badge .bad { color: var(--bad); border-color: currentcolor; font-weight: 600; }
.sheet { inset: auto 0 0; max-height: 60vh; overflow: auto; overscroll-behavior: contain; padding: 12px max(16px, calc(50vw - 480px)) 16px;
  background: var(--paper); border-top: 4px solid var(--soft); box-shadow: 0 -4px 24px #0005; }
.sheet.bad { border-color: var(--bad); }
.head { position: sticky; top: -12px; margin-top: -12px; padding: 12px 0 8px; background: var(--paper); display: flex; justify-content: space-between; align-items: center; gap: 16px; }
h2 { font-size: 16px; margin: 0; }
ol { list-style: none; margin: 0; padding: 0; }
li { padding: 8px 0; border-top: 1px solid var(--line); }
p { margin: 2px 0; }
.message { font-weight: 600; overflow-wrap: anywhere; }
.error .message { color: var(--bad); }
.place, code, pre { font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere; }
a.place { color: var(--good); }
button.place { border: 0; padding: 0; min-height: 24px; background: none; color: var(--good); text-decoration: underline; text-align: left; }
.refused { color: var(--bad); }
.message code { font-weight: 400; color: var(--soft); }
pre { margin: 4px 0; padding: 6px 8px; background: color-mix(in srgb, var(--line) 30%, transparent); border-radius: 4px; white-space: pre-wrap; }
.line, .note, .hint, .related { color: var(--soft); }
.line { user-select: none; }
mark { background: var(--mark); color: inherit; }
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;
