// Keeps the page up to date while it is looked at: hears of changes through an event stream, fetches
// the page again and swaps its content. Without this script the page is complete and is reloaded by hand.
'use strict';

(() => {
  const QUIET_MS = 40_000; // A beat comes every 15 s.
  const AT_MOST_EVERY_MS = 1_500;
  const BROKEN_AFTER_MS = 4_000;
  const TICK_MS = 1_000;
  const REFRESH_MS = 30_000; // Silence grows old without any event.

  const stale = document.getElementById('stale');
  const news = document.getElementById('news');
  const address = document.body.dataset.stream;

  let source = null;
  let heardAt = Date.now();
  let brokenSince = 0;
  let fetchedAt = Date.now();
  let wanted = false;
  let fetching = false;

  // A press would be lost if its button were replaced before it is let go. Of a scroll bar nobody says when that is.
  let pressed = false;
  addEventListener('pointerdown', (event) => { pressed = Boolean(event.target.closest?.('a, button, summary')); });
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { pressed = false; });

  const words = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    if (s < 60) return `${s} s`;
    if (s < 3600) return `${Math.floor(s / 60)} min`;
    return s < 172_800 ? `${Math.floor(s / 3600)} h` : `${Math.floor(s / 86_400)} d`;
  };

  // The server's clock decides; ours may be wrong.
  let skew = 0;
  const readSkew = (root) => {
    const at = root.querySelector('#asof time');
    if (at) skew = Date.parse(at.dateTime) - Date.now();
  };

  const retime = () => {
    const now = Date.now() + skew;
    for (const time of document.querySelectorAll('time[data-span]')) {
      const text = words(now - Date.parse(time.dateTime));
      if (time.textContent !== text) time.textContent = text;
    }
    for (const time of document.querySelectorAll('time[data-left]')) {
      const text = words(Date.parse(time.dateTime) - now);
      if (time.textContent !== text) time.textContent = text;
    }
  };

  const headline = (root) => {
    const news = root.querySelector('[data-news]');
    const word = news?.querySelector('.word');
    const text = word ? `${root.title.split(' · ')[0]}: ${word.textContent}` : news?.textContent;
    return text?.replace(/\s+/g, ' ').trim();
  };

  const keep = () => ({
    focus: document.activeElement?.closest('main') ? path(document.activeElement) : null,
    open: opened(),
    filled: filled(),
    x: scrollX,
    y: scrollY,
  });

  // By what is in it, where that has an id: a row may have come before it meanwhile.
  const unfoldable = () =>
    [...document.querySelectorAll('main details')].map((details, i) => [details.querySelector('[id]')?.id ?? i, details]);

  const opened = () => new Set(unfoldable().filter(([, details]) => details.open).map(([key]) => key));

  // What somebody is writing must not be lost because something changed meanwhile.
  const filled = () =>
    [...document.querySelectorAll('main form [id]')]
      .filter((field) => field.value !== undefined && field.type !== 'hidden')
      .map(({ id, value, selectionStart, selectionEnd }) => ({ id, value, selectionStart, selectionEnd }));

  const refill = ({ id, value, selectionStart, selectionEnd }) => {
    const field = document.getElementById(id);
    if (!field || field.value === value) return;
    field.value = value;
    if (selectionStart != null) field.setSelectionRange(selectionStart, selectionEnd);
  };

  const path = (element) => {
    if (element.id) return `#${CSS.escape(element.id)}`;
    const link = element.getAttribute('href');
    if (link) return `main a[href="${CSS.escape(link)}"]`;
    if (element.localName !== 'summary') return null;
    const inside = element.parentElement.querySelector('[id]')?.id;
    return inside ? `main details:has(#${CSS.escape(inside)}) > summary` : 'main summary';
  };

  const restore = (kept) => {
    for (const [key, details] of unfoldable()) if (kept.open.has(key)) details.open = true;
    kept.filled.forEach(refill);
    if (kept.focus) document.querySelector(kept.focus)?.focus({ preventScroll: true });
    scrollTo({ left: kept.x, top: kept.y, behavior: 'instant' });
  };

  const swap = (fresh) => {
    const main = fresh.getElementById('main');
    if (!main) return;
    const before = headline(document);
    const kept = keep();
    document.getElementById('main').replaceWith(document.adoptNode(main));
    document.getElementById('asof').replaceWith(document.adoptNode(fresh.getElementById('asof')));
    restore(kept);
    readSkew(document);
    const after = headline(document);
    if (after && after !== before) news.textContent = after;
  };

  const refetch = () => {
    wanted = false;
    fetching = true;
    fetchedAt = Date.now();
    const request = new XMLHttpRequest();
    request.open('GET', location.pathname + location.search);
    request.responseType = 'document';
    request.timeout = 10_000;
    request.onloadend = () => {
      fetching = false;
      if (pressed) {
        wanted = true;
      } else if (request.response && request.status === 200) {
        swap(request.response);
      } else if (request.status === 404) {
        location.reload();
      } else {
        wanted = true;
      }
    };
    request.send();
  };

  const heard = () => {
    heardAt = Date.now();
    brokenSince = 0;
  };

  const connect = () => {
    source = new EventSource(address);
    source.onopen = () => {
      heard();
      wanted = true;
    };
    source.addEventListener('beat', heard);
    source.addEventListener('changed', () => {
      heard();
      wanted = true;
    });
    source.onerror = () => {
      brokenSince ||= Date.now();
      if (source.readyState === EventSource.CLOSED) reconnectLater();
    };
  };

  const reconnectLater = () => {
    source?.close();
    source = null;
    setTimeout(() => {
      if (!source && !document.hidden) connect();
    }, 3_000);
  };

  const tick = () => {
    if (document.hidden) return;
    retime();
    if (!address) return;
    const now = Date.now();
    if (source && now - heardAt > QUIET_MS) {
      brokenSince ||= now;
      heardAt = now;
      reconnectLater();
    }
    stale.hidden = !(brokenSince && now - brokenSince > BROKEN_AFTER_MS);
    const due = wanted ? AT_MOST_EVERY_MS : REFRESH_MS;
    if (!fetching && stale.hidden && now - fetchedAt >= due) refetch();
  };

  // A hidden page gives its connection back; browsers allow only few to one server.
  const visibility = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (address && !source) {
      heard();
      connect();
    }
  };

  readSkew(document);
  setInterval(tick, TICK_MS);
  if (address) {
    document.addEventListener('visibilitychange', visibility);
    addEventListener('pagehide', () => source?.close());
    addEventListener('pageshow', (event) => {
      if (event.persisted) location.reload();
    });
    if (!document.hidden) connect();
  }
})();
