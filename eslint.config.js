import tseslint from 'typescript-eslint';

const EXACT = 'sqrt|abs|min|max|floor|ceil|round|imul|fround|trunc|sign|clz32|PI|E|LN2|LN10|LOG2E|LOG10E|SQRT2|SQRT1_2';
const OURS = 'differs between engines in the last bits: use the functions of src/numeric';

export default tseslint.config(
  {ignores: ['dist/', 'build/', 'coverage/', 'node_modules/']},
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    linterOptions: {reportUnusedDisableDirectives: 'error'},
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'inline-type-imports'}],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', varsIgnorePattern: '^_'}],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    // Same bits everywhere: these rooms use exact arithmetic only, and know neither clock, locale nor host.
    files: ['src/{numeric,engine,model,scenario,experiments}/**/*.ts'],
    rules: {
      '@typescript-eslint/require-array-sort-compare': 'error',
      'no-restricted-globals': [
        'error',
        ...['Date', 'performance', 'Intl', 'crypto', 'process', 'window', 'document', 'navigator', 'fetch'],
        ...['setTimeout', 'setInterval', 'queueMicrotask', 'globalThis', 'self', 'SharedArrayBuffer', 'Atomics'],
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: `MemberExpression[object.name="Math"]:not([property.name=/^(${EXACT})$/])`,
          message: `This ${OURS}.`,
        },
        {
          selector: 'VariableDeclarator[init.name="Math"]',
          message: `Name each function as Math.x: some of Math ${OURS}.`,
        },
        {selector: 'BinaryExpression[operator="**"]', message: `** ${OURS}.`},
        {selector: 'AssignmentExpression[operator="**="]', message: `**= ${OURS}.`},
        {selector: 'ForInStatement', message: 'The order of keys must not matter: use for…of over a sorted list.'},
        {
          selector: 'MemberExpression[property.name=/^(localeCompare|toLocale[A-Z].*)$/]',
          message: 'Locales differ between machines: compare with < and format in the interface.',
        },
      ],
    },
  },
  {
    files: ['src/cli/**', 'scripts/**', 'test/**'],
    rules: {'no-console': 'off'},
  },
  {
    files: ['test/**'],
    rules: {'@typescript-eslint/require-await': 'off'},
  },
  {
    files: ['**/*.{js,mjs}'],
    ...tseslint.configs.disableTypeChecked,
  },
);
