import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const server = process.env.ERRAND_URL ?? 'http://127.0.0.1:8080'

const proxy = {
  '^/api/': { target: server, ws: true, changeOrigin: false },
  '^/q/': server,
  '^/dev/': server,
  '^/problems/': server,
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';" +
  " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Sonner adds a style element at run time, which the CSP refuses: its style sheet is imported instead. */
function noInsertedStyles(): Plugin {
  return {
    name: 'no-inserted-styles',
    enforce: 'pre',
    transform(code, id) {
      return id.includes('/sonner/dist/') && id.endsWith('.mjs')
        ? code.replace(/^__insertCSS\(.*\);?$/m, '')
        : null
    },
  }
}

/**
 * Scripts find each other relative to themselves; only the page names absolute paths, which the
 * server rewrites when it stands under a base path.
 */
function absolutePage(): Plugin {
  return {
    name: 'absolute-page',
    enforce: 'post',
    transformIndexHtml: (html) => html.replaceAll('"./', '"/'),
  }
}

export default defineConfig({
  base: './',
  plugins: [react(), tailwindcss(), noInsertedStyles(), absolutePage()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: { target: 'es2023', manifest: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy },
  // As the API serves it: the strict policy shows what would break.
  preview: { proxy, headers: { 'Content-Security-Policy': policy } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['src/test/setup.ts'] },
})
