// The map of a country: outlines that travel once, and a small file of figures for each colouring. The table beside
// it says the same; what has the focus in one is drawn in the other.
const frame = document.getElementById('country');
const words = frame.dataset;
const [map, over] = frame.querySelectorAll('canvas');
const told = document.getElementById('country-told');
const HIDDEN = 16, UNSURE = 8, LIGHTER = .55, STEP = 1.5, MOST = 40, NEAR = 12, SEEN = .6, TOGETHER = 40, FEW = 500;

function reader(bytes, magic) {
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== magic) throw new Error('not a map');
  let at = 4;
  const number = () => {
    let part = bytes[at++], found = part & 127;
    for (let shift = 7; part > 127; shift += 7) { part = bytes[at++]; found |= (part & 127) << shift; }
    return found;
  };
  const numbers = many => {
    const found = new Int32Array(many);
    for (let to = 0; to < many; to++) found[to] = number();
    return found;
  };
  const text = many => { at += many; return String.fromCharCode(...bytes.subarray(at - many, at)); };
  return {number, numbers, text};
}

// Steps that may go back.
const turned = number => number >>> 1 ^ -(number & 1);

// Fills `points` with rings, of which a border is told once: the area on the other side walks back along it
// (`rules/sides.py`). A place is one number, y in the high bits. Of each, `ends` has the border that came there last;
// `older` has the one before it, and `begins` where a border came from. Arrays find a place quicker than a Map.
function ringsInto(points, rings, counts, starts, steps) {
  const most = steps.length / 2 + starts.length / 2 + 1, bits = 33 - Math.clz32(most), mask = (1 << bits) - 1;
  const places = new Int32Array(mask + 1).fill(-1), ends = new Int32Array(mask + 1);
  const begins = new Int32Array(most), older = new Int32Array(most);
  let to = 0, at = 0, step = 0, told = 0, x = 0, y = 0;
  const slot = place => {
    let found = Math.imul(place, 0x9E3779B1) >>> (32 - bits);
    while (places[found] !== place && places[found] !== -1) found = (found + 1) & mask;
    return found;
  };
  for (let ring = 0; 2 * ring < starts.length; ring++) {
    x += turned(starts[2 * ring]); y += turned(starts[2 * ring + 1]);
    const first = y << 14 | x, end = to + 2 * counts[at++];
    let here = first;
    points[to++] = x; points[to++] = y;
    for (let closed = false; !closed;) {
      for (let back = counts[at++], begun = false; back > 0; back--, begun = true) {
        const found = slot(here);
        let one = ends[found];
        if (!begun && older[one] > 0) {
          let which = counts[at++], newer = 0;
          for (; which > 0; which--) { newer = one; one = older[one]; }
          if (newer) older[newer] = older[one]; else ends[found] = older[one];
        } else ends[found] = older[one];
        here = begins[one];
        if (to === end) closed = true; else { points[to++] = here & 16383; points[to++] = here >> 14; }
      }
      for (let fresh = closed ? 0 : counts[at++]; fresh > 0; fresh--) {
        let next = first;
        if (to === end) closed = true; else {
          const nextX = points[to++] = (here & 16383) + turned(steps[step++]);
          next = (points[to++] = (here >> 14) + turned(steps[step++])) << 14 | nextX;
        }
        const found = slot(next);
        begins[++told] = here; older[told] = ends[found]; places[found] = next; ends[found] = told;
        here = next;
      }
    }
    rings[ring + 1] = to;
  }
}

function outlinesOf(bytes) {
  const read = reader(bytes, 'HVM2');
  const [wide, tall, many, long, all, counted, stepped] = read.numbers(7);
  let code = '';
  const codes = Array.from({length: many}, () => {
    const same = read.number();
    return code = code.slice(0, same) + read.text(long - same);
  });
  const parts = read.numbers(many), counts = read.numbers(counted), areas = new Int32Array(many + 1);
  parts.forEach((more, area) => { areas[area + 1] = areas[area] + more; });
  const starts = read.numbers(2 * areas[many]), steps = read.numbers(stepped);
  const points = new Int16Array(2 * all), rings = new Int32Array(areas[many] + 1), boxes = new Int16Array(4 * many);
  ringsInto(points, rings, counts, starts, steps);
  for (let area = 0; area < many; area++) {
    let left = 32767, top = 32767, right = 0, bottom = 0;
    for (let at = rings[areas[area]]; at < rings[areas[area + 1]]; at += 2) {
      const x = points[at], y = points[at + 1];
      if (x < left) left = x;
      if (y < top) top = y;
      if (x > right) right = x;
      if (y > bottom) bottom = y;
    }
    boxes.set([left, top, right, bottom], 4 * area);
  }
  return {wide, tall, codes, points, rings, areas, boxes};
}

