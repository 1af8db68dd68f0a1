/**
 * The whole main job, played once against a sandbox as people would do it, each step checked.
 *
 * <p>Door: {@link dev.registrar.sandbox.story.Story}, {@link dev.registrar.sandbox.story.Person}. Like the
 * sandbox it imports nothing of ours but the sandbox and its AWS: it sees what their users see.
 */
@NullMarked
package dev.registrar.sandbox.story;

import org.jspecify.annotations.NullMarked;
