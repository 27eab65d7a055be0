// The pill: what waits on this device, in words that are always true. Also here: the worker that keeps the
// shell, and what has to go at signing out. It stands on every page of who captures, and on the shell.
import {device, get, letters, refusals} from './store.js';
import {forget, forgetOthers, read} from './labels.js';
import {line, onChange, start, stop} from './sender.js';

const DAY = 24 * 60 * 60 * 1000, NEARLY = 0.8;
const pill = document.getElementById('pill');
const words = pill?.dataset;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
const counted = (name, n, more = {}) => fill(words[n === 1 ? name : `${name}s`], {n, ...more});

// All that the pill and the page of what waits go by.
export async function facts() {
  const [{who}, every, dead] = await Promise.all([read(), letters(), refusals()]);
  const user = who?.user, mine = user ? every.filter(one => one.user === user) : every;
  const no = dead.filter(one => !user || one.user === user);
  const numbers = new Set([...every, ...dead].map(one => one.number));
  return {
    user, mine, no,
    others: every.length - mine.length,
    refused: Math.max(no.length, line.user === user ? line.refused : 0),
    gaps: line.missing.filter(number => !numbers.has(number)),
    oldest: mine.length ? Date.now() - Math.min(...mine.map(one => one.since)) : 0,
    full: await nearlyFull(),
    cleared: await cleared(),
  };
}

// What the browser took away with the store, until it was read.
async function cleared() {
  const before = await get('before');
  return before && !before.read ? before.waiting : 0;
}

async function nearlyFull() {
  const {usage = 0, quota = 0} = await navigator.storage?.estimate?.() ?? {};
  return quota > 0 && usage / quota > NEARLY;
}

// The worst comes first: what is asked of the reader, then what is going on.
export function said({mine, others, refused, gaps, oldest, full, cleared}) {
  const n = mine.length, days = Math.floor(oldest / DAY);
  if (refused) return ['red', fill(words.refused, {n: refused})];
  if (line.revoked) return ['red', words.revoked];
  if (cleared) return ['red', counted('cleared', cleared)];
  if (gaps.length) return ['red', fill(words.gap, {n: gaps[0]})];
  if (days) return ['red', counted(days === 1 ? 'dayOld' : 'old', n, {days})];
  if (n && line.link === 'out') return ['red', fill(words.out, {n})];
  if (full) return ['amber', words.full];
  if (line.link === 'offline') return ['amber', n ? `${words.offline} · ${counted('wait', n)}` : words.offline];
  if (n) return ['amber', counted('wait', n)];
  if (others) return ['amber', counted('other', others)];
  return ['green', words.sent];
}

// With names on the device the ways to note a contact lead to the screen that needs no network.
async function lead() {
  const {who, named, expired} = await read();
  const street = who?.captures && who.key && named?.allowed && !expired;
  for (const act of document.querySelectorAll('[data-street]')) {
    act.dataset.plain ??= act.getAttribute('href');
    act.href = street ? act.dataset.street : act.dataset.plain;
  }
}

// In the list of devices: which of them is this one.
async function known() {
  const marks = document.querySelectorAll('[data-device]'), here = marks.length && await device();
  for (const one of marks) one.hidden = one.dataset.device !== here;
}

let drawn = 0;
export async function draw() {
  const turn = ++drawn;
  const found = await facts();
  // Nothing waits, but whether there is a network is not known yet: then nothing is said.
  if (turn !== drawn || (line.link === 'unknown' && !found.mine.length && !found.others)) return;
  const [tone, text] = said(found);
  pill.dataset.tone = tone;
  const link = pill.firstElementChild;
  if (link.textContent !== text) link.textContent = text;
  pill.hidden = false;
}

// Names are gone before the page says that one is signed out; it waits for that no longer than a second.
function leave(event) {
  event.preventDefault();
  stop();
  const form = event.target, away = () => form.submit();
  Promise.race([forget().catch(() => {}), new Promise(done => setTimeout(done, 1000))]).then(away);
}

async function begin() {
  for (const form of document.querySelectorAll('form[data-leaving]')) form.addEventListener('submit', leave);
  // An address of a script is made by a policy which knows one: of the frame (types.js), or of the street itself.
  const address = '/sw.js', only = {createScriptURL: () => address}, types = globalThis.trustedTypes;
  const own = types?.defaultPolicy ? address : types?.createPolicy('worker', only).createScriptURL(address);
  navigator.serviceWorker?.register(own ?? address, {updateViaCache: 'none'}).catch(() => {});
  if (!pill || !navigator.locks || !window.indexedDB) return;
  const {user, names} = pill.dataset;
  if (user) await forgetOthers(user);
  await known();
  onChange(() => { for (const one of [draw, lead]) one().catch(() => {}); });
  setInterval(() => draw().catch(() => {}), 60000);
  await start({fresh: Boolean(user), names: names && Number(names)});
}
// Without storage nothing waits here either, so there is nothing to say.
begin().catch(() => {});
