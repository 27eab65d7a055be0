// Before the first paint, so that hidden names never flash by. It blocks, so it stays this small.
try {
  if (localStorage.getItem('hide-names')) document.documentElement.classList.add('hide-names');
} catch { /* no storage: names show */ }