function figuresOf(bytes) {
  const read = reader(bytes, 'HVV1'), many = read.number();
  const kinds = new Uint8Array(many), numbers = new Float64Array(3 * many);
  for (let area = 0; area < many; area++) {
    kinds[area] = read.number();
    for (let one = 0; one < 3; one++) numbers[3 * area + one] = read.number() / 10;
  }
  return {kinds, numbers};
}

const bytesOf = address => fetch(address).then(answer => {
  if (!answer.ok) throw new Error(answer.status);
  return answer.arrayBuffer();
}).then(found => new Uint8Array(found));

let land, figures, pen, drawnOver, chosen = -1;
let zoom = 1, left = 0, top = 0;

// The colours are those of the legend: one place says them, for light and for dark.
const fills = [...frame.querySelectorAll('.legend rect')].map(one => getComputedStyle(one).fill);
const ink = getComputedStyle(frame).color, paper = getComputedStyle(frame.closest('.card')).backgroundColor;

function hatch() {
  const one = document.createElement('canvas');
  one.width = one.height = 6;
  const draw = one.getContext('2d');
  draw.strokeStyle = ink; draw.globalAlpha = .45; draw.lineWidth = 1;
  draw.beginPath(); draw.moveTo(0, 6); draw.lineTo(6, 0); draw.stroke();
  return pen.createPattern(one, 'repeat');
}

function size() {
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const wide = Math.round(map.clientWidth * ratio) || 480;
  for (const one of [map, over]) { one.width = wide; one.height = Math.round(wide * land.tall / land.wide); }
  pen = map.getContext('2d', {willReadFrequently: true, alpha: false});
  drawnOver = over.getContext('2d', {willReadFrequently: true});
}

const scale = () => map.width / land.wide * zoom;

// A point that lies less than a step from the one before would not be seen, and costs as much.
function trace(draw, area, step) {
  const {points, rings, areas} = land, by = scale();
  for (let ring = areas[area]; ring < areas[area + 1]; ring++) {
    let fromX = Infinity, fromY = Infinity;
    for (let at = rings[ring], end = rings[ring + 1]; at < end; at += 2) {
      const x = (points[at] - left) * by, y = (points[at + 1] - top) * by;
      if (fromX === Infinity) draw.moveTo(x, y);
      else if (Math.abs(x - fromX) < step && Math.abs(y - fromY) < step) continue;
      else draw.lineTo(x, y);
      fromX = x; fromY = y;
    }
    draw.closePath();
  }
}

function seen(area) {
  const by = scale(), box = land.boxes.subarray(4 * area, 4 * area + 4);
  return (box[2] - left) * by > 0 && (box[0] - left) * by < map.width
    && (box[3] - top) * by > 0 && (box[1] - top) * by < map.height;
}

function draw() {
  const began = performance.now(), groups = new Map(), hatched = hatch();
  figures.kinds.forEach((kind, area) => {
    if (!seen(area)) return;
    const name = kind >= HIDDEN ? HIDDEN : kind;
    if (groups.has(name)) groups.get(name).push(area); else groups.set(name, [area]);
  });
  pen.globalAlpha = 1; pen.fillStyle = paper; pen.fillRect(0, 0, map.width, map.height);
  for (const [kind, areas] of groups) {
    pen.globalAlpha = kind < HIDDEN && kind & UNSURE ? LIGHTER : 1;
    pen.fillStyle = kind === HIDDEN ? hatched : fills[kind % UNSURE];
    for (let at = 0; at < areas.length; at += TOGETHER) {
      pen.beginPath();
      areas.slice(at, at + TOGETHER).forEach(area => trace(pen, area, SEEN));
      pen.fill('evenodd');
    }
  }
  pen.globalAlpha = 1;
  const all = [...groups.values()].flat();
  if (all.length <= FEW) {  // so few that borders can be seen: those of one class are apart then
    pen.beginPath(); all.forEach(area => trace(pen, area, SEEN));
    pen.strokeStyle = paper; pen.lineWidth = 1; pen.lineJoin = 'round'; pen.stroke();
  }
  outline();
  frame.dataset.drawn = (performance.now() - began).toFixed(1);
  performance.mark('map-drawn');
}

