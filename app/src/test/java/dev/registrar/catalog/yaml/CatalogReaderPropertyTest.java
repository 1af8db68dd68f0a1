package dev.registrar.catalog.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.text.Places;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Mapping;
import dev.registrar.yaml.YamlNode.Scalar;
import dev.registrar.yaml.YamlNode.Sequence;
import java.io.StringReader;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

class CatalogReaderPropertyTest {
    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("catalogs", 300));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void read_anyBlockCatalog_isTheTreeThatTheLibraryComposes(long seed) {
        RandomCatalog random = new RandomCatalog(seed);
        String text = random.text();
        if (random.anchored()) {
            return;
        }
        YamlDocument document = CatalogReader.read(text).document();

        assertThat(document.problems()).isEmpty();
        assertSame(document.root().orElseThrow(), new Yaml().compose(new StringReader(text)), Places.of(text));
        assertThat(CatalogReader.read(text).catalog().registries().keySet()).containsExactlyElementsOf(random.names);
    }

    private static void assertSame(YamlNode read, Node composed, Places places) {
        assertThat(read.span().start())
                .isEqualTo(places.offsetOfCodePoint(composed.getStartMark().getIndex()));
        assertThat(read.span().end())
                .isLessThanOrEqualTo(
                        places.offsetOfCodePoint(composed.getEndMark().getIndex()));
        if (composed instanceof ScalarNode scalar) {
            assertThat(((Scalar) read).text()).isEqualTo(scalar.getValue());
        } else if (composed instanceof SequenceNode sequence) {
            List<YamlNode> items = ((Sequence) read).items();
            assertThat(items).hasSameSizeAs(sequence.getValue());
            for (int i = 0; i < items.size(); i++) {
                assertSame(items.get(i), sequence.getValue().get(i), places);
            }
        } else {
            List<Entry> entries = ((Mapping) read).entries();
            List<NodeTuple> tuples = ((MappingNode) composed).getValue();
            assertThat(entries).hasSameSizeAs(tuples);
            for (int i = 0; i < entries.size(); i++) {
                assertThat(entries.get(i).key())
                        .isEqualTo(((ScalarNode) tuples.get(i).getKeyNode()).getValue());
                assertSame(entries.get(i).value(), tuples.get(i).getValueNode(), places);
            }
        }
    }
}
