// Keeps a page up to date: asks the preview what has become of it, again and
// again for ever, and loads it anew when it is another.

const script = document.querySelector("script[data-boot]");
const said = { page: location.pathname, key: script.dataset.key, boot: script.dataset.boot, edition: Number(script.dataset.edition) };

function join(wait) {
  const socket = new WebSocket(new URL("tab", script.src).href.replace(/^http/, "ws"));
  socket.onopen = () => { wait = 100; socket.send(JSON.stringify(said)); };
  socket.onclose = () => setTimeout(join, wait, Math.min(2 * wait, 5000));
  socket.onmessage = (event) => {
    const news = JSON.parse(event.data);
    if (news.page === "moved") location.replace(news.to + location.hash);
    else if (news.page !== "same" || news.files || news.all) location.reload();
  };
}

join(100);
