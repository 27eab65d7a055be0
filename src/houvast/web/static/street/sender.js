// Brings what waits to the municipality. It lives in the page and never in the worker; one page at a time
// sends, over all tabs. A letter leaves this device only when the answer holds its own digest.
import {again as revived, get, letters, mended, put, received, refusals, refused, device, secret, note} from './store.js';
import {receiptOf} from './sealing.js';
import * as labels from './labels.js';

const TIMEOUT = 8000, SOON = 3000, TURN = 20000, BATCH = 25, FIRST = 5000, MOST = 300000;
const QUIET = 5 * 60 * 1000, NAMES_AGE = 240;
const TOO_MUCH = [413, 422], FEW = 3, SOME = 3;

// What is known of the way to the server: 'unknown', 'online', 'offline' or 'out' (signed out).
export const line = {link: 'unknown', missing: [], refused: 0, held: 0, revoked: false, at: 0};
const tabs = new BroadcastChannel('houvast');
const listeners = new Set();
let pause = 0, notBefore = 0, later, again = false, leaving = 0, going = new AbortController();
// Letters that did not pass even alone. Nobody refused them: they stay, and come last from then on.
const stuck = new Set();

export const onChange = listener => { listeners.add(listener); };
const tell = news => { for (const listener of listeners) listener(news); };
export function changed(news = {}) {
  tabs.postMessage({line, news});
  tell(news);
}
// Somebody signs out: what is asked ends here, so no answer brings names back, and nothing more is asked.
// A letter that is under way stays, and is known the next time.
export function stop() {
  hush();
  tabs.postMessage({leaving: true});
}
function hush() {
  leaving = performance.now() + 5000;
  going.abort();
  going = new AbortController();
}
const left = () => performance.now() < leaving;
tabs.onmessage = ({data}) => {
  if (data.leaving) { hush(); return; }
  Object.assign(line, data.line);
  tell(data.news);
};

async function ask(address, {limit = TIMEOUT, ...more} = {}) {
  const headers = {'Houvast-Device': await device(), ...more.headers};
  if (left()) throw new Error('leaving');
  const ends = AbortSignal.timeout(limit), signal = AbortSignal.any?.([ends, going.signal]) ?? ends;
  return fetch(address, {redirect: 'error', cache: 'no-store', signal, ...more, headers});
}

class SignedOut extends Error {}
class Revoked extends Error {}
async function answer(asked) {
  const got = await asked;
  if (got.status === 401) throw new SignedOut();
  if (got.status === 409) throw new Revoked();
  if (!got.ok) throw Object.assign(new Error('no'), {status: got.status});
  return got.json();
}

export async function send({names = NAMES_AGE} = {}) {
  await navigator.locks.request('houvast-send', {ifAvailable: true}, async lock => {
    if (!lock) { again = true; return; }
    do {
      again = false;
      await turn(names);
    } while (again);
  });
}

async function turn(names) {
  try {
    const me = await answer(ask('/sync/stand/'));
    if (left()) return;
    await labels.heard(me);
    line.revoked = me.device === 'revoked';
    let all = true;
    if (me.captures) {
      await revive(me);
      const n = await note();
      if (me.device === 'unheard' || n > SOME && n !== line.reported) await introduce(me, n);
      all = await empty(me);
      if (labels.stale(await labels.read(), names)) await nameThem();
      const rest = await note();
      if (rest !== (line.reported ?? 0)) await introduce(me, rest);
    }
    if (me.refused === 0) await forgetMended(me.user);
    settle('online', me, all);
    if (!all) backOff();
  } catch (error) {
    if (left()) return;
    if (error instanceof SignedOut) return settle('out');
    if (error instanceof Revoked) {
      await labels.forget();
      line.revoked = true;
      return handOver();
    }
    backOff();
    settle('offline');
  }
}

// A letter whose key was not there is sent again by itself once the municipality has that key.
async function revive({user, keys = []}) {
  const back = (await refusals()).filter(one =>
    one.user === user && one.code === 'unknown_key' && keys.includes(one.key_id));
  if (back.length) await revived(back.map(one => one.id));
}

// The device makes itself known, so that it can be found in the list when it is lost, and says how many
// letters wait on it. That this fails, or takes long, holds up no letter.
async function introduce(me, waiting) {
  try {
    const headers = {'X-CSRFToken': me.csrf, 'Houvast-Secret': await secret(), 'Content-Type': 'application/json'};
    const mine = await get('before');
    const body = JSON.stringify({waiting, before: mine?.told ? null : mine});
    const {before} = await answer(ask('/sync/toestel/', {method: 'POST', headers, body, limit: SOON}));
    line.reported = waiting;
    if (before || mine && !mine.told) await put('before', {at: Date.now(), ...before, ...mine, told: true});
  } catch (error) {
    if (error instanceof Revoked || error instanceof SignedOut) throw error;
  }
}

