/** First 16 hex digits of the sha256 over the sources of the pure rooms; see engine-digest.mjs. */
declare const __ENGINE_DIGEST__: string;

/** The version in package.json. */
declare const __PACKAGE_VERSION__: string;
