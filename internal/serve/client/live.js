// Keeps the page of this tab as the preview has it. It tells the preview which page
// it shows, and by what key; it is told what has become of that, fetches what it
// needs, and changes the page in place. Nothing that fails ends it: it tries again
// for ever, and whoever answers, the same preview or a new one, is told the same.

import { patch, isPage } from "./patch.js";
import { swapStyles, refresh } from "./files.js";
import { show } from "./panel.js";

const script = document.querySelector("script[data-boot]");
const own = (name) => new URL(name, script.src);

/** What this tab says of itself. */
const said = { page: location.pathname, key: script.dataset.key, boot: script.dataset.boot, edition: Number(script.dataset.edition) };

/** The page as it came from the preview, before scripts and readers changed it. */
let source;

let found = ""; // stands for the findings that are shown
let judged = "none"; // the key of the page with what the checks find, if that is shown
let socket;
let wait = 0; // before the next try, in milliseconds
let heard = 0; // when something was heard last

const longest = 3000; // wait between two tries
const silence = 75_000; // after which the connection is taken for dead; the preview says something every 30 s

function join() {
  socket = new WebSocket(own("tab").href.replace(/^http/, "ws"));
  socket.onopen = () => {
    wait = 0;
    heard = Date.now();
    say();
  };
  socket.onmessage = (event) => {
    heard = Date.now();
    hear(JSON.parse(event.data));
  };
  socket.onclose = () => {
    socket = undefined;
    wait = Math.min(2 * wait + 50, longest);
    setTimeout(again, wait);
  };
}

/** Tries again; by an ordinary request first, so that a browser whose policy lets no WebSocket through is served too. */
async function again() {
  if (socket) return;
  try {
    const response = await fetch(own("state?" + new URLSearchParams(said)));
    hear(await response.json());
  } catch {} // nobody is there
  if (!socket) join();
}

function say() {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(said));
}

// A computer that wakes up, or a tab that is looked at again, does not wait.
for (const event of ["online", "pageshow", "visibilitychange"])
  addEventListener(event, () => {
    if (document.hidden) return;
    wait = 0;
    if (socket && heard && Date.now() - heard > silence) socket.close();
    else again();
  });

let news; // what was heard last, and not yet acted upon
let busy = false;

/** Acts upon what is heard, one thing after the other; what is outdated by then is left out. */
async function hear(message) {
  news = { ...message, files: [...(news?.files ?? []), ...(message.files ?? [])], all: news?.all || message.all };
  if (busy) return;
  busy = true;
  while (news) {
    const now = news;
    news = undefined;
    try {
      await act(now);
    } catch {
      setTimeout(say, 500); // the preview went away in between, or builds anew
    }
  }
  busy = false;
}

async function act(now) {
  const isNew = said.boot !== now.boot || said.edition !== now.edition;
  said.boot = now.boot;
  said.edition = now.edition;
  if (now.page !== "same") await update(now);
  else if (now.judged && now.judged !== judged) await judge(now.judged);
  if (now.all || now.files.length) await refresh(now.all ? undefined : new Set(now.files), now.edition);
  if (isNew) document.dispatchEvent(new CustomEvent("waymark:built")); // for scripts that read other files than the page
  if (now.found !== found) {
    const response = await fetch(own("findings?" + new URLSearchParams({ page: said.page })));
    show(await response.json(), own("open"));
    found = now.found;
  }
}

const here = () => location.pathname + location.search;
const getJudged = () => get(own("judged?" + new URLSearchParams({ page: location.pathname })));

/** Shows on the page what the checks find, or nothing any more. Where that cannot be done in place, the panel alone has it. */
async function judge(as) {
  const { page, key } = as === "none" ? await get(here()) : await getJudged();
  if (key !== said.key) return; // there will be news of it
  judged = as;
  if (!source) return;
  source = patch(document, source, page) ? page : undefined;
  document.dispatchEvent(new CustomEvent("waymark:patched")); // for scripts that look after what a page holds
}

/** Fetches the page, or the one it has become, and shows it. */
async function update({ to = here(), judged: as = "none" }) {
  let { page, key } = await get(to);
  const now = page && to === here() && as && as !== "none" ? await getJudged() : undefined;
  if (now?.key === key) page = now.page;
  else as = "none";
  if (!page) {
    location.replace(to + location.hash); // it is none of ours any more: a redirect, perhaps
    return;
  }
  if (key !== said.key || to !== here()) {
    await swapStyles(page);
    if (!source || !patch(document, source, page)) {
      if (to === here()) location.reload();
      else location.replace(to + location.hash);
      return;
    }
    source = page;
    judged = as;
    if (to !== here()) history.replaceState(history.state, "", to + location.hash);
    document.dispatchEvent(new CustomEvent("waymark:patched"));
  }
  found = ""; // what is wrong with a page may show only when it is made
  said.page = location.pathname;
  said.key = key;
  say();
}

async function get(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const live = page.querySelector("script[data-boot]");
  live?.remove();
  return { page: live && isPage(page) ? page : undefined, key: live?.dataset.key };
}

get(here())
  .then(({ page, key }) => {
    if (key === said.key) source = page;
  }, () => {})
  .finally(join);
