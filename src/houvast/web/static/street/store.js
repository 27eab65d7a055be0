// What this device keeps. `outbox` and `dead` hold work that exists nowhere else; `labels` what may be
// erased at any moment; `meta` the number of this device, its counter, and the usual way.
const NAME = 'houvast', VERSION = 1;
const STORES = {meta: {}, labels: {}, outbox: {keyPath: 'id'}, dead: {keyPath: 'id'}};
let base;

function connect() {
  base ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, VERSION);
    // An upgrade only adds: no store is ever dropped or made anew.
    asked.onupgradeneeded = () => {
      const there = asked.result.objectStoreNames;
      for (const [name, options] of Object.entries(STORES)) {
        if (!there.contains(name)) asked.result.createObjectStore(name, options);
      }
    };
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
      const opened = asked.result;
      opened.onversionchange = () => { opened.close(); base = undefined; };
      opened.onclose = () => { base = undefined; };
      done(opened);
    };
  });
  base.catch(() => { base = undefined; });
  return base;
}

// One transaction. It is done when the browser says that it is on the disk, and not a moment sooner.
export async function within(names, mode, work) {
  const opened = await connect();
  return new Promise((done, failed) => {
    const one = opened.transaction(names, mode, {durability: 'strict'});
    let asked;
    one.oncomplete = () => done(asked instanceof IDBRequest ? asked.result : asked);
    one.onabort = () => failed(one.error ?? new Error('aborted'));
    asked = work(...names.map(name => one.objectStore(name)));
  });
}

export const get = key => within(['meta'], 'readonly', meta => meta.get(key));
export const put = (key, value) => within(['meta'], 'readwrite', meta => { meta.put(value, key); });
export const letters = () => within(['outbox'], 'readonly', outbox => outbox.getAll());
export const refusals = () => within(['dead'], 'readonly', dead => dead.getAll());

// Which device this is: made once, for as long as the browser keeps it.
let mine;
export const device = () => mine ??= named().catch(error => { mine = undefined; throw error; });
async function named() {
  let found;
  await within(['meta'], 'readwrite', meta => {
    const asked = meta.get('device');
    asked.onsuccess = () => {
      found = asked.result ?? crypto.randomUUID();
      if (asked.result) return;
      meta.put(found, 'device');
      const before = noted();
      if (before) meta.put({...before, at: Date.now()}, 'before');
    };
  });
  return found;
}

// How many wait, noted beside the store: when a browser empties the store, this often stays and says so.
const NOTE = 'houvast-waiting';
function noted() {
  try { return JSON.parse(localStorage.getItem(NOTE)); } catch { return null; }
}
export async function note() {
  let here, waiting = 0;
  await within(['meta', 'outbox', 'dead'], 'readonly', (meta, outbox, dead) => {
    meta.get('device').onsuccess = event => { here = event.target.result; };
    outbox.count().onsuccess = event => { waiting += event.target.result; };
    dead.getAll().onsuccess = event => { waiting += event.target.result.filter(one => one.data).length; };
  });
  // A store that was emptied under this page says nothing of what was in it.
  try { if (here) localStorage.setItem(NOTE, JSON.stringify({device: here, waiting})); } catch { /* no room for it */ }
  return waiting;
}

// Made up once and told when the device makes itself known: with it a lost device proves that it is it.
export async function secret() {
  const made = Array.from(crypto.getRandomValues(new Uint8Array(32)), one => one.toString(16).padStart(2, '0')).join('');
  let found;
  await within(['meta'], 'readwrite', meta => {
    const asked = meta.get('secret');
    asked.onsuccess = () => {
      found = asked.result ?? made;
      if (!asked.result) meta.put(found, 'secret');
    };
  });
  return found;
}

// A letter with the next number of this device. The number is sealed inside it, so it is made first;
// counter and letter are then written in one transaction, which another tab may have been before.
export function append(make) {
  return navigator.locks.request('houvast-number', async () => {
    for (const here = await device(); ;) {
      const number = ((await get('number')) ?? 0) + 1;
      const letter = {...await make(here, number), since: Date.now()};
      if (!await placed(letter)) continue;
      note().catch(() => {});
      return letter;
    }
  });
}

async function placed(letter) {
  let free = false;
  await within(['meta', 'outbox'], 'readwrite', (meta, outbox) => {
    const asked = meta.get('number');
    asked.onsuccess = () => {
      free = (asked.result ?? 0) + 1 === letter.number;
      if (!free) return;
      meta.put(letter.number, 'number');
      outbox.add(letter);
    };
  });
  return free;
}

export const received = ids => within(['outbox'], 'readwrite', outbox => { for (const id of ids) outbox.delete(id); });

export const refused = (id, kept) => within(['outbox', 'dead'], 'readwrite', (outbox, dead) => {
  dead.put(kept);
  outbox.delete(id);
});

// What could not be opened goes back to the outbox as it was: the letter is in one of the two at any moment.
export const again = ids => within(['outbox', 'dead'], 'readwrite', (outbox, dead) => {
  for (const id of ids) {
    const asked = dead.get(id);
    asked.onsuccess = () => {
      if (!asked.result?.data) return;
      const {reason: _reason, code: _code, at: _at, ...letter} = asked.result;
      outbox.put(letter);
      dead.delete(id);
    };
  }
});

export const mended = ids => within(['dead'], 'readwrite', dead => { for (const id of ids) dead.delete(id); });
