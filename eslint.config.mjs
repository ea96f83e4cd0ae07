import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'build/**',
      'node_modules/**',
      'examples/*/app/**',
      'examples/*/web/**',
      'examples/*/deploy/**',
      'test/beside/programs/**',
      'test/depot/programs/**',
      '*.mjs',
      'jest.config.js',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'no default exports: name the thing' },
        { selector: 'ExportAllDeclaration', message: 'no export *: name what is public' },
      ],
    },
  },
  { files: ['lib/**/*.ts'], rules: { 'max-lines': ['error', { max: 250 }] } },
);
