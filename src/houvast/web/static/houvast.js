// What the frame does beyond plain HTML. Every page works without it.
const said = document.getElementById('said');
const root = document.documentElement;
const all = selector => [...document.querySelectorAll(selector)];
const time = () => new Date().toTimeString().slice(0, 5).replace(':', '.');
let fresh = time();

// Errors first: the summary gets the focus, so it is read and its links are near.
const focusErrors = place => {
  const errors = place.matches?.('.errors') ? place : place.querySelector?.('.errors');
  errors?.focus();
  return errors;
};
focusErrors(document);

// The chosen view of a list is in sight, also where the views are wider than the screen.
const showView = () => {
  for (const now of all('.tabs [aria-current]')) {
    const row = now.parentElement;
    row.scrollLeft += now.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }
};
showView();

// Switches of this device. The storage holds that one is on, and nothing else.
const isOn = name => root.classList.contains(name);
function turn(name, on) {
  root.classList.toggle(name, on);
  try {
    if (on) localStorage.setItem(name, '1');
    else localStorage.removeItem(name);
  } catch { /* no storage: it lasts as long as this page */ }
  for (const button of all(`[data-switch="${name}"]`)) button.setAttribute('aria-pressed', on);
}
for (const button of all('[data-switch]')) {
  const name = button.dataset.switch;
  let on = isOn(name);
  try { on ||= Boolean(localStorage.getItem(name)); } catch { /* as above */ }
  turn(name, on);
  button.hidden = false;
  button.addEventListener('click', () => turn(name, !isOn(name)));
}
addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    for (const sheet of all('.sheet[open]')) {
      const inside = sheet.contains(document.activeElement);
      sheet.open = false;
      if (inside) sheet.querySelector('summary').focus();
    }
  }
  if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) return search(event);
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || isOn('no-keys')) return;
  press(event);
});
addEventListener('click', event => {
  for (const sheet of all('.sheet[open]')) if (!sheet.contains(event.target)) sheet.open = false;
  if (!event.target.closest('.finder')) clear();
});

// Keys, off with one switch and silent while typing: a letter, or g and a letter for a screen.
let before = '';
function press(event) {
  const keys = before ? `${before} ${event.key}` : event.key;
  before = '';
  if (keys === 'g') {
    before = keys;
    setTimeout(() => { before = ''; }, 1200);
  } else if (keys === '.') turn('hide-names', !isOn('hide-names'));
  else if (keys === '/') search(event);
  else {
    const own = document.querySelector(`[data-key="${CSS.escape(keys)}"]`);
    if (own?.matches('select')) {
      event.preventDefault();
      own.focus();
    } else if (own) own.click();
    else if (keys === 'j' || keys === 'k') step(all(ROWS), keys === 'j' ? 1 : -1);
  }
}
const ROWS = 'main :is(a.row__main, .row__head a, tbody th a, .fit h3 a, .find)';
function step(places, by) {
  const at = places.indexOf(document.activeElement);
  places[at < 0 && by < 0 ? places.length - 1 : at + by]?.focus();
}

// The search window. Arrows walk through what was found, Enter opens the first, Escape leaves.
const finds = () => document.querySelector('[data-finds]');
const found = () => document.getElementById('found');
function search(event) {
  event.preventDefault();
  const box = finds();
  if (box?.offsetParent) box.select();
  else document.querySelector('.top__find')?.click();
}
function clear() {
  const box = document.querySelector('.finder [data-finds]');
  if (box?.value) { box.value = ''; found().replaceChildren(); }
}
document.querySelector('form:has([data-finds])')?.addEventListener('keydown', walk);
found()?.addEventListener('keydown', walk);
function walk(event) {
  const box = finds(), links = [...found().querySelectorAll('.find')];
  const by = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (by && links.length) {
    event.preventDefault();
    step([box, ...links], by);
  } else if (event.key === 'Enter' && document.activeElement === box && box.value && links.length && !box.matches('.htmx-request')) {
    event.preventDefault();
    links[0].click();
  } else if (event.key === 'Escape') {
    clear();
    box.focus();
  } else return;
  event.stopPropagation();
}

// What is missing is said by the page: beside its field, in its language. The browser only stops what would get lost, as half a date.
addEventListener('click', event => {
  const form = event.target.closest?.('button')?.form;
  if (form) form.noValidate = ![...form.elements].some(one => one.validity?.badInput);
}, true);

// A second tap does not save twice. It frees itself: who comes back, or waits, can try again.
const free = form => {
  delete form.dataset.busy;
  for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled');
};
addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.dataset.busy) return event.preventDefault();
  form.dataset.busy = 'yes';
  event.submitter?.setAttribute('aria-disabled', 'true');
  setTimeout(free, 8000, form);
});
addEventListener('pageshow', () => all('form[data-busy]').forEach(free));

for (const button of all('[data-back]')) {
  button.hidden = history.length < 2;
  button.addEventListener('click', () => history.back());
}

// htmx: where the focus goes after a swap, and what is said when an answer fails.
function say(words, link) {
  said.textContent = words;
  if (!link) return;
  const way = Object.assign(document.createElement('a'), {href: link, target: '_blank', rel: 'noopener', textContent: said.dataset.signInWords});
  said.append(' ', way);
}
let spot;
addEventListener('htmx:beforeSwap', event => {
  const {xhr} = event.detail;
  const signIn = said.dataset.signIn;
  if (signIn && xhr.responseURL && new URL(xhr.responseURL).pathname === signIn && location.pathname !== signIn) {
    event.detail.shouldSwap = false;
    say(said.dataset.out, signIn);
    return;
  }
  if (xhr.status < 400) said.textContent = '';
  const row = document.activeElement.closest('li[id], tr[id], .row');
  spot = row && {list: row.parentElement, id: row.parentElement.id, at: [...row.parentElement.children].indexOf(row)};
});
addEventListener('htmx:afterSettle', event => {
  const place = event.detail.elt;
  showView();
  if (place === said) return said.focus();
  if (focusErrors(place) || document.activeElement !== document.body) return;
  const list = spot && (spot.list.isConnected ? spot.list : document.getElementById(spot.id));
  const row = list?.children[Math.min(spot.at, list.children.length - 1)];
  (row?.querySelector('a, button, input') ?? document.getElementById('content')).focus();
});
addEventListener('htmx:afterOnLoad', () => { fresh = time(); });
for (const name of ['htmx:sendError', 'htmx:timeout']) {
  addEventListener(name, () => say(said.dataset.offline.replace('{time}', fresh)));
}
for (const name of ['htmx:responseError', 'htmx:swapError', 'htmx:onLoadError']) {
  addEventListener(name, () => say(said.dataset.failed));
}
