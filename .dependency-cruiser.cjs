/** Who may import whom is kept by tests/tidy; here only what needs the whole graph. */
module.exports = {
  forbidden: [
    // A component may show itself inside itself.
    { name: 'no-circle', severity: 'error', from: { path: '(.+)' }, to: { circular: true, pathNot: '^$1$' } },
    { name: 'no-dangling', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^\\$(app|env)|^\\./\\$types$' } },
    { name: 'no-undeclared-package', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    {
      name: 'product-without-test-tools',
      severity: 'error',
      from: { path: '^(shared|server|web/src)' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(web/build|web/\\.svelte-kit)' },
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'import', 'node', 'default'] },
  },
};
