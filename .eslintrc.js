module.exports = {
  root: true,
  parserOptions: { ecmaVersion: 2022 },
  overrides: [{ files: ['*.mjs'], parserOptions: { sourceType: 'module' } }],
};
