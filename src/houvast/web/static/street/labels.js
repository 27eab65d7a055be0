// Who uses this device, with the first names and places to choose from. They are erased at signing out,
// for somebody else, on a device that was revoked, and when the server was not heard for half a day.
import {within} from './store.js';

const HALF_A_DAY = 12 * 60 * 60 * 1000;
const STORE = ['labels'];
const NAMES = ['people', 'places', 'named'];

// A clock that was put back is no reason to keep them longer.
const old = (moment, age) => Math.abs(Date.now() - moment) > age;

export async function read() {
  const found = {people: [], places: []};
  await within(STORE, 'readonly', labels => {
    for (const name of ['who', ...NAMES]) {
      labels.get(name).onsuccess = event => { found[name] = event.target.result ?? found[name]; };
    }
  });
  if (!found.who || !old(found.who.at, HALF_A_DAY)) return found;
  if (found.named) await erase();
  return {who: found.who, people: [], places: [], expired: true};
}

// Names that came in since they were found too old stay.
function erase() {
  return within(STORE, 'readwrite', labels => {
    labels.get('who').onsuccess = event => {
      if (!event.target.result || !old(event.target.result.at, HALF_A_DAY)) return;
      for (const name of NAMES) labels.delete(name);
    };
  });
}

// What the server says of who is signed in now. What was kept for anybody else goes first.
export function heard({user, captures = false, key = null, device}) {
  return within(STORE, 'readwrite', labels => {
    labels.get('who').onsuccess = event => {
      const gone = device === 'revoked';
      if (gone || !captures || event.target.result?.user !== user) labels.clear();
      if (!gone) labels.put({user, captures, key, at: Date.now()}, 'who');
    };
  });
}

// The names as the server gives them, and nothing beside the names.
export function keep({user, labels: allowed, day, people, places}) {
  return within(STORE, 'readwrite', labels => {
    labels.get('who').onsuccess = event => {
      if (event.target.result?.user !== user) return;
      labels.put(people.map(({id, name, how, seek, place}) => ({id, name, how, seek, place})), 'people');
      labels.put(places.map(({id, name}) => ({id, name})), 'places');
      labels.put({allowed, day, at: Date.now()}, 'named');
    };
  });
}

export const stale = ({named}, minutes) => !named || old(named.at, minutes * 60 * 1000);

export const forget = () => within(STORE, 'readwrite', labels => { labels.clear(); });

// Somebody else is signed in here: his names are not for these eyes.
export async function forgetOthers(user) {
  const {who} = await read();
  if (who && who.user !== user) await forget();
}
