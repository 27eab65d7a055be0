// No text becomes part of a page before it is looked through (trust T-97). htmx hands over what the server sent, and the
// browser asks this policy first. What the content policy would stop is refused here already: with it falls the whole text.
if (globalThis.trustedTypes) {
  const inert = trustedTypes.createPolicy('reading', {createHTML: text => text});
  const ACTS = 'iframe, frame, object, embed, base, applet, meta[http-equiv], script:not([src])';
  const LEADS = new Set(['href', 'xlink:href', 'src', 'action', 'formaction', 'data']);
  const bad = ({name, value}) => /^on|^(data-)?hx-on/.test(name) || name === 'srcdoc'
    || LEADS.has(name) && /^(javascript|vbscript|data):/i.test(value.replace(/[\0-\x20]/g, '')) && !value.startsWith('data:image/');
  const own = script => new URL(script.getAttribute('src'), location.origin).origin === location.origin;
  // What stands in a template is no part of the page yet, and becomes it: it is looked through as well.
  const sound = root => [...root.querySelectorAll('*')].every(one =>
    !one.matches(ACTS) && ![...one.attributes].some(bad) && (one.localName !== 'script' || own(one))
    && (one.localName !== 'template' || sound(one.content)));
  trustedTypes.createPolicy('default', {
    createHTML: text => sound(new DOMParser().parseFromString(inert.createHTML(text), 'text/html')) ? text : null,
    createScriptURL: address => address === '/sw.js' ? address : null,
  });
}
