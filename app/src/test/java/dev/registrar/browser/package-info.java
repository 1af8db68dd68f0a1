/**
 * A real browser for tests: the system's Chromium, headless, driven over its DevTools protocol with nothing but the JDK's
 * own WebSocket client. The door is {@link dev.registrar.browser.InChromium}, a JUnit extension that hands out
 * {@link dev.registrar.browser.Tab}s; {@link dev.registrar.browser.Accessibility} judges the page that a tab shows.
 */
@NullMarked
package dev.registrar.browser;

import org.jspecify.annotations.NullMarked;
