package dev.registrar.catalog.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.yaml.EditResult.Edited;
import dev.registrar.catalog.yaml.EditResult.Refused;
import dev.registrar.text.Pointer;
import dev.registrar.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

class CatalogEditPropertyTest {
    /** More of them find rarer things: {@code -Dcatalogs=20000}. */
    private static final int CATALOGS = Integer.getInteger("catalogs", 300);

    static LongStream seeds() {
        return LongStream.range(0, CATALOGS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void add_anyBlockCatalog_insertsTheEntryAndNothingElse(long seed) {
        RandomCatalog random = new RandomCatalog(seed);
        CatalogText before = read(random.text());
        Registry newcomer = random.newcomer();

        String after = edited(CatalogEdit.add(before, new NewEntry(newcomer)));

        assertThat(read(after).catalog()).isEqualTo(before.catalog().with(newcomer));
        Map<String, Object> expected = load(before.document().text());
        repositories(expected).put(newcomer.name(), repositories(load(after)).get(newcomer.name()));
        assertThat(load(after)).isEqualTo(expected);
        boolean hadEntries = before.document()
                .at(Pointer.of("repositories"))
                .filter(YamlNode.Mapping.class::isInstance)
                .filter(node -> !((YamlNode.Mapping) node).entries().isEmpty())
                .isPresent();
        String preview = CatalogEdit.preview(new NewEntry(newcomer), before);
        assertThat(after + "\r\n").contains(preview.stripTrailing());
        if (hadEntries) {
            assertThat(replaced(before.document().text(), after)).isZero();
            String added = CatalogEdit.preview(new NewEntry(newcomer), before);
            assertThat(after.endsWith("\n")).isEqualTo(before.document().text().endsWith("\n"));
            assertThat(added).isNotBlank();
            assertThat(edited(CatalogEdit.remove(read(after), newcomer.name())))
                    .isEqualTo(before.document().text());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void add_sortedCatalog_staysSorted(long seed) {
        RandomCatalog random = new RandomCatalog(seed);
        CatalogText before = read(random.text());
        List<String> names = new ArrayList<>(before.catalog().registries().keySet());
        List<String> sorted = names.stream().sorted().toList();

        CatalogText after = read(edited(CatalogEdit.add(before, new NewEntry(random.newcomer()))));

        List<String> now = new ArrayList<>(after.catalog().registries().keySet());
        if (names.equals(sorted)) {
            assertThat(now).isSorted();
        } else {
            assertThat(now.subList(0, names.size())).isEqualTo(names);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void setField_anyBlockCatalog_changesThatValueOnly(long seed) {
        RandomCatalog random = new RandomCatalog(seed);
        CatalogText before = read(random.text());
        Random choice = new Random(seed);
        if (random.names.isEmpty()) {
            return;
        }
        String name = random.names.get(choice.nextInt(random.names.size()));
        Field field = List.of(
                        Field.OWNER,
                        Field.STATUS,
                        Field.REQUEST,
                        Field.CREATED_DATE,
                        Field.REPOSITORY_URL,
                        Field.ENCRYPTION)
                .get(choice.nextInt(6));
        String value = List.of(
                        "active", "2026-02-01", "it's \"new\"", "yes", "a: b # c", "größe", "line\nbreak", "[x], {y}")
                .get(choice.nextInt(8));

        EditResult result = CatalogEdit.setField(before, name, field, value);

        if (result instanceof Refused refused) {
            assertThat(random.anchored()).as(refused.reason()).isTrue();
            return;
        }
        String after = edited(result);
        Map<String, Object> expected = load(before.document().text());
        Map<String, Object> at = repositories(expected);
        List<String> path = field.of(name).segments();
        for (String key : path.subList(1, path.size() - 1)) {
            at = asMap(
                    at.compute(key, (k, old) -> old == null ? new LinkedHashMap<>() : new LinkedHashMap<>(asMap(old))));
        }
        at.put(path.get(path.size() - 1), value);
        Map<String, Object> actual = load(after);
        assertThat(actual).isEqualTo(expected);
        int written = before.document()
                .at(new Pointer(path))
                .map(node -> node.span().end() - node.span().start())
                .orElse(0);
        assertThat(replaced(before.document().text(), after))
                .isLessThanOrEqualTo(Math.max(written, "governance: {}".length()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void remove_anyBlockCatalog_removesTheEntryOnly(long seed) {
        RandomCatalog random = new RandomCatalog(seed);
        CatalogText before = read(random.text());
        if (random.names.isEmpty()) {
            return;
        }
        String name = random.names.get(new Random(seed).nextInt(random.names.size()));

        EditResult result = CatalogEdit.remove(before, name);

        if (result instanceof Refused refused) {
            assertThat(random.anchored()).as(refused.reason()).isTrue();
            return;
        }
        Map<String, Object> expected = load(before.document().text());
        repositories(expected).remove(name);
        assertThat(load(edited(result))).isEqualTo(expected);
        assertThat(read(edited(result)).catalog()).isEqualTo(before.catalog().without(name));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rename_anyBlockCatalog_changesTheKeyOnly(long seed) {
        RandomCatalog random = new RandomCatalog(seed);
        CatalogText before = read(random.text());
        if (random.names.isEmpty()) {
            return;
        }
        String name = random.names.get(new Random(seed).nextInt(random.names.size()));

        String after = edited(CatalogEdit.rename(before, name, "new: name"));

        assertThat(edited(CatalogEdit.rename(read(after), "new: name", name)).length())
                .isBetween(
                        before.document().text().length(),
                        before.document().text().length() + 2);
        assertThat(replaced(before.document().text(), after)).isLessThanOrEqualTo(name.length() + 2);
        assertThat(repositories(load(after)).get("new: name"))
                .isEqualTo(repositories(load(before.document().text())).get(name));
    }

    private static CatalogText read(String text) {
        CatalogText catalog = CatalogReader.read(text);
        assertThat(catalog.document().problems()).as(text).isEmpty();
        return catalog;
    }

    private static String edited(EditResult result) {
        assertThat(result).isInstanceOf(Edited.class);
        return ((Edited) result).text();
    }

    /** How many characters of the old text are not in the new one, if the change is a single stretch. */
    private static int replaced(String before, String after) {
        int prefix = 0;
        int most = Math.min(before.length(), after.length());
        while (prefix < most && before.charAt(prefix) == after.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < most - prefix
                && before.charAt(before.length() - 1 - suffix) == after.charAt(after.length() - 1 - suffix)) {
            suffix++;
        }
        return before.length() - prefix - suffix;
    }

    /** An independent reading of the same text. */
    private static Map<String, Object> load(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        Yaml yaml =
                new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new DatesAreText());
        return new LinkedHashMap<>(asMap(yaml.load(text)));
    }

    private static final class DatesAreText extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }

    private static Map<String, Object> repositories(Map<String, Object> catalog) {
        Object old = catalog.get("repositories");
        Map<String, Object> copy = new LinkedHashMap<>(old == null ? Map.of() : asMap(old));
        catalog.put("repositories", copy);
        return copy;
    }

    @SuppressWarnings("unchecked") // the loader knows no more than that a mapping is a map; its keys are text here
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }
}
