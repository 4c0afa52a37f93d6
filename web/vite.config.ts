import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** How the back office is built: one page, its areas on demand, and the worker that keeps it for spells without a network. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Kept by content for ever; nothing is put into the page itself, which its policy refuses.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // The lists of what each page imports would be a tenth of the first load; pages are read ahead as a whole (app/PagesReady.tsx).
      resolveDependencies: (_, files, { hostType }) =>
        hostType === 'html' ? files : files.filter((file) => file.endsWith('.css')),
    },
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: { office: `${import.meta.dirname}/index.html`, sw: `${import.meta.dirname}/sw.ts` },
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: ({ name }) => `assets/${name.startsWith('shared') ? 'shared' : name}-[hash].js`,
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], test: (id) => !id.endsWith('/sw.ts'), priority: 1 },
            // Else every set of pages that share something has a file of its own for it: 246 of them for the list of orders.
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 2000 },
          ],
        },
      },
    },
  },
})