// A lost device, whoever has it: what it sealed waits at the municipality until a team lead lets it in.
// What does not pass stays here, as before.
async function handOver() {
  try {
    const tried = new Set();
    for (let batch; (batch = (await letters()).filter(one => !tried.has(one.id)).slice(0, BATCH)).length;) {
      for (const one of batch) tried.add(one.id);
      await hand('/sync/verzegeld/', batch, {'Houvast-Secret': await secret()});
    }
    await settle('online');
  } catch {
    backOff();
    settle('online', {}, false);
  }
}

async function nameThem() {
  const given = await answer(ask('/sync/namen/'));
  if (left()) return;
  await labels.keep(given);
  line.missing = given.missing ?? line.missing;
}

async function settle(link, me = {}, calm = link !== 'offline') {
  Object.assign(line, {link, at: Date.now(), user: me.user ?? line.user, refused: me.refused ?? line.refused});
  if (calm) pause = notBefore = 0;
  await put('line', {...line});
  changed({settled: true});
}

// Twice as long each time, never the same moment for all, and never the last time.
function backOff() {
  pause = Math.min(MOST, Math.max(FIRST, pause * 2));
  const wait = pause * (0.75 + Math.random() / 2);
  notBefore = performance.now() + wait;
  clearTimeout(later);
  later = setTimeout(send, wait);
}

// Only what is of who is signed in; somebody else's stays sealed and is not even offered. False when some
// of it did not pass: one letter that cannot pass may not hold up the others, and is never given up.
async function empty(me) {
  const tried = new Set();
  const last = one => Number(stuck.has(one.id));
  for (let most = BATCH, few = 0, queue = []; ;) {
    queue = queue.filter(one => !tried.has(one.id));
    if (!queue.length) {  // what came in meanwhile is found when these are through
      const mine = (await letters()).filter(one => one.user === me.user);
      queue = mine.filter(one => !tried.has(one.id)).sort((a, b) => last(a) - last(b) || a.number - b.number);
      if (!queue.length) return !few && !mine.some(one => stuck.has(one.id));
    }
    const batch = queue.slice(0, most);
    try {
      await deliver(batch, me, tried);
    } catch (error) {
      if (!TOO_MUCH.includes(error.status)) throw error;
      if (batch.length > 1) {
        most = Math.ceil(batch.length / 2);
        continue;
      }
      tried.add(batch[0].id);
      stuck.add(batch[0].id);
      few += 1;
      most = BATCH;
      if (few === FEW) return false;
    }
  }
}

async function deliver(batch, me, tried) {
  const {answers, done} = await hand('/sync/pakket/', batch, {'X-CSRFToken': me.csrf});
  for (const one of batch) tried.add(one.id);
  // Nothing moved: asking the same again at once would only make it worse.
  const moved = one => done.includes(one.id) || stuck.has(one.id);
  if (!batch.every(moved) && !answers.some(one => one.state === 'other_user')) {
    throw new Error('not all');
  }
}

async function hand(address, batch, headers) {
  const items = batch.map(({since: _since, ...item}) => item);
  const {answers, missing} = await answer(ask(address, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', ...headers},
    body: JSON.stringify({device: await device(), items}),
  }));
  line.missing = missing ?? line.missing;
  const done = [], there = [];
  for (const one of batch) {
    const said = answers.find(other => other.id === one.id);
    if (said && await taken(one, said, there)) done.push(one.id);
  }
  if (there.length) await received(there);
  if (done.length) changed({gone: done});
  return {answers, done};
}

// Whether the letter is off the outbox, or may go with all that are there: one write to the disk for a
// package. A receipt of another letter is no receipt.
async function taken(letter, {state, receipt, reason, code}, gone) {
  const there = Boolean(receipt) && receipt === await receiptOf(letter);
  if (state === 'refused') {
    const {id, user, number} = letter;
    await refused(id, there ? {id, user, number, reason, there, at: Date.now()} : {...letter, reason, code, at: Date.now()});
    return true;
  }
  if (state === 'later') stuck.add(letter.id);
  if (!there || !['new', 'known', 'held'].includes(state)) return false;
  if (state === 'held') line.held += 1;
  gone.push(letter.id);
  return true;
}

async function forgetMended(user) {
  await mended((await refusals()).filter(one => one.there && one.user === user).map(one => one.id));
}

// Wakes up wherever a browser says that something changed; that works without background sync.
// A page that came from the server a moment ago need not ask again when nothing waits.
export async function start({fresh = false, names} = {}) {
  Object.assign(line, await get('line'), {link: 'unknown'});
  addEventListener('pageshow', event => { if (event.persisted) send(); });
  addEventListener('online', () => send());
  addEventListener('offline', () => { line.link = 'offline'; changed(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) send(); });
  setInterval(async () => { if (!document.hidden && performance.now() >= notBefore && await due()) send(); }, TURN);
  if (!fresh || await due(true)) return send({names});
  line.link = 'online';
  changed();
}

async function due(trusted = line.link === 'online') {
  if ((await letters()).length || !trusted) return true;
  const {who, ...names} = await labels.read();
  return !who || labels.stale(names, NAMES_AGE) || Math.abs(Date.now() - line.at) > QUIET;
}
