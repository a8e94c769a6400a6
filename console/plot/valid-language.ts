/*
 * Chromium that was started without a language calls it "en-US@posix", which Intl refuses. uPlot passes it to Intl as it loads, so this
 * must be imported first.
 */
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true });
}
