/**
 * What the operator set: the environment read once into a {@link dev.registrar.settings.Settings}, with everything that is
 * wrong as a list of {@link dev.registrar.settings.Problem}s.
 *
 * <p>Door: {@link dev.registrar.settings.Settings} and the records it is made of, {@link
 * dev.registrar.settings.SettingsReading}, {@link dev.registrar.settings.Problem}, {@link dev.registrar.settings.Secret},
 * {@link dev.registrar.settings.CredentialsFile}. Imports nothing of ours; reads files only where a {@code …_FILE} setting
 * names one, and what the set-up stored in the data folder.
 */
@NullMarked
package dev.registrar.settings;

import org.jspecify.annotations.NullMarked;
