// Runs before the first paint, as a file: the Content-Security-Policy allows no inline script.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('errand.theme')
  } catch {
    // storage may be forbidden; the system's theme is good then
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
