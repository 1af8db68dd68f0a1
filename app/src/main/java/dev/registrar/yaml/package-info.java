/**
 * YAML text to a tree of plain nodes that know their place, with everything that is wrong as data. Limits on size, depth
 * and aliases hold for every text, since all of them come from outside.
 *
 * <p>Door: {@link dev.registrar.yaml.YamlReader}, {@link dev.registrar.yaml.YamlDocument}, {@link
 * dev.registrar.yaml.YamlNode}. May import {@code text}; SnakeYAML stays in here.
 */
@NullMarked
package dev.registrar.yaml;

import org.jspecify.annotations.NullMarked;
