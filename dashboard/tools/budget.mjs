// The first load must stay small: entry script, what it imports at once, and the style sheet, gzipped.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const MOST = 180 * 1024
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const files = new Set()
function add(name) {
  const chunk = manifest[name]
  if (!chunk || files.has(chunk.file)) {
    return
  }
  files.add(chunk.file)
  for (const css of chunk.css ?? []) {
    files.add(css)
  }
  for (const next of chunk.imports ?? []) {
    add(next)
  }
}
const sizeOf = (names) =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, dist))).length, 0)

add('index.html')
const entry = sizeOf(files)
add('src/app/Shell.tsx')
let largest = ['', 0]
for (const [name, chunk] of Object.entries(manifest)) {
  if (chunk.isDynamicEntry && /Page\.tsx$/.test(name)) {
    const before = new Set(files)
    add(name)
    const size = sizeOf(files)
    if (size > largest[1]) {
      largest = [name, size]
    }
    files.clear()
    for (const file of before) {
      files.add(file)
    }
  }
}
const kb = (size) => `${(size / 1024).toFixed(1)} KiB`
console.log(
  `first load: ${kb(entry)} for any page, ${kb(largest[1])} with the largest (${largest[0]}); at most ${kb(MOST)}`,
)
if (largest[1] > MOST) {
  console.error('the first load is too large')
  process.exit(1)
}
