/** Where the dashboard stands: the server writes it into the page. Ends with a slash. */
export const base: string =
  document.querySelector('meta[name="errand-base"]')?.getAttribute('content')?.replace(/\/*$/, '/') ?? '/'
