/**
 * A change under review and the ports through which handlers reach GitHub: pull requests, file contents, check runs,
 * comments, issues, commits and teams, all as plain data.
 *
 * <p>Every port call may throw a {@link dev.registrar.pull.RemoteTrouble}; it is handled once, where a delivery is worked
 * on. Imports nothing of ours.
 */
@NullMarked
package dev.registrar.pull;

import org.jspecify.annotations.NullMarked;
