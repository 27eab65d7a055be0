// What waits on this device: how long, under which number, and never what is in it.
import {again, get, mended, put} from './store.js';
import {changed, line, onChange, send} from './sender.js';
import {facts} from './pill.js';

const page = document.getElementById('waiting');
const words = page.dataset;
const MINUTE = 60 * 1000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
const part = name => page.querySelector(`[data-part=${name}]`);

function age(since) {
  const passed = Math.max(0, Date.now() - since);
  const [name, size] = passed < HOUR ? ['minute', MINUTE] : passed < DAY ? ['hour', HOUR] : ['day', DAY];
  const n = Math.floor(passed / size);
  if (!n) return words.now;
  return fill(words[n === 1 ? name : `${name}s`], {n});
}

// What the municipality kept may go from this list once it was read; anything else may not, and can be sent
// again.
function item(title, small, id, sealed) {
  const one = document.getElementById('line').content.firstElementChild.cloneNode(true);
  one.querySelector('b').textContent = title;
  one.querySelector('small').textContent = small;
  one.querySelector('.acts').hidden = !id;
  one.querySelector('a').href = `/straat/geweigerd/${id}/`;
  one.querySelector('button').addEventListener('click', () => mended([id]).then(() => changed()));
  const more = one.querySelector('[data-again]');
  more.hidden = !sealed;
  more.firstElementChild.addEventListener('click', () => again([sealed]).then(() => { changed(); return send(); }));
  return one;
}

function list(name, items) {
  part(name).hidden = !items.length;
  part(name).querySelector('ul')?.replaceChildren(...items);
}

const number = one => fill(words.number, {n: one.number});
const missed = one => (one.code === 'unknown_key' ? `${one.reason} ${words.key}` : one.reason || words.unreadable);
const refusal = one => item(number(one), missed(one), one.there && one.id, one.data && one.id);

async function draw() {
  const {mine, no, others, refused, gaps, full, cleared} = await facts();
  const kept = await navigator.storage?.persisted?.();
  list('mine', mine.sort((a, b) => a.number - b.number).map(one => item(number(one), age(one.since))));
  list('refused', no.map(refusal));
  list('gaps', gaps.map(n => item(fill(words.number, {n}), words.gap)));
  part('cleared').hidden = !cleared;
  part('cleared').querySelector('p').textContent = fill(words[cleared === 1 ? 'cleared' : 'cleareds'], {n: cleared});
  part('safe').hidden = kept !== true;
  part('others').hidden = !others;
  part('others').textContent = fill(words[others === 1 ? 'other' : 'others'], {n: others});
  part('held').hidden = !line.held;
  part('revoked').hidden = !line.revoked;
  part('full').hidden = !full;
  part('loose').hidden = kept !== false || !(mine.length || others);
  part('out').hidden = line.link !== 'out' || !mine.length;
  part('offline').hidden = line.link !== 'offline';
  const nothing = !(mine.length || others || refused || gaps.length || cleared);
  part('empty').hidden = !nothing;
  part('send').hidden = nothing || !mine.length;
  page.hidden = false;
}

part('read').addEventListener('click', async () => {
  await put('before', {...await get('before'), read: true});
  changed();
});
part('send').addEventListener('click', () => send());
onChange(() => draw().catch(() => {}));
draw().catch(() => { document.getElementById('unable').hidden = false; });
