// A letter that only the municipality can open: this device cannot read it back either.
const utf8 = new TextEncoder();
const bytes = text => Uint8Array.from(atob(text), one => one.charCodeAt(0));
const base64 = buffer => btoa(Array.from(new Uint8Array(buffer), one => String.fromCharCode(one)).join(''));
const hex = buffer => Array.from(new Uint8Array(buffer), one => one.toString(16).padStart(2, '0')).join('');

// AES-256-GCM with a key of its own, bound to the id; that key under the public key of the municipality.
export async function seal(facts, {id, user, number, key}) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const theirs = await crypto.subtle.importKey(
    'spki', bytes(key.public), {name: 'RSA-OAEP', hash: 'SHA-256'}, false, ['encrypt']);
  const own = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, true, ['encrypt']);
  const how = {name: 'AES-GCM', iv, additionalData: utf8.encode(id)};
  const data = await crypto.subtle.encrypt(how, own, utf8.encode(JSON.stringify(facts)));
  const raw = await crypto.subtle.exportKey('raw', own);
  const sealed = await crypto.subtle.encrypt({name: 'RSA-OAEP'}, theirs, raw);
  return {id, user, number, key_id: key.id, key: base64(sealed), iv: base64(iv), data: base64(data)};
}

// What the server answers when it has exactly this letter.
export async function receiptOf({id, user, number, key_id, key, iv, data}) {
  const whole = [id, user, number, key_id, key, iv, data].join('.');
  return hex(await crypto.subtle.digest('SHA-256', utf8.encode(whole)));
}
