// What is wrong, over the page: errors in a sheet at the bottom that opens by itself,
// findings of this page behind a small button. It lies in a shadow of its own, so
// that neither it nor the page's styles reach the other, takes no focus, and is no
// part of what is printed. All that authors wrote reaches it as text.

import { style } from "./style.js";

const words = { error: ["error", "errors"], warning: ["finding", "findings"] };
const count = (n, what) => `${n} ${words[what][n === 1 ? 0 : 1]}`;

let root; // the shadow
let opened = ""; // errors, findings, or nothing
let dismissed = recall(); // stands for the errors that were put away
let found = { errors: [], warnings: [], elsewhere: 0, more: 0 };
let openAt; // address that opens the editor

/** Shows what was found, instead of what was shown before. */
export function show(now, open) {
  found = { ...now, errors: now.errors ?? [], warnings: now.warnings ?? [] };
  openAt = open;
  const errors = signature();
  if (!errors) {
    if (opened === "errors") opened = "";
    keep("");
  } else if (errors !== dismissed) opened = "errors";
  if (opened === "findings" && !found.warnings.length) opened = "";
  draw();
}

const signature = () => found.errors.map((e) => [e.place, e.code, e.message].join(" ")).sort().join("\n");

function draw() {
  if (!root) {
    if (!found.errors.length && !found.warnings.length) return;
    const host = document.createElement("waymark-preview");
    root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    document.documentElement.append(host);
  }
  const focus = root.activeElement?.dataset.name; // what is drawn anew keeps the focus
  root.replaceChildren(badge(), sheet(), status());
  if (focus) (root.querySelector(`[data-name="${focus}"]`) ?? root.querySelector("button"))?.focus();
}

/** Says aloud, to those who hear the page, what others see. */
let announced = "";
function status() {
  const p = element("p", { role: "status", class: "aside" });
  const text = found.errors.length ? `The preview has ${count(found.errors.length + found.more, "error")}` : announced ? "All errors are mended" : "";
  setTimeout(() => (p.textContent = text), 50);
  announced = found.errors.length ? text : "";
  return p;
}

function badge() {
  const parts = [];
  if (found.errors.length) parts.push(toggle("errors", count(found.errors.length + found.more, "error"), "bad"));
  if (found.warnings.length) parts.push(toggle("findings", count(found.warnings.length, "warning"), ""));
  return element("div", { class: "badge" }, ...(opened ? [] : parts));
}

function toggle(what, text, kind) {
  const button = element("button", { type: "button", class: kind, "data-name": what, "aria-expanded": "false" }, text);
  button.onclick = () => {
    opened = what;
    draw();
    root.querySelector('[data-name="close"]')?.focus();
  };
  return button;
}

function sheet() {
  if (!opened) return "";
  const errors = opened === "errors";
  const list = errors ? found.errors : found.warnings;
  const title = errors ? `This handbook has ${count(found.errors.length + found.more, "error")}` : `${count(list.length, "warning")} on this page`;
  const close = element("button", { type: "button", "data-name": "close" }, "Close");
  const notes = [];
  if (errors && found.more) notes.push(`${found.more} more are listed in the terminal.`);
  if (errors) notes.push("Nothing is published while there are errors. A page that cannot be made is shown as it last was.");
  if (!errors && found.elsewhere) notes.push(`There are ${found.elsewhere} more on other pages; waymark check lists them.`);
  const dialog = element("section", { role: "dialog", "aria-labelledby": "title", class: "sheet " + (errors ? "bad" : "") },
    element("div", { class: "head" }, element("h2", { id: "title" }, title), close),
    element("ol", {}, ...list.map(item)),
    ...notes.map((n) => element("p", { class: "note" }, n)));
  close.onclick = () => putAway();
  return dialog;
}

function putAway() {
  if (opened === "errors") keep(signature());
  opened = "";
  draw();
}

// Escape puts the sheet away, unless something on the page wants it for itself.
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !opened || event.defaultPrevented) return;
  const typing = document.activeElement?.matches("input, textarea, select, [contenteditable]");
  if (!typing && !document.querySelector("dialog[open], :popover-open")) putAway();
});

function item(f) {
  const li = element("li", { class: f.severity });
  const head = element("p", { class: "message" }, f.message);
  if (f.code) head.append(" ", element("code", {}, f.code));
  li.append(place(f), head);
  if (f.excerpt) {
    const chars = Array.from(f.excerpt);
    const part = (from, to) => chars.slice(from, to).join("");
    li.append(element("pre", {}, element("span", { class: "line" }, `${f.line} │ `), part(0, f.from), element("mark", {}, part(f.from, f.to)), part(f.to)));
  }
  if (f.hint) li.append(element("p", { class: "hint" }, f.hint));
  for (const r of f.related ?? []) li.append(element("p", { class: "related" }, place(r), " ", r.message));
  return li;
}

/** A place in a file, and the way there. */
function place(f) {
  if (!f.place) return "";
  if (f.editor) return element("a", { class: "place", href: f.editor, "data-name": f.place }, f.place);
  if (!f.open) return element("span", { class: "place" }, f.place);
  const button = element("button", { type: "button", class: "place", "data-name": f.place }, f.place);
  const refused = element("span", { class: "refused", role: "alert" });
  button.onclick = async () => {
    refused.textContent = "";
    refused.textContent = await open(f.open);
  };
  return element("span", {}, button, refused);
}

/** Has a place opened in the editor, and returns why it was not. */
async function open(place) {
  try {
    const response = await fetch(openAt, { method: "POST", body: JSON.stringify({ secret: found.secret, open: place }) });
    return response.ok ? "" : " " + (await response.text());
  } catch {
    return " the preview does not answer";
  }
}

function element(name, attributes, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  e.append(...children);
  return e;
}

// Errors that were put away on one page need not be put away on the next.
function recall() {
  try {
    return sessionStorage.getItem("waymark:preview:dismissed") ?? "";
  } catch {
    return "";
  }
}

function keep(errors) {
  dismissed = errors;
  try {
    sessionStorage.setItem("waymark:preview:dismissed", errors);
  } catch {}
}
