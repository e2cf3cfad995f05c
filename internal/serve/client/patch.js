// Changes a page in place. Three pages have a say: the one that the preview sent
// before, the one that it sends now, and the live one, which is the first as scripts
// and the reader have changed it since: buttons that were added, parts that were
// opened, fields that were filled in. Only what differs between the first two is
// changed in the third; everything else, the place that is being read and the focus
// included, stays as it is.

/** Whether a document is a page that can be changed into. */
export const isPage = (doc) => Boolean(doc.body && doc.querySelector("title"));

/**
 * Makes of the live page, which was made of before, what after says. Returns false
 * when that cannot be done, and the page has to be loaded instead.
 */
export function patch(live, before, after) {
  const stay = holdStill(live);
  const done = patchNode(live.documentElement, before.documentElement, after.documentElement);
  stay();
  return done;
}

/** Notes what is read, and returns a function that puts it back to where it was in the window. */
function holdStill(live) {
  const root = live.documentElement;
  const inSight = [...live.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6, p, li, pre, tr, img, dt, dd)")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.height > 0 && box.bottom > 0 && box.top < innerHeight && !e.closest("nav, aside"); // which may stand still
  });
  const begins = (e) => e.getBoundingClientRect().top >= 0;
  const marks = [...inSight.filter(begins), ...inSight.filter((e) => !begins(e)).reverse()];
  const tops = new Map(marks.map((e) => [e, e.getBoundingClientRect().top]));
  const focus = live.activeElement;
  root.style.overflowAnchor = "none"; // else the browser does the same once more
  return () => {
    const mark = scrollY > 0 && marks.find((e) => e.isConnected);
    if (mark) scrollBy({ top: mark.getBoundingClientRect().top - tops.get(mark), behavior: "instant" });
    setTimeout(() => {
      root.style.overflowAnchor = "";
      if (!root.getAttribute("style")) root.removeAttribute("style");
    }, 100);
    if (focus?.id && !focus.isConnected) live.getElementById(focus.id)?.focus({ preventScroll: true });
  };
}

function patchNode(live, before, after) {
  if (before.isEqualNode(after)) return true;
  if (live.nodeType !== Node.ELEMENT_NODE) {
    live.data = after.data;
    return true;
  }
  if (isProgram(live)) return false; // one that has run cannot be taken back
  for (const { name, value } of after.attributes) if (before.getAttribute(name) !== value) live.setAttribute(name, value);
  for (const { name } of before.attributes) if (!after.hasAttribute(name)) live.removeAttribute(name);
  return patchChildren(live, childrenOf(before), childrenOf(after));
}

// Style sheets are changed by files.js, which waits until they are there.
const childrenOf = (node) => [...node.childNodes].filter((n) => !(n.nodeName === "LINK" && n.rel === "stylesheet"));

function patchChildren(live, before, after) {
  const twins = pair([...live.childNodes], before);
  let last = null; // the live node that the next one comes after
  for (const [was, is] of align(before, after)) {
    const twin = twins.get(was);
    if (was && !twin && !(is && was.isEqualNode(is)) && !isBlank(was)) return false; // a script has taken it
    if (!is) {
      twin?.remove();
    } else if (was) {
      if (twin && !patchNode(twin, was, is)) return false;
      last = twin ?? last;
    } else {
      if ([is, ...(is.querySelectorAll?.("script") ?? [])].some(isProgram)) return false; // it would not run
      const node = document.importNode(is, true);
      if (last) last.after(node);
      else live.prepend(node);
      last = node;
    }
  }
  return true;
}

/** Whether a node is a script that runs: not data, such as what search engines are told of the page. */
const isProgram = (node) => node.nodeName === "SCRIPT" && !node.type.endsWith("json");

const isBlank = (node) => node.nodeType !== Node.ELEMENT_NODE && !node.data.trim();

/** Finds for every node of the page as it was sent the live node that came of it. What scripts have added is left over. */
function pair(live, before) {
  const twins = new Map();
  let at = 0;
  for (const node of before) {
    const found = live.findIndex((other, i) => i >= at && isTwin(other, node));
    if (found < 0) continue;
    twins.set(node, live[found]);
    at = found + 1;
  }
  return twins;
}

function isTwin(live, node) {
  if (live.nodeName !== node.nodeName) return false;
  if (node.nodeType !== Node.ELEMENT_NODE) return live.data === node.data;
  return live.id === node.id && [...node.classList].every((c) => live.classList.contains(c));
}

const mostCells = 250_000; // of the table below; beyond, nodes are matched by their order alone

/** Pairs nodes that are the same, or the same changed, in order. One of a pair is missing where a node has come or gone. */
function align(before, after) {
  const same = (i, j) => before[i].isEqualNode(after[j]);
  let start = 0;
  while (start < before.length && start < after.length && same(start, start)) start++;
  let rest = 0;
  while (rest < Math.min(before.length, after.length) - start && same(before.length - 1 - rest, after.length - 1 - rest)) rest++;
  const a = before.slice(start, before.length - rest);
  const b = after.slice(start, after.length - rest);
  return [
    ...before.slice(0, start).map((n, i) => [n, after[i]]),
    ...(a.length * b.length > mostCells ? resemble(a, b) : common(a, b)),
    ...before.slice(before.length - rest).map((n, i) => [n, after[after.length - rest + i]]),
  ];
}

/** Aligns by the longest sequence of equal nodes, and what lies between those by resemblance. */
function common(a, b) {
  const keys = (nodes) => nodes.map((n) => n.outerHTML ?? n.nodeName + n.data);
  const [ka, kb] = [keys(a), keys(b)];
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i][j] = ka[i] === kb[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const pairs = [];
  let [i, j, fromA, fromB] = [0, 0, 0, 0];
  const gap = () => pairs.push(...resemble(a.slice(fromA, i), b.slice(fromB, j)));
  while (i < a.length && j < b.length) {
    if (ka[i] === kb[j] && !isBlank(a[i])) {
      gap();
      pairs.push([a[i++], b[j++]]);
      [fromA, fromB] = [i, j];
    } else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  [i, j] = [a.length, b.length];
  gap();
  return pairs;
}

/** Aligns nodes of the same sort and id in order. */
function resemble(a, b) {
  const pairs = [];
  let at = 0;
  for (const node of b) {
    const found = a.findIndex((n, i) => i >= at && n.nodeName === node.nodeName && (n.id ?? "") === (node.id ?? ""));
    if (found < 0) {
      pairs.push([undefined, node]);
      continue;
    }
    while (at < found) pairs.push([a[at++], undefined]);
    pairs.push([a[at++], node]);
  }
  while (at < a.length) pairs.push([a[at++], undefined]);
  return pairs;
}
