export const SHORTEST = 12

export type Strength = { score: 0 | 1 | 2 | 3 | 4; words: string }

const WORDS = ['Too short', 'Guessable', 'Fair', 'Good', 'Strong'] as const

/**
 * A hint while typing. Length counts most (NIST 800-63B); the server has the list of common
 * passwords and decides.
 */
export function strength(password: string, email = ''): Strength {
  const name = email.split('@')[0] ?? ''
  if (password.length < SHORTEST) {
    return { score: 0, words: `${WORDS[0]}: ${SHORTEST} characters at least` }
  }
  const different = new Set(password.toLowerCase()).size
  const likeName = name.length > 2 && password.toLowerCase().includes(name.toLowerCase())
  if (
    different < 6 ||
    likeName ||
    /^(.{1,4})\1+$/.test(password) ||
    /^(0123|abcd|qwer|pass)/i.test(password)
  ) {
    return { score: 1, words: likeName ? 'It holds your address' : WORDS[1] }
  }
  const score = password.length >= 20 ? 4 : password.length >= 15 ? 3 : 2
  return { score, words: WORDS[score] }
}
