// Style sheets and images that have changed. A style sheet goes only when the one
// that comes after it is there, so that nothing flashes.

const longest = 2000; // to wait for a style sheet, in milliseconds

const sheets = (doc) => [...doc.querySelectorAll('link[rel="stylesheet"]')];
const pathOf = (element, attribute) => new URL(element.getAttribute(attribute), location.href).pathname;

/** Brings the style sheets of a page, and takes away those that it does not have. */
export async function swapStyles(page) {
  const live = sheets(document);
  const wanted = sheets(page);
  let last = live.at(-1);
  const coming = [];
  for (const link of wanted) {
    const there = live.find((l) => pathOf(l, "href") === pathOf(link, "href"));
    const next = there ?? document.importNode(link);
    if (!there) {
      if (last) last.after(next);
      else document.head.append(next);
      coming.push(loaded(next));
    }
    last = next;
  }
  await Promise.all(coming);
  for (const link of live) if (!wanted.some((w) => pathOf(w, "href") === pathOf(link, "href"))) link.remove();
}

/** Loads files anew that kept their names: those whose paths are given, or all. */
export async function refresh(paths, edition) {
  const isOld = (element, attribute) => {
    const url = new URL(element.getAttribute(attribute), location.href);
    return url.origin === location.origin && (!paths || paths.has(url.pathname));
  };
  const anew = (element, attribute) => pathOf(element, attribute) + "?edition=" + edition;
  for (const image of document.querySelectorAll("img[src]")) if (isOld(image, "src")) image.src = anew(image, "src");
  await Promise.all(
    sheets(document).filter((link) => isOld(link, "href")).map(async (link) => {
      const next = link.cloneNode();
      next.href = anew(link, "href");
      link.after(next);
      await loaded(next);
      link.remove();
    }),
  );
}

/** Resolves when a style sheet is there, or is not to be had. */
function loaded(link) {
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    setTimeout(resolve, longest);
  });
}