function outline() {
  drawnOver.clearRect(0, 0, over.width, over.height);
  if (chosen < 0) return;
  for (const [colour, width] of [[paper, 6], [ink, 3]]) {
    drawnOver.beginPath(); trace(drawnOver, chosen, 0);
    drawnOver.strokeStyle = colour; drawnOver.lineWidth = width; drawnOver.lineJoin = 'round'; drawnOver.stroke();
  }
  const by = scale(), box = land.boxes.subarray(4 * chosen, 4 * chosen + 4);
  const x = ((box[0] + box[2]) / 2 - left) * by, y = ((box[1] + box[3]) / 2 - top) * by;
  if ((box[2] - box[0]) * by > 2 * NEAR) return;
  drawnOver.beginPath(); drawnOver.arc(x, y, NEAR, 0, 2 * Math.PI); drawnOver.strokeStyle = ink; drawnOver.stroke();
}

function inside(area, x, y) {
  const {points, rings, areas} = land;
  let found = false;
  for (let ring = areas[area]; ring < areas[area + 1]; ring++) {
    for (let at = rings[ring], before = rings[ring + 1] - 2; at < rings[ring + 1]; before = at, at += 2) {
      const y1 = points[at + 1], y2 = points[before + 1];
      if (y1 > y !== y2 > y && x < (points[before] - points[at]) * (y - y1) / (y2 - y1) + points[at]) found = !found;
    }
  }
  return found;
}

function under(event) {
  const box = map.getBoundingClientRect(), by = scale() * box.width / map.width;
  const x = (event.clientX - box.left) / by + left, y = (event.clientY - box.top) / by + top, {boxes, codes} = land;
  return codes.findIndex((_code, area) => {
    const at = 4 * area;
    return x >= boxes[at] && x <= boxes[at + 2] && y >= boxes[at + 1] && y <= boxes[at + 3] && inside(area, x, y);
  });
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
const said = number => number.toLocaleString(document.documentElement.lang, {minimumFractionDigits: Number(words.places), maximumFractionDigits: Number(words.places)});

function sentence(area) {
  const name = land.names ? land.names[area].join(', ') : land.codes[area], kind = figures.kinds[area];
  if (kind >= HIDDEN) return `${name}: ${words[`why${kind - HIDDEN}`]}`;
  const [value, low, high] = [0, 1, 2].map(one => said(figures.numbers[3 * area + one]));
  return fill(words.says, {name, value, low, high});
}

// What areas are called is asked for when somebody comes near, and once: the first map goes without.
function called(of = land) {
  of.asked ??= bytesOf(of.address).then(found => { of.names = JSON.parse(new TextDecoder().decode(found)); })
    .catch(() => { of.asked = null; });
  return of.asked;
}

function choose(area) {
  chosen = area;
  outline();
  document.querySelectorAll('#country-table .is-chosen').forEach(one => one.classList.remove('is-chosen'));
  if (area < 0) return;
  document.querySelector(`#country-table [data-code="${land.codes[area]}"]`)?.classList.add('is-chosen');
  if (land.names) tell(area); else called().then(() => { if (area === chosen) tell(area); });
}

// Says it once, to eyes and to ears; the link goes to the page of the area.
function tell(area) {
  told.querySelector('span').textContent = sentence(area);
  const link = told.querySelector('a');
  link.href = words.area.replace('CODE', land.codes[area]);
  link.hidden = false;
}

function zoomed(by, x = map.width / 2, y = map.height / 2) {
  const before = scale(), next = Math.min(MOST, Math.max(1, zoom * by));
  const at = [x / before + left, y / before + top];
  zoom = next;
  left = at[0] - x / scale(); top = at[1] - y / scale();
  kept();
}

function kept() {
  left = Math.min(Math.max(0, left), land.wide * (1 - 1 / zoom));
  top = Math.min(Math.max(0, top), land.tall * (1 - 1 / zoom));
  draw();
}

const middle = area => { const box = land.boxes.subarray(4 * area, 4 * area + 4); return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]; };
const WAYS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

