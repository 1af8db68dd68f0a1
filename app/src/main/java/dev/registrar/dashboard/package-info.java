/**
 * The pages for people: requests, registries, trends, deliveries, and the details of each check run; who may see which; and
 * sign-in with sessions. HTML and cookies' values are made here, HTTP stays in {@code server}.
 *
 * <p>Door: {@link dev.registrar.dashboard.Dashboard} (a method for each page) with {@link dev.registrar.dashboard.Viewer} and
 * {@link dev.registrar.dashboard.Page}; {@link dev.registrar.dashboard.Sources} (what the pages are made of); {@link
 * dev.registrar.dashboard.SignInDesk} (sign-in and sessions) with {@link dev.registrar.dashboard.Session}; {@link
 * dev.registrar.dashboard.PageToken}.
 *
 * <p>Everything that comes from outside goes through {@code Parts.words} or an attribute of j2html, which escape it. Raw HTML
 * is never put together from texts: a test holds that.
 */
@NullMarked
package dev.registrar.dashboard;

import org.jspecify.annotations.NullMarked;
