// The capture screen: who, how, did it work, when next. It never waits for a network and never loses text.
import {append, get, put} from './store.js';
import {seal} from './sealing.js';
import {read} from './labels.js';
import {changed, line, onChange, send} from './sender.js';

const FIRST = 6, MOST = 12;
const form = document.getElementById('capture');
const told = document.getElementById('told');
const words = form.dataset;
const tiles = document.getElementById('who');
const everybody = document.getElementById('everybody');
const plan = document.getElementById('plan');
const asked = new URLSearchParams(location.search).get('jongere');
const picked = name => form.querySelector(`[name=${name}]:checked`);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);

let here, usual = 'street', shown = {}, last, looks = 0;
const undone = [];

// What this screen leans on. A page that is not from a safe address has no keys to seal with.
const able = () => isSecureContext && crypto.subtle && crypto.randomUUID && navigator.locks && window.indexedDB;

function show(name) {
  for (const part of document.querySelectorAll('[data-state]')) part.hidden = part.dataset.state !== name;
  form.hidden = name !== 'ready';
}

function tile(person) {
  const one = document.getElementById('tile').content.firstElementChild.cloneNode(true);
  one.querySelector('input').value = person.id;
  one.querySelector('b').textContent = person.name;
  one.dataset.how = person.how ?? '';
  const hint = one.querySelector('small'), place = here.places.find(other => other.id === person.place);
  hint.textContent = [words[person.seek], place?.name].filter(Boolean).join(' · ');
  hint.hidden = !person.seek;
  return one;
}

// The plan of today: who is sought comes first. On another day than it was made for nothing is said of it.
const URGENT = ['late', 'today'];
function planned() {
  const today = new Date().toLocaleDateString('sv');
  if (here.named?.day !== today) return here.people.map(({seek: _seek, place: _place, ...one}) => one);
  const turn = one => URGENT.includes(one.seek) ? URGENT.indexOf(one.seek) : URGENT.length;
  return [...here.people].sort((a, b) => turn(a) - turn(b));
}

// People as tiles; whom the address asks for comes first, and one that is not here changes nothing.
// Fresh names wait until a form is empty again: a tile may not move away under a finger.
function draw(now = false) {
  const {user} = here.who, same = user === shown.user && shown.people && here.people.length;
  if (same && !now) return;
  const every = planned();
  const found = every.filter(one => one.id === asked);
  const people = [...found, ...every.filter(one => one.id !== asked)];
  const sought = people.filter(one => one.seek).length;
  const all = JSON.stringify([people, here.places]);
  if (all === shown.all) return;
  shown = {user, all, people: people.length, first: Math.max(FIRST, Math.min(MOST, sought))};
  plan.hidden = !sought;
  plan.textContent = fill(words[sought === 1 ? 'sought' : 'soughts'], {n: sought});
  const chosen = picked('who')?.value ?? found[0]?.id;
  tiles.replaceChildren(...people.map(tile), document.getElementById('nobody').content.firstElementChild.cloneNode(true));
  const again = chosen !== undefined && tiles.querySelector(`[value="${CSS.escape(chosen)}"]`);
  if (again) again.checked = true;
  fold(!again || people.findIndex(one => one.id === chosen) < shown.first);
  const place = form.elements.place, kept = place.value;
  place.replaceChildren(place.options[0], ...here.places.map(one => new Option(one.name, one.id)));
  place.value = here.places.some(one => one.id === kept) ? kept : '';
  choose();
}

function fold(few) {
  const people = [...tiles.querySelectorAll('.tile')].slice(0, -1);
  const {first = FIRST} = shown;
  for (const one of people.slice(first)) one.hidden = few;
  everybody.hidden = !few || people.length <= first;
}

// A count without names asks less: where, how many, and whether there was a talk.
function choose(event) {
  const who = picked('who'), counts = who?.value === '';
  form.classList.toggle('capture--count', counts);
  for (const one of form.querySelectorAll('[data-only]')) {
    one.hidden = (one.dataset.only === 'count') !== counts;
    if (one.hidden) for (const box of one.querySelectorAll('[name=outcome]')) box.checked = false;
  }
  const how = who?.closest('.tile').dataset.how || usual;
  if (event?.target.name === 'who' && !counts) form.querySelector(`[name=how][value="${CSS.escape(how)}"]`).checked = true;
}

// The last look counts: an earlier one that took longer would wipe what came in since.
async function look() {
  const mine = ++looks, found = await read();
  if (mine !== looks) return;
  here = found;
  if (!here.who && line.link === 'unknown') return;
  if (!here.who) return show('nobody');
  if (!here.who.captures) return show('not-yours');
  if (!here.who.key) return show('no-key');
  show('ready');
  draw();
  document.getElementById('expired').hidden = !here.expired;
  document.getElementById('no-names').hidden = here.expired || here.named?.allowed !== false;
  document.getElementById('signed-out').hidden = line.link !== 'out';
  document.getElementById('instead').hidden = location.pathname === '/straat/';
  form.dataset.ready = 'yes';
}