// The nearest area in that direction: straight ahead is nearer than aside.
function next([right, down]) {
  if (chosen < 0) return choose(land.codes.reduce((best, _code, area) => {
    const [x, y] = middle(area), away = Math.hypot(x - land.wide / 2, y - land.tall / 2);
    return away < best[0] ? [away, area] : best;
  }, [Infinity, -1])[1]);
  const [fromX, fromY] = middle(chosen);
  let best = Infinity, found = chosen;
  land.codes.forEach((_code, area) => {
    const [x, y] = middle(area), ahead = (x - fromX) * right + (y - fromY) * down;
    const aside = Math.abs((x - fromX) * down) + Math.abs((y - fromY) * right), away = ahead + 2 * aside;
    if (ahead > 0 && area !== chosen && away < best) { best = away; found = area; }
  });
  choose(found);
  const [x, y] = middle(found);
  if (!seen(found)) { left = x - land.wide / zoom / 2; top = y - land.tall / zoom / 2; kept(); }
}

const KEYS = {'+': () => zoomed(STEP), '=': () => zoomed(STEP), '-': () => zoomed(1 / STEP),
  Enter: () => { if (chosen >= 0) location.href = told.querySelector('a').href; }};

for (const near of ['pointerenter', 'pointerdown', 'focus']) map.addEventListener(near, () => { if (land) called(); });

map.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !land) return;
  const act = WAYS[event.key] ? () => next(WAYS[event.key]) : KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
});

let dragged = null;
map.addEventListener('pointerdown', event => { dragged = {x: event.clientX, y: event.clientY, left, top, moved: false}; });
map.addEventListener('pointermove', event => {
  if (!dragged || !land || zoom === 1) return;
  const by = scale() * map.clientWidth / map.width, x = event.clientX - dragged.x, y = event.clientY - dragged.y;
  if (Math.hypot(x, y) < 4) return;
  dragged.moved = true;
  left = dragged.left - x / by; top = dragged.top - y / by;
  kept();
});
addEventListener('pointerup', event => {
  const was = dragged;
  dragged = null;
  if (was && !was.moved && land && event.target === map) choose(under(event));
});
for (const [name, by] of [['in', STEP], ['out', 1 / STEP]]) {
  frame.querySelector(`[data-zoom=${name}]`).addEventListener('click', () => land && zoomed(by));
}
document.addEventListener('focusin', event => {
  const row = event.target.closest('#country-table [data-code]');
  if (row && land) choose(land.codes.indexOf(row.dataset.code));
});
let waits;
addEventListener('resize', () => {
  clearTimeout(waits);
  waits = setTimeout(() => { if (land && map.width !== Math.round(map.clientWidth * Math.min(devicePixelRatio || 1, 2))) { size(); draw(); } }, 100);
});

// Another figure colours the same outlines: the rest of the page comes as the server says it. Without this the
// button of the form does the same, with a new page.
const form = document.getElementById('country-form');
const PARTS = ['country-head', 'country-legend', 'country-table', 'country-found'];

async function another() {
  const address = `?${new URLSearchParams(new FormData(form))}`;
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
  const coming = page.getElementById('country');
  if (!coming) { location.href = address; return; }
  for (const id of PARTS) document.getElementById(id).replaceWith(page.getElementById(id));
  const before = words.outlines;
  for (const [name, value] of Object.entries(coming.dataset)) words[name] = value;
  history.replaceState(null, '', address);
  await coloured(before);
}

// Outlines are read as soon as they are there, while the figures still come.
const landed = (address = words.names) => bytesOf(words.outlines).then(bytes => Object.assign(outlinesOf(bytes), {address}));
const figured = () => bytesOf(words.figures).then(figuresOf);

async function coloured(before) {
  const began = performance.now();
  const [shapes, found] = await Promise.all([before === words.outlines ? null : landed(), figured()]);
  if (shapes) { land = shapes; chosen = -1; zoom = 1; left = top = 0; size(); }
  figures = found;
  draw();
  words.recoloured = (performance.now() - began).toFixed(1);
  if (chosen >= 0) choose(chosen);
}

form.addEventListener('change', () => another().catch(() => form.submit()));

const away = () => { frame.hidden = true; document.getElementById('country-away').hidden = false; };

async function begin() {
  [land, figures] = await Promise.all([landed(), figured()]);
  frame.hidden = false;
  size(); draw();
}

if (words.outlines) begin().catch(away);