function say(tone, text, id = '') {
  told.className = `notice notice--${tone}`;
  told.dataset.id = id;
  told.textContent = text;
  told.hidden = false;
}

function said() {
  const who = picked('who'), counts = who?.value === '';
  const n = Number(form.elements.count.value);
  return {
    who: who?.value, counts, outcome: picked('outcome')?.value, how: picked('how')?.value,
    ahead: picked('ahead').value, agreed: form.elements.agreed.checked, worried: form.elements.worried.checked,
    note: form.elements.note.value.trim(), count: n, place: form.elements.place.value, at: new Date().toISOString(),
    name: counts ? fill(n === 1 ? words.unknown : words.unknowns, {n}) : who?.closest('.tile').querySelector('b').textContent,
  };
}

// What is missing is said under its question and above the choices, and the first of it gets the focus.
function missing(now) {
  const wrong = {who: now.who === undefined, outcome: !now.outcome, count: now.counts && !(Number.isInteger(now.count) && now.count >= 1 && now.count <= 99)};
  for (const one of form.querySelectorAll('[data-wrong]')) one.hidden = !wrong[one.dataset.wrong];
  const first = Object.keys(wrong).find(name => wrong[name]);
  if (first) [...form.querySelectorAll(`[name=${first}]`)].find(one => one.offsetParent)?.focus();
  return Boolean(first);
}

function clear() {
  for (const name of ['who', 'outcome']) if (picked(name)) picked(name).checked = false;
  for (const name of ['agreed', 'worried']) form.elements[name].checked = false;
  form.querySelector(`[name=ahead][value="${words.ahead}"]`).checked = true;
  form.elements.note.value = '';
  form.elements.count.value = 1;
  form.querySelector('details').open = false;
  draw(true);
  fold(true);
  choose();
  form.querySelector(`[name=how][value="${CSS.escape(usual)}"]`).checked = true;
}

// Back as it was typed; not over what somebody began meanwhile: then it waits for an empty form.
function putBack(now) {
  if (picked('who') || picked('outcome') || form.elements.note.value) return undone.push(now);
  const choices = {who: now.who, outcome: now.outcome, how: now.how, ahead: now.ahead};
  for (const [name, value] of Object.entries(choices)) {
    const one = [...form.querySelectorAll(`[name=${name}]`)].find(box => box.value === value);
    if (one) one.checked = true;
    if (name === 'who') choose();
  }
  for (const name of ['note', 'count', 'place']) form.elements[name].value = now[name];
  for (const name of ['agreed', 'worried']) form.elements[name].checked = now[name];
  form.querySelector('details').open = Boolean(now.note);
  fold(false);
}

const facts = now => now.counts
  ? {kind: 'tally', place: now.place || null, how: 'street', count: now.count, spoke: now.outcome === 'spoke'}
  : {kind: 'contact', track: now.who, how: now.how, outcome: now.outcome, ahead: now.ahead,
    agreed: now.agreed, worried: now.worried, note: now.note};

async function save(now, {user, key}) {
  try {
    const id = crypto.randomUUID();
    const letter = await append((device, number) => seal(
      {v: 1, device, number, user, at: now.at, ...facts(now)}, {id, user, number, key}));
    last = {id: letter.id, name: now.name};
    say('green', fill(words.saved, {name: now.name}), id);
    changed();
    if (!now.counts) await put('how', now.how);
    navigator.storage?.persist?.();
    send();
  } catch {
    putBack(now);
    say('red', fill(words.failed, {name: now.name}));
    return;
  }
  if (undone.length) {
    const waited = undone.shift();
    putBack(waited);
    say('red', fill(words.failed, {name: waited.name}));
  }
}

function submit(event) {
  event.preventDefault();
  const now = said(), {who} = here;
  if (missing(now)) return;
  // Read and emptied in the same tick: a slow save may not wipe the next one.
  if (!now.counts) usual = now.how;
  clear();
  scrollTo({top: 0});
  save(now, who);
}

function step(event) {
  const by = Number(event.target.closest('[data-step]')?.dataset.step ?? 0), count = form.elements.count;
  if (by) count.value = Math.min(99, Math.max(1, Number(count.value) + by));
}

async function begin() {
  if (!able()) return show('unable');
  try {
    usual = (await get('how')) ?? usual;
    form.querySelector(`[name=how][value="${CSS.escape(usual)}"]`).checked = true;
    form.addEventListener('submit', submit);
    form.addEventListener('change', choose);
    form.addEventListener('click', step);
    everybody.addEventListener('click', () => { fold(false); tiles.querySelectorAll('input')[shown.first]?.focus(); });
    onChange(({gone = []} = {}) => {
      if (last && gone.includes(last.id)) say('green', fill(words.received, {name: last.name}), last.id);
      look().catch(() => show('unable'));
    });
    await look();
  } catch {
    return show('unable');
  }
}
begin();
